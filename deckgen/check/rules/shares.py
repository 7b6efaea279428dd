"""Shares of a whole make 100 %.

Looked at are pies, rings and percent charts whose values are percentages. Where they do not make a hundred, the slide
must say why: rounding, several answers (四舍五入, 多选).

    chart: {type: pie, unit: "%", categories: [甲, 乙], values: [55, 35]}      # warning: shares-incomplete
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from deckgen.check.model import Rule, Subject
from deckgen.check.sums import EXPLAINED, Sum, judge_sum, plain_figure, signed, written
from deckgen.codes import SHARES_INCOMPLETE
from deckgen.content.charts import PERCENT_KINDS, WHOLE
from deckgen.content.models import Chart
from deckgen.content.sections import bodies_of
from deckgen.diagnostics import KeyPath, Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report percentages of a whole that make more or less than a hundred."""
    for path, body in bodies_of(subject.report):
        if body.chart is None:
            continue
        chart = body.chart
        words = [body.notes, getattr(body, "title", None), chart.source, chart.takeaway, chart.label]
        if EXPLAINED.search("\n".join(word for word in words if word)):
            continue
        for place, name, texts in _wholes(chart, (*path, "chart")):
            figures = [plain_figure(text) for text in texts]
            shares = [figure for figure in figures if figure and (figure.unit or chart.unit) == "%"]
            if len(shares) < 2 or len(shares) < len(figures) or judge_sum(shares, WHOLE) is Sum.RIGHT:
                continue
            amount = written(Decimal(sum(map(signed, shares))))
            message = f"the shares{f' of `{name}`' if name else ''} make {amount} %, not 100 %"
            hint = "add what is missing, or say why below the chart: 四舍五入, rounding, several answers"
            sink.report(SHARES_INCOMPLETE, message, place, hint=hint)


def _wholes(chart: Chart, path: KeyPath) -> Iterator[tuple[KeyPath, str, Sequence[str]]]:
    """The texts that should make a whole: a pie's values, or one column of a percent chart."""
    if chart.type in ("pie", "doughnut"):
        values = chart.values or (chart.series[0].values if chart.series else ())
        yield (*path, "values" if chart.values else "series"), "", values
    elif chart.type in PERCENT_KINDS:
        panels = [(panel.name, panel.series) for panel in chart.multiples] or [("", chart.series)]
        for panel, series in panels:
            for place, category in enumerate(chart.categories):
                texts = [row.values[place] for row in series]
                key = "multiples" if chart.multiples else "series"
                yield (*path, key), f"{panel} {category}".strip(), texts


RULE = Rule((SHARES_INCOMPLETE,), check, __doc__)
