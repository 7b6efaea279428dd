"""A deck → what LibreOffice makes of it, at work while rules run that can do without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deckgen.check.laid_out import LaidOut
from deckgen.codes import DECK_UNREADABLE, EXPORT_FAILED, OFFICE_MISSING
from deckgen.diagnostics import Sink, Spot
from deckgen.gate.model import Rendering
from deckgen.gate.settings import find_stand_ins
from deckgen.templates.foreign import Unreadable
from deckgen.written.model import WrittenDeck

Rendered = Callable[[], LaidOut | None]


@contextmanager
def rendered(
    deck: WrittenDeck, file: Spot, rendering: Rendering | None, sink: Sink
) -> Iterator[Rendered | None]:
    """LibreOffice at work on a deck while rules run that can do without; None where it is not asked.

    What is yielded waits for it, and has None where it is not installed, or makes nothing of the deck.
    """
    if rendering is None:
        yield None
        return
    from deckgen.export.cold import ExportFailed
    from deckgen.export.laying_out import laying_out
    from deckgen.export.office import HOW_TO_INSTALL, OfficeMissing
    from deckgen.export.typefaces import report_missing, typefaces_of

    told = sink if rendering.required else Sink()
    stand_ins = find_stand_ins(Path(file.file), sink)
    with ExitStack() as stack:
        try:
            result = stack.enter_context(laying_out(deck, rendering.pictures, rendering.office, stand_ins))
        except OfficeMissing:
            told.report(OFFICE_MISSING, "LibreOffice was not found", file, hint=HOW_TO_INSTALL)
        except ExportFailed as fault:
            told.report(EXPORT_FAILED, str(fault), file)
        except Unreadable as fault:
            told.report(DECK_UNREADABLE, fault.message, file, hint=fault.hint)
        else:

            def waited() -> LaidOut | None:
                try:
                    laid_out = result()
                except ExportFailed as fault:
                    told.report(EXPORT_FAILED, str(fault), file)
                    return None
                report_missing(typefaces_of(deck), laid_out.fonts, stand_ins, told)
                return laid_out

            yield waited
            return
    yield None
