"""Running text → the figures in it, with their scale, unit, qualifiers and direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from deckgen.check.directions import Direction, direction_of
from deckgen.check.measures import BEFORE, MEANING, NO_QUALIFIER, UNIT, meanings_of, unit_of
from deckgen.check.numbers import NUMBER, WORDED, number_of
from deckgen.content import grammar
from deckgen.content.widths import HALF_WIDTH
from deckgen.patterns import regex
from deckgen.records import dataclass

_SCALE = regex(
    "(?P<early>[余多来]|\\+(?!\\d))?\\s?"
    "(?P<scale>(?:十|百|千)?万亿|[十百千]?[万亿]|[百千](?![分瓦克米])"
    "|(?:thousand|[mb]illion|trillion|mln|mn|bn|tn|[KkMmBbT])(?![A-Za-z²³]))?"
    "(?P<late>[余多来]|\\+(?!\\d))?\\s?"
)
_LAST = regex(
    r"\s?(?P<bound>以上|以下|以内|左右|上下|不等|or more|or less|plus\b|\+(?!\d))"
    r"|[\s-](?P<streak>running|in a row|straight)\b"
)
_RANGE = regex(r"\s?(?:[–—~～至到-]|to\b)\s?$")
_JOINS = regex(r"[A-Za-z0-9)年月日-]$")
_LONGEST_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text. `start` and `end` hold all its own words, `digits` is where the number begins.

    `number` is without sign; `direction` is its sign, or what the words near it say.
    """

    text: str
    start: int
    end: int
    digits: int
    number: Decimal | Fraction
    scale: int
    unit: str
    bounds: frozenset[str]
    direction: Direction | None
    shown: str
    """The number alone, as it is written."""

    @property
    def value(self) -> Decimal | Fraction:
        return self.number * self.scale

    @property
    def key(self) -> str:
        """The same for all figures that differ in nothing but the decimal point."""
        if isinstance(self.number, Fraction):
            return f"/{self.number}"
        return "".join(map(str, self.number.as_tuple().digits)).strip("0")


@lru_cache(maxsize=4096)
def figures_in(text: str, *, words: bool = False) -> tuple[Figure, ...]:
    """All figures in a line of running text. Of numbers in words only Chinese shares are read (九成, 百分之三十);
    with `words`, also 十二个 and twelve."""
    plain = text.translate(HALF_WIDTH)
    found: list[Figure] = []
    for match in (WORDED if words else NUMBER).finditer(plain):
        figure = _read(text, plain, match, found[-1].end if found else 0)
        if figure is not None:
            found.append(figure)
    return tuple(_share_units(plain, found))


class _Head(NamedTuple):
    """What stands before a number: where its own words begin, and what they are."""

    start: int
    sign: str
    currency: str
    qualified: str


class _Tail(NamedTuple):
    """What stands after a number, and where it ends."""

    end: int
    scale: int
    unit: str
    words: tuple[str, ...]


def _read(text: str, plain: str, match: re.Match[str], floor: int) -> Figure | None:
    number = number_of(match)
    if number is None:
        return None
    head = _head(plain, match.start(), floor)
    tail = _tail(plain, match, with_currency=bool(head.currency))
    is_share = match["percent"] or match["tenths"] or plain.endswith("百分之", 0, match.start())
    unit = "%" if is_share else unit_of(head.currency or tail.unit)
    return Figure(
        text=text[head.start : tail.end],
        start=head.start,
        end=tail.end,
        digits=match.start(),
        number=number,
        scale=tail.scale,
        unit=unit,
        bounds=meanings_of(head.qualified) | {MEANING[word] for word in tail.words},
        direction=direction_of(plain, head.start, tail.end, head.sign),
        shown=match[0],
    )


def _head(plain: str, place: int, floor: int) -> _Head:
    """The words before `place`; those before `floor` belong to another figure."""
    first = max(floor, place - _LONGEST_BEFORE)
    last_one = plain[first - 1 : first] if first else ""
    sign, head = _cut_sign(plain[first:place], last_one)
    currency = grammar.CURRENCY.search(head)
    if currency:
        early, head = _cut_sign(head[: currency.start()], last_one)
        sign = sign or early
    qualified = _qualifiers(head)
    return _Head(first + len(head) - len(qualified), sign, currency[0] if currency else "", qualified)


def _tail(plain: str, match: re.Match[str], *, with_currency: bool) -> _Tail:
    if match["tenths"]:
        return _Tail(match.end() + len("成") + len(match["tenth"] or ""), 1, "%", ())
    found = _SCALE.match(plain, match.end())
    assert found is not None  # noqa: S101 - every part of it may be absent
    scale, at = grammar.find_scale(found["scale"] or "", with_currency=with_currency), found.end()
    if scale is None:  # `5 m` are metres
        scale, at = 1, found.start("scale")
    unit = UNIT.match(plain, at)
    after = unit.end() if unit and unit[0] else len(plain[:at].rstrip())
    last = _LAST.match(plain, unit.end() if unit and unit[0] else at)
    words = [found["early"], found["late"], *(last.groups() if last else ())]
    return _Tail(
        last.end() if last else after, scale, unit[0] if unit else "", tuple(word for word in words if word)
    )


def _cut_sign(before: str, last_one: str) -> tuple[str, str]:
    """The sign at the end, and what stands before it: a hyphen between words or numbers is no sign.

    `last_one` is the character before `before`, which belongs to another figure.
    """
    sign, rest = before[-1:], before[:-1]
    if sign in ("+", "−", "±") or (sign in ("-", "–") and not _JOINS.search(rest or last_one)):
        return sign, rest
    return "", before


def _qualifiers(head: str) -> str:
    found = BEFORE.search(head)
    while found and NO_QUALIFIER.search(head, 0, found.start() + _first_word(found[0])):
        found = BEFORE.search(head, found.start() + 1)
    return found[0] if found else ""


def _first_word(words: str) -> int:
    found = grammar.QUALIFIER.match(words)
    return found.end() if found else 0


def _share_units(plain: str, found: list[Figure]) -> Iterator[Figure]:
    """The first number of a range has the scale and unit of the second: 3–5万人."""
    for one, other in pairwise(found):
        if one.unit or not _RANGE.fullmatch(plain, one.end, other.start):
            yield one
        else:
            yield replace(one, unit=other.unit, scale=other.scale if one.scale == 1 else one.scale)
    yield from found[-1:]
