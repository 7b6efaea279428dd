"""Text in, places out where a line may start: LibreOffice's rules, which are stricter than PowerPoint's."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

from deckgen.fit.scripts import is_east_asian

NEVER_FIRST_LATIN = frozenset("!%),.:;?]}°")
NEVER_FIRST_EAST = frozenset("，。、；：？！）》」』】〕〉％～·々〃ー・’”—…‰℃")
NEVER_LAST = frozenset("$(£¥€[{“‘（《〈「『【〔￥＄")
CLOSING_EAST = frozenset("，。、」』】〕〉》）”’；：？！")
NEVER_FIRST_UNSPACED = frozenset("-'\"")
NEVER_PARTED_AFTER = frozenset("+±'\"/")
CLINGS_TO_OPENING = frozenset("·/=&~@#*°×_<>^'\"+±")
OPENING_EAST = frozenset("（《「『【〔〈“‘")
UNBREAKABLE = frozenset("\u00a0\u202f\u2060\ufeff\u2011")
BREAKS_AROUND = frozenset("—…")
BREAKS_AFTER = frozenset("-?!|")

Kind = int
"""The number of a group of characters that the rules treat alike. `KINDS` gives the kind of each character, `PAIRS`
whether a line may start between characters of two kinds."""


class Character:
    """What the rules ask about a character, worked out once."""

    __slots__ = ("closing", "combines", "dash", "east", "opening", "space", "text", "unbreakable", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        self.space = text in " \t"
        self.east = is_east_asian(text) or text > "\uffff"
        self.word = text.isalnum() and not self.east
        self.closing = text in CLOSING_EAST
        self.opening = text in OPENING_EAST
        self.dash = text in BREAKS_AROUND
        self.unbreakable = text in UNBREAKABLE
        self.combines = unicodedata.category(text) in ("Mn", "Me", "Cf") and text != "\u200b"

    @property
    def traits(self) -> tuple[bool, ...]:
        return tuple(getattr(self, trait) for trait in self.__slots__ if trait != "text")


def may_part(before: Character, after: Character) -> bool:
    """Whether a line may start with `after` when `before` precedes it."""
    return all(rule(before, after) for rule in VETOES) and any(rule(before, after) for rule in REASONS)


VETOES: tuple[Callable[[Character, Character], bool], ...] = (
    lambda _, after: not after.space,
    lambda _, after: not after.combines,
    lambda before, after: not (before.unbreakable or after.unbreakable),
    lambda before, after: not (before.dash and before.text == after.text),
    # A full-width mark stays on the line above even when a space precedes it.
    lambda before, after: after.text not in NEVER_FIRST_EAST or (before.space and not after.east),
    lambda before, after: after.text not in NEVER_FIRST_LATIN or before.space,
    lambda before, _: before.text not in NEVER_LAST,
    lambda before, after: before.space or after.text not in NEVER_FIRST_UNSPACED,
    lambda before, _: before.text not in NEVER_PARTED_AFTER,
    # LibreOffice goes by an older UAX 14: `，2024`, `word（` and `%“` hold together.
    lambda before, after: not (before.closing and after.word),
    lambda before, after: not (after.opening and (before.word or before.text in CLINGS_TO_OPENING)),
    lambda before, after: after.text not in "“‘" or before.east or before.space or before.dash,
)

REASONS: tuple[Callable[[Character, Character], bool], ...] = (
    lambda before, _: before.space or before.text == "\u200b",
    lambda before, after: before.east or after.east,
    lambda before, after: before.text in "—…”’" or after.text in "“‘—…",
    lambda before, after: before.text in BREAKS_AFTER and after.word,
)


class _Kinds(dict[str, Kind]):
    """Character → kind. The common ideographs share one; whatever the rules name has its own."""

    def __init__(self) -> None:
        super().__init__()
        self.samples: list[Character] = []
        self._numbers: dict[object, Kind] = {}

    def __missing__(self, text: str) -> Kind:
        sample = Character(text)
        key = text if text in NAMED else sample.traits
        if key not in self._numbers:
            self._numbers[key] = len(self.samples)
            self.samples.append(sample)
        self[text] = kind = self._numbers[key]
        return kind


class _Pairs(dict[tuple[Kind, Kind], bool]):
    def __missing__(self, pair: tuple[Kind, Kind]) -> bool:
        self[pair] = verdict = may_part(KINDS.samples[pair[0]], KINDS.samples[pair[1]])
        return verdict


NAMED = (
    NEVER_FIRST_LATIN
    | NEVER_FIRST_EAST
    | NEVER_LAST
    | CLOSING_EAST
    | NEVER_FIRST_UNSPACED
    | NEVER_PARTED_AFTER
    | CLINGS_TO_OPENING
    | OPENING_EAST
    | UNBREAKABLE
    | BREAKS_AROUND
    | BREAKS_AFTER
    | frozenset("\u200b \t")
)
KINDS = _Kinds()
PAIRS = _Pairs()


def line_starts(text: str) -> list[int]:
    """Every index at which a line may start, besides 0."""
    kinds = [KINDS[character] for character in text]
    pairs = PAIRS
    return [index for index, pair in enumerate(pairwise(kinds), 1) if pairs[pair]]
