"""Tables have a row that is marked as their head.

Screen readers say the head with every cell. It is a mark, not a look: Table Design, Header Row. Tables of one row or
one column have none to mark.

    a table whose first row is only bold        # warning: table-header-missing
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import TABLE_HEADER_MISSING
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report tables of several rows and columns without a marked head."""
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            table = shape.table
            if table and not table.header and len(table.heights) > 1 and len(table.widths) > 1:
                message = "no row of the table is marked as its head"
                spot = subject.spot(slide, shape)
                sink.report(TABLE_HEADER_MISSING, message, spot, hint="Table Design, Header Row")


RULE = DeckRule((TABLE_HEADER_MISSING,), check, __doc__)
