"""Text as it may stand in XML, and the namespaces that slides are written in."""

from __future__ import annotations

import re
from functools import lru_cache

from deckgen.units import Box

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
TABLES = "http://schemas.openxmlformats.org/drawingml/2006/table"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
PRESENTATION_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{RELATIONSHIPS}" xmlns:p="{PRESENTATION}"'

# What XML 1.0 cannot hold at all. Tab and line ends are legal and have a meaning of their own.
_ILLEGAL_SET = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_ILLEGAL_SET}]")
_UNUSUAL = re.compile(f'[&<>"{_ILLEGAL_SET}]')
_NOT_AS_IT_IS = re.compile(rf'[&<>"\s{_ILLEGAL_SET}]')
SPECIAL = re.compile(f'[&<>"\r\n{_ILLEGAL_SET}]')
"""What cannot stand in XML as it is, and line ends; most texts have none of it."""
_BLANKS = re.compile(r"\s+")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def legal(text: str) -> str:
    """`text` without the characters that no XML file may hold; PowerPoint refuses a file that has one."""
    return _ILLEGAL.sub("", text)


def escaped(text: str) -> str:
    """`text` for the inside of an element."""
    # Most text is free of both, and this is asked for every run of every slide.
    return _UNUSUAL.sub(lambda found: _ENTITIES.get(found[0], ""), text) if _UNUSUAL.search(text) else text


def attribute(text: str) -> str:
    """`text` for an attribute between double quotes, on one line."""
    return _for_attribute(text) if _NOT_AS_IT_IS.search(text) else text


def solid_fill(colour: str) -> str:
    """A fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def offset_and_extent(box: Box) -> str:
    """What a transform says of a place: its corner and its size."""
    return f'<a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'


@lru_cache(maxsize=4096)
def _for_attribute(text: str) -> str:
    return escaped(_BLANKS.sub(" ", text).strip())
