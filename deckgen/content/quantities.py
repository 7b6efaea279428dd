"""A figure as the author wrote it → what it means: qualifier, exact number, scale, unit, kind.

The wording is never altered: `before + number_text + after` is the string that came in.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from deckgen.content import grammar
from deckgen.content.numerals import find_number
from deckgen.content.widths import HALF_WIDTH
from deckgen.records import dataclass

Kind = Literal["count", "share", "growth", "rank", "streak"]
Number = Decimal | Fraction | tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Quantity:
    """`before`, `number_text` and `after` are how it is shown; the rest is what it says.

    `number` is exact and carries the sign: a fraction for `1/3`, a pair for the range `3–5`. `qualifier`
    holds every qualifying word (近, 余, over), joined by a blank where there are several.
    """

    before: str
    number_text: str
    after: str
    qualifier: str
    number: Number
    scale: int
    currency: str
    unit: str
    kind: Kind

    @property
    def display(self) -> str:
        return self.before + self.number_text + self.after

    @property
    def value(self) -> Number:
        """The number with its scale: 30000 for 3万余场."""
        if isinstance(self.number, Fraction):
            return self.number * self.scale
        with localcontext(prec=2 * grammar.LONGEST):  # the usual 28 digits would round a longer one
            if isinstance(self.number, tuple):
                return self.number[0] * self.scale, self.number[1] * self.scale
            return self.number * self.scale


_BARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
"""A number and nothing else, as most charts are full of: it needs no grammar."""


class _Found(NamedTuple):
    """Where the digits stand and what they are worth."""

    start: int
    end: int
    number: Number
    is_numeral: bool = False


@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> Quantity | None:
    """The figure that `text` is, or None where it is none (全覆盖, 场(次), 十佳, 2026/3/8)."""
    if len(text) > grammar.LONGEST:
        return None
    if _BARE.fullmatch(text):
        return Quantity("", text, "", "", Decimal(text), 1, "", "", "count")
    plain = text.translate(HALF_WIDTH)
    found = _find_digits(plain) or _find_share_in_words(plain) or _find_numeral(plain)
    if found is None:
        return None
    before, after = plain[: found.start], plain[found.end :]
    tail = grammar.TAIL.fullmatch(after)
    if tail is None or not _may_stand_around(before, tail, found):
        return None
    currency = grammar.CURRENCY.search(before)
    scale = grammar.find_scale(tail["scale"] or "", with_currency=currency is not None)
    unit = tail["unit"]
    if scale is None:  # `5 m` are metres, `£5m` are millions
        unit, scale = tail["scale"] + unit, 1
    if before.endswith(grammar.PER_HUNDRED):
        unit = unit or "%"
    return Quantity(
        before=text[: found.start],
        number_text=text[found.start : found.end],
        after=text[found.end :],
        qualifier=_qualifier(before, tail),
        number=found.number,
        scale=scale,
        currency=currency[0].strip() if currency else "",
        unit=unit.strip(),
        kind=_choose_kind(before, plain[found.start : found.end], after, unit.strip(), found.number),
    )


def find_compound(text: str) -> tuple[str, str, str] | None:
    """What stands before, within and after the numbers of a figure that is several in a row, each with its unit, and
    of no single value: 9分40秒, 2亿3000万元. None where it is none."""
    spans = grammar.figure_spans(text) if len(text) <= grammar.LONGEST else ()
    if len(spans) < 2 or (spans[0][0], spans[-1][1]) != (0, len(text)):
        return None
    if any(end != start for (_, end), (start, _) in pairwise(spans)):
        return None
    digits = [place for place, character in enumerate(text) if character.isdecimal()]
    first, last = digits[0], digits[-1] + 1
    return text[:first], text[first:last], text[last:]


def _find_digits(plain: str) -> _Found | None:
    match = grammar.NUMBER.search(plain)
    if match is None:
        return None
    first = _decimal(match["first"])
    if (match["sign"] or match["early_sign"] or "+") in "-−–":
        first = first.copy_negate()
    number: Number = first
    if match["divisor"]:
        divisor = _decimal(match["divisor"])
        if not divisor:
            return None
        number = Fraction(first) / Fraction(divisor)
    elif match["last"]:
        if match["between"] and not plain[match.end() :].lstrip().startswith(match["between"].strip()):
            return None
        number = (first, _decimal(match["last"]))
    start = match.start("sign") if match["sign"] else match.start("first")
    return _Found(start, match.end(), number)


def _find_share_in_words(plain: str) -> _Found | None:
    match = grammar.SHARE_IN_WORDS.search(plain)
    if match is None:
        return None
    parts, whole = find_number(match["parts"]), find_number(match["whole"])
    if parts is None or not whole:
        return None
    return _Found(match.start(), match.end(), Fraction(parts, whole), is_numeral=True)


def _find_numeral(plain: str) -> _Found | None:
    rest = plain.rpartition(grammar.PER_HUNDRED)[2]
    match = grammar.NUMERAL.search(plain, len(plain) - len(rest))
    number = find_number(match[0]) if match else None
    if match is None or number is None:
        return None
    return _Found(match.start(), match.end(), Decimal(number), is_numeral=True)


def _may_stand_around(before: str, tail: re.Match[str], found: _Found) -> bool:
    """Whether the digits are a figure, not part of a name (COVID-19, 三八节) or of a date."""
    rest = grammar.CURRENCY.sub("", before)
    if len(before) > grammar.LONGEST_BEFORE or grammar.GLUED.search(rest) or grammar.STRAY_DIGIT.search(rest):
        return False
    if found.is_numeral:
        known_unit = grammar.MEASURE.fullmatch(tail["unit"].strip()) is not None
        return grammar.ONLY_WORDS_BEFORE.fullmatch(rest) is not None and known_unit
    return grammar.STRAY_DIGIT.search(grammar.OF_WHOLE.sub("", tail["unit"])) is None


def _qualifier(before: str, tail: re.Match[str]) -> str:
    words = [match[0].strip() for match in grammar.QUALIFIER.finditer(before)]
    words += [tail[group].strip() for group in ("early", "late", "last") if tail[group]]
    return " ".join(words)


def _choose_kind(before: str, shown: str, after: str, unit: str, number: Number) -> Kind:
    around = f"{before} {after}"
    if grammar.STREAK.search(around):
        return "streak"
    if grammar.RANK_BEFORE.search(before) and not grammar.NO_RANK.match(after):
        return "rank"
    if grammar.ORDINAL.match(after):
        return "rank"
    signed = shown[0] in grammar.SIGNS or before.startswith(tuple(grammar.SIGNS))
    if signed or grammar.GROWTH.search(around) or grammar.POINTS.match(unit):
        return "growth"
    is_share = isinstance(number, Fraction) or grammar.SHARE.match(unit)
    return "share" if is_share else "count"


def _decimal(digits: str) -> Decimal:
    return Decimal(grammar.SEPARATOR.sub("", digits))
