"""A number of a chart or table → the number with the unit that the chart, its series or the column's head says."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.figures import figures_in
from deckgen.content.models import Chart, Report, Series, Table
from deckgen.diagnostics import KeyPath
from deckgen.forms.form import Form

_CURRENCIES = "$€£¥￥"


def with_unit(report: Report, path: KeyPath, text: str) -> str:
    """`text`, with a unit behind it (or a currency before it) where it is a bare number and one is known."""
    figures = figures_in(text)
    unit = _unit_near(report, path)
    if not unit or len(figures) != 1 or figures[0].unit or figures[0].scale != 1 or figures[0].text != text:
        return text
    return f"{unit[0]}{text}{unit[1:]}" if unit[0] in _CURRENCIES else f"{text}{_gap(unit)}{unit}"


def _gap(unit: str) -> str:
    return " " if unit[0].isascii() and unit[0].isalpha() else ""


def _unit_near(report: Report, path: KeyPath) -> str:
    unit = ""
    for depth, item in enumerate(_items_on(report, path)):
        if isinstance(item, Chart | Series) and item.unit:
            unit = item.unit
        if isinstance(item, Table) and path[depth : depth + 1] == ("rows",):
            unit = _column_unit(item, path[depth + 1], path[depth + 2])
    return unit


def _items_on(report: Report, path: KeyPath) -> Iterator[object]:
    item: object = report
    for part in path:
        yield item
        item = _part(item, part)


def _part(item: object, part: str | int) -> object:
    if isinstance(item, tuple) and isinstance(part, int):
        return item[part]
    return getattr(item, str(part)) if isinstance(item, Form) else item


def _column_unit(table: Table, row: str | int, column: str | int) -> str:
    """The unit in the head of a cell's column; none where merged cells make that hard to say."""
    units = [sub.unit or head.unit or "" for head in table.columns for sub in (head.columns or (head,))]
    cells = table.rows[int(row)]
    plain = len(cells) == len(units) and all(cell.across == 1 for cell in cells)
    return units[int(column)] if plain else ""
