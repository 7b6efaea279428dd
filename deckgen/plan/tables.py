"""A table of the report → `SourcedTable`: cells in their columns, alignments, and a description from the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.content.models import Column, SubColumn, Table
from deckgen.content.models import TableCell as Written
from deckgen.content.quantities import parse_quantity
from deckgen.content.tables import Size, find_row, flow
from deckgen.diagnostics import KeyPath
from deckgen.layouts.model import SourcedTable, TableCell, TableFill, TableRow, Text
from deckgen.plan.chart_words import caption_of
from deckgen.plan.material import Reader
from deckgen.records import dataclass

NO_FIGURE = frozenset(
    ["", "-", "–", "—", "――", "——", "/", "…", "n/a", "N/A", "无", "*", "持平", "不变", "待定", "flat"]
)
"""What stands in a column of numbers where there is none."""
MOST_NAMED = 12
"""So many columns the description names."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads tables whose rows have been checked."""

    reader: Reader

    def table(self, table: Table, origin: KeyPath) -> SourcedTable:
        source = self.reader.text(table.source, (*origin, "source")) if table.source else None
        return SourcedTable(self.fill(table, origin), source)

    def fill(self, table: Table, origin: KeyPath) -> TableFill:
        rows = list(self.rows(table, (*origin, "rows")))
        columns = list(leaves(table.columns))
        count = len(columns) or max((cell.column + cell.across for cell in rows[0]), default=0)
        return TableFill(
            tuple(self.aligns(columns, rows, count)),
            tuple(self.head(table.columns, (*origin, "columns"))),
            tuple(rows),
            table.alt or self.described(columns, len(rows), count),
            table.total,
            find_row(table.highlight, table.rows) if table.highlight else None,
            origin,
        )

    def rows(self, table: Table, origin: KeyPath) -> Iterator[TableRow]:
        sizes = [[Size(cell.across, cell.down) for cell in row] for row in table.rows]
        for number, (row, flowed) in enumerate(zip(table.rows, flow(sizes), strict=True)):
            yield tuple(
                self.cell(cell, placed.column, (*origin, number, place))
                for place, (cell, placed) in enumerate(zip(row, flowed.cells, strict=True))
            )

    def cell(self, cell: Written, column: int, origin: KeyPath) -> TableCell:
        return TableCell(self.reader.text(cell.text, origin), column, cell.across, cell.down)

    def head(self, columns: Sequence[Column], origin: KeyPath) -> Iterator[TableRow]:
        """One row of names, or groups above names."""
        if not columns:
            return
        deep = any(column.columns for column in columns)
        top: list[TableCell] = []
        below: list[TableCell] = []
        at = 0
        for number, column in enumerate(columns):
            path = (*origin, number)
            inner = column.columns
            down = 2 if deep and not inner else 1
            top.append(TableCell(self.name(column, path), at, max(len(inner), 1), down))
            for place, one in enumerate(inner):
                below.append(TableCell(self.name(one, (*path, "columns", place)), at + place))
            at += max(len(inner), 1)
        yield tuple(top)
        if deep:
            yield tuple(below)

    def name(self, column: SubColumn, origin: KeyPath) -> Text:
        unit = column.unit or ""
        return self.reader.text(caption_of(column.name, unit, self.reader.words.charts), origin)

    def aligns(self, columns: Sequence[SubColumn], rows: Sequence[TableRow], count: int) -> Iterator[str]:
        """Left, center or right for each column: as the author says, else right for numbers after the first column."""
        texts: list[list[str]] = [[] for _ in range(count)]
        for row in rows:
            for cell in row:
                if cell.across == 1 and cell.column < count:
                    texts[cell.column].append(cell.text.text)
        for number in range(count):
            given = columns[number].align if columns else None
            yield given or ("right" if number and are_numbers(texts[number]) else "left")

    def described(self, columns: Sequence[SubColumn], rows: int, count: int) -> str:
        """The table in words for readers who cannot see it: its size, and the names of its columns."""
        words = self.reader.words
        names = [name for column in columns[:MOST_NAMED] if (name := self.reader.plain(column.name))]
        opening = words.table.format(rows, count)
        return words.charts.opening.format(opening, words.charts.comma.join(names)) if names else opening


def leaves(columns: Sequence[Column]) -> Iterator[SubColumn]:
    """The columns that hold cells: those under a group's name, else the column itself."""
    for column in columns:
        yield from column.columns or (column,)


def are_numbers(texts: Sequence[str]) -> bool:
    """Whether the cells of a column are figures, those without anything to say aside."""
    said = [text for text in texts if text.strip() not in NO_FIGURE]
    return bool(said) and all(parse_quantity(text) is not None for text in said)
