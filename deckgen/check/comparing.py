"""A figure on a slide and one in the source → whether they say the same, and if not, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from deckgen.check.figures import Figure
from deckgen.check.folding import fold
from deckgen.check.measures import HARD


class Verdict(IntEnum):
    """How a shown figure stands to the source, best first."""

    EXACT = 0
    EQUAL = 1
    """The same value in another spelling: 20,578万 for 2.0578亿."""
    DERIVED = 2
    """It follows from other figures."""
    EXEMPT = 3
    """No figure of the source: a year, a date, part of a name."""
    TREND = 4
    QUALIFIER = 5
    UNIT = 6
    SCALE = 7
    ELSEWHERE = 8
    """It stands in the source, but not in the sentence that was quoted."""
    ABSENT = 9
    MISDERIVED = 10
    """It does not follow from the figures that it is said to follow from."""

    @property
    def holds(self) -> bool:
        return self <= Verdict.EXEMPT


def compare(shown: Figure, said: Figure, *, bare: bool = False) -> Verdict:
    """How `shown` stands to `said`. With `bare`, a number of the source without any unit may have any: table cells."""
    if shown.key != said.key or _padded(shown) != _padded(said):
        return Verdict.ABSENT
    if bare and shown.number == said.number and not said.unit and said.scale == 1:
        return Verdict.EQUAL
    if shown.value != said.value:
        return Verdict.SCALE
    if not same_unit(shown.unit, said.unit):
        return Verdict.UNIT
    if shown.bounds != said.bounds:
        return Verdict.QUALIFIER
    if shown.direction and said.direction and shown.direction != said.direction:
        return Verdict.TREND
    return Verdict.EXACT if fold(shown.text) in fold(said.text) else Verdict.EQUAL


def choose_likest(
    shown: Figure, candidates: Iterable[Figure], *, bare: bool = False
) -> tuple[Verdict, Figure | None]:
    """The best verdict that any of `candidates` gives, and which one; None where nothing is alike."""
    best: tuple[Verdict, Figure | None] = (Verdict.ABSENT, None)
    for said in candidates:
        verdict = compare(shown, said, bare=bare)
        if verdict < best[0]:
            best = verdict, said
    return best


def same_unit(shown: str, said: str) -> bool:
    """A counter may be left to the label: `9` for 9座. A percent sign or a currency may not."""
    if shown == said:
        return True
    return (not shown or not said) and not {shown, said} & HARD


def _padded(figure: Figure) -> bool:
    """Whether the number begins with a nought too many: 06个 is a slip, not 6个."""
    return len(figure.shown) > 1 and figure.shown[0] == "0" and figure.shown[1].isdigit()
