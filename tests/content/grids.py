"""Workbooks as bytes, and what is read of them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from deckgen.content.areas import Area
from deckgen.content.grids import Grid, GridUnreadable, read_grid


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def refusal(data: bytes, sheet: str | None = None, area: Area | None = None) -> tuple[str, str | None]:
    """Why the data is not read, and what to do about it."""
    with pytest.raises(GridUnreadable) as caught:
        read_grid(data, sheet, area)
    return caught.value.message, caught.value.hint
