"""Columns, bars and lines: values beside their marks where there is room, else an axis; names never turned."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from deckgen import codes
from deckgen.fit.chart_ground import GAP, Ground, exact
from deckgen.fit.model import Area, FittedChart, Label, ValueAxis
from deckgen.fit.number_formats import axis_format, can_be_bare, number_format, shown
from deckgen.fit.palette import TEXT

MOST_LINES = 3
"""Of a category's name beneath its column."""
ROOM = 0.94
"""Share of its slot that a label or a name may fill."""
SINGLE_GAP, GROUPED_GAP, STACKED_GAP, BAR_GAP = 60, 70, 60, 45
"""Gap between columns, in per cent of one."""
NAMES_SHARE = 0.36
"""Of the width of a bar chart, at most, that the names of its bars take."""
LABEL_SHARE = 0.25
"""Of the width of a bar chart, at most, that labels beyond the bars take."""
CLOSEST = 0.8
"""Lines of text from one label to the next that still do not touch."""
MARKER = 10.0
BROADEST = 96.0
"""Points; a broader column is a wall."""
WIDEST_GAP = 300
WHOLE, NEAR_WHOLE = Decimal(100), Decimal(80)
STEPS = 5
"""Steps of a value axis, at most; more gridlines are clutter."""
AXIS_GAP = 14.0
PLOT_SHARE = 0.65
"""Of the height, what the highest pile takes at least."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to label a chart."""

    points: float
    bare: bool
    direct: bool


def looks(ground: Ground) -> Iterator[Look]:
    """Best first: every value at its mark with its unit, then without it, then smaller, then an axis."""
    bares = (False, True) if can_be_bare(ground.fill.rows) else (False,)
    yield from (Look(points, bare, True) for points in ground.sizes for bare in bares)
    yield from (Look(points, bares[-1], False) for points in ground.sizes)


def fit_columns(ground: Ground) -> FittedChart:
    stacked, several = ground.fill.kind == "stacked-column", len(ground.fill.rows) > 1
    gap = column_gap(ground)
    look = column_look(ground, gap)
    labels = column_labels(ground, look)
    labelled = all(label for row in labels for label in row)
    pitch = ground.pitch(look.points)
    left = 0.0 if labelled else axis_width(ground, look.points)
    heading = ground.heading(look.points, bare=look.bare)
    top = above(ground, look.points, bool(heading), several) + (
        pitch if labelled and not stacked else 2 * GAP
    )
    lines = name_lines(ground, look.points, (ground.width - left) / ground.count * ROOM) or MOST_LINES
    plot = ground.area(left, top, ground.width - left, ground.height - top - lines * pitch - GAP)
    return replace(
        ground.chart(ground.rows(labels, bare=look.bare), look.points, plot),
        heading=heading,
        legend=legend_of(ground, look.points, bool(heading)) if several else None,
        axis=None if labelled else axis_of(ground),
        gap=gap,
    )


def column_look(ground: Ground, gap: int) -> Look:
    """The first way in which names and labels fit; the last one, with a finding, where none does."""
    beside = side_by_side(ground)
    alone = beside == 1 and len(ground.fill.rows) == 1
    for look in looks(ground):
        slot = (ground.width - (0.0 if look.direct else axis_width(ground, look.points))) / ground.count
        room = slot * ROOM if alone else slot / (beside + gap / 100)
        fits = not look.direct or ground.label_width(look.points, bare=look.bare) <= room
        if fits and name_lines(ground, look.points, slot * ROOM):
            return look
    report_crowded(ground)
    return look


def column_labels(ground: Ground, look: Look) -> list[list[Label | None]]:
    rows = ground.fill.rows
    if not look.direct:
        return [[None] * ground.count for _ in rows]
    if ground.fill.kind == "stacked-column":
        return [stacked_labels(ground, number, look) for number in range(len(rows))]
    return [ground.value_labels(row, "outEnd", bare=look.bare) for row in rows]


