"""Lasting ids for slides, so that a later build finds each one again whatever was inserted around it."""

from __future__ import annotations

import hashlib
from itertools import chain, count

from deckgen.content.models import Chart, Section, Slide


class Names:
    """Hands out the slide ids of one deck, and knows which slide each link inside it leads to."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self.anchors: dict[str, str] = {}
        """What a link may name → the id of the slide that it leads to."""

    def unique(self, wanted: str) -> str:
        """`wanted`, or if another slide has this id already, `wanted` with a number."""
        candidates = chain((wanted,), (f"{wanted}-{number}" for number in count(2)))
        # Numbered ids, too, may be taken: an author can have chosen them.
        name = next(name for name in candidates if name not in self._taken)
        self._taken.add(name)
        return name


def section_id(section: Section) -> str:
    return section.id or digest(section.title)


def slide_id(section: Section, slide: Slide) -> str:
    """The slide's own id, else one from its section and its own words: never from its position."""
    return slide.id or f"{section_id(section)}.{digest(first_words(slide))}"


def first_words(slide: Slide) -> str:
    """The first text on the slide that its author wrote; empty where there is none."""
    texts = (
        slide.title,
        slide.statement,
        *(item.text for item in slide.achievements[:1]),
        *(item.label or item.value for item in slide.indicators[:1]),
        *(item.caption for item in slide.photos[:1]),
        *(item.text for item in slide.milestones[:1]),
        *(item.text for item in slide.steps[:1]),
        *(item.text for side in slide.comparison[:1] for item in side.items[:1]),
        slide.quote.text if slide.quote else None,
        *((cell.lead or cell.text for cell in slide.matrix.cells[:1]) if slide.matrix else ()),
        *(item.title for item in slide.honours[:1]),
        *(item.name or item.alt for item in slide.logos[:1]),
        *(chart_words(slide.chart) if slide.chart else ()),
    )
    return next((text for text in texts if text), "")


def chart_words(chart: Chart) -> tuple[str | None, ...]:
    return (chart.takeaway, chart.label, *chart.of, *(row.name for row in chart.series), *chart.categories)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
