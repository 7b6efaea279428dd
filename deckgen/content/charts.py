"""A chart's values as the author wrote them → exact numbers, and the unit that they must share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, NamedTuple

from deckgen.content import grammar
from deckgen.content.quantities import Quantity, parse_quantity
from deckgen.content.widths import HALF_WIDTH

ChartKind = Literal[
    "column",
    "stacked-column",
    "percent-column",
    "bar",
    "stacked-bar",
    "percent-bar",
    "ranking",
    "line",
    "area",
    "pie",
    "doughnut",
    "share",
]

ROUND_KINDS = ("pie", "doughnut", "share")
PERCENT_KINDS = ("percent-column", "percent-bar")
BAR_KINDS = ("bar", "stacked-bar", "percent-bar", "ranking")
"""Kinds whose categories stand one below the other."""
PILED_KINDS = ("stacked-column", "stacked-bar", *PERCENT_KINDS)
"""Kinds whose series stand on top of one another."""
COLUMN_KINDS = ("column", "stacked-column")
"""Kinds that may carry lines above them."""
MULTIPLE_KINDS = (
    "column",
    "stacked-column",
    "percent-column",
    "bar",
    "stacked-bar",
    "percent-bar",
    "line",
    "area",
)
"""Kinds that can be compared as several small charts of one scale."""
FEWEST_MULTIPLES = 2
PERCENT = "%"
WHOLE = Decimal(100)


class Limits(NamedTuple):
    """How many categories and series of a kind can be read on one slide."""

    categories: int
    series: int


LIMITS: dict[str, Limits] = {
    "column": Limits(12, 4),
    "stacked-column": Limits(12, 5),
    "percent-column": Limits(12, 5),
    "bar": Limits(12, 3),
    "stacked-bar": Limits(12, 5),
    "percent-bar": Limits(12, 5),
    "line": Limits(31, 5),
    "area": Limits(31, 4),
    "pie": Limits(6, 1),
    "doughnut": Limits(6, 1),
    "share": Limits(1, 1),
}
"""A ranking goes on on further pages, and so has none."""


def kind_of(kind: str | None, value: str | None) -> str:
    """The kind of chart meant: a single value is a share, everything else columns."""
    return kind or ("share" if value else "column")


def chart_number(text: str, unit: str = "") -> Quantity | None:
    """The figure in `text` if it is one exact number, not a range or a fraction; `unit` is the chart's own."""
    quantity = parse_quantity(text)
    if quantity is None or not isinstance(quantity.number, Decimal):
        return None
    if unit == PERCENT and not quantity.after.strip():
        return replace(quantity, after=PERCENT, unit=PERCENT)
    return quantity


def exact_number(quantity: Quantity) -> Decimal:
    """The number of a figure that `chart_number` let through. Raises TypeError for a range or a fraction."""
    if not isinstance(quantity.number, Decimal):
        raise TypeError(f"`{quantity.display}` is not one exact number")
    return quantity.number


def unit_of(quantity: Quantity) -> str:
    """What a number of the figure counts, scale included: 亿元, %, million homes, $M."""
    if not quantity.after:
        return quantity.currency + quantity.unit
    tail = grammar.TAIL.fullmatch(quantity.after.translate(HALF_WIDTH))
    scale = tail["scale"] or "" if tail and quantity.scale != 1 else ""
    gap = " " if scale.isascii() and len(scale) > 1 and quantity.unit else ""
    return f"{quantity.currency}{scale}{gap}{quantity.unit}"


def shared_unit(quantities: Sequence[Quantity], unit: str = "") -> str:
    """The unit of all the values: what they say themselves, else what the author gave."""
    return next((found for each in quantities if (found := unit_of(each))), unit)