def side_by_side(ground: Ground) -> int:
    """Columns that stand beside one another in each category."""
    return 1 if ground.fill.kind == "stacked-column" else len(ground.fill.rows)


def column_gap(ground: Ground) -> int:
    """The gap in per cent of a column, wider where few columns would be too broad."""
    beside = side_by_side(ground)
    gap = STACKED_GAP if len(ground.fill.rows) > beside else GROUPED_GAP if beside > 1 else SINGLE_GAP
    return min(max(gap, round((ground.width / ground.count / BROADEST - beside) * 100)), WIDEST_GAP)


def stacked_labels(ground: Ground, number: int, look: Look) -> list[Label | None]:
    """Values inside their parts; a part lower than its label goes without."""
    rows = ground.fill.rows
    highest = extent(ground) or 1
    found: list[Label | None] = []
    for value, tint in zip(rows[number].values, ground.tints()[number], strict=True):
        tall = float(abs(exact(value)) / highest) * ground.height * PLOT_SHARE
        text = Label(number_format(value, bare=look.bare), ground.palette.on(tint), "ctr")
        found.append(text if tall >= ground.pitch(look.points) else None)
    return found


def fit_bars(ground: Ground) -> FittedChart:
    several = len(ground.fill.rows) > 1
    gap = GROUPED_GAP if several else BAR_GAP
    look = bar_look(ground, gap)
    heading = ground.heading(look.points, bare=look.bare)
    names, beyond = names_share(ground, look.points), bar_end(ground, look)
    top, height = bar_span(ground, look)
    labels = (
        [ground.value_labels(row, "outEnd", bare=look.bare) for row in ground.fill.rows]
        if look.direct
        else [[None] * ground.count for _ in ground.fill.rows]
    )
    plot = ground.area(names, top, ground.width - names - beyond, height)
    return replace(
        ground.chart(ground.rows(labels, bare=look.bare), look.points, plot),
        heading=heading,
        legend=legend_of(ground, look.points, bool(heading)) if several else None,
        axis=None if look.direct else axis_of(ground),
        gap=gap,
    )


def bar_look(ground: Ground, gap: int) -> Look:
    """The first way in which names fit beside the bars and labels beyond them."""
    several = len(ground.fill.rows) > 1
    for look in looks(ground):
        pitch = ground.pitch(look.points)
        slot = bar_span(ground, look)[1] / ground.count
        lines = name_lines(ground, look.points, names_share(ground, look.points) - GAP)
        thick = slot / (len(ground.fill.rows) + gap / 100)
        apart = not look.direct or not several or thick >= pitch * CLOSEST
        if lines and slot >= lines * pitch and apart and bar_end(ground, look) <= ground.width * LABEL_SHARE:
            return look
    report_crowded(ground)
    return look


def bar_span(ground: Ground, look: Look) -> tuple[float, float]:
    """Where the bars begin, and the height that they share."""
    heading = bool(ground.heading(look.points, bare=look.bare))
    top = above(ground, look.points, heading, len(ground.fill.rows) > 1) + GAP
    return top, ground.height - top - (0 if look.direct else ground.pitch(look.points) + GAP)


def names_share(ground: Ground, points: float) -> float:
    return min(ground.names_width(points) + GAP, ground.width * NAMES_SHARE)


def bar_end(ground: Ground, look: Look) -> float:
    """Room beyond the longest bar."""
    return ground.label_width(look.points, bare=look.bare) + GAP if look.direct else 2 * GAP


def fit_lines(ground: Ground) -> FittedChart:
    rows, look = ground.fill.rows, line_look(ground)
    pitch, heading = ground.pitch(look.points), ground.heading(look.points, bare=look.bare)
    named = len(rows) > 1 and ends_apart(ground, look)
    has_legend = len(rows) > 1 and not named
    left = 0.0 if look.direct else axis_width(ground, look.points)
    right = 0.0 if look.direct or has_legend else line_end(ground, look, left, named=named)
    top = above(ground, look.points, bool(heading), has_legend) + pitch
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
        axis=None if look.direct else axis_of(ground),
        skip=skip,
    )


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
    """Room for what stands beside the last points, as far as it goes beyond their slot."""
    widest = max(end_width(ground, number, look, named=named) for number in range(len(ground.fill.rows)))
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


