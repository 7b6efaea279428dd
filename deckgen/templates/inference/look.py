"""The colours and typefaces of pages that deckgen adds to a template: the template's own, and always legible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.contrast import LARGE, LEGIBLE, contrast, luminance
from deckgen.templates.drawing import Tint
from deckgen.templates.inference.colours import Scheme
from deckgen.templates.inference.furniture import PICTURE
from deckgen.templates.inference.sheets import MasterSheet
from deckgen.templates.placeholders import P
from deckgen.templates.styles import A

ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
SEEN = 1.6
"""Contrast from which on a filled shape stands out from the page at all."""

STRONG, LIGHT = 0.2, 0.7
"""Luminances: of grounds below which light words look better than dark ones, of words from which on they are light."""

CLOSEST = 0.8
"""Line spacing below which lines touch."""

CARD_LEAST, CARD_MOST = 1.04, 1.7
"""How a card differs from its page: enough to be seen, not so much that it shouts."""


@dataclass(frozen=True, slots=True)
class Look:
    """What pages are drawn with. `ground` is what the page is where content stands, RRGGBB."""

    scheme: Scheme
    ground: str
    text: Tint
    """Words on the page."""
    card: Tint
    shade: Tint
    """What stands on a card and should hardly be seen."""
    fill: Tint
    """Bars and lines: the brand's own colour."""
    solid: Tint
    """What carries words: the same, darker where that lets light words be read."""
    line: Tint
    quiet_fill: Tint
    backed: bool
    """Whether the page is a motley of shapes, so that nothing may stand on it without a ground of its own."""
    pictured: bool
    """Whether the page is a picture: `ground` is then only guessed from the colour its author writes in."""
    title: str | None
    """The colour of titles, RRGGBB; None for a gradient, which LibreOffice draws black."""
    page: Tint
    """The page's own colour, as near as the theme has it."""
    inheritable: bool
    """Whether the master's running text can be read on the page as it is."""
    flowing: bool
    """Whether it is set as lists are: from the edge where reading begins, its lines as far apart as its size asks."""
    fonts: str
    """The XML of the typefaces of large figures."""

    def rgb(self, tint: Tint) -> str:
        return self.scheme.of_tint(tint)

    def legible(self, wanted: Iterable[Tint], ground: str, *, large: bool = False) -> Tint:
        """The first of `wanted` that can be read on `ground`; failing all, the best of them and of black and white."""
        tints = list(wanted)
        needed = LARGE if large else LEGIBLE
        for tint in tints:
            if contrast(self.rgb(tint), ground) >= needed:
                return tint
        return max((*tints, *WORDS), key=lambda tint: contrast(self.rgb(tint), ground))

    def words(self, ground: str, *, large: bool = False) -> Tint:
        """The colour of plain words on `ground`: on a strong colour light ones, where both could be read."""
        wanted = [self.text, Tint("tx1"), Tint("bg1"), Tint("tx2"), Tint("bg2")]
        if ground != self.ground and luminance(ground) < STRONG:
            wanted.sort(key=lambda tint: luminance(self.rgb(tint)) < LIGHT)
        return self.legible(wanted, ground, large=large)

    def quiet(self, ground: str) -> Tint:
        """The colour of words that step back."""
        words = self.words(ground)
        softer = Tint(words.colour, 75, 25) if luminance(self.rgb(words)) < 0.4 else Tint(words.colour, 85)
        return softer if contrast(self.rgb(softer), ground) >= LEGIBLE else words

    def strong(self, ground: str, *, large: bool) -> Tint:
        """The colour of words that stand out: the brand's where it can be read, darker or lighter if need be."""
        shades = [
            self.fill,
            Tint(self.fill.colour, 75),
            Tint(self.fill.colour, 60, 40),
            Tint(self.fill.colour, 50),
        ]
        others = [Tint(accent) for accent in ACCENTS]
        return self.legible((*shades, *others, self.words(ground)), ground, large=large)


WORDS = (Tint("tx1"), Tint("bg1"), Tint("tx2"), Tint("bg2"))


def look_of(master: MasterSheet, scheme: Scheme, ground: str, *, backed: bool = False) -> Look:
    """How pages on `ground` are drawn; `PICTURE` is taken for what the master's own text is made to stand on."""
    unknown = backed or ground == PICTURE
    own = body_colour(master, scheme) or scheme.rgb("tx1")
    page = (
        max((scheme.of_tint(tint) for tint in WORDS), key=lambda rgb: contrast(rgb, own))
        if unknown
        else ground
    )
    text = next((tint for tint in WORDS if scheme.of_tint(tint) == own.upper()), Tint("tx1"))
    text = text if contrast(scheme.of_tint(text), page) >= LEGIBLE else _best(scheme, WORDS, page)
    card = _card(scheme, page, text)
    fill = _fill(scheme, page, card)
    dark = luminance(page) < 0.2
    return Look(
        scheme=scheme,
        ground=page,
        text=text,
        card=card,
        shade=_shaded(card, dark=luminance(scheme.of_tint(card)) < 0.2),
        fill=fill,
        solid=_solid(scheme, fill, page),
        line=Tint(fill.colour, 75) if dark else Tint(fill.colour, 60, 40),
        quiet_fill=_quiet_fill(scheme, page, text),
        backed=backed,
        pictured=unknown and not backed,
        title=_title_colour(master, scheme),
        page=_best(scheme, WORDS, scheme.of_tint(text)),
        inheritable=not backed and contrast(own, page) >= LEGIBLE and not _in_gradient(master),
        flowing=_is_flowing(master),
        fonts=_title_fonts(master),
    )


