"""One indicator has one value in the whole deck.

Indicators and rings with the same label (and the same period, where one is given) must say the same; another
spelling of the same value will do.

    {label: 水质达标率, value: 98.1%}
    {label: 水质达标率, value: 98.2%}      # error: figures-disagree
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.comparing import compare
from deckgen.check.figures import figures_in
from deckgen.check.folding import fold, join_lines
from deckgen.check.model import Rule, Subject
from deckgen.codes import FIGURES_DISAGREE
from deckgen.content.indicators import indicators_of
from deckgen.content.models import Report
from deckgen.content.sections import bodies_of
from deckgen.diagnostics import KeyPath, Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report every value that differs from the first one of the same name."""
    first: dict[tuple[str, str], tuple[KeyPath, str]] = {}
    for path, name, period, value in _named(subject.report):
        key = _plain(name), _plain(period)
        before, said = first.setdefault(key, (path, value))
        if not _agree(value, said):
            line = f" on line {sink.source.find_span(before).line}" if sink.source else ""
            message = f"`{name}` is `{value}` here and `{said}`{line}"
            hint = "correct one of them, or tell them apart by label or `period`"
            sink.report(FIGURES_DISAGREE, message, path, hint=hint)


def _named(report: Report) -> Iterator[tuple[KeyPath, str, str, str]]:
    for path, indicator in indicators_of(report):
        if indicator.label:
            yield (*path, "value"), indicator.label, indicator.period or "", indicator.value
    for path, body in bodies_of(report):
        if body.chart and body.chart.value and body.chart.label:
            yield (*path, "chart", "value"), body.chart.label, "", body.chart.value


def _plain(text: str) -> str:
    return fold(join_lines(text).text).lower()


def _agree(one: str, other: str) -> bool:
    if _plain(one) == _plain(other):
        return True
    pairs = list(zip(figures_in(one), figures_in(other), strict=False))
    as_many = len(figures_in(one)) == len(figures_in(other)) == len(pairs) > 0
    return as_many and all(compare(here, there).holds for here, there in pairs)


RULE = Rule((FIGURES_DISAGREE,), check, __doc__)
