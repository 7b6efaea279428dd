"""Value axes: how far they reach, in round steps, few of them; the same for all charts of one scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from deckgen.content.charts import PERCENT_KINDS, PILED_KINDS, exact_number
from deckgen.fit.chart_ground import Ground
from deckgen.fit.model import HIDDEN, ValueAxis
from deckgen.fit.number_formats import axis_format
from deckgen.layouts.model import ChartRow

WHOLE, NEAR_WHOLE = Decimal(100), Decimal(80)
STEPS = 6
"""Steps of a value axis, at most; more gridlines are clutter."""
AXIS_GAP = 14.0
SHARES, QUARTER = "0%", Decimal("0.25")
"""Of an axis of shares, whose whole is 1."""


def axis_width(ground: Ground, points: float, rows: Sequence[ChartRow] | None = None) -> float:
    """Room for the numbers at the value axis, which are rounder than the values but not longer."""
    if ground.fill.kind in PERCENT_KINDS:
        return ground.text_width("100%", points) + AXIS_GAP
    rows = ground.fill.rows if rows is None else rows
    largest = extent(ground) if rows is ground.fill.rows else reach(rows)[1]
    unit = "%" if rows[0].values[0].unit == "%" else ""
    decimals = ".0" if largest < 10 else ""
    return ground.text_width(f"-{int(largest) * 2:,}{decimals}{unit}", points) + AXIS_GAP


def extent(ground: Ground) -> Decimal:
    """How far the value axis reaches: the longest mark, or pile of marks, of all charts of the scale."""
    return max(extent_of(rows, ground.fill.kind) for rows in ground.fill.compared)


def extent_of(rows: Sequence[ChartRow], kind: str) -> Decimal:
    marks = [row for row in rows if not row.line and not row.total] or list(rows)
    piled = kind in PILED_KINDS or kind == "area"
    if piled:
        piles = zip(*(row.values for row in marks), strict=True)
        longest = max(sum((abs(exact_number(value)) for value in pile), Decimal(0)) for pile in piles)
    else:
        longest = max(abs(exact_number(value)) for row in marks for value in row.values)
    beside = [abs(exact_number(value)) for row in rows if row.line and not row.second for value in row.values]
    return max([longest, *beside])


def reach(rows: Sequence[ChartRow]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value; 0 among them."""
    values = [exact_number(value) for row in rows for value in row.values]
    return min([*values, Decimal(0)]), max([*values, Decimal(0)])


def axis_of(ground: Ground) -> ValueAxis:
    """Round steps, few of them; charts of one scale also begin and end at the same values."""
    if ground.fill.kind in PERCENT_KINDS:
        return ValueAxis(SHARES, QUARTER)
    rows = tuple(row for row in ground.rows_compared if not row.second)
    lowest, _ = reach(rows)
    most = max(extent(ground), Decimal(0))
    span = most - lowest
    step = round_step(span / STEPS) if span else None
    if ground.fill.panels and step:
        ends = -steps_to(-lowest, step) * step, steps_to(most, step) * step
        return ValueAxis(axis_format(rows), step, *ends)
    return ValueAxis(axis_format(rows), step, most=WHOLE if nears_whole(ground) else None)


def hidden_axis(ground: Ground, label: float) -> ValueAxis:
    """None to be seen. Charts of one scale have the same one all the same; and below the lowest negative value there
    is room for its label, which takes the share `label` of the plot."""
    lowest, highest = reach(ground.rows_compared)
    piled = ground.fill.kind in PILED_KINDS
    if ground.fill.kind in PERCENT_KINDS:
        return HIDDEN
    if not (ground.fill.panels or (lowest < 0 and not piled)):
        return HIDDEN
    if piled or lowest >= 0:
        most = extent(ground) or Decimal(1)
        return ValueAxis(least=-most if lowest < 0 else Decimal(0), most=most, shown=False)
    room = min(Decimal(label), Decimal("0.5"))
    return ValueAxis(
        least=rounded(lowest - (highest - lowest) * room / (1 - room)), most=highest, shown=False
    )


def rounded(value: Decimal) -> Decimal:
    """Six digits are finer than any pixel."""
    return value if not value else round(value, 5 - value.adjusted())


def nears_whole(ground: Ground) -> bool:
    """Whether the axis would be carried on beyond 100 % for shares that cannot go there."""
    shares = all(value.unit == "%" for row in ground.fill.rows for value in row.values)
    return shares and ground.fill.kind in ("line", "area") and NEAR_WHOLE <= extent(ground) <= WHOLE


def round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5, 10, 20, … (and their like below 1) that is not less than `least`."""
    unit = Decimal(1).scaleb(least.adjusted())
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= least)


def steps_to(value: Decimal, step: Decimal) -> int:
    """Whole steps that reach `value`."""
    return max(0, int((value / step).to_integral_value(ROUND_CEILING)))
