"""The sentences that figures come from, as they stand in a slide's notes."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.content.indicators import indicators_of
from deckgen.content.models import Indicator, Report
from deckgen.content.sections import bodies_of
from deckgen.diagnostics import KeyPath
from deckgen.plan.material import Reader, one_line


def sources_of(report: Report, reader: Reader) -> Mapping[KeyPath, tuple[str, ...]]:
    """Key path of a figure, or of a chart made of figures → a line for each figure with a `quote`."""
    if not report.show.sources:
        return {}
    quoted = [(path, indicator) for path, indicator in indicators_of(report) if indicator.quote]
    lines = {indicator.id: line(indicator, reader) for _, indicator in quoted if indicator.id}
    figures = {(*path, "value"): (line(indicator, reader),) for path, indicator in quoted}
    charts = {
        (*path, "chart"): tuple(lines[name] for name in body.chart.of if name in lines)
        for path, body in bodies_of(report)
        if body.chart
    }
    return figures | {path: found for path, found in charts.items() if found}


def line(indicator: Indicator, reader: Reader) -> str:
    """The figure with its label, and the sentence that it comes from."""
    named = f"{one_line(indicator.value)} {reader.plain(indicator.label or '')}".strip()
    return f"{named}{reader.words.between_lead_and_text}{one_line(indicator.quote or '')}"
