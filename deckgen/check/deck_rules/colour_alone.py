"""The parts of a chart can be told apart without seeing their colours.

About one man in twelve confuses red and green, and many decks are printed in grey. Labels at the parts, different
markers or patterns, or so few parts that their order says it all are enough. Looked at are charts that have a legend
and nothing else to go by: no labels, no markers, three series or more, or three parts of a pie.

    five lines without markers, and a legend     # note: colour-alone
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import COLOUR_ALONE
from deckgen.diagnostics import Sink
from deckgen.written.model import WrittenChart

_ROUND = ("pieChart", "pie3DChart", "doughnutChart", "ofPieChart")
_FEW = 2


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report charts that only their colours explain."""
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            if shape.chart and _by_colour_alone(shape.chart):
                message = "only colour and a legend tell the parts of the chart apart"
                hint = "put labels at the parts, or give the lines different markers"
                sink.report(COLOUR_ALONE, message, subject.spot(slide, shape), hint=hint)


def _by_colour_alone(chart: WrittenChart) -> bool:
    if not chart.legend or any(series.labelled or series.marked for series in chart.series):
        return False
    if any(series.kind in _ROUND for series in chart.series):
        return max(len(series.values) for series in chart.series) > _FEW
    return len(chart.series) > _FEW


RULE = DeckRule((COLOUR_ALONE,), check, __doc__)
