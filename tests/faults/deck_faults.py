"""Single faults of written decks: what colleagues, scripts and other programs do to a deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from deckgen.check.source import Source
from tests.faults.deck import Element, Parts, findings, good_deck
from tests.faults.file_faults import OF_FILE
from tests.faults.part_faults import of_relationships
from tests.faults.report_faults import example
from tests.faults.slide_faults import of_slide


class DeckFault(NamedTuple):
    """One of `codes` is to be found, on `slide`; where that is None, anywhere in the file."""

    kind: str
    deck: str
    codes: frozenset[str]
    slide: int | None
    change: Callable[[Parts], None]

    def is_found(self) -> bool:
        parts = Parts(dict(good_deck(self.deck)))
        self.change(parts)
        return any(
            found.code.name in self.codes
            and (self.slide is None or (found.spot is not None and found.spot.slide == self.slide))
            for found in findings(parts.zipped(), self.codes, source_of(self.deck))
        )


def source_of(name: str) -> Source | None:
    """What the deck's figures come from; those of the other deck come from data files, too."""
    return example(name).source if name == "annual-report-en" else None


MOST_OF_A_KIND = 2
"""In one deck: more of the same would take time and tell little."""


def deck_faults(name: str) -> Iterator[DeckFault]:
    taken: Counter[str] = Counter()
    for fault in _all_faults(name):
        taken[fault.kind] += 1
        if taken[fault.kind] <= MOST_OF_A_KIND:
            yield fault


def _all_faults(name: str) -> Iterator[DeckFault]:
    parts = Parts(dict(good_deck(name)))
    for number in parts.slides:
        for kind, codes, in_xml in of_slide(parts, number, sourced=source_of(name) is not None):
            yield DeckFault(kind, name, frozenset(codes.split()), number, _in_xml(number, in_xml))
        for kind, codes, in_parts in of_relationships(parts, number):
            # What cannot be read has no slide any more.
            slide = None if codes == "part-damaged" else number
            yield DeckFault(kind, name, frozenset(codes.split()), slide, partial(in_parts, number=number))
    for kind, codes, of_file in OF_FILE:
        yield DeckFault(kind, name, frozenset(codes.split()), None, of_file)


def _in_xml(number: int, change: Callable[[Element], None]) -> Callable[[Parts], None]:
    def changed(parts: Parts) -> None:
        root = parts.root(parts.slide(number))
        change(root)
        parts.put(parts.slide(number), root)

    return changed
