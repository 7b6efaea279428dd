"""What was rendered was rendered in the typefaces that the deck names.

Where LibreOffice had to take another, its lines are only about those that PowerPoint will show. Typefaces made to the
same widths (Carlito for Calibri, Liberation Sans for Arial) are as good. This rule needs `--render`.

    A deck in Segoe UI on a machine without it      # note: typeface-replaced
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.drawn_typefaces import find_replaced
from deckgen.codes import TYPEFACE_REPLACED
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report each typeface that another was drawn for, once."""
    if subject.laid_out is None:
        return
    found: dict[tuple[str, str], int] = {}
    for placed in subject.placed:
        pairs = {pair for text in placed.texts if (pair := find_replaced(text))}
        for pair in pairs:
            found[pair] = found.get(pair, 0) + 1
    for (wanted, drawn), slides in sorted(found.items()):
        on = "1 slide" if slides == 1 else f"{slides} slides"
        message = f"`{wanted}` was drawn as {drawn} on {on}"
        sink.report(
            TYPEFACE_REPLACED,
            message,
            subject.spot(),
            hint=f"install `{wanted}` to see the deck as it will be",
        )


RULE = DeckRule((TYPEFACE_REPLACED,), check, __doc__)
