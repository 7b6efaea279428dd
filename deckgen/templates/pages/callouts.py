"""Pages of figures: one card each, number above, label beneath, detail last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen.records import dataclass
from deckgen.templates.drawing import Drawing, Slot, Type
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import (
    BOTTOM,
    LIGHT,
    LOWEST_EDGE,
    TOP,
    Inks,
    PageDesign,
    card_corner,
    slot,
    standing,
    title_box,
    topic_page,
)
from deckgen.templates.pages.photos import caption_box, framed_photo
from deckgen.templates.pages.texts import body_slot
from deckgen.units import Box, emu, inches

PITCH = 1.22
"""Height of a line in ems, on the safe side for both PowerPoint and LibreOffice."""

LOW_CARD = inches(2.4)
"""In low cards the detail stands at the foot; in high ones it follows the label."""

LABEL_POINTS, SMALL_LABEL_POINTS, DETAIL_POINTS = 18, 16, 14
PAD = inches(0.25)
ICON, ICON_EDGE = inches(0.56), inches(0.12)
"""An icon's side, at most, and how far it keeps from the edges of its card."""
GAP = inches(0.06)
"""Between a figure and its label."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the callouts of one page are set."""

    figure: float
    label: float = LABEL_POINTS
    detail: float = DETAIL_POINTS
    inks: Inks = LIGHT

    def heights(self, card: Box) -> tuple[int, int, int]:
        """Figure, label and detail: the label holds two lines, or in high cards three at 14 points; the detail
        one, or two of a smaller size."""
        figure = emu(self.figure * PITCH + 2)
        lines = 2 * self.label if card.height < LOW_CARD else max(2 * self.label, 3 * 14)
        return figure, emu(lines * PITCH + 1), emu(2 * (self.detail - 2) * PITCH + 1)

    @property
    def levels(self) -> tuple[Type, Type, Type]:
        return (
            Type(self.figure, self.inks.figure, bold=True, major=True),
            Type(self.label, self.inks.main, bold=True),
            Type(self.detail, self.inks.quiet),
        )


def callout(number: int, card: Box, style: Style) -> tuple[Slot, ...]:
    """The three placeholders of a callout, one under the other in the middle of `card`."""
    heights = figure_height, label_height, detail_height = style.heights(card)
    # A line has more air above it than below: a third of what is left over goes to the top.
    share = 3 if card.height < LOW_CARD else 2
    top = card.top + (card.height - sum(heights) - GAP) // share
    figure = Box(card.left + PAD, top, card.width - 2 * PAD, figure_height)
    label = figure._replace(top=figure.bottom + GAP, height=label_height)
    detail = Box(figure.left, label.bottom, card.width - PAD - card_corner(card), detail_height)
    large, strong, quiet = style.levels
    return (
        slot(f"figure-{number}", figure, large, anchor="b"),
        slot(f"label-{number}", label, strong),
        slot(f"detail-{number}", detail, quiet, anchor="b" if card.height < LOW_CARD else "t"),
    )


