"""The bytes of a slide layout in, its name and the types of its placeholders out, without parsing it.

A template has up to hundreds of slide layouts, a deck uses a few. Only what is written as programs write it is
understood; everything else is to be parsed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from deckgen.templates.placeholders import DEFAULT_TYPE
from deckgen.templates.styles import whole

_ATTRIBUTES = rb'((?:\s+[\w:]+="[^"<&]*")*)'
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_START = re.compile(
    rb"""<\?xml version=["']1\.0["'] encoding=["']utf-8["'][^>]*\?>\s*<p:sldLayout\b([^>]*)>""", re.IGNORECASE
)
_END = b"</p:sldLayout>"
_NAMESPACE = b'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_PAGE = re.compile(rb"<p:cSld%s\s*>" % _ATTRIBUTES)
_REFERENCE = re.compile(rb"<p:ph%s\s*/?>" % _ATTRIBUTES)

_INVOLVED = (b"!", b"AlternateContent", b"<p:grpSp>", b"<p:grpSp ")
"""Where placeholders may stand that are none of the slide layout's own: in comments (what needs a `!`), choices and
groups."""


class Glance(NamedTuple):
    """What is known of a slide layout: its name in the file, and idx → type of its placeholders."""

    name: str
    types: dict[int, str]


def glance(data: bytes) -> Glance | None:
    """None where only parsing can tell, or where placeholders share an idx."""
    start = _START.match(data)
    if not start or _NAMESPACE not in start[1] or not data.rstrip().endswith(_END):
        return None
    if any(involved in data for involved in _INVOLVED):
        return None
    try:
        pages, references = _said(data, b"<p:cSld", _PAGE), _said(data, b"<p:ph", _REFERENCE)
    except ValueError:
        return None
    types = {whole(one.get("idx"), 0): one.get("type", DEFAULT_TYPE) for one in references}
    if len(pages) != 1 or len(types) != len(references):
        return None
    return Glance(" ".join(pages[0].get("name", "").split()), types)


def _said(data: bytes, tag: bytes, form: re.Pattern[bytes]) -> list[dict[str, str]]:
    """The attributes of each such tag. Raises ValueError where one is written in another way."""
    said = []
    place = data.find(tag)
    while place >= 0:
        found = form.match(data, place)
        if found is None:
            raise ValueError("written in another way")
        said.append(dict(_ATTRIBUTE.findall(found[1].decode())))
        place = data.find(tag, found.end())
    return said
