"""The document properties are there once, with sound dates.

<dcterms:created>yesterday</dcterms:created>     # error: properties-faulty
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import PROPERTIES_FAULTY
from deckgen.diagnostics import Sink
from deckgen.patterns import regex
from deckgen.templates.types import CORE

_DATE = regex(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_DATES = ("created", "modified")


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report properties that PowerPoint takes for damage."""
    package = subject.deck.package
    parts = [one.target for one in package.relationships("/") if one.type == CORE]
    if len(parts) > 1:
        sink.report(PROPERTIES_FAULTY, "the file has two sets of document properties", subject.spot())
    root = package.root(parts[0]) if parts else None
    elements = [] if root is None else list(root.iterchildren(etree.Element))
    for tag, times in Counter(str(element.tag) for element in elements).items():
        if times > 1:
            message = f"the document property `{tag.rpartition('}')[2]}` is given {times} times"
            sink.report(PROPERTIES_FAULTY, message, subject.spot())
    for element in elements:
        name, text = etree.QName(element).localname, (element.text or "").strip()
        if name in _DATES and text and not _DATE.fullmatch(text):
            message = f"the document property `{name}` is no date: `{text[:40]}`"
            sink.report(PROPERTIES_FAULTY, message, subject.spot())


RULE = DeckRule((PROPERTIES_FAULTY,), check, __doc__)
