"""Cells with spans → their columns, as in HTML: what a merged cell covers is not written again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from deckgen.records import dataclass


class Size(NamedTuple):
    """How many columns and rows a cell takes."""

    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its first column, counted from 0. `clashes`: it reaches into a cell from above."""

    column: int
    size: Size
    clashes: bool = False


@dataclass(frozen=True, slots=True)
class FlowedRow:
    """The cells that begin in a row; `width` counts also what cells from above take of it."""

    cells: tuple[Placed, ...]
    width: int


def flow(rows: Sequence[Sequence[Size]]) -> list[FlowedRow]:
    """The places of all cells."""
    reaching: dict[int, int] = {}
    """Column → for how many further rows a cell from above takes it."""
    flowed = []
    for row in rows:
        taken = {column for column, left in reaching.items() if left}
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        cells, column = [], 0
        for size in row:
            while column in taken:
                column += 1
            across = range(column, column + size.across)
            cells.append(Placed(column, size, clashes=not taken.isdisjoint(across)))
            if size.down > 1:
                reaching |= dict.fromkeys(across, size.down - 1)
            column += size.across
        while column in taken:
            column += 1
        flowed.append(FlowedRow(tuple(cells), max(column, max(taken, default=-1) + 1)))
    return flowed


def find_row(name: str, rows: Sequence[object]) -> int | None:
    """The row that `name` calls: by its first cell, or else by any other; rows as data or as models."""
    texts = [cell_texts(row) for row in rows]
    first = (number for number, row in enumerate(texts) if row[:1] == [name])
    other = (number for number, row in enumerate(texts) if name in row)
    return next(first, next(other, None))


def cell_texts(row: object) -> list[str]:
    return [_text(cell) for cell in row] if isinstance(row, list | tuple) else []


def _text(cell: object) -> str:
    text = cell.get("text") if isinstance(cell, dict) else getattr(cell, "text", cell)
    return text.strip() if isinstance(text, str) else ""
