"""A text body and what it inherits → paragraphs of runs with their resolved looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.model import LevelStyle
from deckgen.templates.styles import (
    LEVELS,
    NOTHING,
    TRUE,
    A,
    Levels,
    overlay,
    read_level,
    read_levels,
    resolve,
    whole,
)
from deckgen.written.colours import Scheme
from deckgen.written.model import Colour, Link, TextBody, WrittenParagraph, WrittenRun

LINK_COLOUR = "{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"
_RUN, _BREAK, _FIELD = f"{A}r", f"{A}br", f"{A}fld"
_PROPERTIES, _TEXT, _PARAGRAPH = f"{A}rPr", f"{A}t", f"{A}pPr"
_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))

Inks = tuple[etree._Element | None, ...]
"""The fill of each level's text, as the nearest list style says; unresolved, for the slide may map colours anew."""

NO_INKS: Inks = (None,) * LEVELS

FindLink = Callable[[etree._Element], Link | None]


@dataclass(frozen=True, eq=False)
class Inherited:
    """What the text of a placeholder inherits: styles of nine levels, and body properties, the nearest first."""

    levels: Levels = NOTHING
    inks: Inks = NO_INKS
    bodies: tuple[etree._Element, ...] = ()
    resolved: dict[tuple[int, int], LevelStyle] = field(default_factory=dict)
    """By level and id of the theme fonts that it was resolved with."""
    under_styles: dict[bytes, Inherited] = field(default_factory=dict)
    """What it becomes under a list style, by the style's XML: those of most placeholders say the same."""

    def under(self, styles: etree._Element | None, body: etree._Element | None = None) -> Inherited:
        """The same with a list style and body properties above."""
        low = self if styles is None or not len(styles) else self._under_styles(styles)
        if body is None or not (len(body) or len(body.attrib)):
            return low
        return Inherited(low.levels, low.inks, (body, *low.bodies), low.resolved)

    def _under_styles(self, styles: etree._Element) -> Inherited:
        known = etree.tostring(styles, with_tail=False)
        if known not in self.under_styles:
            inks = tuple(map(_either, read_inks(styles), self.inks))
            self.under_styles[known] = Inherited(overlay(self.levels, read_levels(styles)), inks, self.bodies)
        return self.under_styles[known]

    @cached_property
    def frame(self) -> TextBody:
        """A body without text that stands in its box as the body properties say."""
        left, top, right, bottom = (whole(_said(self.bodies, side), default) for side, default in _INSETS)
        return TextBody(
            (),
            (left, top, right, bottom),
            anchor=_said(self.bodies, "anchor") or "t",
            wraps=_said(self.bodies, "wrap") != "none",
            autofit=self.fitting[0],
            vertical=_said(self.bodies, "vert") or "horz",
            rotation=whole(_said(self.bodies, "rot"), 0) / 60_000,
            columns=max(1, whole(_said(self.bodies, "numCol"), 1)),
            scale=self.fitting[1],
        )

    @cached_property
    def fitting(self) -> tuple[Literal["none", "shrink", "grow"], float, float]:
        """How text and box adapt, what sizes are multiplied with, and what line spacing is."""
        return _autofit(self.bodies)

    def style(self, level: int, scheme: Scheme) -> LevelStyle:
        """How text of this level looks, typefaces resolved."""
        known = self.resolved.get((level, id(scheme.fonts)))
        if known is None:
            known = resolve((self.levels[level],), scheme.fonts)[0]
            self.resolved[level, id(scheme.fonts)] = known
        return known


class Ground(NamedTuple):
    """What the text of a shape stands on: what it inherits, and the colour, weight and such that its style gives."""

    inherited: Inherited
    ink: Colour | None = None
    bold: bool = False


def _either(own: etree._Element | None, other: etree._Element | None) -> etree._Element | None:
    return other if own is None else own


def read_inks(styles: etree._Element | None) -> Inks:
    """The fills that a list style gives its levels."""
    if styles is None or not len(styles):
        return NO_INKS
    found = {element.tag: element.find(f"{A}defRPr") for element in styles}
    common = _ink(found.get(f"{A}defPPr"))
    return tuple(_either(_ink(found.get(f"{A}lvl{number}pPr")), common) for number in range(1, LEVELS + 1))


def _ink(properties: etree._Element | None) -> etree._Element | None:
    if properties is None:
        return None
    for element in properties:
        if element.tag in _FILLS:
            return element
    return None


_FILLS = frozenset(
    f"{A}{name}" for name in ("solidFill", "gradFill", "noFill", "pattFill", "blipFill", "grpFill")
)


