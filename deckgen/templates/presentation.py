"""A template's presentation part → that of an empty deck: no slides, nothing that names them, a notes master."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lxml import etree

from deckgen.templates.markup import xml_bytes
from deckgen.templates.model import Relationship
from deckgen.templates.placeholders import P
from deckgen.templates.styles import whole
from deckgen.templates.types import R_ID
from deckgen.units import inches

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
DEFAULT_SIZE = (9_144_000, 6_858_000)
"""What PowerPoint takes where the file says nothing: 10 by 7.5 inches."""

_LEAST, _MOST = inches(1), inches(56)
_BEFORE_SIZE = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst")

_OF_THE_TEMPLATE = ("sldIdLst", "custShowLst", "modifyVerifier")
"""Sample slides, shows of them, and the password that keeps the template, not its decks, from being changed."""


def slide_size(root: etree._Element) -> tuple[int, int] | None:
    """Width and height in EMU; None where the file gives what no presentation can have (1 to 56 inches)."""
    size = root.find(f"{P}sldSz")
    if size is None:
        return DEFAULT_SIZE
    width, height = (whole(size.get(side), 0) for side in ("cx", "cy"))
    return (width, height) if min(width, height) >= _LEAST and max(width, height) <= _MOST else None


def cleared(root: etree._Element, relationships: Collection[str], notes_master: str) -> bytes:
    """The part of `root`, which is changed. Masters that none of the `relationships` leads to are not listed;
    `notes_master` is the one that leads to the notes master."""
    for tag in _OF_THE_TEMPLATE:
        for element in root.findall(f"{P}{tag}"):
            root.remove(element)
    for extension in root.findall(f"{P}extLst/{P}ext"):
        if extension.get("uri", "").upper() == _SECTIONS:
            _remove(extension)
    for listed in root.findall(f"{P}sldMasterIdLst/{P}sldMasterId"):
        if listed.get(R_ID) not in relationships:
            _remove(listed)
    _list_notes_master(root, notes_master)
    _say_size(root)
    return xml_bytes(root)


def showing_all(root: etree._Element) -> bytes:
    """The part of `root`, presentation properties, with all slides shown where it named some of the template's."""
    for tag in ("custShow", "sldRg"):
        for choice in root.iter(f"{P}{tag}"):
            choice.tag = f"{P}sldAll"
            choice.attrib.clear()
    return xml_bytes(root)


def free_id(relationships: Iterable[Relationship]) -> str:
    """The first id that none of the relationships has."""
    taken = {one.id for one in relationships}
    return next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)


def _list_notes_master(root: etree._Element, relationship: str) -> None:
    for listed in root.findall(f"{P}notesMasterIdLst"):
        root.remove(listed)
    masters = root.find(f"{P}sldMasterIdLst")
    listed = etree.Element(f"{P}notesMasterIdLst")
    etree.SubElement(listed, f"{P}notesMasterId").set(R_ID, relationship)
    if masters is not None:
        masters.addnext(listed)


def _say_size(root: etree._Element) -> None:
    if root.find(f"{P}sldSz") is None:
        width, height = DEFAULT_SIZE
        size = etree.Element(f"{P}sldSz", cx=str(width), cy=str(height))
        before = [found for tag in _BEFORE_SIZE if (found := root.find(f"{P}{tag}")) is not None]
        before[-1].addnext(size)


def _remove(element: etree._Element) -> None:
    """Remove the element, and the list that it was the only one of."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if len(parent) == 0:
            _remove(parent)
