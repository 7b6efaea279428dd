"""Names that must be spelt just so → where a text spells one otherwise.

Wrong spellings that somebody listed are found as they are. Besides, a name with one character inside it wrong, missing
or too many is probably meant to be the name. At its very ends it may be another one (山西 for 江西), so those are left
alone in Chinese, but for the last character of a name so long that hardly another one begins like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deckgen.check.folding import fold

if TYPE_CHECKING:
    from deckgen.content.models import Name

SHORTEST_CHINESE, SHORTEST_LATIN = 4, 5
"""Of shorter names, too many other words are one character away."""
LONG_CHINESE = 6
_LETTER = "A-Za-z0-9_\u00c0-\u024f-"
"""What a Latin name's words are made of; Chinese characters may follow on them."""
_MASK = "\x00"


class Misspelling(NamedTuple):
    found: str
    right: str
    sure: bool
    """Whether this spelling is listed as wrong."""


def misspellings(text: str, names: Sequence[Name]) -> Iterator[Misspelling]:
    """Every place of `text` where a name is spelt otherwise. Width and traditional characters do not count."""
    folded = fold(text)
    masked = folded
    for name in sorted(names, key=lambda one: -len(one.right)):
        masked = masked.replace(fold(name.right), _MASK * len(name.right))
    for name in names:
        for wrong in name.wrong:
            for place in _places(fold(wrong), masked):
                yield Misspelling(text[place : place + len(wrong)], name.right, sure=True)
            masked = masked.replace(fold(wrong), _MASK * len(wrong))
    for name in names:
        near = _near(fold(name.right))
        halves = _halves(fold(name.right)) if near else ()
        if near and any(half.lower() in masked.lower() for half in halves):
            for found in near.finditer(masked):
                yield Misspelling(text[found.start() : found.end()], name.right, sure=False)


def _places(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _halves(name: str) -> tuple[str, str]:
    """One wrong character leaves one half as it is."""
    return name[: len(name) // 2], name[len(name) // 2 :]


@lru_cache(maxsize=512)
def _near(name: str) -> re.Pattern[str] | None:
    """What is one character away from `name`; None for names that are too short."""
    is_latin = name.isascii()
    if len(name) < (SHORTEST_LATIN if is_latin else SHORTEST_CHINESE):
        return None
    inner = range(len(name)) if is_latin else range(1, len(name) - 1)
    other = f"[^{_MASK}\\s]"
    ways = [re.escape(name[:place]) + other + re.escape(name[place + 1 :]) for place in inner]
    ways += [re.escape(name[:place] + name[place + 1 :]) for place in inner]
    ways += [re.escape(name[:place]) + other + re.escape(name[place:]) for place in range(1, len(name))]
    if not is_latin and len(name) >= LONG_CHINESE:
        ways.append(re.escape(name[:-1]) + rf"[^{_MASK}\W]")
    if not is_latin:
        return re.compile("|".join(dict.fromkeys(ways)))
    every = "|".join(dict.fromkeys([*ways, re.escape(name)]))
    plural = rf"(?!{re.escape(name)}s(?![{_LETTER}]))"
    return re.compile(rf"(?<![{_LETTER}]){plural}(?:{every})(?![{_LETTER}])", re.IGNORECASE)
