"""Pages that tell how things went: milestones, steps, sides of a comparison, a person's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from deckgen.templates.drawing import (
    Drawing,
    Slot,
    Tint,
    Type,
    rectangle,
)
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import (
    BOTTOM,
    LOWEST_EDGE,
    TOP,
    PageDesign,
    numbers,
    slot,
    topic_page,
)
from deckgen.templates.pages.photos import CAPTION, CAPTION_GAP, framed_photo
from deckgen.units import Box, inches

PAD = inches(0.25)
DOT, LINE = inches(0.26), inches(0.04)
LEAD = Type(22, "tx1", bold=True)
SENTENCE = Type(20, "tx1", before=4, spacing=110)


def timeline(grid: Grid, count: int) -> PageDesign:
    """Up to four milestones, on narrow pages three, from left to right; more from top to bottom, where each has a
    longer line."""
    drawings, slots = across(grid, count) if count <= grid.sized(4, 3) else down(grid, count)
    return topic_page(grid, f"timeline-{count}", f"历程 {count} · Timeline {count}", drawings, slots)


def across(grid: Grid, count: int) -> tuple[list[Drawing], list[Slot]]:
    """Times above the line, events on cards below it; the line goes on beyond the page."""
    boxes = grid.box(1, 12, 3.4, 6.1).columns(count, grid.gutter)
    middle = inches(3.02)
    dots = [Box(box.left, middle - DOT // 2, DOT, DOT) for box in boxes]
    line = Box(grid.margin, middle - LINE // 2, grid.width - grid.margin, LINE)
    when = Type(28, "accent1", bold=True, major=True)
    slots = [
        part
        for number, box in zip(numbers(count), boxes, strict=True)
        for part in (
            slot(f"when-{number}", Box(box.left, inches(TOP), box.width, inches(0.68)), when, anchor="b"),
            slot(f"event-{number}", box.inset(PAD, PAD, PAD, PAD), LEAD, SENTENCE),
        )
    ]
    return [*strung(grid, line, dots), *grid.art.cards(boxes)], slots


def down(grid: Grid, count: int) -> tuple[list[Drawing], list[Slot]]:
    """Times beside the line, each with its event on one card."""
    left = grid.margin + inches(0.5)
    rows = grid.box(1, 12, TOP, BOTTOM).rows(count, inches(0.08))
    boxes = [Box(left, row.top, grid.right - left, row.height) for row in rows]
    dots = [Box(grid.margin, row.top + (row.height - DOT) // 2, DOT, DOT) for row in rows]
    top = dots[0].top + DOT // 2
    line = Box(grid.margin + (DOT - LINE) // 2, top, LINE, dots[-1].top + DOT // 2 - top)
    event_left = grid.left_of(grid.sized(4, 5))
    slots = [
        part
        for number, box in zip(numbers(count), boxes, strict=True)
        for part in (
            slot(
                f"when-{number}",
                Box(left + PAD, box.top, event_left - left - PAD - grid.gutter, box.height),
                Type(22, "accent1", bold=True, major=True),
                anchor="ctr",
            ),
            slot(
                f"event-{number}",
                Box(event_left, box.top, box.right - PAD - event_left, box.height),
                Type(20, "tx1"),
                anchor="ctr",
            ),
        )
    ]
    return [*strung(grid, line, dots), *grid.art.low_cards(boxes)], slots


def strung(grid: Grid, line: Box, dots: Sequence[Box]) -> Iterator[Drawing]:
    """A line with dots on it."""
    yield Drawing("Line", grid.art.line, (rectangle(line),))
    yield Drawing("Dots", grid.art.solid, tuple(grid.art.dot(dot) for dot in dots))


NUMBER_AND_ICON = inches(2.1)
"""How wide an arrow must be for both."""


def steps(grid: Grid, count: int) -> PageDesign:
    """A band of arrows with the numbers, and below each a card with what is done."""
    boxes = grid.box(1, 12, 3.2, 6.1).columns(count, grid.gutter)
    if count > 3 and (grid.narrow or boxes[0].width < NUMBER_AND_ICON):
        return steps_down(grid, count)
    tip, height = inches(0.3), inches(0.8)
    arrows = [
        Box(box.left, inches(TOP + 0.05), box.width + grid.gutter - inches(0.08), height) for box in boxes
    ]
    arrows[-1] = arrows[-1]._replace(width=boxes[-1].width)
    pad = PAD if count < 5 else inches(0.2)
    texts = [
        slot(f"step-{number}", box.inset(pad, PAD, pad, PAD), *step_types(count))
        for number, box in enumerate(boxes, start=1)
    ]
    return steps_page(grid, arrows, tip, inches(0.8), grid.art.cards(boxes), texts)


def steps_down(grid: Grid, count: int) -> PageDesign:
    """One below the other, where the page is too narrow: the arrow points at its card."""
    tip, width = inches(0.25), inches(1.75)
    rows = grid.box(1, 12, TOP, LOWEST_EDGE).rows(count, inches(0.12))
    arrows = [Box(row.left, row.top, width, row.height) for row in rows]
    boxes = [row.inset(width + inches(0.1), 0, 0, 0) for row in rows]
    texts = [
        slot(f"step-{number}", box.inset(PAD, 0, PAD, 0), *step_types(5), anchor="ctr")
        for number, box in enumerate(boxes, start=1)
    ]
    return steps_page(grid, arrows, tip, inches(0.55), grid.art.low_cards(boxes), texts)


def steps_page(
    grid: Grid, arrows: Sequence[Box], tip: int, width: int, cards: Iterable[Drawing], texts: Sequence[Slot]
) -> PageDesign:
    """Arrows with number, in so much of their width, and icon; cards with the texts."""
    count = len(arrows)
    slots = [
        part
        for number, arrow, text in zip(numbers(count), arrows, texts, strict=True)
        for part in (
            slot(
                f"number-{number}",
                Box(arrow.left + tip + inches(0.12), arrow.top, width, arrow.height),
                Type(28, "bg1", bold=True, major=True),
                anchor="ctr",
            ),
            slot(f"icon-{number}", icon_box(arrow, tip), Type(12, "bg1")),
            text,
        )
    ]
    shapes = tuple(grid.art.arrow(box, tip) for box in arrows)
    return topic_page(
        grid,
        f"steps-{count}",
        f"步骤 {count} · Steps {count}",
        (Drawing("Arrows", grid.art.solid, shapes), *cards),
        slots,
    )


def icon_box(arrow: Box, tip: int) -> Box:
    """At the arrow's end, before its tip."""
    side = inches(0.46)
    return Box(arrow.right - tip - side - inches(0.08), arrow.top + (arrow.height - side) // 2, side, side)


def step_types(count: int) -> tuple[Type, Type]:
    return (LEAD, SENTENCE) if count < 5 else (replace(LEAD, points=20), replace(SENTENCE, points=18))


QUIET = Tint("accent5")


def items(points: float) -> tuple[Type, Type]:
    return (
        Type(points, "tx1", bullet="•", margin=points, hang=points, before=10, spacing=110),
        Type(points - 2, "accent5", bullet="–", margin=2 * points, hang=points - 2, before=3, spacing=110),
    )


def comparison(grid: Grid, count: int) -> PageDesign:
    """A card for each side under a head of the same width; of two, the first steps back, as what was before."""
    boxes = grid.box(1, 12, TOP, 6.3).columns(count, grid.gutter)
    height = inches(0.8)
    heads = [box._replace(height=height) for box in boxes]
    bodies = [box._replace(top=box.top + height, height=box.height - height) for box in boxes]
    slots = [
        part
        for number, head, body in zip(numbers(count), heads, bodies, strict=True)
        for part in (
            slot(
                f"lead-{number}",
                head.inset(PAD, 0, inches(0.4), 0),
                Type(22, "bg1", bold=True, major=True),
                anchor="ctr",
            ),
            slot(f"text-{number}", body.inset(PAD, PAD, PAD, PAD), *items(20 if count == 2 else 18)),
        )
    ]
    shapes = [grid.art.head(head) for head in heads]
    quiet = 1 if count == 2 else 0
    return topic_page(
        grid,
        f"comparison-{count}",
        f"对比 {count} · Comparison {count}",
        (
            *grid.art.card_bodies(bodies),
            *((Drawing("Quiet heads", QUIET, tuple(shapes[:quiet])),) if quiet else ()),
            Drawing("Heads", grid.art.solid, tuple(shapes[quiet:])),
        ),
        slots,
    )


WORDS = Type(32, "tx1", major=True, spacing=115)
SPEAKER = (Type(20, "accent1", bold=True), Type(16, "accent5", before=2))


def quote(grid: Grid) -> PageDesign:
    """The words on a wide card, a quotation mark of two petals before them."""
    card = grid.box(1, 12, TOP, 6.2)
    return topic_page(
        grid, "quote", "引语 · Quote", spoken_card(grid, card), said(grid, 2, grid.sized(10, 11), card)
    )


def quote_portrait(grid: Grid) -> PageDesign:
    """The portrait upright at the left, the words beside it on a card of the same height."""
    drawings, picture = framed_photo(grid, 1, grid.box(1, grid.sized(3, 4), TOP, BOTTOM), grid.ratio(2, 3))
    picture = replace(picture, prompt="点击图标添加肖像 · Click the icon to add a portrait")
    card = grid.box(grid.sized(4, 5), 12, TOP, BOTTOM)._replace(height=picture.box.height)
    below = Box(
        picture.box.left, picture.box.bottom + CAPTION_GAP, card.right - picture.box.left, inches(0.28)
    )
    return topic_page(
        grid,
        "quote-portrait",
        "引语 + 肖像 · Quote + portrait",
        (*drawings, *spoken_card(grid, card)),
        (picture, slot("caption-1", below, CAPTION), *said(grid, 5, 11, card)),
    )


def spoken_card(grid: Grid, card: Box) -> Iterator[Drawing]:
    """The card of a quote: an ornament at its foot, the quotation mark at its head."""
    tile = inches(0.8)
    yield from grid.art.cards((card,), side=0)
    yield from grid.art.emblem(
        "Card flower", grid.art.shade, card.right - 2 * tile - PAD, card.bottom - 2 * tile - PAD, tile
    )
    left, top = card.left + inches(0.28), card.top + inches(0.45)
    yield Drawing("Quotation mark", grid.art.solid, grid.art.quotation(left, top))


def said(grid: Grid, first: int, last: int, card: Box) -> tuple[Slot, Slot]:
    """The words in the columns from `first` to `last` of the card, and below them who said them."""
    left = grid.left_of(first) + inches(0.25) if not grid.narrow else card.left + inches(1.25)
    width = grid.right_of(last) - left
    foot = inches(0.95)
    top = card.top + inches(0.4)
    words = Box(left, top, width, card.bottom - PAD - foot - inches(0.2) - top)
    return (
        slot("quote", words, replace(WORDS, points=grid.sized(32, 28))),
        slot("attribution", Box(left, card.bottom - PAD - foot, width, foot), *SPEAKER, anchor="b"),
    )
