"""The deck carries no macros, controls or documents of other programs.

Many mail gates and viewers block decks with macros or ActiveX controls. An embedded workbook or document goes along as
a whole, with every sheet of it; the workbooks behind charts hold the chart's own data and are no matter, nor are
formulas.

    ppt/vbaProject.bin                       # warning: macros-present
    a workbook pasted as an object           # warning: object-embedded
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import MACROS_PRESENT, OBJECT_EMBEDDED
from deckgen.diagnostics import Sink
from deckgen.templates.placeholders import P
from deckgen.templates.types import R_ID
from deckgen.written.relating import kind_of

_ACTIVE = {
    "vbaProject": "macros",
    "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control",
}
_DRAWINGS = ("Equation.", "MSWordArt.", "TCLayout.")
"""Formulas, lettering, and the marks that think-cell leaves on slides."""

_EMBEDDED = ("oleObject", "package")


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what runs, and what is embedded whole."""
    package = subject.deck.package
    slides = {slide.part: slide for slide in subject.deck.slides}
    for source in package.reached:
        fact = package.parts.get(source)
        is_chart = fact is not None and "chart" in fact.content_type
        spot = subject.spot(slides.get(source))
        for one in package.relationships(source):
            kind = kind_of(one.type)
            if one.external:
                continue
            if kind in _ACTIVE:
                hint = "save the deck as .pptx without them"
                sink.report(MACROS_PRESENT, f"the deck carries {_ACTIVE[kind]}", spot, hint=hint)
            elif kind in _EMBEDDED and not is_chart and not _is_drawing(subject, source, one.id):
                message = f"`{one.target.rpartition('/')[2]}` is embedded as a whole"
                sink.report(OBJECT_EMBEDDED, message, spot, hint="paste it as a picture or a table")


def _is_drawing(subject: DeckSubject, source: str, id_: str) -> bool:
    """Whether the object is a formula or such: it holds nothing but what it shows."""
    root = subject.deck.package.glance(source)
    objects = () if root is None else root.iter(f"{P}oleObj")
    return any(one.get(R_ID) == id_ and one.get("progId", "").startswith(_DRAWINGS) for one in objects)


RULE = DeckRule((MACROS_PRESENT, OBJECT_EMBEDDED), check, __doc__)
