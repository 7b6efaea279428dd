"""A figure that follows from others is what they make.

`derived` names how: sum, average, difference, growth, share or ratio of indicators (by their ids) or of figures of the
source, written as they stand there. The result must be right to the last place that is written; from vague figures
(近, over) only a vague one follows. Such a figure needs no `quote`, and may be repeated in titles and notes.

    {value: 346万名, label: 覆盖总人数, derived: {sum: [villagers, 11万名]}}      # villagers is 334万名: derived-wrong
"""

from __future__ import annotations

from deckgen.check.model import Rule, Subject
from deckgen.check.sums import Sum
from deckgen.codes import DERIVED_ROUNDED, DERIVED_WRONG
from deckgen.diagnostics import Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report derived figures that are not what their operands make."""
    for found in subject.derivations:
        message = f"`{found.shown}` {found.why}"
        if found.verdict is Sum.WRONG:
            hint = found.hint or "correct the figure, or what it follows from"
            sink.report(DERIVED_WRONG, message, found.path, hint=hint)
        elif found.verdict is Sum.ROUNDED:
            hint = "the operands' own rounding may explain it; take the figures that it was computed from"
            sink.report(DERIVED_ROUNDED, message, found.path, hint=hint)


RULE = Rule((DERIVED_WRONG, DERIVED_ROUNDED), check, __doc__)
