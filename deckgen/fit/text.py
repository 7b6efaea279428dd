"""Paragraphs, level styles and sizes in; lines, their breaks and their heights out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise

from deckgen.content.inline import Run
from deckgen.fit.breaking import SLACK, Measured, Pen, Weights, cuts_a_word, measure
from deckgen.fit.fonts import Fonts
from deckgen.fit.model import FittedParagraph
from deckgen.fit.phrases import headline_lines, tears_a_word, unforced_starts
from deckgen.fit.sense import Lines, Rooms, places_inside_spans, sensible_lines
from deckgen.layouts.model import Paragraph
from deckgen.records import dataclass
from deckgen.templates.model import LevelStyle
from deckgen.units import EMU_PER_POINT

TAB_POINTS = 72.0
"""Tab stops stand an inch apart; a tab never takes more."""

LINE_END = "\v"

EXACT_EXTRA = 0.05
"""Points on top of an exact line height, which programs round to units of their own."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Text set in lines. `height`, and `widest`, which is the longest line with its indent, are EMU."""

    paragraphs: tuple[FittedParagraph, ...]
    lines: tuple[tuple[str, ...], ...]
    """Per paragraph, the text of its lines."""
    height: int
    widest: int
    cuts_words: bool
    """Whether a word is broken in the middle, because it is wider than its line."""

    @property
    def line_count(self) -> int:
        return sum(map(len, self.lines))


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph set in lines; points."""

    paragraph: FittedParagraph
    lines: tuple[str, ...]
    height: float
    widest: float
    cuts_words: bool
    guessed: tuple[str, ...]


def lay_out(
    paragraphs: Sequence[Paragraph],
    levels: Sequence[LevelStyle],
    points: Sequence[float],
    width: int,
    fonts: Fonts,
    *,
    headline: bool = False,
) -> LaidOut:
    """Set `paragraphs` in a text box `width` EMU wide inside its insets; `points` holds a size per level.

    Forced line ends are `\\v` in the runs; a line end of the author's (`\\n` or `\\v`) becomes one too.
    """
    blocks: list[_Block] = []
    gaps = height = widest = 0.0
    previous, cuts = None, False
    for paragraph in paragraphs:
        level = min(paragraph.level, len(levels) - 1)
        style, size = levels[level], points[min(level, len(points) - 1)]
        block = _set_paragraph(paragraph, _setting(style, size, width, fonts, headline))
        blocks.append(block)
        height += block.height
        widest = max(widest, block.widest)
        cuts = cuts or block.cuts_words
        if block.guessed:
            fonts.note(block.guessed)
        if previous is not None:
            gaps += previous.space_after + style.space_before
        previous = style
    return LaidOut(
        tuple([block.paragraph for block in blocks]),
        tuple([block.lines for block in blocks]),
        math.ceil((gaps + height) * EMU_PER_POINT),
        math.ceil(widest * EMU_PER_POINT),
        cuts,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """How paragraphs of one style are set at one size in a place of one width; worked out once for all of them."""

    style: LevelStyle
    size: float
    fonts: Fonts
    headline: bool
    first: float
    """Points from the box's inner edge to the text of the first line."""
    rest: float
    """The same for the other lines."""
    rooms: Rooms
    pitch: float
    tracking: float
    """Ems that every character is set apart."""


@lru_cache(maxsize=1024)
def _setting(style: LevelStyle, size: float, width: int, fonts: Fonts, headline: bool) -> _Setting:
    room = width / EMU_PER_POINT
    first, rest = (min(indent, room) for indent in indents(style, size, fonts))
    rooms = Rooms((room - first) / size * (1 - SLACK), (room - rest) / size * (1 - SLACK))
    pitch = line_pitch(style, size, fonts)
    return _Setting(style, size, fonts, headline, first, rest, rooms, pitch, style.tracking / size)


@lru_cache(maxsize=16384)
def _set_paragraph(paragraph: Paragraph, setting: _Setting) -> _Block:
    size, indent, texts, breaks = setting.size, setting.first, list[str](), list[int]()
    widest, cuts, at, guessed = 0.0, False, 0, tuple[str, ...]()
    for text, weights in _segments(paragraph, setting.style, setting.fonts):
        tab = TAB_POINTS / size if "\t" in text else 0.0
        measured = measure(as_shown(text, setting.style), weights, tab, setting.tracking)
        if measured.total <= setting.rooms.first:
            texts.append(text)
            widest = max(widest, measured.total * size + indent)
            indent = setting.rest
        else:
            lines = _choose_lines(measured, setting)
            breaks += (at + start for start in lines.starts if start in lines.forced)
            for start, end in pairwise([*lines.starts, len(text)]):
                texts.append(text[start:end])
                widest = max(widest, measured.width(start, end) * size + indent)
                indent = setting.rest
            cuts = cuts or _cuts_words(measured, lines, text, headline=setting.headline)
        at += len(text) + 1
        guessed += measured.guessed
    return _Block(
        FittedParagraph(_with_breaks(paragraph.runs, breaks), paragraph.level),
        tuple(texts),
        (len(texts) + _spare_lines(paragraph, texts)) * setting.pitch,
        widest,
        cuts,
        guessed,
    )


