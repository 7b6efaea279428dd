"""Typefaces are on the audience's machines, or in the file.

Known are those that come with Office, Windows or macOS, by all their names. Where a typeface is missing, PowerPoint
takes another, and text runs over or breaks elsewhere.

    Source Han Sans SC, not embedded      # note: font-uncommon
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.typefaces import common_typefaces
from deckgen.codes import FONT_UNCOMMON
from deckgen.diagnostics import Sink
from deckgen.patterns import regex
from deckgen.written.model import TextBody, WrittenShape, WrittenSlide

_EAST_ASIAN = regex("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_WEIGHTS = ("thin", "light", "regular", "medium", "semibold", "bold", "heavy", "black")
_LATIN = regex("[A-Za-z0-9\u00c0-\u024f\u0370-\u04ff]")


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report each typeface once, where it is first met."""
    known = common_typefaces().union(name.casefold() for name in subject.deck.fonts)
    told: dict[str, tuple[WrittenSlide, WrittenShape, set[int]]] = {}
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            for body in shape.bodies:
                for name in _unknown_in(body, known):
                    told.setdefault(name, (slide, shape, set()))[2].add(slide.number)
    for name, (slide, shape, numbers) in told.items():
        more = f", and {len(numbers) - 1} more slides" if len(numbers) > 1 else ""
        message = f"the typeface `{name}` is on few machines{more}"
        hint = "embed it (File, Options, Save), or take one that comes with Office"
        sink.report(FONT_UNCOMMON, message, subject.spot(slide, shape), hint=hint)


def _unknown_in(body: TextBody, known: frozenset[str]) -> Iterator[str]:
    """The unknown typefaces that characters are shown in."""
    for run in body.runs:
        for name, characters in ((run.east_asian, _EAST_ASIAN), (run.latin, _LATIN)):
            named = name and not name.startswith("+")
            if named and not _is_known(name.casefold(), known) and characters.search(run.text):
                yield name


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Whether it is a typeface that is known, or one of its weights under a name of its own."""
    family, _, weight = name.rpartition(" ")
    return name in known or (weight in _WEIGHTS and family in known)


RULE = DeckRule((FONT_UNCOMMON,), check, __doc__)
