"""Columns, side by side or piled up: values at their marks where there is room, else an axis; names never turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from deckgen.content.charts import PERCENT_KINDS, PILED_KINDS, exact_number
from deckgen.fit.chart_axes import axis_of, axis_width, extent, hidden_axis
from deckgen.fit.chart_ground import GAP, Ground
from deckgen.fit.chart_looks import (
    MOST_LINES,
    ROOM,
    Look,
    above,
    beside_heading,
    legend_of,
    looks,
    name_lines,
    report_crowded,
)
from deckgen.fit.model import FittedChart, Label
from deckgen.fit.number_formats import number_format
from deckgen.fit.palette import TEXT
from deckgen.layouts.model import ChartRow

SINGLE_GAP, GROUPED_GAP, STACKED_GAP = 60, 70, 60
"""Gap between columns, in per cent of one."""
BROADEST = 96.0
"""Points; a broader column is a wall."""
WIDEST_GAP = 300
ROUNDED_UP = 1.25
"""How far beyond the highest total programs carry an axis on, which makes all parts lower."""
PLOT_SHARE = 0.65
"""Of the height, what the highest pile takes at least."""


def fit_columns(ground: Ground) -> FittedChart:
    if any(row.line for row in ground.fill.rows):
        from deckgen.fit.combined import fit_combined  # which draws its columns as here

        return fit_combined(ground)
    piled, several = is_piled(ground), len(ground.columns) > 1
    gap = column_gap(ground)
    look = column_look(ground, gap)
    labels = column_labels(ground, look)
    # Small charts are alike: a part of one that is too low for its label gives none of them an axis.
    alike = has_totals(ground) or (look.direct and bool(ground.fill.panels))
    labelled = alike or all(label for row in labels for label in row)
    pitch = ground.pitch(look.points)
    left = 0.0 if labelled else axis_width(ground, look.points)
    heading = ground.heading(look.points, bare=look.bare)
    on_top = (
        GAP * bool(ground.fill.panels) + pitch if labelled and (not piled or has_totals(ground)) else 2 * GAP
    )
    legend = legend_of(ground, look.points, bool(heading)) if several else None
    top = above(ground, look.points, bool(heading), several and not beside_heading(ground)) + on_top
    lines = name_lines(ground, look.points, (ground.width - left) / ground.count * ROOM) or MOST_LINES
    plot = ground.area(left, top, ground.width - left, ground.height - top - lines * pitch - GAP)
    return replace(
        ground.chart(ground.rows(labels, bare=look.bare), look.points, plot),
        heading=heading,
        legend=legend,
        axis=hidden_axis(ground, pitch / max(ground.height - top - lines * pitch, 1))
        if labelled
        else axis_of(ground),
        gap=gap,
    )


def column_look(ground: Ground, gap: int) -> Look:
    """The first way in which names and labels fit; the last one, with a finding, where none does."""
    for look in looks(ground):
        slot = (ground.width - (0.0 if look.direct else axis_width(ground, look.points))) / ground.count
        fits = not look.direct or labels_fit(ground, look, slot, gap)
        if fits and name_lines(ground, look.points, slot * ROOM):
            return look
    report_crowded(ground)
    return look


def labels_fit(ground: Ground, look: Look, slot: float, gap: int) -> bool:
    """Whether every column's label is no wider than the place it has; those of totals have the whole slot."""
    beside = side_by_side(ground)
    alone = len(ground.columns) == 1
    room = slot * ROOM if alone else slot / (beside + gap / 100)
    totals = [row for row in ground.fill.rows if row.total]
    marks = [row for row in ground.rows_compared if not row.total and not row.line]
    fit = ground.label_width(look.points, bare=look.bare, rows=marks) <= room
    return fit and (not totals or ground.label_width(look.points, bare=look.bare, rows=totals) <= slot * ROOM)


def column_labels(ground: Ground, look: Look) -> list[Sequence[Label | None]]:
    return [row_labels(ground, number, row, look) for number, row in enumerate(ground.fill.rows)]


def row_labels(ground: Ground, number: int, row: ChartRow, look: Look) -> Sequence[Label | None]:
    if row.total:
        return [Label(number_format(value, bare=look.bare), TEXT, "t", bold=True) for value in row.values]
    if not look.direct:
        return [None] * ground.count
    if is_piled(ground):
        return stacked_labels(ground, number, look)
    return ground.value_labels(row, "outEnd", bare=look.bare)


def is_piled(ground: Ground) -> bool:
    return ground.fill.kind in PILED_KINDS


def has_totals(ground: Ground) -> bool:
    return any(row.total for row in ground.fill.rows)


def side_by_side(ground: Ground) -> int:
    """Columns that stand beside one another in each category."""
    return 1 if is_piled(ground) else len(ground.columns)


def column_gap(ground: Ground) -> int:
    """The gap in per cent of a column, wider where few columns would be too broad."""
    beside = side_by_side(ground)
    gap = STACKED_GAP if len(ground.columns) > beside else GROUPED_GAP if beside > 1 else SINGLE_GAP
    return min(max(gap, round((ground.width / ground.count / BROADEST - beside) * 100)), WIDEST_GAP)


def stacked_labels(ground: Ground, number: int, look: Look) -> list[Label | None]:
    """Values inside their parts; a part lower than its label goes without."""
    found: list[Label | None] = []
    tints = ground.tints()[number]
    least = ground.pitch(look.points) * (ROUNDED_UP if has_totals(ground) else 1)
    for place, (value, tint) in enumerate(zip(ground.fill.rows[number].values, tints, strict=True)):
        tall = part_of(ground, number, place) * ground.height * PLOT_SHARE
        text = Label(number_format(value, bare=look.bare), ground.palette.on(tint), "ctr")
        found.append(text if tall >= least else None)
    return found


def labels_at_base(ground: Ground, number: int, look: Look) -> list[Label | None]:
    """Values inside the feet of columns that a line crosses further up; none where one would not fit."""
    row = ground.fill.rows[number]
    room = ground.width * 0.9 / ground.count / (side_by_side(ground) + column_gap(ground) / 100)
    high = ground.height * PLOT_SHARE * min(part_of(ground, number, place) for place in range(ground.count))
    wide = ground.label_width(look.points, bare=look.bare, rows=[row])
    if is_piled(ground) or wide > room or high < 2 * ground.pitch(look.points):
        return [None] * ground.count
    return [
        Label(number_format(value, bare=look.bare), ground.palette.on(tint), "inBase")
        for value, tint in zip(row.values, ground.tints()[number], strict=True)
    ]


def part_of(ground: Ground, number: int, place: int) -> float:
    """The length of a part as a share of the longest pile, or of its own where all are as long."""
    whole = extent(ground)
    if ground.fill.kind in PERCENT_KINDS:
        whole = sum((abs(exact_number(row.values[place])) for row in ground.columns), Decimal(0))
    return float(abs(exact_number(ground.fill.rows[number].values[place])) / (whole or 1))
