"""All sections of a report, those of its appendix included, and all bodies that hold content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from deckgen.diagnostics import KeyPath

if TYPE_CHECKING:
    from deckgen.content.models import Body, Report, Section

PARTS = ("sections", "appendix")
"""The keys of a report under which sections stand."""


def sections_of(report: Report) -> Iterator[tuple[KeyPath, Section]]:
    """Every section with its key path, the appendix last."""
    for key in PARTS:
        for number, section in enumerate(getattr(report, key)):
            yield (key, number), section


def bodies_of(report: Report) -> Iterator[tuple[KeyPath, Body]]:
    """Every section and every slide with its key path, in reading order."""
    for path, section in sections_of(report):
        yield path, section
        yield from (((*path, "slides", place), slide) for place, slide in enumerate(section.slides))
