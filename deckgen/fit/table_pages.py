"""Heights of a table's rows → which rows stand on which page: as few pages as hold them, about equally full."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from deckgen.layouts.model import TableRow


def groups_of(rows: Sequence[TableRow]) -> list[int]:
    """Where a page may begin: not inside of what is merged over several rows. The last entry is the end."""
    starts, held = [], 0
    for number, row in enumerate(rows):
        if number >= held:
            starts.append(number)
        held = max(held, *(number + cell.down for cell in row)) if row else held
    return [*starts, len(rows)]


def page_starts(
    heights: Sequence[float], starts: Sequence[int], room: float, *, keep_last: bool
) -> list[int]:
    """The first row of each page, and the end. A group of rows higher than `room` has a page of its own.

    `keep_last`: the last row is a totals row, and never stands on a page alone.
    """
    cuts = list(starts)
    if keep_last and len(cuts) > 2 and cuts[-1] - cuts[-2] == 1:
        del cuts[-2]
    blocks = [sum(heights[first:last]) for first, last in pairwise(cuts)]
    pages = len(_filled(blocks, room))
    low, high = max(blocks, default=0.0), room
    # The lowest limit that still needs no more pages spreads the rows evenly.
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(blocks, middle)) <= pages:
            high = middle
        else:
            low = middle
    return [*(cuts[place] for place in _filled(blocks, max(high, low))), cuts[-1]]


def _filled(blocks: Sequence[float], room: float) -> list[int]:
    """The first block of each page when each takes all it can."""
    firsts, used = [0], 0.0
    for number, block in enumerate(blocks):
        if used and used + block > room:
            firsts.append(number)
            used = 0.0
        used += block
    return firsts
