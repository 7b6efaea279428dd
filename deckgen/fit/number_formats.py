"""Figures as written → number formats that show them so, in labels and in the cells of the workbook.

A format goes on working when a colleague edits the number: 近12万名 is the number 12 in the format "近"0"万名".
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from deckgen.content import grammar
from deckgen.content.quantities import Quantity
from deckgen.content.widths import HALF_WIDTH
from deckgen.layouts.model import ChartRow

PLAIN, GROUPED = "0", "#,##0"
GENERAL = "General"


def shown(quantity: Quantity, *, bare: bool) -> str:
    """The label of a figure: as written, or without the unit when the caption says it."""
    before, after = around(quantity, bare=bare)
    return f"{before}{quantity.number_text}{after}"


def number_format(quantity: Quantity, *, bare: bool) -> str:
    """The format that shows the number as `shown` does."""
    return _format(*around(quantity, bare=bare), quantity.number_text)


@lru_cache(maxsize=1024)
def _format(before: str, after: str, digits: str) -> str:
    digits = digits.translate(HALF_WIDTH)
    decimals = len(digits.partition(".")[2])
    core = GROUPED if grammar.SEPARATOR.search(digits) else PLAIN
    core += "." + "0" * decimals if decimals else ""
    has_plus = "+" in (digits[:1], before[-1:])
    before, after = _literal(before.translate(_WITHOUT_SIGNS)), _literal(after)
    if has_plus:
        return f"{before}+{core}{after};{before}-{core}{after}"
    return f"{before}{core}{after}"


def around(quantity: Quantity, *, bare: bool) -> tuple[str, str]:
    """What stands before and after the digits. Words that qualify a number always stay, and so does a per cent."""
    if bare and may_be_bare(quantity):
        return quantity.before, ""
    return quantity.before, quantity.after


def may_be_bare(quantity: Quantity) -> bool:
    """Whether all that follows the number is its unit."""
    tail = grammar.TAIL.fullmatch(quantity.after.translate(HALF_WIDTH))
    qualified = tail is None or any(tail[group] for group in ("early", "late", "last"))
    return not qualified and quantity.unit != "%"


def can_be_bare(rows: tuple[ChartRow, ...]) -> bool:
    return all(may_be_bare(quantity) for row in rows for quantity in row.values)


def axis_format(rows: tuple[ChartRow, ...]) -> str:
    """For the value axis, which counts in round steps."""
    values = [quantity for row in rows for quantity in row.values]
    core = (
        GROUPED
        if any(isinstance(each.number, Decimal) and abs(each.number) >= 1_000 for each in values)
        else GENERAL
    )
    return f'{core}"%"' if values[0].unit == "%" else core


_WITHOUT_SIGNS = {ord(sign): None for sign in grammar.SIGNS}


def _literal(text: str) -> str:
    cleaned = " ".join(text.replace('"', "").split("\n"))
    return f'"{cleaned}"' if cleaned else ""
