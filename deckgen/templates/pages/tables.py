"""The page of a table: across all columns of the grid, its source beneath it."""

from __future__ import annotations

from deckgen.templates.drawing import Type
from deckgen.templates.pages.charts import SOURCE, SOURCE_TOP
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import BOTTOM, TOP, PageDesign, slot, topic_page


def table(grid: Grid) -> PageDesign:
    slots = (
        slot("table", grid.box(1, 12, TOP, SOURCE_TOP - 0.1), Type(18)),
        slot("source", grid.box(1, 12, SOURCE_TOP, BOTTOM), SOURCE, anchor="b"),
    )
    return topic_page(grid, "table", "表格 · Table", (), slots)
