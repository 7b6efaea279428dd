"""A deck that was edited by hand still says what its report says.

Runs where both are named: `deckgen check REPORT.yaml --deck EDITED.pptx`. Every figure of the deck that the report
makes must stand in the edited one, on whichever slide; and every figure of the edited one must stand in the report's
deck or in the source. Where one figure was written over another, only the new one is named. Figures that change places,
while every word stays where it is, are named, too. So are, as notes, words and slides that came, went or changed: they
are what has to be written into the report before the deck is built again.

    slide 7, "figure-1": error: figure-foreign: `205.87亿元` is neither in the report nor in the source
    slide 8: warning: figure-lost: `3万余场` of the report is missing in the deck ("figure-2")
    slide 9, "title": note: words-changed: `A good year` stands where the report has `The year 2025`
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import FIGURE_DISPLACED, FIGURE_FOREIGN, FIGURE_LOST, WORDS_CHANGED
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what came in by hand, and what went."""
    if subject.fresh is not None:
        from deckgen.check.deck_changes import report_changes  # most decks are checked alone
        from deckgen.check.deck_swaps import report_swaps
        from deckgen.check.deck_words import report_words

        report_changes(subject, subject.fresh, sink)
        report_swaps(subject, subject.fresh, sink)
        report_words(subject, subject.fresh, sink)


RULE = DeckRule((FIGURE_FOREIGN, FIGURE_LOST, FIGURE_DISPLACED, WORDS_CHANGED), check, __doc__)
