"""Totals are the sums of their parts.

Looked at are the totals row of a table (`total: true`), a table's last column under a head such as 合计 or Total, and
a chart's series or category of such a name. Columns of shares, and of means, which lie between their parts, are no
sums. A difference that rounding explains is a warning, unless the slide says so (四舍五入, rounding).

    rows: [[城区, "12"], [郊区, "9"], [合计, "22"]]
    total: true                # error: total-wrong
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from deckgen.check.figures import Figure
from deckgen.check.model import Rule, Subject
from deckgen.check.sums import (
    BLANKS,
    EXPLAINED,
    PART_SUM,
    TOTAL,
    Sum,
    is_counted,
    judge_sum,
    plain_figure,
    signed,
    step_of,
    written,
)
from deckgen.codes import TOTAL_ROUNDED, TOTAL_WRONG
from deckgen.content.models import Body, Chart, Series, Table
from deckgen.content.sections import bodies_of
from deckgen.diagnostics import KeyPath, Sink


class Stated(NamedTuple):
    """A total as it is written, and the texts of its parts."""

    path: KeyPath
    total: str
    parts: Sequence[str]


def check(subject: Subject, sink: Sink) -> None:
    """Report totals that are not what their parts add up to."""
    for path, body in bodies_of(subject.report):
        explained = EXPLAINED.search(_words(body)) is not None
        stated = [*(_of_table(body.table, (*path, "table")) if body.table else ())]
        stated += _of_chart(body.chart, (*path, "chart")) if body.chart else ()
        for one in stated:
            _check_one(one, sink, explained=explained)


def _check_one(stated: Stated, sink: Sink, *, explained: bool) -> None:
    total, parts = plain_figure(stated.total), _numbers(stated.parts)
    if total is None or len(parts) < 2 or not _is_sum(total, parts):
        return
    verdict = judge_sum(parts, signed(total), step_of(total))
    if verdict is Sum.RIGHT or (verdict is Sum.ROUNDED and explained):
        return
    amount = written(Decimal(sum(map(signed, parts))) / total.scale)
    message = f"the total is `{stated.total}`, but its parts add up to {amount}"
    if verdict is Sum.ROUNDED and not all(map(is_counted, (total, *parts))):
        hint = "rounding may explain it; then say so, as in `source: …因四舍五入，合计与分项之和略有出入`"
        sink.report(TOTAL_ROUNDED, message, stated.path, hint=hint)
    else:
        sink.report(TOTAL_WRONG, message, stated.path, hint="correct the total or one of its parts")


def _numbers(texts: Sequence[str]) -> list[Figure]:
    """The parts as numbers; none at all where one of them is something else."""
    figures = [plain_figure(text) for text in texts if text.strip() not in BLANKS]
    known = [figure for figure in figures if figure is not None]
    return known if len(known) == len(figures) else []


def _is_sum(total: Figure, parts: Sequence[Figure]) -> bool:
    values = [signed(part) for part in parts]
    is_share = total.unit in ("%", "pp", "‰") and total.value != 100
    is_mean = any(values) and min(values) <= signed(total) <= max(values) and min(values) >= 0
    same_unit = all(not part.unit or not total.unit or part.unit == total.unit for part in parts)
    return same_unit and not is_share and not (is_mean and sum(1 for value in values if value) > 1)


def _of_table(table: Table, path: KeyPath) -> Iterator[Stated]:
    rows = [[cell.text for cell in row] for row in table.rows]
    merged = any(cell.across > 1 or cell.down > 1 for row in table.rows for cell in row)
    if merged or not rows or len({len(row) for row in rows}) > 1 or _has_part_sums(rows):
        return
    if table.total:
        for column in range(len(rows[-1])):
            place = (*path, "rows", len(rows) - 1, column)
            yield Stated(place, rows[-1][column], [row[column] for row in rows[:-1]])
    head = table.columns[-1] if table.columns else None
    if (
        head
        and not head.columns
        and TOTAL.fullmatch(head.name.strip())
        and len(table.columns) == len(rows[0])
    ):
        for number, row in enumerate(rows):
            yield Stated((*path, "rows", number, len(row) - 1), row[-1], row[1:-1])


def _has_part_sums(rows: Sequence[Sequence[str]]) -> bool:
    return any(row and PART_SUM.search(row[0]) for row in rows)


def _of_chart(chart: Chart, path: KeyPath) -> Iterator[Stated]:
    totals = [number for number, series in enumerate(chart.series) if TOTAL.fullmatch(series.name.strip())]
    if len(totals) == 1:
        whole = chart.series[totals[0]]
        parts = [series for number, series in enumerate(chart.series) if number != totals[0]]
        for place, total in enumerate(whole.values):
            texts = [series.values[place] for series in parts if not _is_apart(series, whole)]
            yield Stated((*path, "series", totals[0], "values", place), total, texts)
    named = [place for place, name in enumerate(chart.categories) if TOTAL.fullmatch(name.strip())]
    if len(named) == 1 and len(chart.values) == len(chart.categories):
        texts = [text for place, text in enumerate(chart.values) if place != named[0]]
        yield Stated((*path, "values", named[0]), chart.values[named[0]], texts)


def _is_apart(series: Series, whole: Series) -> bool:
    """A line with a unit of its own has no part in the sum."""
    return series.type == "line" or (series.unit or whole.unit) != whole.unit


def _words(body: Body) -> str:
    chart, table = body.chart, body.table
    words = [body.notes, getattr(body, "title", None), table.source if table else None]
    words += [chart.source, chart.takeaway, chart.label] if chart else []
    return "\n".join(word for word in words if word)


RULE = Rule((TOTAL_WRONG, TOTAL_ROUNDED), check, __doc__)
