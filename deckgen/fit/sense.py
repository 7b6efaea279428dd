"""Body text in, line starts out: figures and short names whole, no last line of a character or two."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from deckgen.content.grammar import figure_spans
from deckgen.fit.breaking import SCRIPT_GAP, SLACK, Measured, last_start_before, natural_lines, next_start
from deckgen.fit.scripts import is_east_asian
from deckgen.fit.vocabulary import places_within_words
from deckgen.patterns import regex

SHORT_NAME = regex("“[^“”]{1,10}”|《[^《》]{1,10}》|「[^「」]{1,10}」")
ROOM_FOR_NAME = 1.5
"""A short name in quotes is kept whole on lines at least this many times as wide."""

LETTERS_AN_EM = 4
"""About as many narrow letters as an em holds."""

ROOM_FOR_MORE = 12
"""Lines of so many ems never leave two characters alone either; in narrower ones that looks natural."""

NARROW = 20
"""On lines of fewer ems, beside photos and cards, common words stay whole; longer lines are read too fast to mind."""

ORPHAN_REACH = 6
"""A line of one letter has at most so many characters, punctuation marks included."""

SPAN_CLUE = regex(r"[0-9０-９一二三四五六七八九十百千万亿“《「]")


class Lines(NamedTuple):
    """Where lines start, and which of these starts need a line break of ours to come about."""

    starts: list[int]
    forced: Collection[int] = ()


class Rooms(NamedTuple):
    """Widths of the first line and of those after it, in ems."""

    first: float
    rest: float

    def loose(self, share: float = 1.5 * SLACK) -> Rooms:
        """The rooms of the most generous program: wider by `share`, without the slack that measuring keeps."""
        return Rooms(self.first * (1 + share), self.rest * (1 + share))


@lru_cache(maxsize=1024)
def whole_spans(text: str) -> tuple[tuple[int, int, bool], ...]:
    """What is best kept on one line: start, end, and whether it is a short name in quotes; otherwise it is a figure."""
    if SPAN_CLUE.search(text) is None:
        return ()
    figures = ((start, end, False) for start, end in figure_spans(text))
    names = ((*match.span(), True) for match in SHORT_NAME.finditer(text))
    return (*figures, *names)


def places_inside_spans(text: str) -> set[int]:
    """Where no line or page should start, because a figure or a short name goes on there."""
    return {place for start, end, _ in whole_spans(text) for place in range(start + 1, end)}


def refused_starts(measured: Measured, room: float) -> frozenset[int]:
    """Where no line is to start, because a figure or a short name would be torn."""
    return frozenset(
        index
        for start, end, is_name in whole_spans(measured.text)
        if measured.width(start, end) * (ROOM_FOR_NAME if is_name else 1.0) <= room
        for index in range(start + 1, end)
    )


def sensible_lines(measured: Measured, rooms: Rooms, *, words_whole: bool = True) -> Lines:
    """The lines of body text: as programs break them by themselves, unless that is against the sense; there a line
    start is forced.

    Programs measure differently: the strictest leaves gaps and slack, the most generous neither. Any line start
    between what the two would choose may happen, so one is forced if any of these would be against the sense.
    """
    refused = refused_starts(measured, rooms.rest)
    narrow = words_whole and rooms.rest < NARROW
    torn = places_within_words(measured.text) if narrow else frozenset()
    if refused or torn:
        lines = _keeping_whole(measured, rooms, refused, torn)
    else:
        lines = Lines(natural_lines(measured, *rooms))
    if len(lines.starts) == 1:
        return lines
    most = 2 if rooms.rest >= ROOM_FOR_MORE else 1
    if is_orphan(measured.text, lines.starts[-1], most):
        return _without_orphan(measured, lines, rooms, refused, most)
    if not lines.forced and _might_orphan(measured, lines.starts, rooms):
        return Lines(lines.starts, {lines.starts[-1]})
    return lines


def _keeping_whole(measured: Measured, rooms: Rooms, refused: frozenset[int], torn: frozenset[int]) -> Lines:
    """Lines that start at none of the places `refused`, whatever program breaks them; and not at those in `torn`, where
    an earlier start can be found."""
    starts, end, loose = [0], len(measured.text), rooms.loose()
    forced: set[int] = set()
    reach = 4 + LETTERS_AN_EM * math.ceil(loose.rest - rooms.rest + len(measured.switches) * SCRIPT_GAP)
    while True:
        at, which = starts[-1], min(len(starts) - 1, 1)
        natural = next_start(measured, at, rooms[which])
        if natural >= end:
            return Lines(starts, forced)
        wanted = natural
        if natural in refused or natural in torn:
            wanted = last_start_before(measured, at, natural, refused | torn) or natural
            if natural in torn and wanted != natural:
                forced.add(wanted)
        if wanted not in refused and any(start in refused for start in range(wanted + 1, wanted + reach)):
            farthest = next_start(measured.loose, at, loose[which])
            if any(start in refused for start in range(wanted + 1, farthest + 1)):
                forced.add(wanted)
        starts.append(wanted)


def is_orphan(text: str, start: int, most: int = 1) -> bool:
    """Whether the line from `start` to the end holds a single letter or `most` Chinese characters, marks aside."""
    if len(text) - start > ORPHAN_REACH:
        return False
    letters = [character for character in text[start:] if character.isalnum()]
    return len(letters) <= 1 or (len(letters) <= most and all(map(is_east_asian, letters)))


def _might_orphan(measured: Measured, starts: Sequence[int], rooms: Rooms) -> bool:
    """Whether the most generous program would leave a single character on its last line."""
    drift = len(starts) * rooms.rest * SLACK + len(measured.switches) * SCRIPT_GAP
    if len(measured.text) - starts[-1] > ORPHAN_REACH + drift:
        return False
    return is_orphan(measured.text, natural_lines(measured.loose, *rooms.loose())[-1])


def _without_orphan(
    measured: Measured, lines: Lines, rooms: Rooms, refused: frozenset[int], most: int
) -> Lines:
    """The lines with one more word or character on the last one, if it has room there."""
    *above, last = lines.starts
    refused |= places_within_words(measured.text)
    start = last_start_before(measured, above[-1], last - 1, refused)
    while start is not None and is_orphan(measured.text, start, most):
        start = last_start_before(measured, above[-1], start - 1, refused)
    if start is None or measured.width(start, len(measured.text)) > rooms.rest:
        return lines
    return Lines([*above, start], {*lines.forced, start} - {last})
