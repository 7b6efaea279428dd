"""Rows of numbers in charts and tables → the same rows in the source, number by number.

A wrong digit in a row of small numbers easily makes a number that stands somewhere else in the source. But where all
others of a row stand side by side there, in order, what stands in the place of this one is known; and where all do, it
is known which of several equal numbers is meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from deckgen.check.comparing import compare
from deckgen.check.figures import Figure
from deckgen.diagnostics import KeyPath

Row = Sequence[tuple[KeyPath, Figure]]
Rows = dict[str | int, list[tuple[KeyPath, Figure]]]
FEWEST = 4
"""Of fewer numbers, those that agree could do so by chance."""


def find_counterparts(
    found: Sequence[tuple[KeyPath, Figure]], amounts: Sequence[Figure]
) -> dict[KeyPath, tuple[Figure, bool]]:
    """Key path of a number → what stands in its place in the same row of `amounts`, and whether that is the same."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, amount in enumerate(amounts):
        places[amount.key].append(place)
    counterparts: dict[KeyPath, tuple[Figure, bool]] = {}
    for ways in _by_direction(found).values():
        # A source names the numbers row by row or column by column; the other way, some agree by chance.
        placed = [[(row, *_best_start(row, amounts, places)) for row in rows.values()] for rows in ways]
        for row, start, _ in max(placed, key=lambda way: sum(agree for _, _, agree in way)):
            if start is not None:
                counterparts |= dict(_counterparts(row, amounts[start : start + len(row)]))
    return counterparts


def _counterparts(row: Row, there: Sequence[Figure]) -> Iterator[tuple[KeyPath, tuple[Figure, bool]]]:
    for place, ((path, figure), said) in enumerate(zip(row, there, strict=True)):
        # Beyond the end of a row, the source goes on with something else.
        inside = 0 < place < len(row) - 1 or (said.unit == figure.unit and said.unit != "")
        holds = compare(figure, said, bare=True).holds
        if inside or holds:
            yield path, (said, holds)


def _best_start(
    row: Row, amounts: Sequence[Figure], places: Mapping[str, Sequence[int]]
) -> tuple[int | None, int]:
    """Where in `amounts` the row begins, if all its numbers but one stand there in order; and how many do."""
    votes = Counter(
        place - number
        for number, (_, figure) in enumerate(row)
        for place in places.get(figure.key, ())
        if compare(figure, amounts[place], bare=True).holds
    )
    fits = [start for start in votes if 0 <= start <= len(amounts) - len(row)]
    best = max(fits, key=lambda start: (votes[start], -start), default=None)
    if best is None or len(row) < FEWEST or votes[best] < len(row) - 1:
        return None, 0
    return best, votes[best]


def _by_direction(found: Sequence[tuple[KeyPath, Figure]]) -> Mapping[KeyPath, tuple[Rows, Rows]]:
    """Chart or table → its numbers by series or row, and by category or column."""
    charts: dict[KeyPath, tuple[Rows, Rows]] = defaultdict(lambda: (defaultdict(list), defaultdict(list)))
    for path, figure in found:
        if path[-1] == "text":  # …, rows, 3, 2, text
            along, across = charts[path[:-4]]
            along[path[-3]].append((path, figure))
            across[path[-2]].append((path, figure))
        elif isinstance(path[-1], int):  # …, series, 1, values, 4 or …, values, 4
            in_series = path[-4:-3] == ("series",)
            along, across = charts[path[:-4] if in_series else path[:-2]]
            along[path[-3] if in_series else ""].append((path, figure))
            across[path[-1]].append((path, figure))
    return charts
