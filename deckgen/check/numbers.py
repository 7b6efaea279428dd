"""The patterns of numbers in running text, in digits and in words, and what they are worth."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from deckgen.content.numerals import find_number
from deckgen.patterns import regex

_MOST_DIGITS = 20
"""More make no figure that anybody could read; and arithmetic stays exact."""
_NUMERALS = "零〇一二两三四五六七八九十百千"
NUMBER = regex(
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
WORDED = regex(
    rf"{NUMBER.pattern}|(?<![{_NUMERALS}第])(?P<chinese>[{_NUMERALS}]{{1,9}})(?=[余多]?{_COUNTER})"
    rf"|\b(?P<english>(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?|{'|'.join(_SMALL)})\b",
    re.IGNORECASE,
)


def number_of(match: re.Match[str]) -> Decimal | Fraction | None:
    """What a match of one of these patterns is worth; None for what only looks like a number."""
    if match["digits"]:
        if len(match["digits"]) > _MOST_DIGITS:
            return None
        number = Decimal(match["digits"].replace(",", ""))
        return Fraction(number) / int(match["divisor"]) if match["divisor"] else number
    groups = match.groupdict()
    if english := groups.get("english"):
        return Decimal(sum(_WORD_VALUES[word] for word in english.lower().split("-")))
    if match["tenths"]:  # 九成八 is 98 %
        tenths, more = find_number(match["tenths"]), find_number(match["tenth"] or "零")
        return None if tenths is None or more is None else Decimal(10 * tenths + more)
    words = groups["percent"] or groups.get("chinese")
    if words:
        value = find_number(words)
        return None if value is None else Decimal(value)
    parts, whole = find_number(match["parts"]), find_number(match["whole"])
    return Fraction(parts, whole) if parts is not None and whole else None
