"""What expressions may do with values: take parts of them, reckon with them, and the filters.

Values are texts; numbers are made of them by `number` alone, and exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from deckgen.codes import COLUMN_MISSING, EXPRESSION_FAULTY
from deckgen.content.suggesting import did_you_mean

LARGEST = 100_000
"""Characters of a value."""
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,40})(?:\.\d{1,40})?")
_NO = frozenset(["", "0", "false", "no", "off", "否", "无"])


class Unfit(Exception):
    """Why an expression has no value, in the author's words. `missing` says that a column or a name is not there."""

    def __init__(self, message: str, hint: str | None = None, *, missing: bool = False) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.code = COLUMN_MISSING if missing else EXPRESSION_FAULTY


def is_true(value: object) -> bool:
    """What `if:` makes of a value: blank, 0, false, no, off, 否 and 无 are not true."""
    return value.strip().casefold() not in _NO if isinstance(value, str) else bool(value)


def as_text(value: object) -> str:
    """A value as it goes into a text. Raises Unfit for what is none."""
    match value:
        case str():
            return value
        case bool() | Mapping() | list():
            hint = "name one of its columns" if isinstance(value, Mapping) else "write `a if … else b`"
            raise Unfit(f"this gives {_kind(value)}, not a text", hint)
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
    raise Unfit(f"this gives {_kind(value)}, not a text")


def part_of(value: object, name: object) -> object:
    """`row.city`, `row["city"]` or `rows[0]`. Raises Unfit for what is not there."""
    if isinstance(value, Mapping):
        if name in value:
            return "" if value[name] is None else value[name]
        known = [str(key) for key in value]
        hint = did_you_mean(str(name), known) or f"there are {listed(known)}"
        raise Unfit(f"there is no column `{name}`", hint, missing=True)
    if isinstance(value, list) and isinstance(name, int):
        if -len(value) <= name < len(value):
            return value[name]
        raise Unfit(f"there is no item {name}; there are {len(value)}", missing=True)
    raise Unfit(f"{_kind(value)} has no `{name}`", missing=True)


def exact(value: object) -> Decimal:
    """The number that a value is. Raises Unfit for what is none, texts included."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    hint = "write `row.loans | number` for its number, and `~` to join texts"
    raise Unfit(f"one cannot reckon with {_kind(value)}", hint)


def _number(value: object) -> Decimal:
    if not isinstance(value, str):
        return exact(value)
    if not _NUMBER.fullmatch(text := value.strip()):
        raise Unfit(f"`{text[:60]}` is no plain number" if text else "an empty cell is no number")
    return Decimal(text.replace(",", ""))


def _round(value: object, digits: object = 0) -> Decimal:
    if not isinstance(digits, int) or not 0 <= digits <= 20:
        raise Unfit("`round` takes a number of digits from 0 to 20")
    return _number(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _length(value: object) -> int:
    if isinstance(value, str | list):
        return len(value)
    raise Unfit(f"{_kind(value)} has no length")


def _join(value: object, between: object = ", ", column: object = None) -> str:
    if not isinstance(value, list):
        raise Unfit(f"`join` takes a list, not {_kind(value)}")
    texts = [as_text(item if column is None else part_of(item, column)) for item in value]
    if sum(map(len, texts)) + len(texts) * len(as_text(between)) > LARGEST:
        raise Unfit("the joined text is too long")
    return as_text(between).join(texts)


def _replace(value: object, old: object, new: object) -> str:
    text, this, by = as_text(value), as_text(old), as_text(new)
    if not this or len(text) + text.count(this) * len(by) > LARGEST:
        raise Unfit("`replace` takes what to replace, and by what")
    return text.replace(this, by)


def _first(value: object) -> object:
    return part_of(value, 0)


def _last(value: object) -> object:
    return part_of(value, -1)


FILTERS: Mapping[str, Callable[..., object]] = {
    "number": _number,
    "round": _round,
    "length": _length,
    "join": _join,
    "replace": _replace,
    "first": _first,
    "last": _last,
    "upper": lambda value: as_text(value).upper(),
    "lower": lambda value: as_text(value).lower(),
    "trim": lambda value: as_text(value).strip(),
}
FILTER_NAMES = ", ".join(f"`{name}`" for name in FILTERS)


def listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown


def _kind(value: object) -> str:
    match value:
        case str():
            return "a text"
        case bool():
            return "yes or no"
        case Mapping():
            return "a whole row"
        case list():
            return "a list"
        case Decimal() | int() | float():
            return "a number"
    return "nothing"