def icon_slot(number: int, card: Box, ink: str) -> Slot:
    """In the card's lower right corner, which nothing else covers."""
    side = card_corner(card)
    size = min(side - ICON_EDGE, ICON)
    away = max(ICON_EDGE, (side - size) // 2)
    box = Box(card.right - away - size, card.bottom - away - size, size, size)
    return icon_in(number, box, ink)


def icon_in(number: int, box: Box, ink: str = "accent1") -> Slot:
    return slot(f"icon-{number}", box, Type(12, ink))


def with_icons(slots: Sequence[Slot], boxes: Sequence[Box], ink: str = "accent1") -> Iterator[Slot]:
    """The callouts' slots, with the icon last in each."""
    for number, box in enumerate(boxes, start=1):
        yield from (each for each in slots if each.slot.endswith(f"-{number}"))
        yield icon_slot(number, box, ink)


def beside(number: int, card: Box, style: Style, across: int) -> tuple[Slot, ...]:
    """The same for low cards: figure and label side by side on one middle line, the label `across` EMU
    further right, the detail along the foot."""
    figure, label, detail = style.levels
    foot = emu(style.detail * PITCH + 1)
    inner = card.inset(PAD, inches(0.12), PAD, inches(0.12))
    line = inner._replace(height=inner.height - foot)
    split = card.left + across
    return (
        slot(f"figure-{number}", line._replace(width=split - line.left - inches(0.1)), figure, anchor="ctr"),
        slot(f"label-{number}", line._replace(left=split, width=line.right - split), label, anchor="ctr"),
        slot(f"detail-{number}", Box(inner.left, line.bottom, inner.width, foot), detail, anchor="b"),
    )


def rows_of(area: Box, counts: Sequence[int], gutter: int) -> list[Box]:
    """Cards in rows: `counts` says how many stand in each."""
    rows = area.rows(len(counts), gutter)
    return [card for row, count in zip(rows, counts, strict=True) for card in row.columns(count, gutter)]


ROWS: dict[int, tuple[int, ...]] = {1: (1,), 2: (2,), 3: (3,), 4: (2, 2), 5: (2, 3), 6: (3, 3)}
LOWER_EDGE = {1: 6.2, 2: 6.0, 3: 6.0}
"""Where a single row of cards ends; two rows go down to the footer."""

FIGURES = {1: 96, 2: 72, 3: 56, 4: 48, 5: 44, 6: 44}
HIGHLIGHT_FIGURES = {4: 48, 5: 48, 6: 48}
BULLETS_FIGURES = {1: 66, 2: 48, 3: 48, 4: 36}
PHOTO_FIGURES = {1: 66, 2: 48, 3: 36}
NARROW_FIGURES = {1: 84, 2: 56, 3: 40, 4: 44, 5: 36, 6: 36}
NARROW_BULLETS_FIGURES = {1: 54, 2: 44, 3: 36, 4: 28}
NARROW_PHOTO_FIGURES = {1: 54, 2: 40, 3: 26}
"""The same on pages of 4:3, where the longest usual figures keep to one line, too."""

WORD_POINTS = {1: (24, 18), 2: (20, 16), 3: (18, 14), 4: (16, 14), 5: (16, 14), 6: (16, 14)}
"""Label and detail on a page of that many figures and nothing else: fewer, with larger figures, have larger words."""


def indicators(grid: Grid, count: int) -> PageDesign:
    """One to six figures; five stand as two and three, so that both rows are full."""
    area = grid.box(1, 12, TOP, LOWER_EDGE.get(count, LOWEST_EDGE))
    boxes = rows_of(area, ROWS[count], grid.gutter)
    style = Style(grid.sized(FIGURES, NARROW_FIGURES)[count], *WORD_POINTS[count])
    drawings = tuple(hero(grid, boxes[0])) if count == 1 else tuple(grid.art.cards(boxes))
    slots = (
        hero_slots(grid, boxes[0]) if count == 1 else tuple(with_icons(list(callouts(boxes, style)), boxes))
    )
    return topic_page(grid, f"indicators-{count}", f"指标 {count} · Indicators {count}", drawings, slots)


def indicators_icon(grid: Grid) -> PageDesign:
    """The single figure, its words narrower so that they keep off the flower, with an icon on one of the petals."""
    plain, box = indicators(grid, 1), grid.box(1, 12, TOP, LOWER_EDGE[1])
    tile, side = hero_tile(box), inches(0.8)
    left = box.right - PAD - tile + (tile - side) // 2
    icon = Box(left, box.bottom - PAD - tile + (tile - side) // 2, side, side)
    edge = box.right - 2 * tile - PAD
    slots = [
        replace(placed, box=placed.box._replace(width=edge - placed.box.left))
        if placed.slot in ("label-1", "detail-1")
        else placed
        for placed in plain.slots
    ]
    after = 1 + max(place for place, placed in enumerate(slots) if placed.slot.endswith("-1"))
    slots.insert(after, icon_in(1, icon))
    name = "指标 1 + 图标 · Indicators 1 + icon"
    return replace(plain, variant="indicators-icon-1", name=name, slots=tuple(slots))


def hero(grid: Grid, box: Box) -> Iterator[Drawing]:
    """The single figure's card, with a large ornament at its right."""
    card, *rest = grid.art.cards((box,), side=0)
    yield from (replace(card, name="Card"), *rest)
    tile = hero_tile(box)
    yield from grid.art.emblem("Card flower", grid.art.shade, box.right - 2 * tile - PAD, box.top + PAD, tile)


def hero_tile(box: Box) -> int:
    return (box.height - 2 * PAD) // 2


def hero_slots(grid: Grid, box: Box) -> tuple[Slot, ...]:
    """A little further in than on other cards, as the figure is larger."""
    return callout(
        1,
        box._replace(left=box.left + inches(0.25)),
        Style(grid.sized(FIGURES, NARROW_FIGURES)[1], *WORD_POINTS[1]),
    )


def callouts(boxes: Sequence[Box], style: Style) -> Iterator[Slot]:
    for number, box in enumerate(boxes, start=1):
        yield from callout(number, box, style)


def highlights(grid: Grid, count: int) -> PageDesign:
    """The report at a glance: on a ground of its own, figures in the accent for that."""
    inks = grid.art.strong
    boxes = rows_of(grid.box(1, 12, TOP, LOWEST_EDGE), ROWS[count], grid.gutter)
    style = Style(grid.sized(HIGHLIGHT_FIGURES, NARROW_FIGURES)[count], *WORD_POINTS[count], inks=inks)
    title = slot("title", title_box(grid, 9), Type(grid.sized(30, 28), inks.main, bold=True, major=True))
    return PageDesign(
        f"highlights-{count}",
        f"数说 {count} · At a glance {count}",
        (*grid.art.frame(grid, dark=True), *grid.art.highlights_art(grid), *grid.art.cards(boxes, dark=True)),
        (title, *with_icons(list(callouts(boxes, style)), boxes, inks.quiet), *standing(grid, dark=True)),
        dark=True,
    )


def indicators_bullets(grid: Grid, count: int) -> PageDesign:
    """One or two figures stand beside the text, three or four in a row above it."""
    if count <= 2:
        boxes = grid.box(1, 5, TOP, LOWEST_EDGE).rows(count, grid.gutter)
        body = body_slot(grid.box(6, 12, TOP, LOWEST_EDGE).inset(inches(0.3), 0, 0, 0), anchor="ctr")
    else:
        boxes = grid.box(1, 12, TOP, 4.3).columns(count, grid.gutter)
        body = body_slot(grid.box(1, 12, 4.6, BOTTOM))
    style = Style(
        grid.sized(BULLETS_FIGURES, NARROW_BULLETS_FIGURES)[count],
        LABEL_POINTS if count == 1 else SMALL_LABEL_POINTS,
    )
    return topic_page(
        grid,
        f"indicators-bullets-{count}",
        f"指标 {count} + 要点 · Indicators {count} + text",
        grid.art.cards(boxes),
        (*with_icons(list(callouts(boxes, style)), boxes), body),
    )


def indicators_photo(grid: Grid, count: int) -> PageDesign:
    """One to three figures in a column, the photo at their right."""
    drawings, photo = framed_photo(
        grid, 1, grid.box(6, 12, TOP, BOTTOM), grid.sized(grid.ratio(16, 9), (4, 3))
    )
    caption = caption_box(photo.box, 0.5)
    boxes = Box(
        grid.left_of(1),
        inches(TOP),
        grid.right_of(5) - grid.margin,
        caption.bottom - inches(TOP),
    ).rows(count, grid.gutter)
    style = Style(
        grid.sized(PHOTO_FIGURES, NARROW_PHOTO_FIGURES)[count],
        LABEL_POINTS if count == 1 else SMALL_LABEL_POINTS,
    )
    across = inches(grid.sized(2.6, 1.8))
    placed = (
        [part for n, box in enumerate(boxes, start=1) for part in beside(n, box, style, across)]
        if count == 3
        else list(with_icons(list(callouts(boxes, style)), boxes))
    )
    return topic_page(
        grid,
        f"indicators-photo-{count}",
        f"指标 {count} + 照片 · Indicators {count} + photo",
        (*grid.art.cards(boxes, side=0 if count == 3 else None), *drawings),
        (*placed, photo, slot("caption-1", caption, CAPTION)),
    )


CAPTION = Type(14, "tx1")
