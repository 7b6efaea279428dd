"""A page design of the shipped style in, the same page in a template's own colours, type and free area out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from deckgen.records import dataclass
from deckgen.templates.art import ARTS
from deckgen.templates.contrast import LEGIBLE, contrast
from deckgen.templates.drawing import Drawing, Outline, Slot, Tint, Type, bounds, rectangle
from deckgen.templates.inference.furniture import share_inside
from deckgen.templates.inference.look import Look
from deckgen.templates.pages.grid import WIDTH, Grid
from deckgen.templates.pages.model import BOTTOM, CARD, TOP, PageDesign
from deckgen.units import Box, inches

MARGIN, GUTTER = inches(0.6), inches(0.2)
ART = ARTS["petals"]
"""The shipped style, whose ornaments are taken off again."""
DEPTH = inches(BOTTOM - TOP)
LEAST_ACROSS = inches(7.4)
"""How wide, at its own size, a page must be for its columns to hold words."""
MOST_ENLARGED = 1.15
LEAST_STRETCH = 1.02
MOST_STRETCH = 1.6

HEADING = ("title", "section")
BAR = inches(0.06)
FLAT = 2.4
"""Cards so many times wider than high have their bar at the left, others at the top."""


@dataclass(frozen=True, slots=True)
class Place:
    """How the shipped grid is laid into a template's free area."""

    area: Box
    grid: Grid
    scale: float
    stretch: float = 1.0
    """What heights are multiplied by besides."""

    def box(self, box: Box) -> Box:
        left, right = self.across(box.left), self.across(box.right)
        top, bottom = self.down(box.top), self.down(box.bottom)
        return Box(left, top, right - left, bottom - top)

    def across(self, x: float) -> int:
        return self.area.left + round((x - self.grid.margin) * self.scale)

    def down(self, y: float) -> int:
        return self.area.top + round((y - inches(TOP)) * self.scale * self.stretch)

    def points(self, points: float) -> float:
        return max(1.0, math.floor(points * self.scale * 2 + 1e-6) / 2)


def place_in(area: Box, scale: float) -> Place:
    """The grid as wide, in its own inches, as the area is for its height; `scale` is the template's."""
    size = min(area.height / DEPTH, MOST_ENLARGED * scale, area.width / LEAST_ACROSS)
    grid = Grid(MARGIN, GUTTER, ART, round(area.width / size) + 2 * MARGIN)
    return Place(area, grid, size, area.height / (DEPTH * size))


def restyled(page: PageDesign, usual: PageDesign, place: Place, look: Look, deck_scale: float) -> PageDesign:
    """`page` without the shipped style's ornaments; `usual` is the same page on the shipped grid, which tells how
    much of the height it means to fill."""
    drawings = [kept for drawing in page.drawings if (kept := _kept(drawing, place.grid))]
    slots = [
        placed
        for placed in page.slots
        if (placed.slot and placed.slot not in HEADING) or _moves_title(placed)
    ]
    place = _stretched(place, _foot(drawings, slots), usual)
    grounds = [*_backing(place, look, slots), *(_drawn(drawing, place, look) for drawing in drawings)]
    return replace(
        page,
        drawings=(*grounds, *_bars(drawings, place, look)),
        slots=tuple(_set(placed, place, look, grounds, deck_scale) for placed in slots),
        dark=False,
    )


def _moves_title(placed: Slot) -> bool:
    """Whether the page has its title elsewhere than where all pages have it."""
    return placed.slot == "title" and placed.box.top >= inches(TOP)


def _kept(drawing: Drawing, grid: Grid) -> Drawing | None:
    """The drawing as plain shapes inside the content's place; None for ornaments and frames."""
    if any(_is_petal(outline) for outline in drawing.outlines):
        return None
    box = drawing.box
    if box.bottom <= inches(TOP) or box.top >= inches(BOTTOM + 0.1):
        return None
    return replace(drawing, outlines=tuple(_plain(outline, grid) for outline in drawing.outlines))


def _is_petal(outline: Outline) -> bool:
    steps = [step for step, _ in outline]
    return steps in (["moveTo", "cubicBezTo", "cubicBezTo"], ["moveTo", "lnTo", "cubicBezTo"])


def _is_card(outline: Outline) -> bool:
    return [step for step, _ in outline] == ["moveTo", "lnTo", "cubicBezTo", "lnTo", "lnTo"]


def _plain(outline: Outline, grid: Grid) -> Outline:
    if _is_card(outline) or (len(outline) == 4 and all(step != "cubicBezTo" for step, _ in outline)):
        box = bounds(outline)
        left, right = max(box.left, grid.margin), min(box.right, grid.right)
        return rectangle(box._replace(left=left, width=max(1, right - left)))
    return outline


def _foot(drawings: Iterable[Drawing], slots: Iterable[Slot]) -> int:
    boxes = (*(drawing.box for drawing in drawings), *(placed.box for placed in slots))
    return max((box.bottom for box in boxes), default=inches(BOTTOM))


