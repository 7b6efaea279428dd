"""Chinese numerals → numbers: 三, 两, 十五, 三百二十, 二〇二五. Anything irregular is no number."""

from __future__ import annotations

from deckgen.patterns import regex

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = regex(
    "(?:(?P<thousands>[一二两三四五六七八九])千零?)?"
    "(?:(?P<hundreds>[一二两三四五六七八九])百零?)?"
    "(?P<ten>(?P<tens>[一二三四五六七八九])?十)?"
    "(?P<ones>[零一二两三四五六七八九])?"
)
_YEAR = regex("[一二三四五六七八九][〇零一二三四五六七八九]{3}")


def find_number(numeral: str) -> int | None:
    """The value of a numeral below 10,000; None for what only looks like one (三八, 百, 千万)."""
    if _YEAR.fullmatch(numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    match = _NUMERAL.fullmatch(numeral)
    if match is None or not numeral:
        return None
    tens = (_digit(match["tens"]) or 1) if match["ten"] else 0
    return (
        _digit(match["thousands"]) * 1000
        + _digit(match["hundreds"]) * 100
        + tens * 10
        + _digit(match["ones"])
    )


def _digit(character: str | None) -> int:
    return _DIGITS[character] if character else 0