def _choose_lines(measured: Measured, setting: _Setting) -> Lines:
    return (headline_lines if setting.headline else sensible_lines)(measured, setting.rooms)


def _cuts_words(measured: Measured, lines: Lines, text: str, *, headline: bool) -> bool:
    told = set(unforced_starts(text)) if headline else ()
    chosen = [start for start in lines.starts if start not in told]
    if len(chosen) > 1 and cuts_a_word(measured, chosen):
        return True
    return headline and tears_a_word(text, lines.starts)


def as_shown(text: str, style: LevelStyle) -> str:
    """The text in capitals where the style says so; characters that would become several stay."""
    if not style.capitals:
        return text
    return "".join(capital if len(capital := one.upper()) == 1 else one for one in text)


def _spare_lines(paragraph: Paragraph, texts: Sequence[str]) -> int:
    """LibreOffice wraps raw web addresses by rules of its own, which cost up to a line each."""
    return paragraph.text.count("://") if len(texts) > 1 else 0


def indents(style: LevelStyle, size: float, fonts: Fonts) -> tuple[float, float]:
    """Points from the box's inner edge to the text, on the first line and on the others."""
    rest = style.margin_left / EMU_PER_POINT
    first = rest + style.indent / EMU_PER_POINT
    if style.bullet:
        first = max(rest, first + _bullet_ems(style, fonts) * size)
    return max(0.0, first), max(0.0, rest)


def _bullet_ems(style: LevelStyle, fonts: Fonts) -> float:
    widths = fonts.face(style.latin, style.bold).latin
    return sum(widths[character] for character in style.bullet or "")


def line_pitch(style: LevelStyle, size: float, fonts: Fonts) -> float:
    """Points from one baseline to the next; the first line of a box is as tall as the others."""
    if style.line_points is not None:
        return style.line_points + EXACT_EXTRA
    faces = (fonts.face(style.latin, style.bold), fonts.face(style.east_asian, style.bold))
    return max(face.line_height * size + face.line_extra for face in faces) * style.line_spacing


@lru_cache(maxsize=64)
def pen_of(fonts: Fonts, latin: str, east_asian: str, bold: bool) -> Pen:
    return Pen(fonts.face(latin, bold), fonts.face(east_asian, bold))


def _segments(paragraph: Paragraph, style: LevelStyle, fonts: Fonts) -> Iterator[tuple[str, Weights]]:
    """The paragraph cut at the author's own line ends, with the pens for each piece."""
    text = paragraph.text.replace("\n", LINE_END)
    marks = _weights(paragraph.runs, style, fonts)
    if LINE_END not in text:
        yield text, marks
        return
    at = 0
    for piece in text.split(LINE_END):
        before = [pen for start, pen in marks if start <= at]
        inside = ((start - at, pen) for start, pen in marks if at < start < at + len(piece))
        yield piece, ((0, before[-1]), *inside)
        at += len(piece) + 1


def _weights(runs: Sequence[Run], style: LevelStyle, fonts: Fonts) -> Weights:
    regular = pen_of(fonts, style.latin, style.east_asian, style.bold)
    if style.bold or not any(run.bold for run in runs):
        return ((0, regular),)
    bold = pen_of(fonts, style.latin, style.east_asian, True)
    starts = accumulate((len(run.text) for run in runs), initial=0)
    return tuple(
        (start, bold if run.bold else regular) for start, run in zip(starts, runs, strict=False) if run.text
    )


def _with_breaks(runs: tuple[Run, ...], breaks: Sequence[int]) -> tuple[Run, ...]:
    """The runs with a line end before each of the character positions `breaks`."""
    if not breaks and not any("\n" in run.text for run in runs):
        return runs
    broken, at = [], 0
    for run in runs:
        cuts = [0, *(place - at for place in breaks if at <= place < at + len(run.text)), len(run.text)]
        text = LINE_END.join(run.text[start:end] for start, end in pairwise(cuts)).replace("\n", LINE_END)
        broken.append(replace(run, text=text))
        at += len(run.text)
    return tuple(broken)


def line_width(text: str, style: LevelStyle, points: float, fonts: Fonts) -> float:
    """Points that `text` takes on one line."""
    pen = ((0, pen_of(fonts, style.latin, style.east_asian, style.bold)),)
    measured = measure(as_shown(text, style), pen, tracking=style.tracking / points)
    if measured.guessed:
        fonts.note(measured.guessed)
    return measured.total * points


def extents(paragraph: Paragraph, style: LevelStyle, fonts: Fonts) -> tuple[float, float]:
    """Ems of the longest piece that must stay on one line (a word, a figure with its unit), and of the whole paragraph
    on one line."""
    piece = whole = 0.0
    for text, weights in _segments(paragraph, style, fonts):
        measured = measure(text, weights)
        fonts.note(measured.guessed)
        whole = max(whole, measured.total)
        inside = places_inside_spans(text)
        starts = [0, *(start for start in measured.starts if start not in inside)]
        pieces = (measured.width(start, end) for start, end in pairwise(starts))
        piece = max(piece, max(pieces, default=0.0))
    return piece, whole
