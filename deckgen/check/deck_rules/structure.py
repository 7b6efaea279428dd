"""Elements stand in their order, with all they need, and say what they can say.

PowerPoint reads a file strictly by the format: one element out of order, one misspelt word, and it offers a repair, or
refuses. LibreOffice shows such files as if nothing were wrong. Looked at are the elements that decks are mostly made
of: slides, slide layouts, masters, notes, themes, tables, charts and animations. The slide layouts of deckgen's own
decks are their template's: `deckgen check TEMPLATE.potx`. `--schema` asks Microsoft's validator about everything.

    <a:latin/> before <a:solidFill/>               # error: schema-place
    a shape without <p:spPr>                       # error: schema-lack
    <a:pPr algn="center"/>                         # error: schema-value
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.deck_rules.markup import is_told, spot_of
from deckgen.codes import SCHEMA_LACK, SCHEMA_PLACE, SCHEMA_VALUE
from deckgen.diagnostics import Sink, Spot
from deckgen.written.relating import KINDS
from deckgen.written.structure import Structures

_CODES = {"place": SCHEMA_PLACE, "lack": SCHEMA_LACK, "value": SCHEMA_VALUE}
_HINT = "PowerPoint may offer to repair the file; have the program that wrote it put this right"
_LAYOUT = KINDS["slideLayout"].content


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what stands out of order, is missing or misspelt, each once for a part."""
    structures = Structures()
    slides = {slide.part: slide for slide in subject.deck.slides}
    for part, root in _roots(subject):
        if not structures.knows(str(root.tag)):
            continue
        slide, told = slides.get(part), set()
        for kind, element, message in structures.find_broken(root):
            if message in told or (slide and is_told(element, kind)):
                continue
            told.add(message)
            spot = spot_of(subject, slide, element) if slide else Spot(subject.deck.file)
            sink.report(_CODES[kind], message if slide else f"{message} (in `{part}`)", spot, hint=_HINT)


def _roots(subject: DeckSubject) -> Iterator[tuple[str, etree._Element]]:
    """The parts that are XML. What nothing else looks into is not kept."""
    deck = subject.deck
    for part in deck.package.reached:
        content = deck.package.parts[part].content_type
        if content.endswith("+xml") and not (deck.is_ours and content.endswith(_LAYOUT)):
            root = deck.package.glance(part)
            if root is not None:
                yield part, root


RULE = DeckRule((SCHEMA_PLACE, SCHEMA_LACK, SCHEMA_VALUE), check, __doc__)
