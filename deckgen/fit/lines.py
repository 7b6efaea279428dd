"""Lines: every value above its point where a lone line has room for that, else the last ones with their names."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from deckgen.content.charts import exact_number
from deckgen.fit.chart_axes import axis_of, axis_width, round_step, steps_to
from deckgen.fit.chart_ground import GAP, Ground
from deckgen.fit.chart_looks import ROOM, Look, above, beside_heading, legend_of, looks, name_lines
from deckgen.fit.model import HIDDEN, FittedChart, Label, ValueAxis
from deckgen.fit.number_formats import number_format, shown
from deckgen.fit.palette import TEXT

MARKER = 10.0
FLAT = 4
"""Lines that move by less than this part of their highest value are seen to move only on an axis of their own."""


def fit_lines(ground: Ground) -> FittedChart:
    rows, look = ground.fill.rows, line_look(ground)
    pitch, heading = ground.pitch(look.points), ground.heading(look.points, bare=look.bare)
    # Beside small charts there is no room for names; theirs stand at the right of the heading.
    named = len(rows) > 1 and not ground.fill.panels and ends_apart(ground, look)
    has_legend = len(rows) > 1 and not named
    left = 0.0 if look.direct else axis_width(ground, look.points)
    right = 0.0 if look.direct or has_legend else line_end(ground, look, left, named=named)
    top = above(ground, look.points, bool(heading), has_legend and not beside_heading(ground)) + pitch
    room = (ground.width - left - right) / ground.count * ROOM
    lines = name_lines(ground, look.points, room)
    skip = 1 if lines else math.ceil(ground.names_width(look.points) / room)
    labels = [line_labels(ground, number, look, named=named) for number in range(len(rows))]
    height = ground.height - top - (lines or 1) * pitch - GAP
    plot = ground.area(left, top, ground.width - left - right, height)
    return replace(
        ground.chart(ground.rows(labels, bare=look.bare), look.points, plot),
        heading=heading,
        legend=legend_of(ground, look.points, bool(heading)) if has_legend else None,
        axis=lines_axis(ground, shown=not look.direct),
        skip=skip,
    )


def lines_axis(ground: Ground, *, shown: bool) -> ValueAxis:
    """A value axis that need not begin at 0, and does not where lines would run flat along the top; that of small
    charts begins and ends at the same values in all of them."""
    values = [exact_number(value) for row in ground.rows_compared for value in row.values]
    low, high = min(values), max(values)
    if not ground.fill.panels and not (shown and high - low < high / FLAT):
        return axis_of(ground) if shown else HIDDEN
    if 0 <= low <= high - low:
        low = Decimal(0)
    span = high - low or abs(high) or Decimal(1)
    step = round_step(span / 4)
    least = low // step * step if low >= 0 else -steps_to(-low, step) * step
    if not shown:
        return ValueAxis(least=least, most=high, shown=False)
    most = least + steps_to(high - least, step) * step
    return replace(axis_of(ground), step=step, least=least, most=most)


def line_look(ground: Ground) -> Look:
    """Every value at its point where a lone line has room for that, else an axis."""
    room = ground.width / ground.count * ROOM
    alone = len(ground.fill.rows) == 1
    return next(
        look
        for look in looks(ground)
        if not look.direct or (alone and ground.label_width(look.points, bare=look.bare) <= room)
    )


def line_end(ground: Ground, look: Look, left: float, *, named: bool) -> float:
    """Points by which the labels beside the last points go beyond the slots of these points."""
    widest = ends_width(ground, look, named=named)
    return max(0.0, widest + GAP + MARKER - (ground.width - left) / ground.count / 2)


def line_labels(ground: Ground, number: int, look: Look, *, named: bool) -> list[Label | None]:
    """Every value above its point where there is room; else the last one, with the series' name beside it."""
    row = ground.fill.rows[number]
    if look.direct:
        return ground.value_labels(row, "t", bare=look.bare)
    last = (
        None
        if len(ground.fill.rows) > 1 and not named
        else Label(number_format(row.values[-1], bare=look.bare), TEXT, "r", series=named, bold=True)
    )
    labels: list[Label | None] = [None] * (ground.count - 1)
    marked = ground.fill.highlight
    if marked is not None and marked < ground.count - 1:
        labels[marked] = Label(number_format(row.values[marked], bare=look.bare), TEXT, "t", bold=True)
    return [*labels, last]


def ends_width(ground: Ground, look: Look, *, named: bool) -> float:
    """The widest of what stands beside the last points of all charts of the scale."""
    found = []
    for row in ground.rows_compared:
        text = shown(row.values[-1], bare=look.bare)
        found.append(ground.text_width(f"{row.name} {text}" if named else text, look.points, bold=True))
    return max(found)


def ends_apart(ground: Ground, look: Look) -> bool:
    """Whether names beside the lines' ends neither touch each other nor take too much of the width."""
    axis = lines_axis(ground, shown=True)
    values = [exact_number(value) for row in ground.rows_compared for value in row.values]
    ends = [*values, Decimal(0)] if axis.least is None or axis.most is None else [axis.least, axis.most]
    span = float(max(ends) - min(ends)) or 1.0
    height = ground.height * 0.7
    near = min(
        (high - low) / span * height
        for rows in ground.fill.compared
        for low, high in pairwise(sorted(float(exact_number(row.values[-1])) for row in rows))
    )
    return near >= ground.pitch(look.points) and ends_width(ground, look, named=True) <= ground.width * 0.3
