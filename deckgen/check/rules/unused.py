"""Figures of the source that no slide shows: what was left out, for the author to decide whether rightly.

Runs on request (`deckgen check --unused`) where the report names its `source:`. Years, dates, ordinals and names are
not listed.

    report.txt:12:5: note: figure-unused: `151个` is on no slide
"""

from __future__ import annotations

from collections import defaultdict

from deckgen.check.comparing import compare
from deckgen.check.exemptions import find_exemption
from deckgen.check.figures import Figure
from deckgen.check.model import Rule, Subject
from deckgen.codes import FIGURE_UNUSED
from deckgen.diagnostics import Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report every figure of the source that no figure of the report stands for."""
    source = subject.source
    if source is None:
        return
    shown: dict[str, list[Figure]] = defaultdict(list)
    for trace in subject.traces:
        if trace.said and trace.verdict.holds:
            shown[trace.said.key].append(trace.said)
    for figure in source.figures:
        if find_exemption(source.text, figure) is None and not any(
            compare(figure, said, bare=True).holds for said in shown[figure.key]
        ):
            where, line = source.span(figure.start, figure.end), source.sentence_at(figure.digits)
            place = "" if where else f"{source.place(figure.start)}: "
            message = f"{place}`{figure.text}` is on no slide"
            sink.report(FIGURE_UNUSED, message, where or ("source",), hint=line)


RULE = Rule((FIGURE_UNUSED,), check, __doc__, on_request=True)