class Texts:
    """Reads the text bodies of one part."""

    def __init__(self, scheme: Scheme, find_link: FindLink) -> None:
        self._scheme = scheme
        self._find_link = find_link
        self._inks: dict[etree._Element, Colour | None] = {}

    def read(self, body: etree._Element, ground: Ground) -> TextBody:
        """The text body `body`."""
        properties = body.find(f"{A}bodyPr")
        own = body.find(f"{A}lstStyle")
        inherited = ground.inherited.under(own, properties)
        inks = inherited.inks if ground.ink is None else read_inks(own)
        _, scale, tighter = inherited.fitting
        paragraphs = tuple(
            self._paragraph(element, inherited, inks, ground, scale, tighter)
            for element in body.iterchildren(f"{A}p")
        )
        return replace(inherited.frame, paragraphs=paragraphs)

    def _paragraph(
        self,
        element: etree._Element,
        inherited: Inherited,
        inks: Inks,
        ground: Ground,
        scale: float,
        tighter: float,
    ) -> WrittenParagraph:
        properties = element.find(_PARAGRAPH)
        level = 0 if properties is None else min(max(whole(properties.get("lvl"), 0), 0), LEVELS - 1)
        style = inherited.style(level, self._scheme)
        if properties is not None and (
            len(properties) or len(properties.attrib) > ("lvl" in properties.attrib)
        ):
            own = inherited.levels[level] | read_level(properties)
            style = resolve((own,), self._scheme.fonts)[0]
        ink = self._ink_of(inks[level], ground)
        bold = style.bold or ground.bold
        end = element.find(f"{A}endParaRPr")
        return WrittenParagraph(
            tuple(self._runs(element, style, ink, bold, scale)),
            level,
            style.align,
            style.bullet,
            style.margin_left,
            style.indent,
            style.line_spacing * tighter,
            style.line_points,
            style.space_before,
            style.space_after,
            (whole(None if end is None else end.get("sz"), 0) / 100 or style.points) * scale,
        )

    def _ink_of(self, ink: etree._Element | None, ground: Ground) -> Colour | None:
        if ink is None:
            return ground.ink or self._scheme.dark
        if ink not in self._inks:
            self._inks[ink] = self._coloured(ink)
        return self._inks[ink]

    def _coloured(self, fill: etree._Element) -> Colour | None:
        paint = self._scheme.find_paint((fill,), "")
        return paint.colours[0] if paint and paint.colours else None

    def _runs(
        self, paragraph: etree._Element, style: LevelStyle, ink: Colour | None, bold: bool, scale: float
    ) -> Iterator[WrittenRun]:
        for element in paragraph:
            tag = element.tag
            if tag in (_RUN, _FIELD):
                text = element.findtext(_TEXT) or ""
            elif tag == _BREAK:
                text = "\v"
            else:
                continue
            kind = element.get("type", "") if tag == _FIELD else ""
            yield self._run(text, element.find(_PROPERTIES), style, ink, bold, scale, kind)

    def _run(
        self,
        text: str,
        properties: etree._Element | None,
        style: LevelStyle,
        ink: Colour | None,
        bold: bool,
        scale: float,
        kind: str,
    ) -> WrittenRun:
        if properties is None:
            faces = style.latin, style.east_asian
            return WrittenRun(text, style.points * scale, bold, False, ink, *faces, field=kind)
        said = properties.attrib
        points = whole(said.get("sz"), 0) / 100 or style.points
        latin, east_asian, link = style.latin, style.east_asian, None
        for child in properties:
            tag = child.tag
            if tag in _FILLS:
                ink = self._coloured(child)
            elif tag == f"{A}latin":
                latin = self._scheme.fonts.resolve(child.get("typeface", ""), "+mn-lt")
            elif tag == f"{A}ea":
                east_asian = self._scheme.fonts.resolve(child.get("typeface", ""), "+mn-ea")
            elif tag == f"{A}hlinkClick" and (link := self._find_link(child)):
                ink = ink if _keeps_colour(child) else self._scheme.named("hlink") or ink
        return WrittenRun(
            text,
            points * scale,
            said["b"] in TRUE if "b" in said else bold,
            said.get("i") in TRUE,
            ink,
            latin,
            east_asian,
            said.get("lang", ""),
            said.get("altLang", ""),
            link,
            kind,
            whole(said.get("baseline"), 0) / 100_000,
        )


def _keeps_colour(link: etree._Element) -> bool:
    return any(one.get("val") == "tx" for one in link.iter(LINK_COLOUR))


def _said(bodies: Sequence[etree._Element], attribute: str) -> str | None:
    for body in bodies:
        value = body.get(attribute)
        if value is not None:
            return value
    return None


def _autofit(bodies: Sequence[etree._Element]) -> tuple[Literal["none", "shrink", "grow"], float, float]:
    for body in bodies:
        for element in body:
            if element.tag == f"{A}noAutofit":
                return "none", 1.0, 1.0
            if element.tag == f"{A}spAutoFit":
                return "grow", 1.0, 1.0
            if element.tag == f"{A}normAutofit":
                scale = whole(element.get("fontScale"), 100_000) / 100_000
                tighter = 1 - whole(element.get("lnSpcReduction"), 0) / 100_000
                return "shrink", scale, max(0.1, tighter)
    return "none", 1.0, 1.0
