"""The cells of a sheet as a workbook stores them → what Excel shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import NamedTuple

from deckgen.content.areas import Area, cell_name
from deckgen.content.cell_formats import GENERAL, exact, format_number
from deckgen.content.grids import CellFault, FilledCells, check_size
from deckgen.content.separated import shown
from deckgen.records import dataclass


class StoredCell(NamedTuple):
    """`kind` as in the file: `e` for an error, `str` for a formula's text. `style` counts from 0.

    The value of a formula is what it gave when the file was saved last; None if it was never calculated.
    """

    row: int
    column: int
    kind: str
    value: str | float | bool | None
    style: int
    formula: bool

    @property
    def is_blank(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(slots=True)
class Sheet:
    """What one sheet holds inside an area."""

    cells: list[StoredCell] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _rows: set[int] = field(default_factory=set)
    _columns: set[int] = field(default_factory=set)

    def add(self, cells: Iterable[StoredCell]) -> None:
        """Keep what is filled in. Raises GridUnreadable when it gets too much."""
        for cell in cells:
            if cell.formula or not cell.is_blank:
                self.cells.append(cell)
                if self.shows(cell):
                    self._rows.add(cell.row)
                    self._columns.add(cell.column)
        check_size(len(self._rows), len(self._columns))

    def shows(self, cell: StoredCell) -> bool:
        return cell.row not in self.hidden_rows and cell.column not in self.hidden_columns

    def found(self, formats: Sequence[str], *, since_1904: bool) -> FilledCells:
        """The cells as texts; `formats` are the number formats of the styles."""
        texts: dict[tuple[int, int], str] = {}
        faults: list[CellFault] = []
        for cell in self.cells:
            code = formats[cell.style] if cell.style < len(formats) else GENERAL
            if fault := _fault(cell):
                if self.shows(cell):
                    faults.append(fault)
            elif text := _text(cell, code, since_1904=since_1904):
                texts[cell.row, cell.column] = text
        hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        return FilledCells(texts, tuple(self.merged), tuple(faults), *hidden)


def _fault(cell: StoredCell) -> CellFault | None:
    place = cell_name(cell.row, cell.column)
    if cell.formula and cell.value is None and cell.kind != "str":
        message = "its formula has never been calculated"
        return CellFault(place, message, "open the file in Excel and save it")
    if cell.kind == "e":
        message = f"it shows the error `{cell.value}`"
        return CellFault(place, message, "mend its formula in Excel, and save the file")
    return None


def _text(cell: StoredCell, code: str, *, since_1904: bool) -> str:
    match cell.value:
        case bool():
            return "TRUE" if cell.value else "FALSE"
        case str():
            return shown(cell.value)
        case int() | float():
            try:
                return format_number(exact(str(cell.value)), code, since_1904=since_1904)
            except ValueError:
                return str(cell.value)
    return ""
