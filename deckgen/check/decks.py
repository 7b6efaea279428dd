"""A written deck → findings. One file per rule in `deck_rules/`."""

from __future__ import annotations

from deckgen.check.allowances import AllowingSink
from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.deck_rules import (
    active,
    agenda,
    alternatives,
    chart_data,
    collisions,
    colour_alone,
    contrast,
    edges,
    edits,
    faces,
    figures,
    glyphs,
    ids,
    languages,
    leftovers,
    line_ends,
    links,
    markup,
    media,
    names,
    order,
    outside,
    overflow,
    page_ends,
    parts,
    prompts,
    properties,
    schema,
    sizes,
    structure,
    tables,
    titles,
    typefaces,
    unseen,
)
from deckgen.check.settings import Settings
from deckgen.diagnostics import Code, Edit, KeyPath, Sink, Span, Spot

DECK_RULES: tuple[DeckRule, ...] = (
    figures.RULE,
    edits.RULE,
    names.RULE,
    agenda.RULE,
    parts.RULE,
    ids.RULE,
    markup.RULE,
    structure.RULE,
    schema.RULE,
    chart_data.RULE,
    media.RULE,
    properties.RULE,
    outside.RULE,
    active.RULE,
    unseen.RULE,
    faces.RULE,
    titles.RULE,
    leftovers.RULE,
    alternatives.RULE,
    order.RULE,
    contrast.RULE,
    tables.RULE,
    languages.RULE,
    links.RULE,
    colour_alone.RULE,
    # Those that may wait for LibreOffice come last.
    glyphs.RULE,
    prompts.RULE,
    sizes.RULE,
    overflow.RULE,
    collisions.RULE,
    edges.RULE,
    page_ends.RULE,
    line_ends.RULE,
    typefaces.RULE,
)

KNOWN_OF_DECKS: frozenset[str] = frozenset(code.name for rule in DECK_RULES for code in rule.codes)


class DeckSink(Sink):
    """Takes findings about a deck, and adds the places in the report that they come from."""

    def __init__(self, subject: DeckSubject, sink: Sink) -> None:
        super().__init__(sink.source)
        self._subject = subject
        self._sink = sink

    def report(
        self,
        code: Code,
        message: str,
        where: KeyPath | Span | Spot | None = None,
        *,
        hint: str | None = None,
        key: bool = False,
        spot: Spot | None = None,
        edit: Edit | None = None,
    ) -> None:
        """Add a finding; one whose spot is known to come from a key path stands there, too."""
        if isinstance(where, Spot):
            spot, where = where, self._subject.origin(where)
        self._sink.report(code, message, where, hint=hint, key=key, spot=spot, edit=edit)


def check_written(subject: DeckSubject, sink: Sink, settings: Settings | None = None) -> None:
    """Run the rules on a deck whose report is not known."""
    run_deck_rules(subject, AllowingSink(subject.report, sink, settings or Settings()))


def run_deck_rules(subject: DeckSubject, sink: AllowingSink) -> None:
    """Run the rules; allowances and severities are the sink's."""
    placed = DeckSink(subject, sink)
    for rule in DECK_RULES:
        if not rule.on_request:
            rule.check(subject, placed)
