"""How many slides stand on a page of a handout or a contact sheet, and where. All lengths are points."""

from __future__ import annotations

import math

from deckgen.records import dataclass

A4 = (595.28, 841.89)
"""Upright."""
MARGIN = 36.0
GAP = 18.0
"""The least margin of a handout, and the least gap between its slides; no gap is wider than twice that."""
SHEET_SLIDE = 300.0
SHEET_GAP = 18.0
"""The width of a slide on a contact sheet, and the gap around it."""
HANDOUTS = (2, 4, 6)
"""Slides on a page."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top, from the page's bottom-left corner."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Slides of one shape in columns and rows, in the middle of a page."""

    columns: int
    rows: int
    page: tuple[float, float]
    margin: float
    gap: float
    ratio: float
    """Of the slides: width by height."""

    @property
    def size(self) -> int:
        return self.columns * self.rows

    @property
    def slide_width(self) -> float:
        across = (self.page[0] - 2 * self.margin - (self.columns - 1) * self.gap) / self.columns
        down = (self.page[1] - 2 * self.margin - (self.rows - 1) * self.gap) / self.rows
        return min(across, down * self.ratio)

    def cell(self, number: int) -> Rectangle:
        """Where a slide stands; they are counted from 0, row by row."""
        row, column = divmod(number, self.columns)
        width = self.slide_width
        height = width / self.ratio
        left = self._begin(self.page[0], self.columns, width, column)
        top = self.page[1] - self._begin(self.page[1], self.rows, height, row)
        return left, top - height, left + width, top

    def _begin(self, room: float, count: int, length: float, number: int) -> float:
        """Where one of so many slides in line begins. What is left over goes between and around them alike."""
        left_over = room - 2 * self.margin - count * length - (count - 1) * self.gap
        gap = self.gap + min(left_over / (count + 1), self.gap)
        return (room - count * length - (count - 1) * gap) / 2 + number * (length + gap)


def handout_grid(per_page: int, ratio: float) -> Grid:
    """Of all ways to put so many slides on A4, upright or across, the one that shows them largest."""
    columns = (count for count in range(1, per_page + 1) if per_page % count == 0)
    shapes = ((count, per_page // count) for count in columns)
    grids = (Grid(*shape, page, MARGIN, GAP, ratio) for shape in shapes for page in (A4, A4[::-1]))
    return max(grids, key=lambda grid: grid.slide_width)


def sheet_grid(slides: int, ratio: float) -> Grid:
    """All slides on a page that is as large as they need."""
    columns = min(slides, math.ceil(math.sqrt(slides * ratio)) if slides > 3 else slides)
    rows = math.ceil(slides / columns)
    width = columns * (SHEET_SLIDE + SHEET_GAP) + SHEET_GAP
    height = rows * (SHEET_SLIDE / ratio + SHEET_GAP) + SHEET_GAP
    return Grid(columns, rows, (width, height), SHEET_GAP, SHEET_GAP, ratio)
