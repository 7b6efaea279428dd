"""The rows of data files (`data: figures.xlsx`) → the content's data, as if the author had written them there.

The sink remembers which values came from which cells (a `Loan`), so that every later finding names the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from deckgen.codes import (
    CELL_UNUSABLE,
    CELLS_HIDDEN,
    DATA_NOT_FOUND,
    DATA_OUTSIDE,
    DATA_UNREADABLE,
    INVALID_VALUE,
)
from deckgen.content.areas import find_area
from deckgen.content.grids import Cell, Grid, GridUnreadable, find_title, read_grid
from deckgen.content.raw import text_of
from deckgen.content.sections import PARTS
from deckgen.content.shapes import chart_shape, table_shape
from deckgen.diagnostics import KeyPath, Loan, Sink

SHAPES: Mapping[str, Callable[[Grid, Mapping[str, object]], dict[str, object]]] = {
    "chart": chart_shape,
    "table": table_shape,
}
"""What can take `data:` → the function that makes its keys from a grid; the leaves are still cells."""


class DataFiles(Protocol):
    """The data files that a content file may name."""

    def find_bytes(self, name: str) -> bytes | None:
        """What is in the file; None when it is not there. Raises OSError when it cannot be read."""

    def strays(self, name: str) -> bool:
        """Whether the path leads to a place that files may not come from."""

    def suggest(self, name: str) -> str | None:
        """A file that is there and may be meant."""


class NoFiles:
    """Data files for content that can have none."""

    def find_bytes(self, _: str) -> bytes | None:
        return None

    def strays(self, _: str) -> bool:
        return False

    def suggest(self, _: str) -> str | None:
        return None


def borrow_data(content: object, files: DataFiles, sink: Sink) -> object:
    """`content` with the rows of all its data files in place. What went wrong is in the sink."""
    borrower = _Borrower(files, sink)
    filled = borrower.report(content)
    if borrower.loans and sink.source:
        sink.source = replace(sink.source, loans=borrower.loans)
    return filled


class _Borrower:
    def __init__(self, files: DataFiles, sink: Sink) -> None:
        self._files, self._sink = files, sink
        self._bytes: dict[str, bytes | None] = {}
        self.loans: dict[KeyPath, Loan] = {}
        """Key path of a chart or table → where its values came from."""

    def report(self, content: object) -> object:
        for key in PARTS:
            content = self._each(content, key, (), self._section)
        return content

    def _section(self, section: object, path: KeyPath) -> object:
        return self._body(self._each(section, "slides", path, self._body), path)

    def _each(
        self, item: object, key: str, path: KeyPath, change: Callable[[object, KeyPath], object]
    ) -> object:
        if not isinstance(item, dict) or not isinstance(item.get(key), list):
            return item
        return item | {key: [change(one, (*path, key, place)) for place, one in enumerate(item[key])]}

    def _body(self, body: object, path: KeyPath) -> object:
        if not isinstance(body, dict):
            return body
        filled = {
            key: self._item(key, body[key], (*path, key))
            for key in SHAPES
            if isinstance(body.get(key), dict) and body[key].get("data")
        }
        return body | filled if filled else body

    def _item(self, kind: str, item: dict[str, object], path: KeyPath) -> object:
        given = item["data"]
        wanted = {"file": given} if isinstance(given, str) else given
        if not isinstance(wanted, dict):
            return item
        grid = self._grid(wanted, (*path, "data"))
        if grid is None or (kind == "chart" and self._is_titled(grid, wanted, (*path, "data"))):
            return item
        shape = {key: value for key, value in SHAPES[kind](grid, item).items() if not item.get(key)}
        self.loans[path] = Loan((*path, "data"), _places(shape, _before_cell(text_of(wanted, "file"), grid)))
        return item | {key: _texts(value) for key, value in shape.items()}

    def _grid(self, wanted: dict[str, object], path: KeyPath) -> Grid | None:
        """The cells that `data:` asks for; None, with a finding at this place, where they cannot be had."""
        file, sheet, place = (text_of(wanted, key) for key in ("file", "sheet", "range"))
        area = find_area(place) if place else None
        if place and area is None:
            message, hint = f"`{place}` is no range of cells", "write it as in Excel: B2:E9"
            self._sink.report(INVALID_VALUE, message, (*path, "range"), hint=hint)
            return None
        data = self._read(file, path) if file else None
        if data is None:
            return None
        try:
            grid = read_grid(data, sheet or None, area)
        except GridUnreadable as fault:
            message = f"`{file}` cannot be used: {fault.message}"
            self._sink.report(DATA_UNREADABLE, message, path, hint=fault.hint)
            return None
        return grid if self._is_sound(grid, file, path) else None

    def _is_sound(self, grid: Grid, file: str, path: KeyPath) -> bool:
        """Whether all cells can be shown; what cannot, and what is hidden, is reported."""
        for fault in grid.faults:
            message = f"{_before_cell(file, grid)}{fault.place}: {fault.message}"
            self._sink.report(CELL_UNUSABLE, message, path, hint=fault.hint)
        if grid.hidden_rows or grid.hidden_columns:
            counts = ((grid.hidden_rows, "rows"), (grid.hidden_columns, "columns"))
            hidden = " and ".join(f"{count} hidden {what}" for count, what in counts if count)
            message = f"{hidden} of `{file}` are left out"
            self._sink.report(CELLS_HIDDEN, message, path, hint="show them in Excel if they are wanted")
        return not grid.faults

    def _is_titled(self, grid: Grid, wanted: dict[str, object], path: KeyPath) -> bool:
        """Whether a title stands where a chart's series are named; in a table it is a head over all columns."""
        titled = find_title(grid)
        if titled is not None:
            title, place = titled
            meant = {key: text_of(wanted, key) for key in ("file", "sheet")} | {"range": place}
            named = ", ".join(f"{key}: {value}" for key, value in meant.items() if value)
            message = f"`{meant['file']}` begins with a title, `{title}`, not with the names of its columns"
            hint = f"leave the title out: `data: {{{named}}}`"
            self._sink.report(DATA_UNREADABLE, message, path, hint=hint)
        return titled is not None

    def _read(self, file: str, path: KeyPath) -> bytes | None:
        """What is in the file, read once; None, with a finding, where it cannot be read."""
        if file not in self._bytes:
            try:
                self._bytes[file] = None if self._files.strays(file) else self._files.find_bytes(file)
            except OSError as fault:
                message = f"cannot read `{file}`: {fault.strerror}"
                self._sink.report(DATA_UNREADABLE, message, path)
                return None
        if self._bytes[file] is None:
            self._report_absent(file, path)
        return self._bytes[file]

    def _report_absent(self, file: str, path: KeyPath) -> None:
        if self._files.strays(file):
            hint = "put the file beside the content file or into an `assets` folder above it"
            message = f"`{file}` leads outside the report's folders"
            self._sink.report(DATA_OUTSIDE, message, path, hint=hint)
            return
        meant = self._files.suggest(file)
        hint = f"did you mean `{meant}`?" if meant else "a path counts from the content file's folder"
        self._sink.report(DATA_NOT_FOUND, f"there is no file `{file}`", path, hint=hint)


def _before_cell(file: str, grid: Grid) -> str:
    """What stands before a cell's name where a finding names it."""
    return f"{file}, sheet {grid.sheet}, cell " if grid.sheet else f"{file}, cell "


def _texts(shape: object) -> object:
    """The shape with the text of each cell."""
    match shape:
        case Cell():
            return shape.text
        case dict():
            return {key: _texts(value) for key, value in shape.items()}
        case list():
            return [_texts(value) for value in shape]
    return shape


def _places(shape: object, words: str) -> object:
    """The shape with the name of each cell after `words`; what comes from no cell is left out, or None in a list."""
    match shape:
        case Cell():
            return words + shape.place
        case dict():
            return {
                key: found for key, value in shape.items() if (found := _places(value, words)) is not None
            }
        case list():
            return [_places(value, words) for value in shape]
    return None
