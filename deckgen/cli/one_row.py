"""`--rows`, `--row` and `--table`: one row of a table in a report that is a pattern for many decks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from deckgen.diagnostics import Sink
from deckgen.records import dataclass

if TYPE_CHECKING:
    from deckgen.batch.tables import Row, TableFile
    from deckgen.content.loading import Fill

Command = TypeVar("Command", bound=Callable[..., Any])
MOST_NAMED = 5
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def one_row(command: Command) -> Command:
    """Give a command the three options, which it gets as `rows`, `row` and `tables`."""
    options = (
        click.option(
            "--rows",
            metavar="FILE",
            type=_FILE,
            help="A table for a report with `{{ row.city }}`: its first row is filled in, or --row.",
        ),
        click.option(
            "--row",
            metavar="N|COLUMN=VALUE",
            help="The row: its number in the file, or what stands in a column: city=Oslo.",
        ),
        click.option(
            "--table", "tables", metavar="NAME=FILE", multiple=True, help="With --rows: a table for loops."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class RowWish:
    """Which row of which table is to be filled in."""

    rows: Path
    row: str | None
    tables: tuple[tuple[str, Path], ...]

    def fill_for(self, report: Path, template: str | None) -> Fill:
        """Puts the row into the content of `report`. It raises BuildStopped with the reasons in the sink, and
        click.UsageError where there is no such row."""
        from deckgen.batch.filling import fill_content
        from deckgen.batch.model import Job
        from deckgen.batch.reports import report_name
        from deckgen.batch.scopes import DeckScope
        from deckgen.batch.tables import TableFile, read_table

        tables = (("rows", self.rows), *self.tables)
        files = tuple((name, TableFile(str(path))) for name, path in tables)

        def fill(content: object, sink: Sink) -> object:
            @cache
            def read(table: TableFile) -> tuple[Row, ...]:
                return read_table(table, sink)

            row = _chosen(read(files[0][1]), self.row)
            job = Job(str(report), report_name(report), "", template=template, row=row, tables=files)
            return fill_content(content, DeckScope(job, read), sink)

        return fill


def row_wish(rows: Path | None, row: str | None, tables: Sequence[str]) -> RowWish | None:
    """None without --rows. Options that need it and stand alone are a usage error."""
    if rows is None:
        if row is not None or tables:
            raise click.UsageError(f"{'--row' if row is not None else '--table'} goes with --rows FILE")
        return None
    named = []
    for given in tables:
        name, _, file = given.partition("=")
        if not (name.isidentifier() and file) or name == "rows":
            raise click.UsageError(f"--table `{given}`: write NAME=FILE, with letters, digits and _")
        named.append((name, _FILE.convert(file, None, None)))
    return RowWish(rows, row, tuple(named))


def _chosen(rows: Sequence[Row], wanted: str | None) -> Row:
    """The first row, the one with the number that the file's program shows, or the one in which a column says so."""
    if wanted is None:
        return rows[0]
    column, equals, value = wanted.partition("=")
    found = _with_value(rows, column.strip(), value.strip()) if equals else _with_number(rows, wanted.strip())
    if not found:
        there = _there(rows, column.strip(), value.strip() if equals else None)
        raise click.UsageError(f"--row `{wanted}`: there is no such row; {there}")
    if len(found) > 1:
        named = ", ".join(row.place for row in found[:MOST_NAMED])
        raise click.UsageError(
            f"--row `{wanted}`: {len(found)} rows say so ({named}); give the number of one"
        )
    return found[0]


def _with_number(rows: Sequence[Row], number: str) -> list[Row]:
    return [row for row in rows if row.place.startswith(f"row {number} of ")]


def _with_value(rows: Sequence[Row], column: str, value: str) -> list[Row]:
    if column not in rows[0].values:
        from deckgen.content.suggesting import did_you_mean

        known = list(rows[0].values)
        hint = did_you_mean(column, known) or f"there are {', '.join(known[:20])}"
        raise click.UsageError(f"--row: there is no column `{column}`; {hint}")
    return [row for row in rows if str(row.values[column]).strip() == value]


def _there(rows: Sequence[Row], column: str, value: str | None) -> str:
    """Which rows one could have asked for, in words."""
    if value is None:
        return f"there are {rows[0].place.partition(' of ')[0]} to {rows[-1].place}"
    from deckgen.content.suggesting import did_you_mean

    values = list(dict.fromkeys(str(row.values[column]) for row in rows))
    named = ", ".join(f"`{each}`" for each in values[:MOST_NAMED])
    return did_you_mean(value, values) or f"`{column}` says {named}{' …' * (len(values) > MOST_NAMED)}"
