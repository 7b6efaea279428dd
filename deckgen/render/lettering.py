"""Fitted text → paragraphs and runs. Sizes stay in list styles, so runs go on following the slide layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from deckgen.content.addresses import named_slide, sound_address
from deckgen.content.inline import Run
from deckgen.content.languages import is_right_to_left
from deckgen.fit.model import FittedFigure, FittedNumber, FittedParagraph, FittedText
from deckgen.patterns import regex
from deckgen.render.languages import tagged_stretches
from deckgen.render.markup import SPECIAL, attribute, escaped, legal, solid_fill
from deckgen.render.references import HYPERLINK, SLIDE, References
from deckgen.templates.model import LevelStyle

Styles = Sequence[LevelStyle]
LEFT_TO_RIGHT = LevelStyle(18, False, "", "", 0, 0)

# Bare languages and scripts are legal tags, but PowerPoint proofs only what names a country.
_WITH_COUNTRY = {
    "zh": "zh-CN", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-US", "ja": "ja-JP", "ko": "ko-KR",
    "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "ru": "ru-RU",
    "ar": "ar-SA", "fa": "fa-IR", "he": "he-IL", "ur": "ur-PK",
}  # fmt: skip
_EAST_ASIAN = ("zh", "ja", "ko")
_MIRRORED = {"l": "r", "r": "l"}
_BREAK = regex("\r\n|[\r\n\v]")
_LAST_LEVEL = 8
# PowerPoint 2019 and later obey it; to older ones a link has the theme's colour.
_KEEPS_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)


class Lettering:
    """How the deck's text is marked: its language, which theme colour a tone stands for, which slide part a link
    inside the deck leads to, and whether links keep the colour of their text."""

    def __init__(
        self,
        language: str,
        tones: Mapping[str, str],
        targets: Mapping[str, str],
        *,
        plain_links: bool = False,
    ) -> None:
        tag = _WITH_COUNTRY.get(language.lower(), language)
        self._is_east_asian = tag[:2].lower() in _EAST_ASIAN
        other = ' altLang="en-US"' if self._is_east_asian else ""
        self.language = f' lang="{attribute(tag)}"{other}'
        self._tones = tones
        self._targets = targets
        self._link_end = f">{_KEEPS_COLOUR}</a:hlinkClick>" if plain_links else "/>"
        self._plain = f"<a:rPr{self.language}/>"
        self.tag = tag
        self.rtl = is_right_to_left(tag)

    def body(
        self, text: FittedText, references: References, styles: Styles = (), *, footer: bool = False
    ) -> str:
        """The text body of a placeholder that holds `text` in the template's `styles`; a footer needs a mark of its
        own."""
        levels = {paragraph.level for paragraph in text.paragraphs}
        paragraphs = "".join(
            [self._paragraph(paragraph, references, styles) for paragraph in text.paragraphs]
        )
        if footer:
            # LibreOffice takes a footer of one bare run for its own footer field and draws that in a style of
            # its own, not the slide layout's; paragraph properties, even empty ones, keep it from doing so.
            paragraphs = paragraphs.replace("<a:p><a:r>", "<a:p><a:pPr/><a:r>")
        return _body(_sizes(text.points, levels), paragraphs or self._empty(0))

    def turned(self, styles: Styles, level: int = 0) -> str:
        """What turns a paragraph round where the template has it run the other way than the language does: the
        attributes of its properties. Text that stands at one edge goes to the other."""
        style = styles[min(level, len(styles) - 1)] if styles else LEFT_TO_RIGHT
        if style.rtl is self.rtl:
            return ""
        return f' algn="{_MIRRORED.get(style.align, style.align)}" rtl="{self.rtl:d}"'

    def figure(self, figure: FittedFigure, styles: Styles = ()) -> str:
        """The text body of a figure: one line, the number in the placeholder's size, the rest smaller."""
        # Beside Arabic or Hebrew, programs set digits in the typeface for those, which was not measured.
        face = f'<a:cs typeface="{attribute(styles[0].latin)}"/>' if self.rtl and styles else ""
        end = f">{face}</a:rPr>" if face else "/>"
        small = f'<a:rPr{self.language} sz="{_hundredths(figure.small)}"{end}'
        large = f"<a:rPr{self.language}{end}"
        runs = (
            self._runs(figure.before, small)
            + self._runs(figure.number, large)
            + self._runs(figure.after, small)
        )
        points = None if figure.points is None else (figure.points,)
        return _body(
            _sizes(points, (0,)), f"<a:p>{self._start(styles)}{runs}</a:p>" if runs else self._empty(0)
        )

    def cell(
        self,
        paragraphs: Sequence[FittedParagraph],
        points: float,
        references: References,
        *,
        align: str = "l",
        bold: bool = False,
        colour: str | None = None,
    ) -> str:
        """The text body of a table cell, where every run says its size: tables have no list styles."""
        size = f' sz="{_hundredths(points)}"'
        shown = []
        for paragraph in paragraphs or (FittedParagraph(()),):
            runs = "".join(
                self._runs(run.text, self._cell_properties(run, size, references, bold=bold, colour=colour))
                for run in paragraph.runs
            )
            end = "" if runs else f"<a:endParaRPr{self.language}{size}/>"
            shown_at = _MIRRORED.get(align, align) if self.rtl else align
            turned = ' rtl="1"' if self.rtl else ""
            properties = f'<a:pPr algn="{shown_at}"{turned}/>' if turned or align != "l" else ""
            shown.append(f"<a:p>{properties}{runs}{end}</a:p>")
        return f"<a:txBody><a:bodyPr/><a:lstStyle/>{''.join(shown)}</a:txBody>"

    def _cell_properties(
        self, run: Run, size: str, references: References, *, bold: bool, colour: str | None
    ) -> str:
        marks = size + _marks(run.bold or bold, run.italic)
        fill = solid_fill(colour) if colour else self._fill(run.tone)
        return self._marked(marks, fill + self._link(run.link, references))

    def plain(self, text: str) -> str:
        """A text body of plain paragraphs, one for each line of `text`."""
        lines = text.replace("\r\n", "\n").split("\n")
        start = self._start(())
        return _body("", "".join([f"<a:p>{start}{self._runs(line, self._plain)}</a:p>" for line in lines]))

    def slide_number(self, number: int, field: str, shown: FittedNumber, styles: Styles = ()) -> str:
        """A text body that counts by itself; `field` is the field's GUID."""
        counted = f'<a:fld id="{field}" type="slidenum">{self._plain}<a:t>{number}</a:t></a:fld>'
        return _body(
            _sizes(shown.points, (0,)),
            f"<a:p>{self._start(styles)}{counted}{self._runs(shown.after, self._plain)}</a:p>",
        )

    def _runs(self, text: str, properties: str) -> str:
        """Runs of one look. A name in Chinese in an English deck is a run of its own that says so, as PowerPoint makes
        one when it is typed: screen readers change their voice there, and no dictionary finds it wrong."""
        if self._is_east_asian or text.isascii():
            return _runs(text, properties)
        return "".join(
            [
                _runs(piece, properties if tag is None else self._in_language(properties, tag))
                for piece, tag in tagged_stretches(text)
            ]
        )

    def _in_language(self, properties: str, tag: str) -> str:
        return properties.replace(self.language, f' lang="{tag}" altLang="{attribute(self.tag)}"', 1)

    def _start(self, styles: Styles, level: int = 0) -> str:
        """A paragraph's properties, where it has any of its own."""
        marks = (f' lvl="{level}"' if level else "") + self.turned(styles, level)
        return f"<a:pPr{marks}/>" if marks else ""

    def _paragraph(self, paragraph: FittedParagraph, references: References, styles: Styles) -> str:
        level = _level(paragraph.level)
        runs = "".join([self._runs(run.text, self._properties(run, references)) for run in paragraph.runs])
        if not runs:
            return self._empty(level)
        return f"<a:p>{self._start(styles, level)}{runs}</a:p>"

    def _empty(self, level: int) -> str:
        properties = f'<a:pPr lvl="{level}"/>' if level else ""
        return f"<a:p>{properties}<a:endParaRPr{self.language}/></a:p>"

    def _properties(self, run: Run, references: References) -> str:
        if not (run.bold or run.italic or run.tone or run.link):
            return self._plain
        return self._marked(
            _marks(run.bold, run.italic), self._fill(run.tone) + self._link(run.link, references)
        )

    def _marked(self, marks: str, inside: str) -> str:
        """A run's properties: attributes besides its language, and elements."""
        start = f"<a:rPr{self.language}{marks}"
        return f"{start}>{inside}</a:rPr>" if inside else f"{start}/>"

    def _link(self, link: str | None, references: References) -> str:
        if not link:
            return ""
        if name := named_slide(link):
            part = self._targets.get(name)
            jump = ' action="ppaction://hlinksldjump"'
            return (
                f'<a:hlinkClick r:id="{references.id_of(SLIDE, part)}"{jump}{self._link_end}' if part else ""
            )
        address = sound_address(legal(link))
        if address is None:
            return ""
        return f'<a:hlinkClick r:id="{references.id_of(HYPERLINK, address, external=True)}"{self._link_end}'

    def _fill(self, tone: str | None) -> str:
        colour = self._tones.get(tone) if tone else None
        return solid_fill(colour) if colour else ""


