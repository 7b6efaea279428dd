"""Pages of charts: the chart alone, with a sentence on a card, and with text beside it."""

from __future__ import annotations

from dataclasses import replace

from deckgen.templates.drawing import Drawing, Slot, Type
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import (
    BOTTOM,
    TOP,
    PageDesign,
    slot,
    topic_page,
)
from deckgen.templates.pages.texts import body_slot
from deckgen.units import Box, inches

SOURCE = Type(12, "accent5")
TAKEAWAY = Type(24, "tx1", bold=True, spacing=110)
STRIP_TAKEAWAY = Type(20, "accent1", bold=True)
STRIP, BETWEEN_ROWS, BETWEEN_COLUMNS = 6.0, 0.15, 0.45
"""Inches: where the sentence beneath small charts begins, and what parts them."""
SOURCE_TOP = 6.5
"""Inches; the source is one line."""


def chart(grid: Grid) -> PageDesign:
    return page(grid, "chart", "图表 · Chart", 12)


def chart_takeaway(grid: Grid) -> PageDesign:
    first = grid.sized(10, 9)
    card = grid.box(first, 12, TOP, BOTTOM)
    inner = card.inset(*(inches(0.25),) * 4)
    petal = inches(0.7)
    takeaway = inner._replace(top=inner.top + petal, height=inner.height - petal)
    mark = grid.art.emblem("Card flower", grid.art.shade, inner.left, inner.top, petal // 2)
    return page(
        grid,
        "chart-takeaway",
        "图表 + 结论 · Chart + takeaway",
        first - 1,
        (*grid.art.cards((card,), side=0), *mark),
        (slot("takeaway", takeaway, replace(TAKEAWAY, points=grid.sized(24, 20)), anchor="ctr"),),
    )


def chart_text(grid: Grid) -> PageDesign:
    body = body_slot(grid.box(grid.sized(9, 8), 12, TOP, BOTTOM).inset(inches(0.2), 0, 0, 0))
    return page(grid, "chart-text", "图表 + 要点 · Chart + text", grid.sized(8, 7), (), (body,))


def charts(grid: Grid, count: int) -> PageDesign:
    """Small charts in one row or two, a sentence beneath them."""
    slots = tuple(
        slot(f"chart-{number}", box, Type(14)) for number, box in enumerate(places(grid, count), start=1)
    )
    takeaway = slot("takeaway", grid.box(1, 12, STRIP, SOURCE_TOP - 0.05), STRIP_TAKEAWAY, anchor="ctr")
    source = slot("source", grid.box(1, 12, SOURCE_TOP, BOTTOM), SOURCE, anchor="b")
    return topic_page(
        grid, f"charts-{count}", f"{count} 个小图表 · {count} small charts", (), (*slots, takeaway, source)
    )


def places(grid: Grid, count: int) -> list[Box]:
    """The boxes of equal charts, row by row."""
    across = 2 if count in (2, 4) else 3
    rows = -(-count // across)
    height = inches((STRIP - 0.1 - TOP - (rows - 1) * BETWEEN_ROWS) / rows)
    width = (grid.right - grid.margin - (across - 1) * inches(BETWEEN_COLUMNS)) // across
    return [
        Box(
            grid.margin + number % across * (width + inches(BETWEEN_COLUMNS)),
            inches(TOP) + number // across * (height + inches(BETWEEN_ROWS)),
            width,
            height,
        )
        for number in range(count)
    ]


def page(
    grid: Grid,
    variant: str,
    name: str,
    last: int,
    drawings: tuple[Drawing, ...] = (),
    beside: tuple[Slot, ...] = (),
) -> PageDesign:
    """A chart in the columns up to `last`, its source beneath it."""
    slots = (
        slot("chart", grid.box(1, last, TOP, SOURCE_TOP - 0.1), Type(14)),
        slot("source", grid.box(1, last, SOURCE_TOP, BOTTOM), SOURCE, anchor="b"),
    )
    return topic_page(grid, variant, name, drawings, (*slots, *beside))
