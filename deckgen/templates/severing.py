"""A part's XML and the references it loses → the XML without what needs them, so that none dangles."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from deckgen.templates.markup import xml_bytes
from deckgen.templates.placeholders import P
from deckgen.templates.styles import A
from deckgen.templates.types import OFFICE

_R = f"{{{OFFICE}}}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_WHOLES = {
    "oleObj": ("graphicFrame",),
    "chart": ("graphicFrame",),
    "relIds": ("graphicFrame",),
    "snd": ("sndAc",),
    "sndTgt": ("timing",),
    "svgBlip": ("ext",),
    "media": ("ext",),
    "imgLayer": ("ext",),
}
"""Element that refers to something → the ancestors that mean nothing without it."""

_LISTS = frozenset(["extLst", "custDataLst", "sldLst", "controls", "embeddedFontLst"])
"""What goes when nothing is left in it."""


def severed(root: etree._Element, lost: Collection[str]) -> bytes:
    """The part of `root`, which is changed, without whatever refers to the relationship ids in `lost`."""
    torn = False
    for element in list(_referring(root, lost)):
        if element.tag == f"{A}blip":
            torn |= _without_picture(element, lost)
        else:
            torn |= _removed(_nearest(element, _WHOLES.get(etree.QName(element).localname, ())))
    if torn:
        # What an animation moves may be gone.
        for timing in root.findall(f"{P}timing"):
            root.remove(timing)
    return xml_bytes(root)


def _referring(root: etree._Element, lost: Collection[str]) -> Iterator[etree._Element]:
    for element in root.iter(etree.Element):
        if any(value in lost for _, value in _references(element)):
            yield element


def _references(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes that name relationships."""
    return [(str(name), str(value)) for name, value in element.attrib.items() if str(name).startswith(_R)]


def _without_picture(blip: etree._Element, lost: Collection[str]) -> bool:
    """Take a picture's lost sources away; where none is left, the picture. True when a shape went."""
    for name, value in _references(blip):
        if value in lost:
            del blip.attrib[name]
    if _references(blip):
        return False
    parent = blip.getparent()
    match None if parent is None else etree.QName(parent).localname:
        case "buBlip":
            _replace(parent, etree.Element(f"{A}buChar", char="•"))
            return False
        case "blipFill" if parent is not None and parent.tag == f"{A}blipFill":
            _replace(parent, etree.Element(f"{A}noFill"))
            return False
    return _removed(_nearest(blip, ("pic",)))


def _replace(old: etree._Element | None, new: etree._Element) -> None:
    above = None if old is None else old.getparent()
    if old is not None and above is not None:
        new.tail = old.tail
        above.replace(old, new)


def _nearest(element: etree._Element, names: Collection[str]) -> etree._Element:
    """The nearest ancestor of one of these names; the element itself where there is none."""
    found = (one for one in element.iterancestors() if etree.QName(one).localname in names)
    return next(found, element)


def _removed(element: etree._Element) -> bool:
    """Remove the element, and what holds nothing else. True when it was a shape."""
    parent = element.getparent()
    if parent is None:
        return False
    parent.remove(element)
    shape = etree.QName(element).localname in ("pic", "graphicFrame", "contentPart")
    empty = len(parent) == 0
    if empty and etree.QName(parent).localname in _LISTS:
        return _removed(parent) or shape
    if empty and parent.tag == f"{_COMPATIBILITY}Choice" and (whole := parent.getparent()) is not None:
        return _removed(whole) or shape
    return shape
