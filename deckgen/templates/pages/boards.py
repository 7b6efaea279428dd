"""Pages that show things side by side: a matrix, awards, logos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, pi, sin

from deckgen.templates.drawing import Drawing, Outline, Slot, Type, polygon, rectangle, star_around
from deckgen.templates.pages.callouts import rows_of
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
from deckgen.units import Box, inches

PAD = inches(0.25)
RADIUS = inches(0.4)
STRIP, SCALE = inches(1.65), inches(0.55)
"""What the axes and their words take at the left of a matrix and below it."""
LINE, HEAD = inches(0.03), inches(0.16)
AXIS, END = Type(16, "accent1", bold=True), Type(14, "accent5")


def matrix(grid: Grid, highlight: int | None = None) -> PageDesign:
    """Four cards between two arrows; the one with the number `highlight`, counted from 1, is dark."""
    whole = grid.box(1, 12, TOP, BOTTOM)
    area = Box(whole.left + STRIP, whole.top, whole.width - STRIP, whole.height - SCALE)
    boxes = rows_of(area, (2, 2), inches(0.12))
    light = [box for number, box in enumerate(boxes, start=1) if number != highlight]
    dark = boxes[highlight - 1 : highlight] if highlight else []
    mark, name = (f"-{highlight}", f" {highlight}") if highlight else ("", "")
    return topic_page(
        grid,
        f"matrix{mark}",
        f"矩阵{name} · Matrix{name}",
        (
            *grid.art.cards(light),
            *grid.art.solid_cards(dark),
            Drawing("Axes", grid.art.line, tuple(arrows(area))),
        ),
        (
            *axis_words(whole, area),
            *(quadrant(n, box, dark=n == highlight) for n, box in enumerate(boxes, start=1)),
        ),
    )


def quadrant(number: int, box: Box, *, dark: bool) -> Slot:
    lead, text = ("bg1", "bg1") if dark else ("accent1", "tx1")
    levels = Type(22, lead, bold=True), Type(18, text, before=4, spacing=110)
    return slot(f"cell-{number}", box.inset(PAD, inches(0.2), PAD, inches(0.15)), *levels)


def arrows(area: Box) -> Iterator[Outline]:
    """One to the top at the left of `area`, one to the right below it; they start in one corner."""
    gap = inches(0.14)
    x, y = area.left - gap, area.bottom + gap
    yield rectangle(Box(x - LINE // 2, area.top + HEAD, LINE, y - area.top - HEAD + LINE // 2))
    yield polygon((x - HEAD / 2, area.top + HEAD), (x, area.top), (x + HEAD / 2, area.top + HEAD))
    yield rectangle(Box(x - LINE // 2, y - LINE // 2, area.right - HEAD - x, LINE))
    yield polygon((area.right - HEAD, y - HEAD / 2), (area.right, y), (area.right - HEAD, y + HEAD / 2))


def axis_words(whole: Box, area: Box) -> Iterator[Slot]:
    """The name in the middle of each axis, what its ends are at the ends."""
    low, name, high = Box(
        area.left, area.bottom + inches(0.24), area.width, whole.bottom - area.bottom - inches(0.24)
    ).columns(3, 0)
    yield slot("axis-1", name, replace(AXIS, align="ctr"))
    yield slot("low-1", low, END)
    yield slot("high-1", high, replace(END, align="r"))
    strip = Box(whole.left, area.top, STRIP - inches(0.3), area.height)
    high, name, low = strip.rows(3, 0)
    yield slot("axis-2", name, replace(AXIS, align="r"), anchor="ctr")
    yield slot("low-2", low, replace(END, align="r"), anchor="b")
    yield slot("high-2", high, replace(END, align="r"))


HONOURS = {3: (3,), 4: (2, 2), 5: (1, 2, 2), 6: (2, 2, 2), 7: (1, 2, 2, 2), 8: (2, 2, 2, 2)}
YEAR_WIDTH = inches(1.05)


def honours(grid: Grid, count: int) -> PageDesign:
    """Awards with laurels; in low cards everything stands side by side, in high ones the words stand below."""
    rows = HONOURS[count]
    area = grid.box(1, 12, TOP, 6.1 if count == 3 else LOWEST_EDGE)
    boxes = rows_of(area, rows, grid.gutter if len(rows) < 4 else inches(0.14))
    emblems = [emblem_box(grid, box, len(rows)) for box in boxes]
    slots = [
        part
        for number, box, emblem in zip(numbers(count), boxes, emblems, strict=True)
        for part in (
            stacked(grid, number, box, emblem)
            if len(rows) == 1
            else in_row(grid, number, box, emblem, len(rows))
        )
    ]
    return topic_page(
        grid,
        f"honours-{count}",
        f"荣誉 {count} · Honours {count}",
        (
            *grid.art.cards(boxes, side=0),
            Drawing("Laurels", grid.art.laurel, tuple(leaf for box in emblems for leaf in laurel(box))),
            Drawing("Stars", grid.art.honour, tuple(star(box) for box in emblems)),
        ),
        slots,
    )


def emblem_box(grid: Grid, card: Box, rows: int) -> Box:
    """The square that the laurel of a card stands in."""
    if rows == 1:
        side = inches(grid.sized(1.5, 1.1))
        return Box(card.left + PAD, card.top + PAD, side, side)
    side = min(inches(grid.sized(1.3, 0.85)), card.height - inches(0.24))
    return Box(card.left + inches(grid.sized(0.2, 0.15)), card.top + (card.height - side) // 2, side, side)


def award_types(rows: int) -> tuple[Type, Type, Type]:
    name, winner, giver = {1: (22, 18, 16), 2: (20, 16, 14), 3: (20, 16, 14), 4: (18, 14, 14)}[rows]
    return Type(name, "tx1", bold=True), Type(winner, "tx1", before=2), Type(giver, "accent5", before=2)


def stacked(grid: Grid, number: int, card: Box, emblem: Box) -> tuple[Slot, Slot]:
    year = Box(card.right - inches(grid.sized(0.4, 0.25)) - YEAR_WIDTH, emblem.top, YEAR_WIDTH, emblem.height)
    top = emblem.bottom + inches(0.25)
    words = Box(card.left + PAD, top, card.width - 2 * PAD, card.bottom - PAD - top)
    return placed(grid, number, year, words, award_types(1), "t")


def in_row(grid: Grid, number: int, card: Box, emblem: Box, rows: int) -> tuple[Slot, Slot]:
    width, away = grid.sized((YEAR_WIDTH, PAD), (inches(0.82), inches(0.15)))
    year = Box(card.right - away - width, card.top, width, card.height)
    left = emblem.right + inches(grid.sized(0.2, 0.12))
    words = Box(left, card.top, year.left - inches(0.1) - left, card.height).inset(
        0, inches(0.06), 0, inches(0.06)
    )
    return placed(grid, number, year, words, award_types(grid.sized(rows, 4)), "ctr")


def placed(
    grid: Grid, number: int, year: Box, words: Box, types: tuple[Type, ...], anchor: str
) -> tuple[Slot, Slot]:
    when = Type(grid.sized(20, 16), "accent1", bold=True, major=True, align="r")
    return (
        slot(f"year-{number}", year, when, anchor="ctr"),
        slot(f"honour-{number}", words, *types, anchor=anchor),
    )


LEAVES = 6
"""On each of the two branches."""


def laurel(box: Box) -> Iterator[Outline]:
    """Two branches that rise from the foot of the square and leave it open at the head."""
    across, down, radius = box.left + box.width / 2, box.top + box.height / 2, box.width * 0.4
    for side in (-1, 1):
        for n in range(LEAVES):
            angle = pi / 2 - side * (0.16 + n * 0.42)
            foot = (across + radius * cos(angle), down + radius * sin(angle))
            # Along the branch, and a little outwards.
            yield leaf(foot, angle - side * (pi / 2 - 0.42), box.width * 0.24)


def leaf(foot: tuple[float, float], angle: float, length: float) -> Outline:
    """A pointed leaf from `foot` in the direction of `angle`, in radians clockwise from the right."""

    def place(along: float, aside: float) -> tuple[float, float]:
        x, y = along * length, aside * length
        return foot[0] + x * cos(angle) - y * sin(angle), foot[1] + x * sin(angle) + y * cos(angle)

    return (
        ("moveTo", (place(0, 0),)),
        ("quadBezTo", (place(0.45, 0.42), place(1, 0))),
        ("quadBezTo", (place(0.45, -0.42), place(0, 0))),
    )


def star(box: Box) -> Outline:
    """A five-pointed star in the middle of the square."""
    return star_around(box.left + box.width / 2, box.top + box.height / 2, box.width * 0.2)


LOGOS = {
    1: (1,),
    2: (2,),
    3: (3,),
    4: (2, 2),
    5: (3, 2),
    6: (3, 3),
    7: (4, 3),
    8: (4, 4),
    9: (3, 3, 3),
    10: (5, 5),
    11: (4, 4, 3),
    12: (4, 4, 4),
}
NARROW_LOGOS = {**LOGOS, 10: (4, 3, 3)}
NAME_HEIGHT = inches(0.44)
"""Two lines of 12 points, or one of 14."""
EDGE = inches(0.016)


def logos(grid: Grid, count: int) -> PageDesign:
    """White cards, on which logos with a white ground look like those without; rows that are not full are centred."""
    areas = list(logo_areas(grid, grid.sized(LOGOS, NARROW_LOGOS)[count]))
    boxes = [area._replace(height=area.height - NAME_HEIGHT - inches(0.06)) for area in areas]
    slots = [
        part
        for number, area, box in zip(numbers(count), areas, boxes, strict=True)
        for part in (
            slot(f"logo-{number}", logo_box(box), Type(12, grid.art.logo_ink)),
            slot(
                f"name-{number}",
                Box(area.left, area.bottom - NAME_HEIGHT, area.width, NAME_HEIGHT),
                Type(16 if count <= 4 else 14, "tx1", align="ctr"),
            ),
        )
    ]
    return topic_page(
        grid,
        f"logos-{count}",
        f"标识 {count} · Logos {count}",
        (
            Drawing("Card edges", grid.art.edge, tuple(grid.art.outline(box, RADIUS) for box in boxes)),
            Drawing(
                "Cards",
                grid.art.logo_ground,
                tuple(grid.art.outline(inner(box), RADIUS - EDGE) for box in boxes),
            ),
        ),
        slots,
    )


def logo_areas(grid: Grid, rows: Sequence[int]) -> Iterator[Box]:
    """Equal cells in rows that are centred on the page."""
    page = grid.box(1, 12, TOP, 5.4 if len(rows) == 1 else 6.5 if len(rows) == 2 else BOTTOM)
    width = page.columns(max(3, *rows), grid.gutter)[0].width
    for row, count in zip(page.rows(len(rows), inches(0.12)), rows, strict=True):
        left = page.left + (page.width - count * width - (count - 1) * grid.gutter) // 2
        for n in range(count):
            yield Box(left + n * (width + grid.gutter), row.top, width, row.height)


def inner(box: Box) -> Box:
    return box.inset(EDGE, EDGE, EDGE, EDGE)


def logo_box(card: Box) -> Box:
    air = card.height // 7
    return card.inset(max(air, PAD), air, max(air, PAD), air)
