"""The bytes of a slide layout in, its name and the types of its placeholders out, without parsing it.

A template has up to hundreds of slide layouts, a deck uses a few. Only what is written as programs write it is
understood; everything else is to be parsed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from deckgen.templates.placeholders import DEFAULT_TYPE
from deckgen.templates.styles import whole

_ATTRIBUTES = r'((?:\s+[\w:]+="[^"<&]*")*)'
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_START = re.compile(
    r"""<\?xml version=["']1\.0["'] encoding=["']utf-8["'][^>]*\?>\s*<p:sldLayout\b([^>]*)>""", re.IGNORECASE
)
_END = "</p:sldLayout>"
_NAMESPACE = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_PAGE = re.compile(rf"<p:cSld{_ATTRIBUTES}\s*>")
_REFERENCE = re.compile(rf"<p:ph{_ATTRIBUTES}\s*/?>")

_INVOLVED = ("<!--", "<![CDATA[", "AlternateContent", "<p:grpSp>", "<p:grpSp ")
"""Where placeholders may stand that are none of the slide layout's own: in comments, choices and groups."""


class Glance(NamedTuple):
    """What is known of a slide layout: its name in the file, and idx → type of its placeholders."""

    name: str
    types: dict[int, str]


def glance(data: bytes) -> Glance | None:
    """None where only parsing can tell, or where placeholders share an idx."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    start = _START.match(text)
    if not start or _NAMESPACE not in start[1] or not text.rstrip().endswith(_END):
        return None
    pages, references = _PAGE.findall(text), _REFERENCE.findall(text)
    # A tag that is written in another way is counted, and not among those found.
    if len(pages) != 1 or text.count("<p:cSld") != 1 or text.count("<p:ph") != len(references):
        return None
    if any(involved in text for involved in _INVOLVED):
        return None
    said = [dict(_ATTRIBUTE.findall(reference)) for reference in references]
    types = {whole(one.get("idx"), 0): one.get("type", DEFAULT_TYPE) for one in said}
    if len(types) != len(said):
        return None
    return Glance(" ".join(dict(_ATTRIBUTE.findall(pages[0])).get("name", "").split()), types)
