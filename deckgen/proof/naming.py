"""The key path of a figure → what it counts, in the words of the report."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.mending import text_at
from deckgen.check.texts import lines_of
from deckgen.content.models import Report, Table
from deckgen.diagnostics import KeyPath

LONGEST = 48
_OF_INDICATOR = ("value", "target", "note")


def name_figure(report: Report, path: KeyPath, shown: str) -> str:
    """The label of its indicator, the row and column that it stands in, or the beginning of its line of text."""
    owner = path[:-2] if path[-2:] == ("change", "value") else path[:-1]
    if path and path[-1] in _OF_INDICATOR and (label := text_at(report, (*owner, "label"))):
        return label
    if in_row := " · ".join(_heads(report, path)):
        return in_row
    lines = list(lines_of(text_at(report, path) or ""))
    text = " ".join(next((line for line in lines if shown in line), "".join(lines[:1])).split())
    return text if len(text) <= LONGEST else _shortened(text)


def _heads(report: Report, path: KeyPath) -> Iterator[str]:
    """The names of a number's row and column in its chart or table."""
    places: list[KeyPath] = []
    if path[-4:-3] == ("rows",) and path[-1] == "text":
        *table, _, row, column, _ = path
        places = [(*table, "rows", row, 0, "text")] if column else []
        places += [(*table, "columns", column, "name")] if _is_plain(report, tuple(table)) else []
    elif path[-2:-1] == ("values",) and "chart" in path:
        owner, chart = path[:-2], path[: path.index("chart") + 1]
        places = [(*owner, "label" if owner == chart else "name"), (*chart, "categories", path[-1])]
    return (text for place in places if (text := text_at(report, place)))


def _is_plain(report: Report, path: KeyPath) -> bool:
    """Whether the cells of a table stand below the columns of the same number."""
    table: object = report
    for part in path:
        table = (
            table[part] if isinstance(table, tuple) and isinstance(part, int) else getattr(table, str(part))
        )
    return (
        isinstance(table, Table)
        and not any(column.columns for column in table.columns)
        and all(len(row) == len(table.columns) for row in table.rows)
    )


def _shortened(text: str) -> str:
    """Cut after a whole word, where there are words."""
    cut = text[: LONGEST - 1]
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > LONGEST // 2 else cut).rstrip() + "…"
