"""Every figure of a deck stands in the source that it is said to come from.

Runs where a source is named for a deck: `deckgen check DECK.pptx --source report.pdf`. Read are the texts of all
slides, runs joined, the stored values of charts, tables and notes. Years, dates, ordinals, page numbers and names
need no source. The figures of a deck that a report makes are traced in the report.

    slide 7, "Title 1": error: figure-not-in-source: `206.78亿元` is not in the source
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report every figure that the source does not bear out."""
    if subject.source is not None and subject.report is None:
        from deckgen.check.deck_tracing import report_untraced  # most decks have no source

        report_untraced(subject, subject.source, sink)


RULE = DeckRule((), check, __doc__)
