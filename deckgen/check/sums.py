"""Whether parts add up to a whole, and whether the slide says why they need not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from deckgen.check.figures import Figure, figures_in
from deckgen.patterns import regex

EXPLAINED = regex(
    "四舍五入|舍入|尾数|多选|不等于|分项合计|\\bround(?:ed|ing)\\b|multiple (?:answers|choice)|not (?:add|sum) up",
    re.IGNORECASE,
)
TOTAL = regex("(?:合计|总计|总和|总数|总额|共计|全部|(?:grand |sub)?totals?|sum|all)", re.IGNORECASE)
PART_SUM = regex("小计|其中|sub-?total|of which", re.IGNORECASE)
BLANKS = ("", "-", "–", "—", "－", "/", "…", "n/a", "N/A")


class Sum(Enum):
    """How parts stand to their whole."""

    RIGHT = "right"
    ROUNDED = "rounded"
    """Rounding the parts could have made the difference."""
    WRONG = "wrong"


def plain_figure(text: str) -> Figure | None:
    """The exact number that `text` is: no range, no 近 or over, nothing else beside it."""
    figures = figures_in(text.strip())
    if len(figures) != 1 or figures[0].bounds or not isinstance(figures[0].number, Decimal):
        return None
    return figures[0] if figures[0].text == text.strip() else None


def signed(figure: Figure) -> Decimal:
    value = figure.value
    assert isinstance(value, Decimal)  # noqa: S101 - `plain_figure` gives no others
    return -value if figure.text.startswith(("-", "−", "–")) else value


def judge_sum(parts: Sequence[Figure], whole: Decimal, step: Decimal = Decimal(0)) -> Sum:
    """`step` is the last place of the whole; half a step of every number may be rounding."""
    off = abs(sum(map(signed, parts)) - whole)
    if not off:
        return Sum.RIGHT
    return Sum.ROUNDED if off <= (sum(map(step_of, parts)) + step) / 2 else Sum.WRONG


def is_counted(figure: Figure) -> bool:
    """Whether it is a whole number of things, which nobody rounds."""
    return step_of(figure) == 1 and figure.unit != "%"


def step_of(figure: Figure) -> Decimal:
    """What one more in the last place is worth."""
    number = figure.number
    assert isinstance(number, Decimal)  # noqa: S101
    return Decimal(1).scaleb(int(number.as_tuple().exponent)) * figure.scale


def written(total: Decimal) -> str:
    return f"{total.normalize():,f}"
