"""Every figure says what its source says.

An indicator with a `quote` is held against this sentence: number, scale, unit, qualifier and direction. With a
`source:`, the figures in titles, texts, notes, charts and tables must stand somewhere in it, too. Years, dates,
ordinals, names, document numbers and values of data files need no source.

    value: 3万场            # error: qualifier-changed
    quote: 开展线上线下宣讲3万余场
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from deckgen.check.comparing import Verdict
from deckgen.check.model import Rule, Subject
from deckgen.check.source import Source
from deckgen.check.tracing import Trace, pinned_figures
from deckgen.codes import (
    FIGURE_ELSEWHERE,
    FIGURE_NOT_IN_SOURCE,
    QUALIFIER_CHANGED,
    SCALE_CHANGED,
    TREND_REVERSED,
    UNIT_CHANGED,
)
from deckgen.content.indicators import indicators_of
from deckgen.diagnostics import Code, KeyPath, Sink

CODES: Mapping[Verdict, Code] = {
    Verdict.TREND: TREND_REVERSED,
    Verdict.QUALIFIER: QUALIFIER_CHANGED,
    Verdict.UNIT: UNIT_CHANGED,
    Verdict.SCALE: SCALE_CHANGED,
    Verdict.ELSEWHERE: FIGURE_ELSEWHERE,
    Verdict.ABSENT: FIGURE_NOT_IN_SOURCE,
}
_MOST_OFFERED = 3


def check(subject: Subject, sink: Sink) -> None:
    """Report every figure that its source does not bear out."""
    quotes = {path: indicator.quote for path, indicator in indicators_of(subject.report) if indicator.quote}
    for trace in subject.traces:
        if trace.verdict in CODES and not _is_misquoted(trace, subject.source, quotes):
            message = f"`{trace.shown}` {fault_of(trace, subject.source)}"
            sink.report(
                CODES[trace.verdict], message, trace.path, hint=hint_of(trace, subject.source, quotes)
            )


def _is_misquoted(trace: Trace, source: Source | None, quotes: Mapping[KeyPath, str]) -> bool:
    """Whether the figure is right, but its quote stands nowhere, which `quote-not-in-source` says."""
    if trace.verdict is not Verdict.ELSEWHERE or not trace.pinned or source is None:
        return False
    quote = _quote_of(trace, quotes)
    return quote is not None and next(source.find_all(quote), None) is None


def _quote_of(trace: Trace, quotes: Mapping[KeyPath, str]) -> str | None:
    return quotes.get(trace.path[: trace.path.index("indicators") + 2] if trace.pinned else ())


def fault_of(trace: Trace, source: Source | None) -> str:
    where = "the quoted sentence" if trace.pinned else "the source"
    said = f"`{trace.said.text}`" if trace.said else ""
    match trace.verdict:
        case Verdict.TREND:
            return f"goes the other way than {said} in {where}"
        case Verdict.QUALIFIER:
            return f"is {said} in {where}: a qualifier was lost, added or changed"
        case Verdict.UNIT if trace.reason:
            return f"is shown with `{trace.reason}`, which {where} does not say"
        case Verdict.UNIT:
            return f"is {said} in {where}: the unit differs"
        case Verdict.SCALE:
            return f"is {said} in {where}: the same digits, another scale"
        case Verdict.ELSEWHERE if not trace.pinned:
            return f"stands in {where}, but beside its neighbours there is {said}"
        case Verdict.ELSEWHERE:
            return "is not in the quoted sentence, only elsewhere in the source"
    return f"is not in {where}" + (" nor anywhere else in the source" if trace.pinned and source else "")


def hint_of(trace: Trace, source: Source | None, quotes: Mapping[KeyPath, str]) -> str | None:
    quote = _quote_of(trace, quotes)
    if trace.verdict is Verdict.ABSENT and quote:
        said = list(dict.fromkeys(figure.text for figure in pinned_figures(quote, source)))[:_MOST_OFFERED]
        figures = f"says {', '.join(f'`{text}`' for text in said)}" if said else "has no figure"
        return f"the sentence {figures}{_place_of(quote, source)}"
    if source and trace.verdict is Verdict.ABSENT:
        close = get_close_matches(
            trace.shown, sorted({figure.text for figure in source.figures}), n=1, cutoff=0.7
        )
        return f"the source has `{close[0]}`" if close else None
    if source is None or trace.said is None or (trace.pinned and trace.verdict is not Verdict.ELSEWHERE):
        return f"the quote: {quote}{_place_of(quote, source)}" if quote else None
    place = trace.said.start
    return f"{source.place(place)}: {source.sentence_at(place)}"


def _place_of(quote: str, source: Source | None) -> str:
    found = next(source.find_all(quote), None) if source else None
    return f" ({source.place(found[0])})" if source and found else ""


RULE = Rule(tuple(CODES.values()), check, __doc__)
