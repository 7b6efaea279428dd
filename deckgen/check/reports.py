"""The delivery gate: a report, and the text its figures come from → findings. One file per rule in `rules/`."""

from __future__ import annotations

from deckgen.check.allowances import AllowingSink
from deckgen.check.comparing import Verdict
from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import KNOWN_OF_DECKS, run_deck_rules
from deckgen.check.model import Rule, Subject
from deckgen.check.pins import Pins
from deckgen.check.rules import (
    agreement,
    blanks,
    derived,
    descriptions,
    figures,
    labels,
    language,
    leftovers,
    marks,
    names,
    punctuation,
    quotes,
    shares,
    stale,
    totals,
    unused,
)
from deckgen.check.settings import Settings
from deckgen.check.source import Source
from deckgen.content.models import Name, Report
from deckgen.diagnostics import Sink
from deckgen.records import dataclass

RULES: tuple[Rule, ...] = (
    quotes.RULE,
    figures.RULE,
    derived.RULE,
    stale.RULE,
    labels.RULE,
    agreement.RULE,
    totals.RULE,
    shares.RULE,
    leftovers.RULE,
    names.RULE,
    punctuation.RULE,
    marks.RULE,
    blanks.RULE,
    descriptions.RULE,
    language.RULE,
    unused.RULE,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures were held against what: their sentence, or the whole source."""

    pinned: int
    free: int
    exempt: int
    faulty: int
    derived: int = 0
    """Of the free ones, those that were worked out from others."""


KNOWN: frozenset[str] = KNOWN_OF_DECKS.union(code.name for rule in RULES for code in rule.codes)
"""The findings that slides may allow, and settings make more or less severe."""


def check_report(
    report: Report,
    source: Source | None,
    sink: Sink,
    settings: Settings | None = None,
    *,
    unused_too: bool = False,
    written: DeckSubject | None = None,
    pins: Pins | None = None,
    house_names: tuple[Name, ...] = (),
) -> Tally:
    """Run the rules, those on `written`, the deck made from it, too. Findings go to the sink, which must know the
    places of the report."""
    places = sink.source
    subject = Subject(report, source, lambda path: bool(places and places.find_loan(path)), pins, house_names)
    allowing = AllowingSink(report, sink, settings or Settings())
    for rule in RULES:
        if unused_too or not rule.on_request:
            rule.check(subject, allowing)
    if written is not None:
        run_deck_rules(written, allowing)
    allowing.report_idle(KNOWN, report, () if written else KNOWN_OF_DECKS)
    held = [trace for trace in subject.traces if trace.verdict is not Verdict.EXEMPT]
    return Tally(
        pinned=sum(trace.pinned for trace in held),
        free=sum(not trace.pinned for trace in held),
        exempt=len(subject.traces) - len(held),
        faulty=sum(not trace.verdict.holds for trace in held),
        derived=sum(trace.verdict in (Verdict.DERIVED, Verdict.MISDERIVED) for trace in held),
    )
