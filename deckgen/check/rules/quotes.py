"""Every quote stands in the source, and every indicator has one, unless it is derived.

Quotes are found whatever their line breaks, width, traditional or simplified characters and punctuation. This
rule runs where the report names its `source:`.

    quote: 开展线上线下宣讲4万余场      # error: quote-not-in-source
"""

from __future__ import annotations

from deckgen.check.model import Rule, Subject
from deckgen.check.pins import key_of
from deckgen.codes import FIGURE_UNPINNED, QUOTE_NOT_IN_SOURCE
from deckgen.content.indicators import indicators_of
from deckgen.content.quantities import parse_quantity
from deckgen.diagnostics import Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report quotes that the source does not have, and figures without a quote."""
    source = subject.source
    if source is None:
        return
    told = {trace.path for trace in subject.traces if not trace.verdict.holds}
    for path, indicator in indicators_of(subject.report):
        if not indicator.quote:
            # A figure that the source does not bear out has no sentence to name.
            is_known = not indicator.derived and (*path, "value") not in told
            if is_known and parse_quantity(indicator.value) is not None:
                message = f"`{indicator.value}` names no sentence of the source"
                sink.report(FIGURE_UNPINNED, message, (*path, "value"), hint="add its `quote`, verbatim")
        elif next(source.find_all(indicator.quote), None) is None:
            meant = source.suggest(indicator.quote)
            hint = f"the source says: {meant}" if meant else f"copy the sentence from `{source.file}`"
            if subject.pins and (before := subject.pins.sentences.get(key_of(indicator.quote))):
                hint = f"when it was pinned, the source said: {before[0]}" + (
                    f" Now: {meant}" if meant else ""
                )
            sink.report(QUOTE_NOT_IN_SOURCE, "the source has no such sentence", (*path, "quote"), hint=hint)


RULE = Rule((QUOTE_NOT_IN_SOURCE, FIGURE_UNPINNED), check, __doc__)
