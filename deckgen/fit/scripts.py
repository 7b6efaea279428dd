"""Text in, stretches of one script out: which of a style's two typefaces draws which characters."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.patterns import regex

EAST_ASIAN = (
    (0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Ideographs, kana, Hangul, full-width forms and their marks, from code to code."""
NEUTRAL = ((0x2000, 0x2E7F), (0xFE00, 0xFE0F), (0x1F000, 0x1FAFF))
"""Quotes, dashes, arrows and symbols: like blanks, they are drawn like the character before them."""


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


class _Scripts(dict[str, str]):
    """Character → `e` for East Asian, `n` for neutral, `l` for the rest, which is drawn like Latin."""

    def __missing__(self, character: str) -> str:
        code = ord(character)
        neutral = character.isspace() or code == 0xA0 or _within(code, NEUTRAL)
        self[character] = script = "e" if _within(code, EAST_ASIAN) else "n" if neutral else "l"
        return script


SCRIPTS = _Scripts()
_STRETCH = regex("(?P<east>(?:^n*)?e[en]*)|(?:^n*)?l[ln]*|n+")


def is_east_asian(character: str) -> bool:
    return SCRIPTS[character] == "e"


def script_stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether the stretch is East Asian. Neutral characters go with what precedes them."""
    if text.isascii():
        if text:
            yield 0, len(text), False
        return
    for match in _STRETCH.finditer("".join(map(SCRIPTS.__getitem__, text))):
        yield match.start(), match.end(), match.lastgroup == "east"
