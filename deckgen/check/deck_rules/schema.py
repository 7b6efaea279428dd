"""Every part of the file is as the schemas of Open XML have it.

PowerPoint offers to repair files that are not, or drops what it does not know. Looked at is what Microsoft's own
validator says, so this rule needs `--schema` and the validator. What a template brings along counts, too; one finding
for each kind of fault in a part.

    <a:rPr> with its fill behind its typeface      # warning: schema-broken
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import SCHEMA_BROKEN
from deckgen.diagnostics import Sink

_LONGEST = 300


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what the validator found, once for each part."""
    slides = {slide.part: slide for slide in subject.deck.slides}
    told: set[tuple[str, str]] = set()
    for fault in subject.validated or ():
        if (fault.part, fault.message) in told:
            continue
        told.add((fault.part, fault.message))
        hint = f"at {fault.place}" if fault.place else None
        message = f"{fault.part or 'the file'}: {fault.message[:_LONGEST]}"
        sink.report(SCHEMA_BROKEN, message, subject.spot(slides.get(fault.part)), hint=hint)


RULE = DeckRule((SCHEMA_BROKEN,), check, __doc__)
