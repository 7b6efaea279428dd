"""The template's table styles, and among them the one that the deck's tables have."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from deckgen.fit.model import FittedDeck, FittedTable, Tint
from deckgen.fit.palette import PAGE, TEXT, luminance
from deckgen.patterns import regex
from deckgen.render.markup import DECLARATION, DRAWING
from deckgen.templates.contrast import LEGIBLE, ratio
from deckgen.templates.model import Part, Template
from deckgen.templates.table_style import STYLE_ID, table_style_xml
from deckgen.templates.types import TABLE_STYLES, content_type

PART = "/ppt/tableStyles.xml"
_DARKS = ("tx2", "accent1", "tx1")
_END = regex(rb"</(?:\w+:)?tblStyleLst\s*>")
_EMPTY = regex(rb"<(\w+:)?tblStyleLst((?:[^>\"']|\"[^\"]*\"|'[^']*')*)/>")


class TableTheme(NamedTuple):
    """The theme colours of a table's head, and of every other row."""

    dark: str
    band: str


def theme_of(template: Template) -> TableTheme:
    """The first dark colour that carries the page's as legible text, and a light one for text upon it."""
    colours = template.colours
    page, text = luminance(colours, PAGE), luminance(colours, TEXT)
    legible = (slot for slot in _DARKS if ratio(luminance(colours, Tint(slot)), page) >= LEGIBLE)
    is_light = ratio(luminance(colours, Tint("bg2")), text) >= 2 * LEGIBLE
    return TableTheme(next(legible, "tx1"), "bg2" if is_light else "bg1")


def has_tables(deck: FittedDeck) -> bool:
    return any(isinstance(fill, FittedTable) for slide in deck.slides for fill in slide.fills.values())


def with_style(template: Template) -> tuple[Part, bool]:
    """The part of table styles with the deck's own among them, and whether the template has such a part."""
    part = next((part for part in template.parts if part.content_type == content_type(TABLE_STYLES)), None)
    if part is not None and f'styleId="{STYLE_ID}"'.encode() in part.data:
        return part, True
    style = _style(template).encode()
    if part is None:
        start = f'{DECLARATION}<a:tblStyleLst xmlns:a="{DRAWING}" def="{STYLE_ID}">'
        data = start.encode() + style + b"</a:tblStyleLst>"
        return Part(PART, content_type(TABLE_STYLES), data), False
    data = _EMPTY.sub(rb"<\1tblStyleLst\2></\1tblStyleLst>", part.data, count=1)
    ends = list(_END.finditer(data))
    if not ends:
        return part, True
    at = ends[-1].start()
    return replace(part, data=data[:at] + style + data[at:]), True


def _style(template: Template) -> str:
    dark, band = theme_of(template)
    style = table_style_xml(dark, None if band == "bg1" else band)
    return style.replace("<a:tblStyle ", f'<a:tblStyle xmlns:a="{DRAWING}" ', 1)
