"""All indicators of a report, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.content.models import Body, Indicator, Report
from deckgen.diagnostics import KeyPath


def indicators_of(report: Report) -> Iterator[tuple[KeyPath, Indicator]]:
    """Every indicator with its key path, in reading order."""
    for number, section in enumerate(report.sections):
        path = ("sections", number)
        yield from _of_body(section, path)
        for place, slide in enumerate(section.slides):
            yield from _of_body(slide, (*path, "slides", place))


def _of_body(body: Body, path: KeyPath) -> Iterator[tuple[KeyPath, Indicator]]:
    for place, indicator in enumerate(body.indicators):
        yield (*path, "indicators", place), indicator
