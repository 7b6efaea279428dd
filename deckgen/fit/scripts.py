"""Text in, stretches of one script out: which of a style's two typefaces draws which characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
"""A regular expression's character class: ideographs, kana, Hangul, full-width forms and their marks."""
NEUTRAL = "\\s\u00a0\u2000-\u2e7f\U0001f000-\U0001faff\ufe00-\ufe0f\u200b-\u200f"
"""Spaces, quotes, dashes, arrows and symbols: drawn like the character before them."""

_EAST = re.compile(f"[{EAST_ASIAN}]")
_STRETCH = re.compile(
    f"(?P<east>(?:^[{NEUTRAL}]*)?[{EAST_ASIAN}][{EAST_ASIAN}{NEUTRAL}]*)"
    f"|(?:^[{NEUTRAL}]*)?[^{EAST_ASIAN}{NEUTRAL}][^{EAST_ASIAN}]*"
    f"|[{NEUTRAL}]+"
)


def is_east_asian(character: str) -> bool:
    return _EAST.match(character) is not None


def script_stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether the stretch is East Asian. Neutral characters go with what precedes them."""
    for match in _STRETCH.finditer(text):
        yield match.start(), match.end(), match.lastgroup == "east"
