"""Lasting names for slides, so that a later build finds each one again whatever was inserted around it."""

from __future__ import annotations

import hashlib
from collections import Counter

from deckgen.content.models import Chart, Section, Slide


class Names:
    """Hands out slide ids that are unique in the deck: an equal one gets a number."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def unique(self, wanted: str) -> str:
        self._taken[wanted] += 1
        count = self._taken[wanted]
        return wanted if count == 1 else f"{wanted}-{count}"


def section_id(section: Section) -> str:
    return section.id or digest(section.title)


def slide_id(section: Section, slide: Slide) -> str:
    """The slide's own id, else one from its section and its own words: never from its position."""
    return slide.id or f"{section_id(section)}.{digest(first_words(slide))}"


def first_words(slide: Slide) -> str:
    """The first text on the slide that its author chose."""
    texts = (
        slide.title,
        slide.statement,
        *(item.text for item in slide.achievements[:1]),
        *(item.label or item.value for item in slide.indicators[:1]),
        *(item.caption for item in slide.photos[:1]),
        *(chart_words(slide.chart) if slide.chart else ()),
    )
    return next((text for text in texts if text), "")


def chart_words(chart: Chart) -> tuple[str | None, ...]:
    return (chart.takeaway, chart.label, *chart.of, *(row.name for row in chart.series), *chart.categories)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
