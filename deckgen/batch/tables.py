"""A file of rows → the rows, each a mapping from the names of the columns to texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deckgen.codes import CELL_UNUSABLE, CELLS_HIDDEN, INVALID_VALUE, ROWS_UNREADABLE
from deckgen.content.areas import find_area
from deckgen.content.grids import MAX_DATA_BYTES, Cell, Grid, GridUnreadable, find_title, read_grid
from deckgen.content.reading import read_yaml
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import BuildStopped, KeyPath, Sink

YAML = (".yaml", ".yml")
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", *YAML)
MOST_ROWS = 10_000

Values = dict[str, object]
"""A row: texts by column; a row from YAML may hold lists and mappings, too."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """Where a table stands: a CSV file, an area of a workbook, or a YAML list of mappings."""

    path: str
    sheet: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `place` is where it stands: row 7 of cities.csv."""

    values: Values
    place: str


def read_table(table: TableFile, sink: Sink, origin: KeyPath | None = None) -> tuple[Row, ...]:
    """All rows of a table that are not blank. Raises BuildStopped, with the reasons in `sink` at `origin`."""
    path = Path(table.path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_DATA_BYTES + 1)
    except OSError as fault:
        close = did_you_mean(path.name, sorted(_beside(path)))
        sink.report(ROWS_UNREADABLE, f"cannot read `{path}`: {fault.strerror}", origin, hint=close)
        raise BuildStopped from fault
    rows = (
        _read_list(data, table, sink)
        if path.suffix.lower() in YAML
        else _read_grid(data, table, sink, origin)
    )
    if not rows:
        sink.report(ROWS_UNREADABLE, f"`{path}` holds no rows", origin, hint="below the head, fill one in")
        raise BuildStopped
    return rows


def _beside(path: Path) -> list[str]:
    try:
        return [file.name for file in path.parent.iterdir() if file.suffix.lower() in SUFFIXES]
    except OSError:
        return []


def _read_grid(data: bytes, table: TableFile, sink: Sink, origin: KeyPath | None) -> tuple[Row, ...]:
    area = find_area(table.area) if table.area else None
    if table.area and area is None:
        message, hint = f"`{table.area}` is no range of cells", "write it as in Excel: B2:E9"
        sink.report(INVALID_VALUE, message, origin, hint=hint)
        raise BuildStopped
    try:
        grid = read_grid(data, table.sheet or None, area)
    except GridUnreadable as fault:
        message = f"`{table.path}` cannot be used: {fault.message}"
        sink.report(ROWS_UNREADABLE, message, origin, hint=fault.hint)
        raise BuildStopped from None
    _require_sound(grid, table, sink, origin)
    if titled := find_title(grid):
        title, place = titled
        message = f"`{table.path}` begins with a title, `{title}`, not with the names of its columns"
        hint = (
            f"delete it, or leave it out in a jobs file: `{{file: {Path(table.path).name}, range: {place}}}`"
        )
        sink.report(ROWS_UNREADABLE, message, origin, hint=hint)
        raise BuildStopped
    head, *rows = grid.rows
    names = _names(head, table, sink, origin)
    return tuple(
        Row(
            {name: cell.text for name, cell in zip(names, row, strict=True) if name},
            f"row {row[0].place.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')} of {Path(table.path).name}",
        )
        for row in rows
        if any(cell.text for cell in row)
    )


def _require_sound(grid: Grid, table: TableFile, sink: Sink, origin: KeyPath | None) -> None:
    for fault in grid.faults:
        message = f"`{table.path}`, cell {fault.place}: {fault.message}"
        sink.report(CELL_UNUSABLE, message, origin, hint=fault.hint)
    if grid.faults:
        raise BuildStopped
    if grid.hidden_rows or grid.hidden_columns:
        message = f"hidden rows or columns of `{table.path}` are left out"
        sink.report(CELLS_HIDDEN, message, origin, hint="show them in Excel if they are wanted")


def _names(head: tuple[Cell, ...], table: TableFile, sink: Sink, origin: KeyPath | None) -> list[str]:
    """The names of the columns; a column without a name is a remark that nothing can ask for."""
    names = [" ".join(cell.text.split()) for cell in head]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    for name in twice:
        message = f"`{table.path}` has two columns `{name}`"
        sink.report(ROWS_UNREADABLE, message, origin, hint="rename one; the first row names the columns")
    if twice:
        raise BuildStopped
    return names


def _read_list(data: bytes, table: TableFile, sink: Sink) -> tuple[Row, ...]:
    """The rows of a YAML file; findings point into that file, not at where it is named."""
    own = Sink()
    try:
        found = read_yaml(data, table.path, own)
        rows = found.get("rows", found) if isinstance(found, dict) else found
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            own.report(
                ROWS_UNREADABLE, "rows are a list of mappings", (), hint="write `- {city: …, loans: …}`"
            )
            raise BuildStopped
        if len(rows) > MOST_ROWS:
            own.report(ROWS_UNREADABLE, f"it has {len(rows):,} rows; at most {MOST_ROWS:,} are read", ())
            raise BuildStopped
        if own.has_errors:
            raise BuildStopped
    finally:
        sink.add_all(own)
    known = list(dict.fromkeys(name for row in rows for name in row))
    name = Path(table.path).name
    return tuple(
        Row({key: row.get(key) or "" for key in known}, f"row {number} of {name}")
        for number, row in enumerate(rows, 1)
    )
