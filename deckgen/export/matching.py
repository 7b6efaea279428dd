"""What a page shows, character by character, and what its paragraphs say → which character is whose.

A page is drawn in the order of its shapes, so the paragraphs follow one another on it; bullets, numbers and the
texts of charts and masters stand between them.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

Placed = tuple[int, int, int]
"""Number of a paragraph, first and last character (exclusive) on the page."""

LONGEST_COMPARED = 2_000
"""Characters up to which a paragraph that is not on the page word for word is looked for piece by piece."""


def match_paragraphs(page: str, paragraphs: Sequence[str]) -> dict[int, list[int]]:
    """Paragraph → the places of its characters on the page, none for a paragraph that is not there.

    `page` and `paragraphs` are without blanks. Long paragraphs are placed first, because they hardly occur by
    chance; each then confines its neighbours.
    """
    page, wanted = _folded(page), [_folded(text) for text in paragraphs]
    if "".join(wanted) == page:  # where nothing else is drawn, there is no doubt: 12 and 222 are 12222
        ends = list(accumulate(map(len, wanted)))
        return {number: list(range(end - len(wanted[number]), end)) for number, end in enumerate(ends)}
    placed: list[Placed] = []
    lost: list[int] = []
    for number in sorted(range(len(wanted)), key=lambda each: (-len(wanted[each]), each)):
        first, last = _confines(placed, number, len(page))
        at = page.find(wanted[number], first, last) if wanted[number] else -1
        if at < 0:
            lost.append(number)
        else:
            insort(placed, (number, at, at + len(wanted[number])))
    found = {number: list(range(first, last)) for number, first, last in placed}
    taken = {place for places in found.values() for place in places}
    for number in lost:
        places = _elsewhere(page, wanted[number], taken) or _in_pieces(
            page, wanted[number], _confines(placed, number, len(page)), taken
        )
        taken.update(places)
        found[number] = places
    return found


def _folded(text: str) -> str:
    """In small letters, one for one: `cap="all"` draws capitals."""
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


def _confines(placed: list[Placed], number: int, end: int) -> tuple[int, int]:
    """Between which places the paragraph must stand, if it stands in order."""
    index = bisect_right(placed, (number, 0, 0))
    return placed[index - 1][2] if index else 0, placed[index][1] if index < len(placed) else end


def _elsewhere(page: str, wanted: str, taken: set[int]) -> list[int]:
    """Footers and page numbers may be drawn out of order."""
    at = page.find(wanted) if wanted else -1
    while at >= 0:
        places = range(at, at + len(wanted))
        if taken.isdisjoint(places):
            return list(places)
        at = page.find(wanted, at + 1)
    return []


def _in_pieces(page: str, wanted: str, confines: tuple[int, int], taken: set[int]) -> list[int]:
    """What is left of a paragraph of which the page lacks or changes some characters."""
    first, last = confines
    if len(wanted) > LONGEST_COMPARED or last - first > 2 * LONGEST_COMPARED:
        return []
    blocks = SequenceMatcher(None, page[first:last], wanted, autojunk=False).get_matching_blocks()
    places = [first + block.a + offset for block in blocks for offset in range(block.size)]
    free = [place for place in places if place not in taken]
    return free if 2 * len(free) >= len(wanted) else []
