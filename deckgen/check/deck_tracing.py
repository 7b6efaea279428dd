"""The figures of a deck, held against a source → findings."""

from __future__ import annotations

from deckgen.check.comparing import Verdict
from deckgen.check.deck_figures import ShownFigure, figures_of
from deckgen.check.deck_model import DeckSubject
from deckgen.check.rules.figures import CODES, fault_of, hint_of
from deckgen.check.source import Source
from deckgen.check.tracing import Trace, trace_free
from deckgen.diagnostics import Sink


def report_untraced(subject: DeckSubject, source: Source, sink: Sink) -> None:
    """Report every figure that the source does not bear out."""
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