def end_width(ground: Ground, number: int, look: Look, *, named: bool) -> float:
    row = ground.fill.rows[number]
    text = shown(row.values[-1], bare=look.bare)
    return ground.text_width(f"{row.name} {text}" if named else text, look.points, bold=True)


def ends_apart(ground: Ground, look: Look) -> bool:
    """Whether names beside the lines' ends neither touch each other nor take too much of the width."""
    rows = ground.fill.rows
    values = [exact(value) for row in rows for value in row.values]
    span = float(max([*values, Decimal(0)]) - min([*values, Decimal(0)])) or 1.0
    ends = sorted(float(exact(row.values[-1])) for row in rows)
    height = ground.height * 0.7
    near = min((high - low) / span * height for low, high in pairwise(ends))
    widest = max(end_width(ground, number, look, named=True) for number in range(len(rows)))
    return near >= ground.pitch(look.points) and widest <= ground.width * 0.3


def above(ground: Ground, points: float, heading: bool, legend: bool) -> float:
    """Points that heading and legend take at the top."""
    return (heading + legend) * (ground.pitch(points) + GAP)


def legend_of(ground: Ground, points: float, heading: bool) -> Area:
    return ground.legend(
        [row.name for row in ground.fill.rows], points, above(ground, points, heading, False)
    )


def name_lines(ground: Ground, points: float, width: float) -> int | None:
    """Lines of the longest category name in so many points; None where it does not fit."""
    most = 1
    for name in ground.fill.categories:
        lines, cut = ground.lines_of(name, points, width)
        if cut or len(lines) > MOST_LINES:
            return None
        most = max(most, len(lines))
    return most


def axis_width(ground: Ground, points: float) -> float:
    """Room for the numbers at the value axis, which are rounder than the values but not longer."""
    largest = extent(ground)
    unit = "%" if ground.fill.rows[0].values[0].unit == "%" else ""
    decimals = ".0" if largest < 10 else ""
    return ground.text_width(f"-{int(largest) * 2:,}{decimals}{unit}", points) + AXIS_GAP


def extent(ground: Ground) -> Decimal:
    """How far the value axis reaches: the longest mark, or pile of marks."""
    rows = ground.fill.rows
    if ground.fill.kind == "stacked-column":
        piles = zip(*(row.values for row in rows), strict=True)
        return max(sum((abs(exact(value)) for value in pile), Decimal(0)) for pile in piles)
    return max(abs(exact(value)) for row in rows for value in row.values)


def axis_of(ground: Ground) -> ValueAxis:
    """Round steps, few of them."""
    values = [exact(value) for row in ground.fill.rows for value in row.values]
    span = max(extent(ground), Decimal(0)) - min(min(values), Decimal(0))
    step = round_step(span / STEPS) if span else None
    return ValueAxis(axis_format(ground.fill.rows), step, WHOLE if nears_whole(ground) else None)


def nears_whole(ground: Ground) -> bool:
    """Whether the axis would be carried on beyond 100 % for shares that cannot go there."""
    shares = all(value.unit == "%" for row in ground.fill.rows for value in row.values)
    return shares and ground.fill.kind == "line" and NEAR_WHOLE <= extent(ground) <= WHOLE


def round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5, 10, 20, … (and their like below 1) that is not less than `least`."""
    unit = Decimal(1).scaleb(least.adjusted())
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= least)


def report_crowded(ground: Ground) -> None:
    ground.sink.report(
        codes.CHART_CROWDED,
        "the names of the categories do not fit beneath their marks at 12 pt"
        if ground.fill.kind != "bar"
        else "the bars and their names are too many for the slide at 12 pt",
        ground.fill.origin,
        hint="shorten them, show fewer" + ("" if ground.fill.kind == "bar" else ", or use `type: bar`"),
    )
