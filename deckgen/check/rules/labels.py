"""A figure's label speaks of what the quoted sentence counts.

The label and the sentence must have at least one word in common: two Chinese characters in a row, or the first
letters of an English word. Where they have none, figure or label may have slipped to the wrong place.

    {label: 灵活就业妇女, value: 334万名, quote: 有效覆盖334万名村民}      # warning: label-drift
"""

from __future__ import annotations

from deckgen.check.figures import figures_in
from deckgen.check.folding import fold, join_lines
from deckgen.check.model import Rule, Subject
from deckgen.check.source import Source
from deckgen.codes import LABEL_DRIFT
from deckgen.content.indicators import indicators_of
from deckgen.diagnostics import Sink
from deckgen.patterns import regex

_CHINESE = regex("[\u3400-\u9fff]{2,}")
_LATIN = regex("[A-Za-z]{3,}")
_STEM = 4
_EMPTY = frozenset(
    ["with", "from", "that", "this", "have", "over", "more", "than", "into", "累计", "全省", "全国", "全年"]
)


def check(subject: Subject, sink: Sink) -> None:
    """Report labels that have nothing in common with their sentence."""
    for path, indicator in indicators_of(subject.report):
        if not indicator.label or not indicator.quote:
            continue
        label, sentence = _words(indicator.label), _words(_sentence(indicator.quote, subject.source))
        same_script = any(word.isascii() for word in label) == any(word.isascii() for word in sentence)
        if label and sentence and same_script and not label & sentence:
            message = f"`{indicator.label}` has no word in common with the quoted sentence"
            sink.report(LABEL_DRIFT, message, (*path, "label"), hint=f"the quote: {indicator.quote}")


def _sentence(quote: str, source: Source | None) -> str:
    place = next(source.find_all(quote), None) if source else None
    return source.sentence_at(place[0]) + quote if source and place else quote


def _words(text: str) -> set[str]:
    joined = join_lines(text).text
    for figure in reversed(figures_in(joined)):
        joined = f"{joined[: figure.start]} {joined[figure.end :]}"
    folded = fold(joined).lower()
    pairs = {
        match[0][start : start + 2]
        for match in _CHINESE.finditer(folded)
        for start in range(len(match[0]) - 1)
    }
    stems = {match[0][:_STEM] for match in _LATIN.finditer(folded)}
    return (pairs | stems) - _EMPTY


RULE = Rule((LABEL_DRIFT,), check, __doc__)
