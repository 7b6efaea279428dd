"""The bytes of a CSV file or an Excel workbook → a grid of texts as the author sees them there."""

from __future__ import annotations

from dataclasses import replace

from deckgen.content.areas import WHOLE_SHEET, Area, cell_name
from deckgen.records import dataclass

MAX_DATA_BYTES = 50_000_000
MAX_ROWS = 10_000
MAX_COLUMNS = 200
MAX_CELLS = 100_000

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


class GridUnreadable(Exception):
    """The file gives no grid; says why, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is shown; `place` is its name in the file: C7.

    A merged cell spans `across` columns and `down` rows; the cells beneath it are `covered` and empty.
    """

    text: str
    place: str
    across: int = 1
    down: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell whose content cannot be shown."""

    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one area, row by row, all rows of one length. `sheet` is empty for a CSV file."""

    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    faults: tuple[CellFault, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass(frozen=True, slots=True)
class FilledCells:
    """What a file holds, before it is laid out as a grid: the texts by row and column, counted from 1."""

    texts: dict[tuple[int, int], str]
    merged: tuple[Area, ...] = ()
    faults: tuple[CellFault, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def read_grid(data: bytes, sheet: str | None = None, area: Area | None = None) -> Grid:
    """The grid in a CSV file or a workbook, whatever the file is called. Raises GridUnreadable.

    Without a `sheet`, the first that is not hidden; without an `area`, all that is filled in.
    """
    if len(data) > MAX_DATA_BYTES:
        raise GridUnreadable(f"it has {len(data):,} bytes; at most {MAX_DATA_BYTES:,} are read")
    if not data.strip():
        raise GridUnreadable("it is empty")
    if data.startswith(_OLD_EXCEL):
        message = "it is password-protected, or an old Excel file (.xls)"
        raise GridUnreadable(message, "save it in Excel as .xlsx without password")
    if data.startswith(_ZIP):
        from deckgen.content.workbooks import read_workbook

        name, found = read_workbook(data, sheet, area or WHOLE_SHEET)
        return _grid(name, found, area)
    if sheet:
        raise GridUnreadable("it is a CSV file, which has no sheets", "delete `sheet:`")
    from deckgen.content.separated import read_separated

    return _grid("", read_separated(data, area or WHOLE_SHEET), area)


def _grid(sheet: str, found: FilledCells, area: Area | None) -> Grid:
    used = _used(found)
    whole = used.meet(area) if used and area else used
    if used is None or whole is None:
        where = "the range" if area else f"the sheet `{sheet}`" if sheet else "the file"
        raise GridUnreadable(f"{where} holds nothing", "check `sheet:` and `range:`" if sheet else None)
    if area:
        # Blank columns at the edge were asked for; a range of whole columns has no last row.
        whole = Area(area.top, area.left, min(area.bottom, used.bottom), min(area.right, used.right))
    rows = [row for row in range(whole.top, whole.bottom + 1) if row not in found.hidden_rows]
    columns = [each for each in range(whole.left, whole.right + 1) if each not in found.hidden_columns]
    if not rows or not columns:
        raise GridUnreadable("all its rows or columns are hidden", "show them in Excel, or name a `range:`")
    check_size(len(rows), len(columns))
    cells = {
        (row, column): Cell(found.texts.get((row, column), ""), cell_name(row, column))
        for row in rows
        for column in columns
    }
    for merged in found.merged:
        _merge(cells, merged, found.texts.get((merged.top, merged.left), ""))
    return Grid(
        sheet,
        tuple(tuple(cells[row, column] for column in columns) for row in rows),
        found.faults,
        whole.bottom - whole.top + 1 - len(rows),
        whole.right - whole.left + 1 - len(columns),
    )


def find_title(grid: Grid) -> tuple[str, str] | None:
    """A title in the first row, where the names of the columns belong, and the range of cells below it.

    It is merged over several columns, or stands above a row that has a name for each of more than two.
    """
    head, *rows = grid.rows
    if not rows or [cell for cell in head if cell.text] != [head[0]]:
        return None
    names = sum(bool(cell.text) for cell in rows[0])
    if names < 2 or (head[0].across == 1 and (len(head) == 2 or names < len(head))):
        return None
    return head[0].text, f"{rows[0][0].place}:{rows[-1][-1].place}"


def check_size(rows: int, columns: int) -> None:
    """Raises GridUnreadable for more than a slide deck can want."""
    hint = "name the part that is meant: `range: A1:F20`"
    if rows > MAX_ROWS:
        raise GridUnreadable(f"it has {rows:,} rows; at most {MAX_ROWS:,} are read", hint)
    if columns > MAX_COLUMNS:
        raise GridUnreadable(f"it has {columns:,} columns; at most {MAX_COLUMNS:,} are read", hint)
    if rows * columns > MAX_CELLS:
        raise GridUnreadable(f"it has {rows * columns:,} cells; at most {MAX_CELLS:,} are read", hint)


def _used(found: FilledCells) -> Area | None:
    filled = [place for place, text in found.texts.items() if text]
    if not filled:
        return None
    rows, columns = [row for row, _ in filled], [column for _, column in filled]
    used = Area(min(rows), min(columns), max(rows), max(columns))
    for area in found.merged:
        if found.texts.get((area.top, area.left)):
            used = used._replace(bottom=max(used.bottom, area.bottom), right=max(used.right, area.right))
    return used


def _merge(cells: dict[tuple[int, int], Cell], merged: Area, text: str) -> None:
    """Join what is seen of the merged cell, whose text stands in its first corner, which may be hidden."""
    rows, columns = range(merged.top, merged.bottom + 1), range(merged.left, merged.right + 1)
    if len(rows) > MAX_ROWS or len(columns) > MAX_COLUMNS:
        return
    seen = [(row, column) for row in rows for column in columns if (row, column) in cells]
    if not seen or any(cells[place].covered for place in seen):  # in a damaged file merged cells overlap
        return
    for place in seen:
        cells[place] = replace(cells[place], text="", covered=True)
    down, across = len({row for row, _ in seen}), len({column for _, column in seen})
    cells[seen[0]] = replace(cells[seen[0]], text=text, across=across, down=down, covered=False)
