"""Single wrong digits put into good reports, wherever a figure stands: nearly all are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from deckgen.check.comparing import Verdict
from deckgen.check.model import Subject
from deckgen.check.reports import check_report
from deckgen.check.source import Source
from deckgen.content.models import Report
from deckgen.diagnostics import KeyPath, Sink, SourceMap
from deckgen.forms.form import as_data
from deckgen.forms.reading import read_form
from deckgen.gate.sources import find_source
from deckgen.pipeline import read_report

ROOT = Path(__file__).parents[2]


class Example(NamedTuple):
    """A report, its source, and where everything stands: values of data files need no source."""

    report: Report
    source: Source
    places: SourceMap

    def finds_something(self, report: Report) -> bool:
        sink = Sink(self.places)
        check_report(report, self.source, sink)
        return len(sink) > 0


def example(name: str) -> Example:
    path, sink = ROOT / "content" / name / "report.yaml", Sink()
    report = read_report(path, sink)
    source = find_source(report, path, sink)
    assert source is not None
    assert sink.source is not None
    return Example(report, source, sink.source)


def faults(good: Example) -> Iterator[tuple[KeyPath, Report]]:
    """The report with the last digit of one figure changed, for every figure that needs a source."""
    subject = Subject(good.report, good.source, lambda path: bool(good.places.find_loan(path)))
    for trace in subject.traces:
        if trace.verdict is not Verdict.EXEMPT:
            data = as_data(good.report)
            if put_wrong(data, trace.path, trace.shown):
                yield trace.path, read_form(Report, data)


def put_wrong(data: Any, path: KeyPath, shown: str) -> bool:
    for part in path[:-1]:
        data = data[part]
    text = data[path[-1]]
    number = re.search(r"\d[\d.,]*", shown)  # the unit of a cell may stand in its column's head
    start = text.find(number[0]) if number else -1
    if number is None or start < 0:
        return False
    place = max(place for place in range(start, start + len(number[0])) if text[place].isdigit())
    data[path[-1]] = text[:place] + str((int(text[place]) + 3) % 10) + text[place + 1 :]
    return True


@pytest.mark.parametrize(("name", "at_least"), [("annual-report-en", 70), ("project-review", 100)])
def test_nearly_every_wrong_digit_is_found(name: str, at_least: int):
    good = example(name)
    assert not good.finds_something(good.report)
    seeded = list(faults(good))
    missed = [path for path, faulty in seeded if not good.finds_something(faulty)]
    assert len(seeded) >= at_least
    assert len(missed) <= 0.02 * len(seeded), missed