def read_back(text: str) -> str:
    """`text` as a reader of the finished slide gets it: breaks as `\\v`, nothing XML cannot hold."""
    return "\v".join(legal(piece) for piece in _BREAK.split(text)) if SPECIAL.search(text) else text


def _body(sizes: str, paragraphs: str) -> str:
    style = f"<a:lstStyle>{sizes}</a:lstStyle>" if sizes else "<a:lstStyle/>"
    return f"<p:txBody><a:bodyPr/>{style}{paragraphs}</p:txBody>"


def _marks(bold: bool, italic: bool) -> str:
    return (' b="1"' if bold else "") + (' i="1"' if italic else "")


def _runs(text: str, properties: str) -> str:
    """Runs of the same properties, with line breaks between them."""
    if not SPECIAL.search(text):
        return f"<a:r>{properties}<a:t>{text}</a:t></a:r>" if text else ""
    pieces = [escaped(piece) for piece in _BREAK.split(text)]
    runs = [f"<a:r>{properties}<a:t>{piece}</a:t></a:r>" if piece else "" for piece in pieces]
    return f"<a:br>{properties}</a:br>".join(runs)


def _sizes(points: Sequence[float] | None, levels: Iterable[int]) -> str:
    """The sizes of the levels used, for a list style; the last size goes for all deeper levels."""
    if not points:
        return ""
    used = sorted({_level(level) for level in levels})
    return "".join(
        f'<a:lvl{level + 1}pPr><a:defRPr sz="{_hundredths(points[min(level, len(points) - 1)])}"/>'
        f"</a:lvl{level + 1}pPr>"
        for level in used
    )


def _level(level: int) -> int:
    return max(0, min(level, _LAST_LEVEL))


def _hundredths(points: float) -> int:
    """A size in hundredths of a point, within what the format allows."""
    return max(100, min(round(points * 100), 400_000))
