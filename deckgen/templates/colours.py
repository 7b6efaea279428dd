"""A theme and its slide master in, the colours that slides get out."""

from __future__ import annotations

import re

from lxml import etree

from deckgen.templates.placeholders import P
from deckgen.templates.styles import A

_CODE = re.compile(r"[0-9A-Fa-f]{6}")
NAMED = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "green": "008000"}
"""Those of the preset colours' names that themes and slides use."""


def theme_colours(theme: etree._Element) -> dict[str, str]:
    """The theme's colours by slot name, as RRGGBB; a slot that says nothing understandable is absent."""
    scheme = theme.find(f".//{A}clrScheme")
    colours = {}
    for slot in () if scheme is None else scheme.iterchildren(etree.Element):
        code = next((_code(colour) for colour in slot.iterchildren(etree.Element)), "")
        if code:
            colours[str(slot.tag).removeprefix(A)] = code
    return colours


def mapped_colours(master: etree._Element, theme: etree._Element) -> dict[str, str]:
    """The theme's colours, and those that slides name (`bg1`, `accent1`) as the master maps them: on a dark
    master, `bg1` may be the theme's `dk1`."""
    colours = theme_colours(theme)
    mapping = master.find(f"{P}clrMap")
    named = [] if mapping is None else mapping.attrib.items()
    return colours | {str(name): colours[str(slot)] for name, slot in named if slot in colours}


def _code(colour: etree._Element) -> str:
    for given in (colour.get("lastClr"), colour.get("val"), NAMED.get(colour.get("val", ""))):
        if given and _CODE.fullmatch(given):
            return given.upper()
    return ""
