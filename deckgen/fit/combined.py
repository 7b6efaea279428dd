"""Columns with lines above them. A lone line of another unit has the upper part of the plot to itself, with a label at
every point; the columns have labels, too, or an axis. Other lines cross the columns, and one grid serves two axes.

The scales that keep columns and line apart are fixed: somebody who edits the data far beyond them sets the axes
free again (Format Axis, Reset).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from deckgen.content.charts import exact_number
from deckgen.fit import columns
from deckgen.fit.chart_axes import STEPS, axis_width, extent, reach, round_step, rounded, steps_to
from deckgen.fit.chart_ground import GAP, Ground
from deckgen.fit.chart_looks import (
    MOST_LINES,
    ROOM,
    Look,
    above,
    legend_of,
    looks,
    name_lines,
    report_crowded,
)
from deckgen.fit.model import FittedChart, Label, ValueAxis
from deckgen.fit.number_formats import axis_format, number_format
from deckgen.fit.palette import TEXT
from deckgen.layouts.model import ChartRow

COLUMNS_END = Decimal("0.56")
LINE_FROM, LINE_TO = Decimal("0.74"), Decimal("0.94")
"""Shares of the plot's height, counted from below."""
LABEL_BELOW = Decimal("0.12")
"""Of the columns' reach, the room for a label beneath the lowest."""
STEPS_BELOW = 4


def fit_combined(ground: Ground) -> FittedChart:
    gap = columns.column_gap(ground)
    look = combined_look(ground, gap)
    above_all = line_above(ground, look)
    names = [name_of(row, look, above_all) for row in ground.fill.rows]
    pitch, heading = ground.pitch(look.points), ground.heading(look.points, bare=look.bare)
    left, right = widths(ground, look)
    top = above(ground, look.points, bool(heading), True) + (pitch if above_all else 2 * GAP)
    width = ground.width - left - right
    lines = name_lines(ground, look.points, width / ground.count * ROOM) or MOST_LINES
    plot = ground.area(left, top, width, ground.height - top - lines * pitch - GAP)
    labels = [labels_of(ground, number, look, above_all) for number in range(len(ground.fill.rows))]
    first, second = axes_of(ground, look, above_all)
    return replace(
        ground.chart(ground.rows(labels, bare=look.bare, names=names), look.points, plot),
        heading=heading,
        legend=legend_of(ground, look.points, bool(heading), names),
        axis=first,
        second=second,
        gap=gap,
    )


def combined_look(ground: Ground, gap: int) -> Look:
    """Labels at every mark where there is room and the line stands above; else an axis for the columns."""
    for look in looks(ground):
        slot = slot_of(ground, look)
        direct = line_above(ground, look) and columns.labels_fit(ground, look, slot, gap)
        if (direct or not look.direct) and name_lines(ground, look.points, slot * ROOM):
            return look
    report_crowded(ground)
    return look


def line_above(ground: Ground, look: Look) -> bool:
    """Whether there is one line, by an axis of its own, with room for a label at each of its points."""
    beside = lines_of(ground)
    if len(beside) > 1 or not beside[0].second:
        return False
    slot = (ground.width - (0.0 if look.direct else axis_width(ground, look.points))) / ground.count
    return ground.label_width(look.points, bare=look.bare, rows=beside) <= slot * ROOM


def slot_of(ground: Ground, look: Look) -> float:
    return (ground.width - sum(widths(ground, look))) / ground.count


def widths(ground: Ground, look: Look) -> tuple[float, float]:
    """Room for the numbers at the left and at the right."""
    if look.direct:
        return 0.0, 0.0
    second = [row for row in ground.fill.rows if row.second]
    at_right = bool(second) and not line_above(ground, look)
    return (
        axis_width(ground, look.points),
        axis_width(ground, look.points, second) if at_right else 0.0,
    )


def lines_of(ground: Ground) -> list[ChartRow]:
    return [row for row in ground.fill.rows if row.line]


def name_of(row: ChartRow, look: Look, above_all: bool) -> str:
    """With the unit where the labels do not say it, and with the axis where there are two."""
    says_unit = any(value.after.strip() or value.currency for value in row.values)
    if look.direct and not look.bare and says_unit:
        return row.name
    return row.captions[0 if above_all else 1] or row.name


def labels_of(ground: Ground, number: int, look: Look, above_all: bool) -> Sequence[Label | None]:
    row = ground.fill.rows[number]
    if row.line and above_all:
        return [Label(number_format(value, bare=look.bare), TEXT, "t", bold=True) for value in row.values]
    if row.line or look.direct or any(each.second for each in ground.fill.rows):
        return [None] * ground.count if row.line else columns.row_labels(ground, number, row, look)
    return columns.labels_at_base(ground, number, look)


def axes_of(ground: Ground, look: Look, above_all: bool) -> tuple[ValueAxis, ValueAxis | None]:
    if not above_all:
        return alike(ground)
    return (below_line(ground) if look.direct else stepped_below_line(ground)), upper(ground)


def below_line(ground: Ground) -> ValueAxis:
    """A hidden axis that leaves the upper part of the plot to the line."""
    lowest, _ = reach(ground.columns)
    highest = extent(ground) or Decimal(1)
    if lowest < 0:
        lowest -= (highest - lowest) * LABEL_BELOW
    return ValueAxis(
        least=rounded(lowest), most=rounded((highest - lowest) / COLUMNS_END + lowest), shown=False
    )


def stepped_below_line(ground: Ground) -> ValueAxis:
    """An axis for the columns that has no numbers where only the line is."""
    lowest, highest = reach(ground.columns)[0], extent(ground) or Decimal(1)
    step = round_step((highest - lowest) / STEPS_BELOW)
    up, down = steps_to(highest, step), steps_to(-lowest, step)
    whole = steps_to((up + down) / COLUMNS_END, Decimal(1))
    plain = axis_format(ground.columns)
    return ValueAxis(f'[>{up * step:f}]"";{plain}', step, -down * step, (whole - down) * step, grid=False)


def upper(ground: Ground) -> ValueAxis:
    """A hidden axis that lifts the line above the columns."""
    values = [exact_number(value) for row in lines_of(ground) for value in row.values]
    low, high = min(values), max(values)
    span = (high - low) / (LINE_TO - LINE_FROM) if high != low else (abs(high) or Decimal(1)) * 4
    lowest = low if high != low else low - span * (LINE_TO - LINE_FROM) / 2
    least = lowest - LINE_FROM * span
    return ValueAxis(least=rounded(least), most=rounded(least + span), shown=False)


def alike(ground: Ground) -> tuple[ValueAxis, ValueAxis | None]:
    """Axes with as many steps each above and below 0, so that one grid serves both."""
    first = tuple(row for row in ground.fill.rows if not row.second)
    second = tuple(row for row in ground.fill.rows if row.second)
    lowest, highest = reach(first)[0], extent(ground)
    step = round_step((highest - lowest) / STEPS) if highest != lowest else Decimal(1)
    up, down = steps_to(highest, step) or 1, steps_to(-lowest, step)
    if not second:
        return ValueAxis(axis_format(first), step, -down * step, up * step), None
    low, high = reach(second)
    own = round_step((high - low) / (up + down)) if high != low else Decimal(1)
    up, down = max(up, steps_to(high, own)), max(down, steps_to(-low, own))
    return (
        ValueAxis(axis_format(first), step, -down * step, up * step),
        ValueAxis(axis_format(second), own, -down * own, up * own),
    )
