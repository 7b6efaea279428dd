"""A deck and the one that its report makes now → figures that changed places with others of their slide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from deckgen.check.deck_figures import Line, lines_of
from deckgen.check.deck_model import DeckSubject
from deckgen.check.figures import Figure, figures_in
from deckgen.codes import FIGURE_DISPLACED
from deckgen.diagnostics import Sink
from deckgen.written.model import WrittenDeck

Places = dict[tuple[str, str], list[tuple[Line, Sequence[Figure]]]]
"""Shape and the words around its figures → its lines with these words."""


def report_swaps(subject: DeckSubject, fresh: WrittenDeck, sink: Sink) -> None:
    """Report figures that stand where the report has another one of the same slide, if no word of the slide changed:
    whoever moves a figure moves its words along."""
    before = _by_slide(fresh)
    for slide_id, lines in _by_slide(subject.deck).items():
        ours, theirs = _places(before.get(slide_id, [])), _places(lines)
        if _words(ours) != _words(theirs):
            continue
        pairs = [pair for key in ours for pair in _differing(ours[key], theirs[key])]
        if Counter(_key(had) for _, had, _ in pairs) != Counter(_key(has) for _, _, has in pairs):
            continue  # something came in or went, which is told as such
        told: set[str | None] = set()
        for line, had, has in pairs:
            name = line.shape.name if line.shape else None
            if name not in told:
                message = f"`{has.text}` stands where the report has `{had.text}`"
                sink.report(FIGURE_DISPLACED, message, subject.spot(line.slide, line.shape))
            told.add(name)


def _by_slide(deck: WrittenDeck) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines_of(deck):
        if line.slide.id:
            found.setdefault(line.slide.id, []).append(line)
    return found


def _places(lines: Sequence[Line]) -> Places:
    found: Places = {}
    for line in lines:
        figures, words = figures_in(line.text), line.text
        for figure in figures:
            words = words.replace(figure.text, "\0", 1)
        found.setdefault((line.shape.name if line.shape else "", words), []).append((line, figures))
    return found


def _words(places: Places) -> dict[tuple[str, str], int]:
    return {key: len(lines) for key, lines in places.items()}


def _differing(
    ours: Sequence[tuple[Line, Sequence[Figure]]], theirs: Sequence[tuple[Line, Sequence[Figure]]]
) -> Iterator[tuple[Line, Figure, Figure]]:
    """Places that have another figure than before: the line now, what stood there, and what stands there."""
    for (_, before), (line, now) in zip(ours, theirs, strict=True):
        yield from ((line, had, has) for had, has in zip(before, now, strict=True) if _key(had) != _key(has))


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.unit, figure.bounds
