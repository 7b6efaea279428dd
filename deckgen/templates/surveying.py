"""A template with everything its file holds: all slide masters, and what was inferred of the one in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckgen.records import dataclass
from deckgen.templates.binding import Binding
from deckgen.templates.bindings import Bindings
from deckgen.templates.masters import SlideMaster
from deckgen.templates.model import Template

if TYPE_CHECKING:
    from deckgen.templates.inference.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Survey:
    """A template as decks use it, and all of its slide masters; `preferred` is the one in use."""

    template: Template
    binding: Binding
    """What the file beside it says; nothing where there is none."""
    bindings: Bindings
    masters: tuple[SlideMaster, ...]
    preferred: SlideMaster

    def sheets(self, master: SlideMaster) -> list[Sheet]:
        """The master's slide layouts, in the file's order."""
        from deckgen.templates.inference.mastering import master_sheet, sheets_of

        return sheets_of(master, master_sheet(master), {})
