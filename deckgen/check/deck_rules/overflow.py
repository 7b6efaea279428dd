"""Text stays in its shape.

Looked at is what LibreOffice lays out, where `--render` asks for it; else the widths of the letters, which tell only
what is surely too large. On slides that deckgen made, text must keep to its box to the point; in other decks it may go
beyond the box where nothing shows it: free text without frame or fill, text that its box grows with.

    A title of three lines in a placeholder for one      # error: text-overflows
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.drawn_typefaces import find_replaced
from deckgen.check.laid_out import TOLERANCE, Overflow
from deckgen.check.placed import PlacedSlide, PlacedText, extract
from deckgen.codes import TEXT_MAY_OVERFLOW, TEXT_OVERFLOWS
from deckgen.diagnostics import Sink
from deckgen.units import EMU_PER_POINT

STRANGERS_POINTS = 3.0
"""Points beyond the box itself, insets included, that pass in decks that deckgen did not fit."""
STRANGERS_LINES = 0.25
MEASURED_LINES = 0.5
"""Shares of a line that pass where text was measured, not drawn."""

BEYOND = {"left": "at the left", "top": "at the top", "right": "at the right", "bottom": "at the bottom"}


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report text that is larger than its shape."""
    drawn = subject.laid_out is not None
    for placed in subject.placed:
        for text in placed.texts:
            found = find_overflow(placed, text, drawn=drawn)
            if found:
                code = TEXT_OVERFLOWS if drawn and _is_certain(placed, text) else TEXT_MAY_OVERFLOW
                message = f"`{extract(found.text)}` is {found.points:.0f} pt outside {BEYOND[found.side]}"
                hint = "shorten the text, or make its place larger"
                sink.report(
                    code, message, subject.spot(placed.slide, text.shape, text.laid.extent), hint=hint
                )


def find_overflow(placed: PlacedSlide, text: PlacedText, *, drawn: bool) -> Overflow | None:
    """How far the text leaves its shape, where that is reported; `drawn` says whether LibreOffice laid it out."""
    laid = text.laid
    if placed.is_ours and drawn:
        return laid.overflow()
    if laid.grows or text.shape.is_furniture or not (placed.is_ours or _is_framed(text)):
        return None
    share = MEASURED_LINES if not drawn else 0.0 if placed.is_ours else STRANGERS_LINES
    largest = max((line.points for line in laid.lines), default=0.0)
    tolerance = max(TOLERANCE if placed.is_ours else STRANGERS_POINTS, share * largest)
    if _shrinks(text) and not drawn and not placed.is_ours:
        tolerance = max(tolerance, laid.box.height / EMU_PER_POINT)
    found = laid.overflow(None if placed.is_ours else laid.box, tolerance)
    return None if found and not laid.wraps and found.side in ("left", "right") else found


def _is_certain(placed: PlacedSlide, text: PlacedText) -> bool:
    """Whether PowerPoint will show it so, too: not shrink it, nor draw it in a typeface of other widths."""
    return placed.is_ours or not (_shrinks(text) or find_replaced(text))


def _shrinks(text: PlacedText) -> bool:
    """Whether PowerPoint makes it smaller until it fits."""
    return text.shape.body is not None and text.shape.body.autofit == "shrink"


def _is_framed(text: PlacedText) -> bool:
    """Whether people see that the text is too large for its place: a placeholder, a frame or a filled shape."""
    shape = text.shape
    return shape.placeholder is not None or bool(shape.paint) or shape.outline is not None


RULE = DeckRule((TEXT_OVERFLOWS, TEXT_MAY_OVERFLOW), check, __doc__)
