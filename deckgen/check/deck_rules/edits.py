"""A deck that was edited by hand still says what its report says.

Runs where both are named: `deckgen check REPORT.yaml --deck EDITED.pptx`. Every figure of the deck that the report
makes must stand in the edited one, on whichever slide; and every figure of the edited one must stand in the report's
deck or in the source. Where one figure was written over another, only the new one is named. Figures that change places,
while every word stays where it is, are named, too.

    slide 7, "figure-1": error: figure-foreign: `205.87亿元` is neither in the report nor in the source
    slide 8: warning: figure-lost: `3万余场` of the report is missing in the deck ("figure-2")
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import FIGURE_DISPLACED, FIGURE_FOREIGN, FIGURE_LOST
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report figures that came in by hand, and those that went."""
    if subject.fresh is not None:
        from deckgen.check.deck_changes import report_changes  # most decks are checked alone
        from deckgen.check.deck_swaps import report_swaps

        report_changes(subject, subject.fresh, sink)
        report_swaps(subject, subject.fresh, sink)


RULE = DeckRule((FIGURE_FOREIGN, FIGURE_LOST, FIGURE_DISPLACED), check, __doc__)
