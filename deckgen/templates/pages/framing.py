"""The pages around the content: cover, agenda, section divider, closing."""

from __future__ import annotations

from deckgen.templates.drawing import Drawing, Outline, Slot, Type, petal, quarter, rectangle
from deckgen.templates.pages.grid import HEIGHT, WIDTH, Grid
from deckgen.templates.pages.model import (
    CARD_SHADE,
    DARK,
    DARK_CARD,
    DARK_SHADE,
    MAUVE,
    PLUM,
    PageDesign,
    confidentiality,
    flower,
    numbers,
    slot,
    standing,
)
from deckgen.units import Box, emu, inches

TILE = HEIGHT // 3
"""The petals of dark pages stand in a grid of squares, three to the height of the page."""


NUMBER_POINTS, ENTRY_POINTS = 28, 22


def tile(across: int, down: int, size: int = TILE) -> Box:
    """A square counted from the upper right corner of the page."""
    return Box(WIDTH - (across + 1) * size, down * size, size, size)


def falling(*boxes: Box) -> tuple[Outline, ...]:
    """Petals from top left to bottom right."""
    return tuple(petal(box, rising=False) for box in boxes)


def cover(grid: Grid) -> PageDesign:
    art = (
        Drawing("Petals 1", DARK_CARD, (quarter(tile(1, 0), "br"), petal(tile(2, 2), rising=False))),
        Drawing(
            "Petals 2",
            PLUM,
            (petal(tile(0, 0), rising=True), *falling(tile(1, 1), tile(0, 2))),
        ),
        Drawing("Petals 3", MAUVE, (petal(tile(0, 1), rising=True),)),
        Drawing("Petals 4", DARK_SHADE, (petal(tile(1, 2), rising=True),)),
    )
    mark = flower("Mark", MAUVE, grid.margin, inches(0.6), inches(0.28))
    return PageDesign(
        "cover",
        "封面 · Cover",
        (*art, mark),
        (
            slot(
                "title",
                grid.box(1, 7, 1.6, 3.75),
                Type(48, "bg1", bold=True, major=True),
                anchor="b",
                kind="ctrTitle",
            ),
            slot("subtitle", grid.box(1, 7, 4.0, 4.95), Type(26, "accent4")),
            slot("meta", grid.box(1, 5, 5.7, 6.9), Type(18, "bg1"), anchor="b"),
            beside_mark(grid),
        ),
        dark=True,
    )


def beside_mark(grid: Grid) -> Slot:
    """Cover and closing say at their upper left who may see the deck, where official documents have it."""
    left = grid.margin + inches(0.76)
    box = Box(left, inches(0.6), grid.right_of(7) - left, inches(0.56))
    return confidentiality(box, 16, dark=True, align="l")


