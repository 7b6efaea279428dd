"""The source still says what it said when the quotes were pinned to it.

`deckgen check --pin` writes the sentence around every quote into `NAME.source.lock` beside the content file; from
then on a source that goes on changing is noticed, also where the quoted words stay and only their sentence
changes; where they are gone, `quote-not-in-source` says what stood there. Without that file this rule says nothing.
After a look at what is named, pin again.

    quote: 发放贷款205.78亿元      # warning: sentence-changed (it was: 全年发放贷款205.78亿元。 It is: 预计全年发放…)
"""

from __future__ import annotations

from deckgen.check.folding import fold, squeeze
from deckgen.check.model import Rule, Subject
from deckgen.check.pins import key_of, sentences_around, words_of
from deckgen.codes import SENTENCE_CHANGED, SOURCE_CHANGED
from deckgen.content.indicators import indicators_of
from deckgen.diagnostics import Sink

_SOURCE = ("source",)
_AGAIN = "pin again with `deckgen check --pin`"


def check(subject: Subject, sink: Sink) -> None:
    """Report what became of pinned sentences."""
    source, pins = subject.source, subject.pins
    if source is None or pins is None or pins.words == words_of(source):
        return
    pinned = told = 0
    for path, indicator in indicators_of(subject.report):
        before = pins.sentences.get(key_of(indicator.quote)) if indicator.quote else None
        if before is None or not indicator.quote:
            continue
        pinned += 1
        now = sentences_around(source, indicator.quote)
        if not now:
            told += 1  # by `quote-not-in-source`, with what it was
        elif set(map(_plain, now)) != set(map(_plain, before)):
            told += 1
            was, now_is = _differing(before, now)
            message = "the sentence around the quote has changed in the source since it was pinned"
            hint = f"it was: {was} It is: {now_is} Look at the figure, then {_AGAIN}"
            sink.report(SENTENCE_CHANGED, message, (*path, "quote"), hint=hint)
    if not told:
        message = f"the source has changed since it was pinned: all {pinned} pinned sentences stand"
        sink.report(SOURCE_CHANGED, message, _SOURCE, hint=_AGAIN)


def _differing(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str]:
    """A sentence that was there, and one that is there now."""
    kept_before, kept_now = set(map(_plain, before)), set(map(_plain, now))
    was = next((one for one in before if _plain(one) not in kept_now), before[0])
    return was, next((one for one in now if _plain(one) not in kept_before), now[0])


def _plain(sentence: str) -> str:
    return squeeze(fold(sentence)).text


RULE = Rule((SOURCE_CHANGED, SENTENCE_CHANGED), check, __doc__)
