"""Words of movement around a number → whether it rises or falls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from deckgen.check.measures import CLAUSE_END, DOWN, LEVEL, NO_MOVE, UP

Direction = Literal["up", "down"]

_NEAR_BEFORE, _NEAR_AFTER = 24, 34
"""How far from its number a word of movement may stand."""


def direction_of(plain: str, start: int, end: int, sign: str) -> Direction | None:
    """Where the figure at this place of a text goes: by its sign, or by the nearest word of movement in its clause."""
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
