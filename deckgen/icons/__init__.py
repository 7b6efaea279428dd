"""A name or a word → an icon of the Phosphor set (MIT, see LICENSE). The table is read when first asked for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from deckgen.records import dataclass

SIDE = 256
"""Icons are drawn on a square of this side."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon: the English words it is found by, and its outline in the language of SVG paths."""

    words: tuple[str, ...]
    outline: str


@cache
def icons() -> Mapping[str, Icon]:
    """All icons by name, in the order of the alphabet."""
    rows = (line.split("\t") for line in (_FOLDER / "phosphor.tsv").read_text("utf-8").splitlines())
    return {name: Icon(tuple(words.split(",")), outline) for name, words, outline in rows}


@cache
def chinese() -> Mapping[str, tuple[str, ...]]:
    """Chinese words that reports use, and the icons that suit them."""
    rows = (line.split() for line in (_FOLDER / "chinese.txt").read_text("utf-8").splitlines())
    return {word: tuple(names) for word, *names in rows}


def find_icons(word: str) -> list[str]:
    """The names of the icons that `word` may mean, best first: by their own name, then by what they stand for."""
    asked = word.strip().lower()
    if not asked:
        return []
    meant = [name for known, names in chinese().items() if known in asked or asked in known for name in names]
    named = [name for name in icons() if asked in name]
    tagged = [name for name, icon in icons().items() if any(asked in one for one in icon.words)]
    by_name = sorted(named, key=lambda name: (asked not in name.split("-"), len(name)))
    return list(dict.fromkeys([*meant, *by_name, *tagged]))


def suggest_icon(word: str) -> str | None:
    """The icon that an unknown name may mean, or None."""
    close = difflib.get_close_matches(word.strip().lower(), icons(), n=1, cutoff=0.75)
    return next(iter(close or find_icons(word)), None)
