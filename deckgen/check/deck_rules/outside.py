"""Nothing in the deck lies outside it.

Linked pictures, films and workbooks are fetched when the deck is opened: elsewhere they are missing, and whoever keeps
them learns who looks. Links to somebody's own files lead nowhere on other machines. Links to web pages and mail
addresses are what links are for.

    a picture linked to https://example.com/a.png      # warning: link-outside
    a link to file:///C:/Users/me/plan.xlsx            # warning: link-outside
"""

from __future__ import annotations

import re

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import LINK_OUTSIDE
from deckgen.diagnostics import Sink
from deckgen.patterns import regex
from deckgen.written.relating import kind_of

_WEB = regex(r"(?:https?://(?!localhost|127\.|10\.|192\.168\.)|mailto:|tel:|sms:|#)", re.IGNORECASE)
_KINDS = {
    "image": "a picture",
    "video": "a film",
    "audio": "a sound",
    "media": "a film or sound",
    "oleObject": "a document",
    "package": "a workbook",
    "externalLink": "a workbook",
    "attachedTemplate": "a template",
    "slideUpdateInfo": "a library of slides",
}


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report whatever is shown or opened from elsewhere."""
    package = subject.deck.package
    slides = {slide.part: slide for slide in subject.deck.slides}
    of_charts = {
        part: slide for slide in subject.deck.slides for part in package.related(slide.part, "chart")
    }
    for source in package.reached:
        slide = slides.get(source) or of_charts.get(source)
        for one in package.relationships(source):
            kind = kind_of(one.type)
            if not one.external or (kind == "hyperlink" and _WEB.match(one.target)):
                continue
            if kind == "hyperlink":
                message, hint = (
                    f"a link leads to `{one.target}`",
                    "link to a page that the audience can reach",
                )
            else:
                what = _KINDS.get(kind, "something")
                message, hint = (
                    f"{what} lies outside the deck: `{one.target}`",
                    "insert it instead of linking it",
                )
            sink.report(LINK_OUTSIDE, message, subject.spot(slide), hint=hint)


RULE = DeckRule((LINK_OUTSIDE,), check, __doc__)
