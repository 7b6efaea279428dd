"""What was fitted for slides of the usual size (13.33 × 7.5 inches) → the same for slides `scale` times as large."""

from __future__ import annotations

from dataclasses import replace

from deckgen.fit.model import FittedChart, FittedPhoto, FittedTable
from deckgen.units import Box


def enlarged_chart(chart: FittedChart, scale: float) -> FittedChart:
    """The chart with larger letters; places inside a chart are fractions, and stay."""
    if scale == 1:
        return chart
    heading = tuple(replace(line, points=line.points * scale) for line in chart.heading)
    return replace(chart, points=chart.points * scale, heading=heading)


def enlarged_photo(photo: FittedPhoto, scale: float) -> FittedPhoto:
    """The photo in a larger place. Its pixels stay: a large slide is seen from further away."""
    if scale == 1 or photo.place is None:
        return photo
    return replace(photo, place=Box(*(round(length * scale) for length in photo.place)))


def enlarged_table(table: FittedTable, scale: float) -> FittedTable:
    if scale == 1:
        return table
    beside, above = table.padding
    return replace(
        table,
        widths=tuple(round(width * scale) for width in table.widths),
        rows=tuple(replace(row, height=round(row.height * scale)) for row in table.rows),
        points=table.points * scale,
        lefts=tuple(round(left * scale) for left in table.lefts),
        padding=(round(beside * scale), round(above * scale)),
    )
