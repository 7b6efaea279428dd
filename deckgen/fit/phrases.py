"""A headline in, balanced lines out, broken where the phrase allows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

from deckgen.fit.breaking import ROUNDING, Measured, next_start
from deckgen.fit.scripts import is_east_asian
from deckgen.fit.sense import Lines, Rooms, is_orphan, refused_starts, sensible_lines
from deckgen.fit.vocabulary import places_within_words

MOST_LINES = 6
"""A headline of more lines than this is prose and set as such."""

DOUBT = 0.1
"""A headline's line start is left to the program only if lines this much wider would start there too."""

PUNCTUATION = 0.0
ENUMERATION = 0.1
SPACE = 0.03
PHRASE = 0.25
AFTER_WORD = 0.15
DOUBTFUL = 0.7
WITHIN_PHRASE = 1.6
WITHIN_WORD = 3.0
"""What a line start costs by the place it parts. Lines of 2:1 instead of 1:1 cost 0.22."""

LONE_WORD = 0.8
"""What it costs to leave one short word on a line of its own."""
LONG = 12
"""A line of so many characters is neither a short word nor an orphan."""

PAUSES = frozenset("，、：；。！？—…,;:）》”」|｜·")
UNFORCED = frozenset("，、：；。！？）》”」")
"""After these programs start no line with a Latin letter by themselves, though readers would."""
OPENERS = frozenset("（《“「—")
CLINGING = frozenset("的地得了着过之们等性化式者率度感")
"""Characters that belong to the word before them: no line starts with one."""
LINKING = frozenset("和与及或并而以向为在对从把将让使由被于不最更各全")
"""Characters that lead on to the next word: no line ends with one."""
LEADING = ("和", "与", "及", "并", "以及", "暨", "更加", "而", "让", "为", "以", "在", "推动", "助力", "促进")

LEANING = """
    a an the of in on at to for from by with and or nor but not no as into per than via its our their is are
    was were be it we they he she you that which who
"""
"""English words that no line ends with."""

_LEANING = frozenset(LEANING.split())


class PhraseParser(Protocol):
    def parse(self, sentence: str) -> list[str]: ...


@cache
def _parser() -> PhraseParser:
    import budoux

    parser: PhraseParser = budoux.load_default_simplified_chinese_parser()
    return parser


def headline_lines(measured: Measured, rooms: Rooms) -> Lines:
    """As few lines as the width allows, about equally long, each a phrase as far as possible."""
    plain = sensible_lines(measured, rooms, words_whole=False)
    if not 1 < len(plain.starts) <= MOST_LINES:
        return plain
    starts = _balanced(measured, rooms, len(plain.starts), refused_starts(measured, rooms.rest))
    if starts is None:
        return plain
    return Lines(starts, _needing_force(measured, rooms, starts))


def _needing_force(measured: Measured, rooms: Rooms, starts: Sequence[int]) -> set[int]:
    """The line starts that the strict and the generous program would not both choose by themselves."""
    forced, wider = set(), rooms.loose(DOUBT)
    for number, (at, following) in enumerate(pairwise(starts)):
        which = min(number, 1)
        tight = next_start(measured, at, rooms[which])
        loose = next_start(measured.loose, at, wider[which])
        if not tight == loose == following:
            forced.add(following)
    return forced


def _balanced(measured: Measured, rooms: Rooms, count: int, refused: frozenset[int]) -> list[int] | None:
    """The cheapest way to set the text in `count` lines, or None if only a cut word makes them."""
    text, end = measured.text, len(measured.text)
    costs = break_costs(text)
    places = sorted({*measured.starts[:-1], *unforced_starts(text)} - refused)
    target = measured.right[-1] / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for line in range(count):
        room = rooms[min(line, 1)] + ROUNDING
        ahead: dict[int, tuple[float, list[int]]] = {}
        known = list(best)
        for place in places if line < count - 1 else [end]:
            cost = costs.get(place, 0.0)
            options = [
                (best[start][0] + _line_cost(text[start:place], width / target) + cost, start)
                for start, width in _within_reach(measured, known, place, room)
            ]
            if options:
                least, start = min(options)
                ahead[place] = (least, [*best[start][1], place])
        best = ahead
    return best[end][1][:-1] if end in best else None


