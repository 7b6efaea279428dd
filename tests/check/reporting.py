"""Small reports for tests of rules, and what the rules find in them."""

from __future__ import annotations

from deckgen.check.reports import check_report
from deckgen.check.source import Source
from deckgen.content.loading import load_report
from deckgen.content.models import Indicator, Report, Section, Slide
from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form


def report_of(*slides: Slide, **more: object) -> Report:
    return read_form(Report, {"title": "报告", "sections": (Section(title="一", slides=slides),), **more})


def indicator_report(value: str, quote: str | None = None, **more: object) -> Report:
    return report_of(Slide(indicators=(read_form(Indicator, {"value": value, "quote": quote, **more}),)))


def codes_of(report: Report, source: str | None = None, *, unused: bool = False) -> list[str]:
    """The codes of all findings, in order, `unused` ones only on request."""
    return [code for code, _ in findings_of(report, source, unused=unused)]


def findings_of(report: Report, source: str | None = None, *, unused: bool = False) -> list[tuple[str, str]]:
    sink = Sink()
    check_report(report, Source("source.txt", source) if source else None, sink, unused_too=unused)
    return [(found.code.name, found.message) for found in sink]


def check_yaml(text: str, source: str | None = None) -> list[tuple[str, int]]:
    """Codes and lines of what the rules find in a content file."""
    sink = Sink()
    report = load_report(text.encode(), "report.yaml", sink)
    check_report(report, Source("source.txt", source) if source else None, sink)
    return [(found.code.name, found.span.line if found.span else 0) for found in sink]
