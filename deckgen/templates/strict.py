"""Strict Open XML in, transitional out: what every program reads, and what deckgen writes itself."""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from deckgen.templates.foreign import Damaged
from deckgen.templates.markup import parse_xml, xml_bytes

STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_ADDRESS = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_RENAMED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PERCENTAGE = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)%")
_WORDS = frozenset(["name", "descr", "title", "typeface", "tooltip", "formatCode"])
"""Attributes whose percent signs are what somebody wrote."""


def transitional_address(address: str) -> str:
    """A namespace or relationship type as transitional files name it; any other stays as it is."""
    return _addresses(address.encode()).decode() if address.startswith(STRICT) else address


def transitional_xml(data: bytes) -> bytes:
    """An XML part in transitional namespaces, its percentages in thousandths (`50%` → `50000`)."""
    data = _addresses(data)
    if b"conformance=" not in data and b'%"' not in data and b"%'" not in data:
        return data
    try:
        root = parse_xml(data, "")
    except Damaged:
        return data  # whoever reads the part will say that it is damaged
    root.attrib.pop("conformance", "")
    for element in root.iter(etree.Element):
        # Charts count in whole percents (`gapWidth`), everything else in thousandths of one.
        factor = 1 if str(element.tag).startswith(_CHART) else 1000
        for name, value in element.attrib.items():
            if name not in _WORDS and (found := _PERCENTAGE.fullmatch(str(value))):
                element.set(name, str(round(Decimal(found[1]) * factor)))
    return xml_bytes(root)


def _addresses(data: bytes) -> bytes:
    return _ADDRESS.sub(_transitional, data)


def _transitional(found: re.Match[bytes]) -> bytes:
    return b"%s%s/2006/%s" % (_TRANSITIONAL.encode(), found[1], _RENAMED.get(found[2], found[2]))
