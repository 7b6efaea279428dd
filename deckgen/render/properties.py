"""Document properties: what the deck is, and nothing about the machine that made it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from deckgen.fit.model import FittedDeck
from deckgen.plan.model import Properties
from deckgen.render.markup import DECLARATION, escaped

CORE = "application/vnd.openxmlformats-package.core-properties+xml"
APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_DUBLIN_CORE = "http://purl.org/dc"
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    f'xmlns:dc="{_DUBLIN_CORE}/elements/1.1/" xmlns:dcterms="{_DUBLIN_CORE}/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_APP_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def core_xml(properties: Properties) -> bytes:
    """Title, author, subject and language; dates only where `SOURCE_DATE_EPOCH` fixes them."""
    texts = {
        "title": properties.title,
        "subject": properties.subject,
        "creator": properties.author,
        "language": properties.language,
    }
    elements = "".join(f"<dc:{name}>{escaped(text)}</dc:{name}>" for name, text in texts.items() if text)
    root = "cp:coreProperties"
    return f"{DECLARATION}<{root} {_CORE_NAMESPACES}>{elements}{_dates()}</{root}>".encode()


def app_xml(deck: FittedDeck) -> bytes:
    notes = sum(bool(slide.notes and slide.notes.strip()) for slide in deck.slides)
    facts = f"<Application>deckgen</Application><Slides>{len(deck.slides)}</Slides><Notes>{notes}</Notes>"
    return f'{DECLARATION}<Properties xmlns="{_APP_NAMESPACE}">{facts}</Properties>'.encode()


def _dates() -> str:
    moment = _source_date()
    if moment is None:
        return ""
    return "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )


def _source_date() -> str | None:
    """The moment `SOURCE_DATE_EPOCH` names; a value that is no moment counts as not set."""
    try:
        moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
