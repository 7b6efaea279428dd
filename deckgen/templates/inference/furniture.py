"""What a slide master and a slide layout draw themselves: bars, logos, panels, grounds; boxes in EMU."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.inference.colours import Scheme, mixed
from deckgen.templates.inference.outlines import HOLLOW, Polygon, covered, outline_of
from deckgen.templates.inference.sheets import Sheet
from deckgen.templates.placeholders import P, box_of
from deckgen.templates.styles import A, whole
from deckgen.units import Box

PICTURE = "picture"
BACKGROUND = "background"
"""The fill of a shape that shows the page's background, whatever is drawn between."""
FAINT = 25_000
"""Opacity below which a shape changes nothing for what stands on it."""

_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FULL = 360 * 60_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is drawn. `fill` is RRGGBB, `PICTURE`, or None for what has only a line or text."""

    box: Box
    fill: str | None
    plain: bool = True
    """Whether it is known what it fills; of round shapes and the like nobody measures the corners."""
    outline: tuple[Polygon, ...] | None = None
    """What a free form fills; None for the whole box."""
    hollow: bool = False

    def covers(self, area: Box) -> float:
        """The share of `area` that it fills."""
        if self.hollow or self.outline is None:
            return 0.0 if self.hollow else share_inside(area, self.box)
        return covered(area, self.box, self.outline) if overlap(area, self.box) else 0.0


@dataclass(frozen=True, slots=True)
class _Space:
    """How the coordinates inside a group become those of the slide."""

    left: float = 0
    top: float = 0
    across: float = 1
    down: float = 1

    def place(self, box: Box) -> Box:
        return Box(
            round(self.left + box.left * self.across),
            round(self.top + box.top * self.down),
            round(box.width * self.across),
            round(box.height * self.down),
        )


def furniture_of(sheet: Sheet) -> list[Piece]:
    """Everything drawn behind the placeholders, from the lowest to the topmost."""
    roots = [sheet.root]
    if sheet.root.get("showMasterSp") not in ("0", "false"):
        roots.insert(0, sheet.master.root)
    pieces = (
        piece for root in roots for piece in _pieces(root.find(f"{P}cSld/{P}spTree"), sheet.scheme, _Space())
    )
    return [
        replace(piece, fill=background_of(sheet)) if piece.fill == BACKGROUND else piece for piece in pieces
    ]


def _pieces(tree: etree._Element | None, scheme: Scheme, space: _Space) -> Iterator[Piece]:
    for shape in () if tree is None else tree:
        if not isinstance(shape.tag, str):
            continue
        if shape.tag == _ALTERNATIVE:
            yield from _pieces(next(iter(shape), None), scheme, space)
        elif shape.tag == f"{P}grpSp":
            yield from _pieces(shape, scheme, _inside(shape, space))
        elif (piece := _piece(shape, scheme)) is not None:
            yield replace(piece, box=space.place(piece.box))


def _piece(shape: etree._Element, scheme: Scheme) -> Piece | None:
    properties = shape.find(f"*/{P}cNvPr")
    if (
        shape.find(f"*/{P}nvPr/{P}ph") is not None
        or properties is None
        or properties.get("hidden") in ("1", "true")
    ):
        return None
    box = _box(shape)
    if box is None:
        return None
    kind = shape.tag.removeprefix(P)
    if kind == "pic":
        return Piece(box, PICTURE)
    if kind in ("graphicFrame", "cxnSp"):
        return Piece(box, None)
    drawn = shape.find(f"{P}spPr")
    fill = fill_of(drawn, scheme) or _styled(shape, drawn, scheme)
    if shape.get("useBgFill") in ("1", "true"):
        fill = BACKGROUND
    if fill or _has_line(shape, drawn) or _has_text(shape):
        outline, preset = None if drawn is None else outline_of(drawn), _preset(drawn)
        return Piece(box, fill, "rect" in preset.lower() or outline is not None, outline, preset in HOLLOW)
    return None


def _preset(drawn: etree._Element | None) -> str:
    """The name of the shape in the gallery; empty for a free form."""
    shape = None if drawn is None else drawn.find(f"{A}prstGeom")
    return "" if shape is None else shape.get("prst", "")


def fill_of(properties: etree._Element | None, scheme: Scheme) -> str | None:
    """The colour that an element's fill amounts to; None without a fill, or with one nobody sees."""
    for fill in () if properties is None else properties:
        match str(fill.tag).removeprefix(A):
            case "solidFill" | "pattFill":
                colour = next(iter(fill), None) if fill.tag == f"{A}solidFill" else fill.find(f"{A}bgClr/*")
                if colour is None or _alpha(colour) < FAINT:
                    return None
                return scheme.of_element(colour)
            case "gradFill":
                colours = [stop for stop in fill.iterfind(f"{A}gsLst/{A}gs/*") if _alpha(stop) >= FAINT]
                return mixed([scheme.of_element(colour) for colour in colours]) if colours else None
            case "blipFill":
                return PICTURE
    return None