def agenda(grid: Grid, count: int) -> PageDesign:
    """A plum panel with the title, the entries at its right: up to five in a column, more in two."""
    panel = Box(0, 0, grid.right_of(3) + grid.gutter // 2 + inches(0.1), HEIGHT)
    side = panel.width // 2
    art = (
        Drawing("Panel", DARK, (rectangle(panel),)),
        Drawing(
            "Petals 1",
            PLUM,
            (
                petal(Box(0, HEIGHT - 2 * side, side, side), rising=False),
                petal(Box(side, HEIGHT - side, side, side), rising=False),
            ),
        ),
        Drawing("Petals 2", DARK_SHADE, (petal(Box(side, HEIGHT - 2 * side, side, side), rising=True),)),
        Drawing("Petals 3", MAUVE, (petal(Box(0, HEIGHT - side, side, side), rising=True),)),
    )
    title = slot("title", grid.box(1, 3, 0.6, 2.6), Type(36, "bg1", bold=True, major=True))
    slots, rules = entries(grid, count)
    secret = confidentiality(grid.box(5, 12, 0.5, 0.74), align="r")
    rule = Drawing("Rules", CARD_SHADE, tuple(rectangle(box) for box in rules))
    return PageDesign(
        f"agenda-{count}",
        f"目录 {count} · Agenda {count}",
        (*art, *((rule,) if rules else ())),
        (title, *slots, *standing(grid, first=5, mark=False), secret),
    )


def entries(grid: Grid, count: int) -> tuple[list[Slot], list[Box]]:
    """The entries, and the thin rules between those of one column."""
    halves = (1, count) if count <= 5 else (2, -(-count // 2))
    columns, rows = halves
    pitch = {3: 1.6, 4: 1.4, 5: 1.2}.get(rows, 1.2) if columns == 1 else 1.5
    # The page's middle is that of the words, and an entry is mostly less high than its place.
    top = (7.2 - ((rows - 1) * pitch + 0.75)) / 2
    areas = grid.box(5, 12, top, top + rows * pitch).columns(columns, 2 * grid.gutter)
    slots: list[Slot] = []
    rules: list[Box] = []
    for number in numbers(count):
        column, row = divmod(number - 1, rows)
        area = areas[column]
        upper = area.top + row * inches(pitch)
        height = inches(pitch - 0.2)
        narrow = inches(0.85 if columns == 1 else 0.7)
        # Number and name differ in size: raised by the difference they share their baseline.
        raised = upper - emu(NUMBER_POINTS - ENTRY_POINTS)
        slots += (
            slot(
                f"number-{number}",
                Box(area.left, raised, narrow, height),
                Type(NUMBER_POINTS, "accent1", bold=True, major=True),
            ),
            slot(
                f"entry-{number}",
                Box(area.left + narrow, upper, area.width - narrow, height),
                Type(ENTRY_POINTS, "tx1", bold=True),
                Type(16, "accent5", before=3),
            ),
        )
        if row:
            rules.append(Box(area.left, upper - inches(0.2), area.width, inches(0.015)))
    return slots, rules


def divider(grid: Grid) -> PageDesign:
    art = (
        Drawing("Petals 1", PLUM, (petal(tile(0, 0), rising=False), petal(tile(0, 2), rising=True))),
        Drawing("Petals 2", MAUVE, (quarter(tile(0, 1), "br"),)),
        Drawing("Petals 3", DARK_CARD, (petal(tile(1, 0), rising=True), petal(tile(1, 2), rising=False))),
    )
    return PageDesign(
        "divider",
        "章节 · Section",
        (*art, flower("Footer flower", MAUVE, grid.margin, inches(7.03), inches(0.1))),
        (
            slot("number", grid.box(1, 5, 0.8, 3.2), Type(138, "accent4", bold=True, major=True), anchor="b"),
            slot("title", grid.box(1, 7, 3.2, 4.75), Type(40, "bg1", bold=True, major=True), anchor="b"),
            slot("headline", grid.box(1, 7, 5.0, 6.5), Type(24, "accent4")),
            *standing(grid, dark=True, last=8),
            confidentiality(grid.box(1, 7, 0.5, 0.8), 14, dark=True, align="l"),
        ),
        dark=True,
    )


def closing(grid: Grid) -> PageDesign:
    size = WIDTH // 8
    top = HEIGHT - size

    def square(n: int) -> Box:
        return Box(n * size, top, size, size)

    art = (
        Drawing(
            "Petals 1",
            PLUM,
            (petal(square(0), rising=True), *falling(square(3)), petal(square(6), rising=True)),
        ),
        Drawing(
            "Petals 2",
            DARK_SHADE,
            (quarter(square(4), "bl"), *falling(square(1), square(7))),
        ),
        Drawing("Petals 3", DARK_CARD, (quarter(square(5), "tr"),)),
        Drawing("Petals 4", MAUVE, (petal(square(2), rising=True),)),
    )
    return PageDesign(
        "closing",
        "结束 · Closing",
        (*art, flower("Mark", MAUVE, grid.margin, inches(0.6), inches(0.28))),
        (
            slot("title", grid.box(1, 10, 1.5, 3.3), Type(48, "bg1", bold=True, major=True), anchor="b"),
            slot("text", grid.box(1, 10, 3.5, 4.4), Type(24, "accent4")),
            slot("meta", grid.box(1, 8, 4.7, 5.5), Type(18, "bg1")),
            beside_mark(grid),
        ),
        dark=True,
    )
