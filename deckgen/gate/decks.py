"""A deck that anybody made, and perhaps the texts its figures come from → findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from deckgen.check.deck_model import DeckSubject, SchemaFault
from deckgen.check.decks import check_written
from deckgen.codes import DECK_UNREADABLE, FILE_UNREADABLE
from deckgen.diagnostics import BuildStopped, Sink, Spot
from deckgen.gate.model import Checked, Rendering
from deckgen.gate.rendering import rendered
from deckgen.gate.settings import find_names, find_settings
from deckgen.templates.foreign import Unreadable
from deckgen.written.reading import read_deck

if TYPE_CHECKING:
    from deckgen.check.source import Source


def check_file(
    deck: Path,
    sink: Sink,
    sources: Sequence[Path] = (),
    *,
    rendering: Rendering | None = None,
    schema: bool = False,
) -> Checked:
    """The rules on decks, for a .pptx that anybody made; its figures must stand in `sources`, if there are any.
    `schema` asks Microsoft's validator, too. Raises BuildStopped where something cannot be read."""
    source = _read_sources(sources, sink)
    settings = find_settings(deck, sink)
    with readable(deck, sink):
        written, names = read_deck(deck, str(deck)), find_names(deck, sink)
        with rendered(written, Spot(str(deck)), rendering, sink) as result:
            faults = validated(deck, Spot(str(deck)), sink) if schema else None
            subject = DeckSubject(
                written, source=source, rendered=result, names=names, validated=faults, limits=settings.limits
            )
            check_written(subject, sink, settings)
    return Checked(None, len(subject.deck.slides), subject)


def _read_sources(sources: Sequence[Path], sink: Sink) -> Source | None:
    if not sources:
        return None
    from deckgen.gate.sources import read_sources

    return read_sources(sources, sink)


def validated(deck: bytes | BinaryIO | Path, file: Spot, sink: Sink) -> tuple[SchemaFault, ...] | None:
    from deckgen.gate.validating import validate  # seldom asked for

    return validate(deck, file, sink)


@contextmanager
def readable(deck: Path, sink: Sink) -> Iterator[None]:
    """Reports what cannot be read inside, and raises BuildStopped."""
    try:
        yield
    except OSError as fault:
        sink.report(FILE_UNREADABLE, f"cannot read `{deck}`: {fault.strerror}", Spot(str(deck)))
        raise BuildStopped from fault
    except Unreadable as reason:
        sink.report(
            DECK_UNREADABLE,
            f"the deck cannot be checked: {reason.message}",
            Spot(str(deck)),
            hint=reason.hint,
        )
        raise BuildStopped from None
