"""Regions, units or topics in order of one figure: bars from the largest to the smallest, each with its rank.

Takes: a chart of `type: ranking`: `categories` and `values` in any order, or `of` with ids of indicators; deckgen
    sorts them and counts the ranks, equal values sharing one. `highlight` names the one that matters; the
    `takeaway` stands on a card at the right.
Holds: up to 12 bars in one column, up to 24 in two.
Beyond: more go on on further pages; all bars have one scale.

The order and the ranks are those of the figures as given; editing the data in PowerPoint does not sort anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen.layouts import chart, charts
from deckgen.layouts.model import (
    ELSEWHERE,
    ChartFill,
    ChartRow,
    ChartSet,
    Layout,
    Material,
    Pages,
    SourcedChart,
)
from deckgen.layouts.slots import parts, shares

MOST, COLUMNS = 12, 2
"""Bars in a column, and columns on a page, at the most."""


def score(material: Material) -> float:
    return 1.0 if material.holds("chart") and material.chart and material.chart.is_ranking else 0.0


def is_long(sourced: SourcedChart) -> bool:
    """Whether it is a ranking that takes more than one column of bars."""
    return sourced.is_ranking and len(sourced.chart.categories) > MOST


def pages(material: Material) -> Iterator[Pages]:
    sourced = material.chart
    if sourced is None or not is_long(sourced):
        yield from chart.pages(material)
        return
    places = range(len(sourced.chart.categories))
    columns = [part for share in shares(places, MOST * COLUMNS) for part in parts(share, COLUMNS)]
    found = portions(sourced.chart, columns)
    together = ChartSet(tuple(found), sourced.source, sourced.takeaway)
    on_pages = [found[first : first + COLUMNS] for first in range(0, len(found), COLUMNS)]
    yield from charts.ways(material, together, on_pages)


def portions(fill: ChartFill, columns: Sequence[Sequence[int]]) -> list[ChartFill]:
    """The chart cut into several, each with the bars at the indexes that one of `columns` lists. All keep the scale of
    the whole. The first has the whole's description, the others the names that they begin and end with."""
    rows = [tuple(cut(row, places) for row in fill.rows) for places in columns]
    return [
        replace(
            fill,
            categories=tuple(fill.categories[place] for place in places),
            rows=own,
            alt=fill.alt if 0 in places else f"{fill.categories[places[0]]} – {fill.categories[places[-1]]}",
            highlight=place_of(fill.highlight, places),
            panels=tuple(rows),
            names=fill.categories,
        )
        for own, places in zip(rows, columns, strict=True)
    ]


def place_of(highlight: int | None, places: Sequence[int]) -> int | None:
    """The index of the highlighted bar among `places`; ELSEWHERE if it is in another column."""
    if highlight is None:
        return None
    return places.index(highlight) if highlight in places else ELSEWHERE


def cut(row: ChartRow, places: Sequence[int]) -> ChartRow:
    return replace(row, values=tuple(row.values[place] for place in places))


RANKING = Layout("ranking", __doc__, {}, pages, score)
