"""Running text → the figures in it, with their scale, unit, qualifiers and direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from deckgen.check.measures import (
    BEFORE,
    CLAUSE_END,
    DOWN,
    LEVEL,
    MEANING,
    NO_MOVE,
    NO_QUALIFIER,
    UNIT,
    UP,
    meanings_of,
    unit_of,
)
from deckgen.content import grammar
from deckgen.content.numerals import find_number

Direction = Literal["up", "down"]

_NUMERALS = "零〇一二两三四五六七八九十百千"
_NUMBER = re.compile(
    r"(?<![\d])(?<!\d\.)(?:(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?/\s?(?P<divisor>[1-9]\d{0,8})(?![\d/]))?"
    rf"|百分之(?P<percent>[{_NUMERALS}]{{1,9}})"
    rf"|(?<![{_NUMERALS}])(?P<whole>[{_NUMERALS}]{{1,9}})分之(?P<parts>[{_NUMERALS}]{{1,9}})"
    "|(?P<tenths>[一二两三四五六七八九])(?=成(?P<tenth>[一二三四五六七八九](?!成))?(?![员立果功本为绩分长熟就人])))"
)
_COUNTER = "[个家户名人所期场次站点元倍年月日天届位项件台套辆架座间处条支只组队班万亿]"
_UNDER_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL, _TENS = _UNDER_TWENTY.split(), _BY_TENS.split()
_WORD_VALUES = {word: value for value, word in enumerate(_SMALL, 1)}
_WORD_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_WORDED = re.compile(
    rf"{_NUMBER.pattern}|(?<![{_NUMERALS}第])(?P<chinese>[{_NUMERALS}]{{1,9}})(?=[余多]?{_COUNTER})"
    rf"|\b(?P<english>(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?|{'|'.join(_SMALL)})\b",
    re.IGNORECASE,
)
_SCALE = re.compile(
    "(?P<early>[余多来]|\\+(?!\\d))?\\s?"
    "(?P<scale>(?:十|百|千)?万亿|[十百千]?[万亿]|[百千](?![分瓦克米])"
    "|(?:thousand|[mb]illion|trillion|mln|mn|bn|tn|[KkMmBbT])(?![A-Za-z²³]))?"
    "(?P<late>[余多来]|\\+(?!\\d))?\\s?"
)
_LAST = re.compile(
    r"\s?(?P<bound>以上|以下|以内|左右|上下|不等|or more|or less|plus\b|\+(?!\d))"
    r"|[\s-](?P<streak>running|in a row|straight)\b"
)
_RANGE = re.compile(r"\s?(?:[–—~～至到-]|to\b)\s?$")
_MOST_DIGITS = 20
"""More make no figure that anybody could read; and arithmetic stays exact."""
_JOINS = re.compile(r"[A-Za-z0-9)年月日-]$")
_LONGEST_BEFORE = 24
_NEAR_BEFORE, _NEAR_AFTER = 24, 34
"""How far from its number a word of movement may stand."""


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
    plain = text.translate(grammar.HALF_WIDTH)
    found: list[Figure] = []
    for match in (_WORDED if words else _NUMBER).finditer(plain):
        figure = _read(text, plain, match, found[-1].end if found else 0)
        if figure is not None:
            found.append(figure)
    return tuple(_share_units(plain, found))


def _read(text: str, plain: str, match: re.Match[str], floor: int) -> Figure | None:
    number = _number(match)
    if number is None:
        return None
    first = max(floor, match.start() - _LONGEST_BEFORE)
    window, last_one = plain[first : match.start()], plain[first - 1 : first] if first else ""
    sign, head = _cut_sign(window, last_one)
    currency = grammar.CURRENCY.search(head)
    if currency:
        early, head = _cut_sign(head[: currency.start()], last_one)
        sign = sign or early
    qualified = _qualifiers(head)
    tail = _SCALE.match(plain, match.end())
    assert tail is not None  # noqa: S101 - every part of it may be absent
    scale = grammar.find_scale(tail["scale"] or "", with_currency=currency is not None)
    at = tail.end()
    if scale is None:  # `5 m` are metres
        scale, at = 1, tail.start("scale")
    unit = UNIT.match(plain, at)
    last = _LAST.match(plain, unit.end() if unit and unit[0] else at)
    words = [tail[group] for group in ("early", "late") if tail[group]]
    words += [last[group] for group in ("bound", "streak") if last and last[group]]
    end = last.end() if last else unit.end() if unit and unit[0] else len(plain[:at].rstrip())
    start = match.start() - (len(window) - len(head)) - len(qualified)
    name = unit_of(currency[0]) if currency else unit_of(unit[0]) if unit else ""
    if match["percent"] or plain.endswith("百分之", 0, match.start()):
        name = "%"
    if match["tenths"]:
        more = find_number(match["tenth"]) or 0 if match["tenth"] else 0
        number, name, end = number * 10 + more, "%", match.end() + (2 if more else 1)
    return Figure(
        text=text[start:end],
        start=start,
        end=end,
        digits=match.start(),
        number=number,
        scale=scale,
        unit=name,
        bounds=meanings_of(qualified) | {MEANING[word] for word in words},
        direction=_direction(plain, start, end, sign),
        shown=match[0],
    )


def _number(match: re.Match[str]) -> Decimal | Fraction | None:
    if match["digits"]:
        if len(match["digits"]) > _MOST_DIGITS:
            return None
        number = Decimal(match["digits"].replace(",", ""))
        return Fraction(number) / int(match["divisor"]) if match["divisor"] else number
    groups = match.groupdict()
    if english := groups.get("english"):
        return Decimal(sum(_WORD_VALUES[word] for word in english.lower().split("-")))
    words = groups["percent"] or groups["tenths"] or groups.get("chinese")
    if words:
        value = find_number(words)
        return None if value is None else Decimal(value)
    parts, whole = find_number(match["parts"]), find_number(match["whole"])
    return Fraction(parts, whole) if parts is not None and whole else None


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


def _direction(plain: str, start: int, end: int, sign: str) -> Direction | None:
    if sign:
        return None if sign == "±" else "up" if sign == "+" else "down"
    before, after = _clause(plain, start, end)
    up, down = (min(_distances(words, before, after), default=None) for words in (UP, DOWN))
    if up is None or down is None:
        return "up" if up is not None else "down" if down is not None else None
    return "up" if up < down else "down"


def _clause(plain: str, start: int, end: int) -> tuple[str, str]:
    before = plain[max(0, start - _NEAR_BEFORE) : start]
    cut = list(CLAUSE_END.finditer(before))
    after = plain[end : end + _NEAR_AFTER]
    stop = CLAUSE_END.search(after)
    return before[cut[-1].end() if cut else 0 :], after[: stop.start() if stop else len(after)]


def _distances(words: re.Pattern[str], before: str, after: str) -> Iterator[int]:
    for match in words.finditer(before):
        rest = before[match.end() :]
        if not LEVEL.match(rest) and not NO_MOVE.search(before[: match.end()]) and not re.search(r"\d", rest):
            yield len(rest)
    for match in words.finditer(after):
        # Chinese says the movement first; what follows belongs to the next number.
        if match[0].isascii() and not re.search(r"\d", after[: match.start()]):
            yield match.start() + 1


def _share_units(plain: str, found: list[Figure]) -> Iterator[Figure]:
    """The first number of a range has the scale and unit of the second: 3–5万人."""
    for one, other in pairwise(found):
        if one.unit or not _RANGE.fullmatch(plain, one.end, other.start):
            yield one
        else:
            yield replace(one, unit=other.unit, scale=other.scale if one.scale == 1 else one.scale)
    yield from found[-1:]