def _stretched(place: Place, foot: int, usual: PageDesign) -> Place:
    """Heights that follow from widths, as those of photos do, are made up for where the page is narrow."""
    drawings = [
        kept for drawing in usual.drawings if (kept := _kept(drawing, Grid(MARGIN, GUTTER, ART, WIDTH)))
    ]
    meant = _foot(drawings, [placed for placed in usual.slots if placed.slot])
    more = (min(meant, inches(BOTTOM)) - inches(TOP)) / max(1, foot - inches(TOP))
    if more > LEAST_STRETCH:
        return replace(place, stretch=place.stretch * min(more, MOST_STRETCH))
    return replace(place, stretch=place.stretch * min(1.0, DEPTH / max(1, foot - inches(TOP))))


def _drawn(drawing: Drawing, place: Place, look: Look) -> Drawing:
    outlines = tuple(
        tuple((step, tuple((place.across(x), place.down(y)) for x, y in points)) for step, points in outline)
        for outline in map(_round_kept, drawing.outlines, [place] * len(drawing.outlines))
    )
    return replace(drawing, tint=_fill(drawing.tint, look), outlines=outlines)


def _round_kept(outline: Outline, place: Place) -> Outline:
    """Discs stay round where heights are stretched."""
    if [step for step, _ in outline] != ["moveTo", *["cubicBezTo"] * 4] or place.stretch == 1:
        return outline
    box = bounds(outline)
    middle = box.top + box.height / 2
    return tuple(
        (step, tuple((x, middle + (y - middle) / place.stretch) for x, y in points))
        for step, points in outline
    )


def _fill(tint: Tint, look: Look) -> Tint:
    match tint.colour:
        case "bg1" | "bg2":
            return look.card if tint.mod == 100 else look.shade
        case "accent4":
            return look.line
        case "accent5":
            return look.quiet_fill
        case _:
            return look.solid


def _bars(drawings: Sequence[Drawing], place: Place, look: Look) -> Iterator[Drawing]:
    """A bar of the brand's colour at every card."""
    for drawing in drawings:
        if drawing.tint != CARD or not drawing.name.startswith("Card"):
            continue
        bar = max(1, round(BAR * place.scale))
        boxes = [place.box(bounds(outline)) for outline in drawing.outlines]
        lines = (
            box._replace(width=bar) if box.width > FLAT * box.height else box._replace(height=bar)
            for box in boxes
        )
        yield Drawing(f"{drawing.name} bars", look.fill, tuple(rectangle(line) for line in lines))


def _backing(place: Place, look: Look, slots: Sequence[Slot]) -> Iterator[Drawing]:
    """A plain ground: for everything where the page is a motley, for charts where their colours need one."""
    pad = round(inches(0.12) * place.scale)
    if look.backed:
        yield Drawing("Ground", look.page, (rectangle(place.area.inset(*(-pad,) * 4)),))
    if contrast(look.scheme.rgb("tx1"), look.ground) < LEGIBLE:
        boxes = [place.box(placed.box) for placed in slots if placed.kind in ("chart", "tbl")]
        if boxes:
            yield Drawing("Ground", Tint("bg1"), tuple(rectangle(box.inset(*(-pad,) * 4)) for box in boxes))


def _set(placed: Slot, place: Place, look: Look, grounds: Sequence[Drawing], deck_scale: float) -> Slot:
    box = place.box(placed.box)
    ground, on_page = _behind(box, grounds, look)
    if placed.slot == "title":
        levels = tuple(_title_type(level, place, look, ground) for level in placed.levels)
        return replace(placed, box=box, levels=levels)
    levels = tuple(_typed(level, place, look, ground, on_page, deck_scale) for level in placed.levels)
    left, top, right, bottom = (round(inset * place.scale) for inset in placed.insets)
    return replace(placed, box=box, levels=levels, insets=(left, top, right, bottom))


def _title_type(level: Type, place: Place, look: Look, ground: str) -> Type:
    """Titles that stand elsewhere keep their colour where it can be read there."""
    kept = look.title is not None and contrast(look.title, ground) >= LEGIBLE
    return Type(place.points(level.points), None if kept else look.words(ground), fonts="")


def _behind(box: Box, grounds: Sequence[Drawing], look: Look) -> tuple[str, bool]:
    """The colour behind a placeholder, and whether that is the page itself."""
    for drawing in reversed(grounds):
        for outline in drawing.outlines:
            if share_inside(box, bounds(outline)) >= 0.6:
                return look.rgb(drawing.tint), False
    return look.ground, True


def _typed(level: Type, place: Place, look: Look, ground: str, on_page: bool, deck_scale: float) -> Type:
    points = place.points(level.points)
    if level.bullet and on_page and look.inheritable and look.flowing:
        return Type(points, inherits=True)
    large = points >= (18.5 if level.bold else 24) * deck_scale
    return replace(
        level,
        points=points,
        colour=_ink(level, look, ground, on_page, large),
        margin=level.margin * place.scale,
        hang=level.hang * place.scale,
        before=level.before * place.scale,
        fonts=look.fonts if level.major else "",
    )


def _ink(level: Type, look: Look, ground: str, on_page: bool, large: bool) -> Tint | None:
    if on_page and look.pictured:
        return None if look.inheritable else look.words(ground)
    match level.colour:
        case "accent1" | "accent2" | "accent3" | "accent6":
            return look.strong(ground, large=large)
        case "accent4" | "accent5":
            return look.quiet(ground)
        case _:
            return None if on_page and look.inheritable else look.words(ground)
