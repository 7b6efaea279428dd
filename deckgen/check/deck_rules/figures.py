"""Every figure of a deck stands in the source that it is said to come from.

Runs where a source is named for a deck: `deckgen check DECK.pptx --source report.pdf`. Read are the texts of all
slides, runs joined, the stored values of charts, tables and notes. Years, dates, ordinals, page numbers and names
need no source. The figures of a deck that a report makes are traced in the report.

    slide 7, "Title 1": error: figure-not-in-source: `206.78亿元` is not in the source
"""

from __future__ import annotations

from deckgen.check.comparing import Verdict
from deckgen.check.deck_figures import ShownFigure, figures_of
from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.rules.figures import CODES, fault_of, hint_of
from deckgen.check.source import Source
from deckgen.check.tracing import Trace, trace_free
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report every figure that the source does not bear out."""
    source = subject.source
    if source is None or subject.report is not None:
        return
    for shown in figures_of(subject.deck):
        if shown.exemption:
            continue
        trace = trace_shown(shown, source)
        if trace.verdict in CODES:
            message = (
                f"`{trace.shown}` {fault_of(trace, source)}{' (notes)' if shown.line.shape is None else ''}"
            )
            spot = subject.spot(shown.line.slide, shown.line.shape)
            sink.report(CODES[trace.verdict], message, spot, hint=hint_of(trace, source, {}))


def trace_shown(shown: ShownFigure, source: Source) -> Trace:
    """Where a figure of a deck comes from. In charts and tables, a bare number may have any unit and scale."""
    figure = shown.figure
    trace = trace_free((), figure, source, bare=shown.bare, worded=not shown.bare)
    if shown.bare and not trace.verdict.holds and not figure.unit and figure.scale == 1:
        said = next((one for one in source.by_key.get(figure.key, ()) if one.number == figure.number), None)
        return Trace((), figure.text, Verdict.EQUAL, said) if said else trace
    return trace


RULE = DeckRule((), check, __doc__)
