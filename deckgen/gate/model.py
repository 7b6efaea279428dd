"""What is asked of a check, and what it went through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckgen.records import dataclass

if TYPE_CHECKING:
    from deckgen.check.deck_model import DeckSubject
    from deckgen.check.reports import Tally
    from deckgen.export.office import Office
    from deckgen.pipeline import PendingPhoto


@dataclass(frozen=True, slots=True)
class Rendering:
    """How LibreOffice is to lay out a deck: with pictures of so many pixels' width, or without. That it cannot is a
    finding if it is `required`. An `office` that is given serves several decks; another ends with its deck."""

    pictures: int | None = None
    required: bool = True
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was gone through. `figures` is None for a deck whose report is not known, `slides` where a report could
    not be laid out."""

    figures: Tally | None
    slides: int | None
    subject: DeckSubject | None = None
    """The deck with all that is known of it; None where there is none."""
    pending: tuple[PendingPhoto, ...] = ()
    pinned: int | None = None
    """How many quotes were pinned to the source; None where that was not asked for, or errors forbade it."""