def _best(scheme: Scheme, tints: Iterable[Tint], ground: str) -> Tint:
    return max(tints, key=lambda tint: contrast(scheme.of_tint(tint), ground))


def _card(scheme: Scheme, page: str, text: Tint) -> Tint:
    """A ground for cards: a little off the page, and as good to read on."""
    light = luminance(page) > 0.2
    offered: tuple[Tint, ...] = (
        Tint("bg2"),
        *(
            (Tint("bg1", 95), Tint("bg1", 90), Tint("bg1"))
            if light
            else (Tint("bg1", 85, 15), Tint("bg1", 75, 25))
        ),
        *((Tint("accent1", 20, 80),) if light else (Tint("accent1", 50), Tint("tx1", 15))),
        Tint("bg2", 90),
        Tint("tx2", 20, 80) if light else Tint("tx2", 50),
        Tint("tx1", 10, 90) if light else Tint("tx1", 25),
    )
    for tint in offered:
        colour = scheme.of_tint(tint)
        if (
            CARD_LEAST <= contrast(colour, page) <= CARD_MOST
            and contrast(scheme.of_tint(text), colour) >= LEGIBLE * 1.2
        ):
            return tint
    return _best(scheme, (Tint("bg1"), Tint("bg2")), scheme.of_tint(text))


def _shaded(card: Tint, *, dark: bool) -> Tint:
    return (
        Tint(card.colour, card.mod * 85 // 100, min(100, card.off + 12))
        if dark
        else Tint(card.colour, card.mod * 90 // 100, card.off * 90 // 100)
    )


def _fill(scheme: Scheme, page: str, card: Tint) -> Tint:
    """The brand's colour: the first accent that stands out from page and card and carries words."""
    grounds = (page, scheme.of_tint(card))
    for least in (LARGE, SEEN):
        for tint in map(Tint, ACCENTS):
            colour = scheme.of_tint(tint)
            carries = max(contrast(scheme.of_tint(words), colour) for words in WORDS) >= LEGIBLE
            if carries and min(contrast(colour, ground) for ground in grounds) >= least:
                return tint
    return _best(scheme, (Tint("tx2"), Tint("tx1"), Tint("bg2"), Tint("bg1")), page)


def _solid(scheme: Scheme, fill: Tint, page: str) -> Tint:
    """On light pages light words stand on it, as on every brand's colour."""
    light = max((scheme.of_tint(tint) for tint in WORDS), key=luminance)
    if luminance(page) < 0.2 or luminance(light) < 0.7:
        return fill
    shades = (fill, Tint(fill.colour, 75), Tint(fill.colour, 50))
    return next((tint for tint in shades if contrast(scheme.of_tint(tint), light) >= LEGIBLE), fill)


def _quiet_fill(scheme: Scheme, page: str, text: Tint) -> Tint:
    """A fill that steps back and carries words all the same."""
    softer = Tint(text.colour, 65, 35) if luminance(page) > 0.2 else Tint(text.colour, 65)
    return softer if contrast(scheme.of_tint(softer), page) >= LARGE else text


def body_colour(master: MasterSheet, scheme: Scheme) -> str | None:
    """The colour that the master gives running text."""
    places = (
        master.root.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill"),
        next(iter(_placeholder_fills(master.root)), None),
    )
    for fill in reversed(places):
        if fill is not None and len(fill):
            return scheme.of_element(fill[0])
    return None


def _is_flowing(master: MasterSheet) -> bool:
    style = master.inherited.ancestors["body"].styles[0]
    level = master.root.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr")
    start = "r" if level is not None and level.get("rtl") in ("1", "true") else "l"
    return style.align in (start, "just") and not style.line_points and style.line_spacing >= CLOSEST


def _in_gradient(master: MasterSheet) -> bool:
    """Whether running text is coloured by a gradient, which LibreOffice draws black."""
    return master.root.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr/{A}defRPr/{A}gradFill") is not None


def _title_colour(master: MasterSheet, scheme: Scheme) -> str | None:
    own = next(iter(_placeholder_fills(master.root, "title")), None)
    fill = (
        master.root.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill")
        if own is None
        else own
    )
    if fill is not None and len(fill):
        return scheme.of_element(fill[0])
    gradient = master.root.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr/{A}gradFill")
    return scheme.rgb("tx1") if gradient is None else None


def _placeholder_fills(root: etree._Element, kind: str = "body") -> Iterator[etree._Element]:
    for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        reference = shape.find(f"*/{P}nvPr/{P}ph")
        if reference is not None and reference.get("type") == kind:
            fill = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill")
            if fill is not None:
                yield fill


def _title_fonts(master: MasterSheet) -> str:
    """The typefaces of titles, as the master says them, or the theme's for headings."""
    style = master.root.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr")
    faces = []
    for kind, short in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
        element = None if style is None else style.find(f"{A}{kind}")
        typeface = None if element is None else element.get("typeface")
        faces.append(f'<a:{kind} typeface="{_escaped(typeface or f"+mj-{short}")}"/>')
    return "".join(faces)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
