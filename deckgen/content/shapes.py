"""A grid → the keys of a chart or a table that it stands for; the leaves are cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from deckgen.content.grids import Cell, Grid

_MARK = re.compile(r"[\\*\[]")


def chart_shape(grid: Grid, _: Mapping[str, object]) -> dict[str, object]:
    """The first column names the categories, the first row the series."""
    head, *rows = ([_on_one_line(cell) for cell in row] for row in grid.rows)
    categories = [row[0] for row in rows]
    series = [[row[column] for row in rows] for column in range(1, len(head))]
    if len(series) == 1 and not head[1].text:
        return {"categories": categories, "values": series[0]}
    named = [{"name": name, "values": values} for name, values in zip(head[1:], series, strict=True)]
    return {"categories": categories, "series": named}


def table_shape(grid: Grid, table: Mapping[str, object]) -> dict[str, object]:
    """The first rows are the head, as many as the table's `header` says: 0, 1 or 2."""
    rows = [[_escaped(cell) for cell in row] for row in grid.rows]
    given = table.get("header")
    header = int(given) if isinstance(given, str) and given.strip() in ("0", "1", "2") else 1
    head, body = rows[:header], rows[header:]
    shape: dict[str, object] = {"rows": [_cells(row) for row in body]}
    return {"columns": _columns(head)} | shape if head else shape


def _cells(row: list[Cell]) -> list[object]:
    """As an author writes them: what a merged cell covers is left out."""
    return [_spanning(cell) for cell in row if not cell.covered]


def _spanning(cell: Cell) -> object:
    spans = {"across": str(cell.across), "down": str(cell.down)}
    return {"text": cell} | spans if (cell.across, cell.down) != (1, 1) else cell


def _columns(head: list[list[Cell]]) -> list[object]:
    """One row of names, or groups above names."""
    columns: list[object] = []
    below = head[-1]
    place = 0
    while place < len(below):
        top = head[0][place]
        width = max(top.across, 1)
        if len(head) == 1 or top.down > 1 or not (top.text or top.across > 1):
            columns += [below[place] if len(head) > 1 and top.down == 1 else top] + [
                replace(top, text="") for _ in range(width - 1)
            ]
        else:
            columns.append({"name": top, "columns": list(below[place : place + width])})
        place += width
    return columns


def _escaped(cell: Cell) -> Cell:
    """What Excel shows is no Markdown."""
    return replace(cell, text=_MARK.sub(r"\\\g<0>", cell.text)) if _MARK.search(cell.text) else cell


def _on_one_line(cell: Cell) -> Cell:
    return replace(cell, text=" ".join(cell.text.split("\n"))) if "\n" in cell.text else cell
