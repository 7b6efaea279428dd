"""XML of strangers → a tree, and a tree → the bytes of a part. The only place that says how XML is parsed."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from deckgen.templates.foreign import AGAIN, Damaged, Unreadable

Element = etree._Element

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = frozenset([b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"])
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_EBCDIC = b"\x4c\x6f\xa7\x94"


def parse_xml(data: bytes, name: str) -> Element:
    """The root of a part that is not dangerous. Raises Unreadable when it is damaged."""
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Damaged(f"its part `{name}` is damaged", AGAIN) from None
    return root


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def refuse_dangerous_xml(data: bytes, name: str) -> None:
    """Refuse a document type, also where nobody parses the part, and the encodings in which one could hide.
    Office files have none, and attacks do."""
    if data.startswith(_UTF_16):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    if b"<!DOCTYPE" in data:
        raise Unreadable(f"its part `{name}` declares a document type", AGAIN)
    encoding = _ENCODING.match(data[:200].removeprefix(b"\xef\xbb\xbf"))
    unusual = encoding and encoding[1].lower() not in _ENCODINGS
    if unusual or b"\0" in data[:4] or data.startswith(_EBCDIC):
        raise Unreadable(f"its part `{name}` has an encoding that Office does not use", AGAIN)


def xml_bytes(root: Element) -> bytes:
    """The part whose root this is, as it stands in a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