def _styled(shape: etree._Element, drawn: etree._Element | None, scheme: Scheme) -> str | None:
    """The fill that a shape's style gives it, where the shape itself says nothing."""
    reference = shape.find(f"{P}style/{A}fillRef")
    said = drawn is not None and any(drawn.find(f"{A}{fill}") is not None for fill in ("noFill", "grpFill"))
    if said or reference is None or reference.get("idx") in (None, "0") or not len(reference):
        return None
    return scheme.of_element(reference[0])


def _has_line(shape: etree._Element, drawn: etree._Element | None) -> bool:
    line = None if drawn is None else drawn.find(f"{A}ln")
    if line is not None and line.find(f"{A}noFill") is not None:
        return False
    reference = shape.find(f"{P}style/{A}lnRef")
    return (line is not None and len(line) > 0) or (
        reference is not None and reference.get("idx") not in (None, "0")
    )


def _has_text(shape: etree._Element) -> bool:
    return any((text.text or "").strip() for text in shape.iter(f"{A}t"))


def _alpha(colour: etree._Element) -> int:
    alpha = colour.find(f"{A}alpha")
    return 100_000 if alpha is None else whole(alpha.get("val"), 100_000)


def _box(shape: etree._Element) -> Box | None:
    """Where the shape is, turned as it is."""
    transform = shape.find(f"{P}spPr/{A}xfrm")
    if transform is None:
        transform = shape.find(f"{P}xfrm")
    if transform is None:
        return None
    box = box_of(transform)
    turned = whole(transform.get("rot"), 0) % _FULL / 60_000
    if box is None or not turned:
        return box
    sine, cosine = abs(math.sin(math.radians(turned))), abs(math.cos(math.radians(turned)))
    width = round(box.width * cosine + box.height * sine)
    height = round(box.width * sine + box.height * cosine)
    return Box(box.left + (box.width - width) // 2, box.top + (box.height - height) // 2, width, height)


def _inside(group: etree._Element, outer: _Space) -> _Space:
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    if transform is None:
        return outer
    seen, inner = box_of(transform), box_of(transform, "chOff", "chExt")
    if seen is None or inner is None or not inner.width or not inner.height:
        return outer
    placed = outer.place(seen)
    across, down = placed.width / inner.width, placed.height / inner.height
    return _Space(placed.left - inner.left * across, placed.top - inner.top * down, across, down)


def ground_of(sheet: Sheet, pieces: list[Piece], area: Box) -> str:
    """What is behind `area`: the colour of the topmost piece that holds all of it, else of the background."""
    for piece in reversed(pieces):
        if piece.fill and piece.covers(area) >= 0.95:
            return piece.fill
    return background_of(sheet)


def background_of(sheet: Sheet) -> str:
    """The page's own colour, or `PICTURE`."""
    for root in (sheet.root, sheet.master.root):
        background = root.find(f"{P}cSld/{P}bg")
        if background is None:
            continue
        fill = fill_of(background.find(f"{P}bgPr"), sheet.scheme)
        reference = background.find(f"{P}bgRef")
        if fill is None and reference is not None and len(reference):
            fill = _themed(sheet, whole(reference.get("idx"), 0), sheet.scheme.of_element(reference[0]))
        if fill is not None:
            return fill
    return sheet.scheme.rgb("bg1")


def _themed(sheet: Sheet, number: int, colour: str) -> str:
    """The theme's background fill of that number; pictures and gradients are told apart from plain colour."""
    fills = sheet.master.theme.find(
        f".//{A}fmtScheme/{A}{'bgFillStyleLst' if number > 1000 else 'fillStyleLst'}"
    )
    place = number - (1001 if number > 1000 else 1)
    if fills is None or not 0 <= place < len(fills):
        return colour
    fill = fills[place]
    if fill.tag == f"{A}blipFill":
        return PICTURE
    stops = list(fill.iterfind(f"{A}gsLst/{A}gs/*")) if fill.tag == f"{A}gradFill" else list(fill)[:1]
    found = [sheet.scheme.of_element(stop, colour) for stop in stops]
    return mixed(found) if found else colour


def overlap(one: Box, other: Box) -> Box | None:
    """What two boxes share; None when they only touch."""
    left, top = max(one.left, other.left), max(one.top, other.top)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def share_inside(box: Box, outer: Box) -> float:
    """How much of `box` lies inside `outer`."""
    shared = overlap(box, outer)
    return 0.0 if shared is None else shared.width * shared.height / max(1, box.width * box.height)
