"""A chart's categories → the same in order of their values, each with its rank."""

from __future__ import annotations

from dataclasses import replace

from deckgen.content.charts import exact_number
from deckgen.layouts.model import ChartFill

BETWEEN = "\u2002"
"""Between rank and name: an en space, which no program drops or breaks at."""


def ranked(fill: ChartFill) -> ChartFill:
    """The largest value first; equal values share a rank, and keep the author's order."""
    (row,) = fill.rows
    numbers = [exact_number(value) for value in row.values]
    order = sorted(range(len(numbers)), key=lambda place: -numbers[place])
    ranks = [1 + sum(other > number for other in numbers) for number in numbers]
    return replace(
        fill,
        categories=tuple(f"{ranks[place]}{BETWEEN}{fill.categories[place]}" for place in order),
        rows=(replace(row, values=tuple(row.values[place] for place in order)),),
        highlight=None if fill.highlight is None else order.index(fill.highlight),
    )
