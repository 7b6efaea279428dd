"""What a table can have wrong in its sense: rows of unequal length, merged cells out of place, names of no row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from deckgen.codes import CELL_SPAN_OUTSIDE, INVALID_VALUE, MISSING_FIELD, TABLE_UNEVEN
from deckgen.content.raw import Fault, Item, is_true, text_of
from deckgen.content.suggesting import did_you_mean
from deckgen.content.tables import FlowedRow, Size, cell_texts, find_row, flow
from deckgen.diagnostics import KeyPath

MOST_SPANNED = 10_000
"""Columns or rows that a cell is taken to span at the most, whatever it says."""


def check_tables(bodies: Iterable[Item]) -> Iterator[Fault]:
    """Every fault of the tables that sections and slides hold."""
    for path, body in bodies:
        table = body.get("table")
        if isinstance(table, dict) and any(value is not None for value in table.values()):
            for fault in _faults((*path, "table"), table):
                yield replace(fault, at_key=fault.path[-1] in ("table", "rows"))


def _faults(path: KeyPath, table: dict[str, object]) -> Iterator[Fault]:
    rows = table.get("rows")
    if not rows:
        if not table.get("data"):
            hint = "give `rows`, a list of cells each, or `data: figures.xlsx`"
            yield Fault(MISSING_FIELD, "the table has no rows", path, hint)
        return
    if not isinstance(rows, list):
        return
    yield from _of_rows((*path, "rows"), rows, column_count(table))
    yield from _of_highlight(path, table, rows)
    if is_true(table, "total") and len(rows) < 2:
        message = "a totals row needs rows above it"
        yield Fault(INVALID_VALUE, message, (*path, "total"), "delete `total`, or add rows")


def column_count(table: dict[str, object]) -> int | None:
    """How many columns the head has, the columns of groups counted one by one; None without a head."""
    columns = table.get("columns")
    if not isinstance(columns, list) or not columns:
        return None
    inner = (column.get("columns") if isinstance(column, dict) else None for column in columns)
    return sum(len(group) if isinstance(group, list) and group else 1 for group in inner)


def _of_rows(path: KeyPath, rows: list[object], wanted: int | None) -> Iterator[Fault]:
    """Merged cells out of place, and rows of another length than the head has, or the first row without a head."""
    sizes = [[_size(cell) for cell in row] for row in rows if isinstance(row, list)]
    if len(sizes) < len(rows):
        return  # told as a fault of form
    count = wanted or sum(size.across for size in sizes[0])
    for number, row in enumerate(flow(sizes)):
        for place, cell in enumerate(row.cells):
            if cell.clashes or number + cell.size.down > len(rows):
                what = "into another merged cell" if cell.clashes else "below the last row"
                message = f"the merged cell reaches {what}"
                yield Fault(CELL_SPAN_OUTSIDE, message, (*path, number, place), "mend `across` or `down`")
        if row.width != count and not any(cell.clashes for cell in row.cells):
            yield _of_length((*path, number), row, count)


def _of_length(path: KeyPath, row: FlowedRow, count: int) -> Fault:
    """The row at `path` has more or fewer than `count` columns."""
    over = next((n for n, cell in enumerate(row.cells) if cell.column + cell.size.across > count), None)
    if over is not None and row.cells[over].size.across > 1 and row.cells[over].column < count:
        message = "the merged cell reaches over the last column"
        return Fault(CELL_SPAN_OUTSIDE, message, (*path, over), "mend `across`")
    hint = (
        "put a text that holds `,` in quotes, or give the table more columns"
        if row.width > count
        else "give every row as many cells; write an empty one as `~`"
    )
    return Fault(TABLE_UNEVEN, f"{row.width} cells for {count} columns", path, hint)


def _size(cell: object) -> Size:
    if not isinstance(cell, dict):
        return Size()
    across, down = (_whole(text_of(cell, key)) for key in ("across", "down"))
    return Size(across, down)


def _whole(text: str) -> int:
    """A number of columns or rows; 1 for what is none, which the form tells."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 9
    return min(max(int(text), 1), MOST_SPANNED) if is_number else 1


def _of_highlight(path: KeyPath, table: dict[str, object], rows: list[object]) -> Iterator[Fault]:
    name = text_of(table, "highlight")
    if name and find_row(name, rows) is None:
        known = (text for row in rows for text in cell_texts(row)[:1] if text)
        hint = did_you_mean(name, known) or "name the first cell of one of the rows"
        yield Fault(INVALID_VALUE, f"no row has a cell `{name}`", (*path, "highlight"), hint)
