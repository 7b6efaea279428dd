"""Values of attributes: which text says a number, a length, a colour. Names are those of `structure.txt`."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

_UNITS = ("mm", "cm", "in", "pt", "pc", "pi")
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")


def _is_whole(value: str) -> bool:
    digits = value[1:] if value[:1] in ("+", "-") else value
    return digits.isascii() and digits.isdigit() and len(digits) <= 18


def _is_count(value: str) -> bool:
    return _is_whole(value) and 0 <= int(value) < 2**32


def _is_number(value: str) -> bool:
    try:
        return isfinite(float(value)) and "_" not in value
    except ValueError:
        return False


def _is_length(value: str) -> bool:
    return _is_whole(value) or (value.endswith(_UNITS) and _is_number(value[:-2]))


def _is_percentage(value: str) -> bool:
    return _is_whole(value) or (value.endswith("%") and _is_number(value[:-1]))


def _is_hexadecimal(value: str, digits: int) -> bool:
    return len(value) == digits and _HEXADECIMAL.issuperset(value)


def _is_guid(value: str) -> bool:
    groups = value[1:-1].split("-")
    return (
        value[:1] + value[-1:] == "{}"
        and [len(group) for group in groups] == [8, 4, 4, 4, 12]
        and _HEXADECIMAL.issuperset("".join(groups))
    )


KINDS: dict[str, Callable[[str], bool]] = {
    "text": lambda _: True,
    "word": lambda value: value.isascii() and value.isalnum() and value[0].isalpha(),
    "bool": {"0", "1", "true", "false"}.__contains__,
    "int": _is_whole,
    "count": _is_count,
    "number": _is_number,
    "length": _is_length,
    "length+": lambda value: _is_length(value) and not value.startswith("-"),
    "width": lambda value: _is_count(value) and int(value) <= 20_116_800,
    "%": _is_percentage,
    "rgb": lambda value: _is_hexadecimal(value, 6),
    "guid": _is_guid,
    "size": lambda value: _is_whole(value) and 100 <= int(value) <= 400_000,
    "level": set("012345678").__contains__,
    "columns": lambda value: _is_count(value) and int(value) <= 16,
    "panose": lambda value: _is_hexadecimal(value, 20),
    "time": lambda value: value == "indefinite" or _is_count(value),
}
