"""All indicators of a report, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from deckgen.content.sections import bodies_of
from deckgen.diagnostics import KeyPath

if TYPE_CHECKING:
    from deckgen.content.models import Indicator, Report


def indicators_of(report: Report) -> Iterator[tuple[KeyPath, Indicator]]:
    """Every indicator with its key path, in reading order."""
    for path, body in bodies_of(report):
        for place, indicator in enumerate(body.indicators):
            yield (*path, "indicators", place), indicator