def _within_reach(
    measured: Measured, starts: Sequence[int], end: int, room: float
) -> Iterator[tuple[int, float]]:
    """The starts from which a line to `end` fits, with its width: from the nearest back, until the first one that
    does not."""
    edge, left = measured.visible_end(end), measured.left
    for start in reversed(starts[: bisect_left(starts, end)]):
        width = max(0.0, edge - left[start])
        if width > room:
            return
        yield start, width


def tears_a_word(text: str, starts: Sequence[int]) -> bool:
    """Whether a line of a Chinese headline starts inside a word."""
    if len(starts) == 1 or len(starts) > MOST_LINES or text.isascii():
        return False
    return not places_within_words(text).isdisjoint(starts)


def unforced_starts(text: str) -> Iterator[int]:
    """Where a line could well start, but does only if it is told to."""
    pairs = enumerate(pairwise(text), start=1)
    return (
        place
        for place, (before, after) in pairs
        if before in UNFORCED and after.isascii() and after.isalnum()
    )


def _line_cost(line: str, share: float) -> float:
    """What is wrong with a line by itself, which takes this share of the width that all should have."""
    text, uneven = line.strip(), (share - 1) ** 2
    if len(text) >= LONG:
        return uneven
    lone = LONE_WORD if " " not in text and text.isascii() else 0.0
    orphan = WITHIN_WORD if is_orphan(text, 0) else DOUBTFUL if is_orphan(text, 0, most=2) else 0.0
    return uneven + lone + orphan


@lru_cache(maxsize=256)
def break_costs(text: str) -> Mapping[int, float]:
    """What it costs to start a line at each place; the phrase model is asked for Chinese text only."""
    boundaries = dict(_phrase_boundaries(text)) if not text.isascii() else {}
    words = places_within_words(text)
    return {place: _cost(text, place, boundaries, words) for place in range(1, len(text))}


def _cost(text: str, place: int, boundaries: Mapping[int, float], words: frozenset[int]) -> float:
    before, after = text[:place].rstrip(), text[place:]
    if not before or before[-1] in PAUSES or after[0] in OPENERS:
        return ENUMERATION if before.endswith("、") else PUNCTUATION
    if text[place - 1].isspace() and is_east_asian(before[-1]) == is_east_asian(after[0]):
        return _cost_at_space(text, before)
    if place in words:
        return WITHIN_WORD
    if after[0] in CLINGING or before[-1] in LINKING:
        return WITHIN_PHRASE
    if text[place - 1].isspace():
        return _cost_between_scripts(before, after)
    if before[-1] in "的地" or after.startswith(LEADING):
        return AFTER_WORD
    return boundaries.get(place, WITHIN_PHRASE)


def _cost_at_space(text: str, before: str) -> float:
    """Two Latin words within a Chinese text are mostly a name, which stays whole."""
    if not text.isascii() and before[-1].isascii() and any(map(is_east_asian, text)):
        return DOUBTFUL
    leaning = _last_word(before) in _LEANING or before[-1].isdigit()
    return SPACE + (DOUBTFUL if leaning else 0.0)


def _cost_between_scripts(before: str, after: str) -> float:
    """A blank between two scripts is only air: what it parts may be a figure, or a name and its noun."""
    if is_east_asian(before[-1]):
        return AFTER_WORD if after.split(None, 1)[0].isalpha() else DOUBTFUL
    return PHRASE if before.split()[-1].islower() else DOUBTFUL


def _last_word(text: str) -> str:
    return text.rsplit(None, 1)[-1].casefold()


def _phrase_boundaries(text: str) -> Iterator[tuple[int, float]]:
    """Boundaries of the phrase model; one beside a fragment of a single character is not to be trusted."""
    at = 0
    for before, after in pairwise(_parser().parse(text)):
        at += len(before)
        fragment = (len(before) == 1 and before not in CLINGING) or len(after) == 1
        yield at, DOUBTFUL if fragment else PHRASE
