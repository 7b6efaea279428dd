"""A written deck → the copy whose notes pages LibreOffice prints: each slide in its shape, all its notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckgen.check.stand_ins import StandIns
from deckgen.export.copies import DeckCopy, render_copy
from deckgen.templates.placeholders import P, find_reference
from deckgen.templates.styles import A
from deckgen.units import Box
from deckgen.written.model import WrittenDeck

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PAGE = (6_858_000, 9_144_000)
MARGIN = 457_200
GAP = 304_800
SIZE = "1200"
"""Hundredths of a point. LibreOffice overlooks the size that the notes master gives and takes 20 points."""


def notes_copy(deck: WrittenDeck, stand_ins: StandIns = ()) -> DeckCopy:
    """Notes that would not fit their page in 12 points are shrunk by LibreOffice. Raises Unreadable."""
    picture = _picture_box(deck)
    top = picture.bottom + GAP
    text = Box(MARGIN, top, picture.width, PAGE[1] - MARGIN - top)

    def place(root: Element) -> None:
        for shape in root.iter(f"{P}sp"):
            placeholder = find_reference(shape)
            kind = None if placeholder is None else placeholder.get("type", "body")
            if kind == "sldImg":
                _move(shape, picture)
            elif kind == "body":
                _move(shape, text)
                _shrink(shape)
                _straighten(shape)

    notes = (part for slide in deck.slides for part in deck.package.related(slide.part, "notesSlide"))
    return render_copy(deck, dict.fromkeys(notes, place), stand_ins)


def _picture_box(deck: WrittenDeck) -> Box:
    width = PAGE[0] - 2 * MARGIN
    height = min(width * deck.height // deck.width, PAGE[1] // 2)
    return Box(MARGIN, MARGIN, width, height)


def _move(shape: Element, box: Box) -> None:
    properties = shape.find(f"{P}spPr")
    if properties is None:
        return
    for old in properties.findall(f"{A}xfrm"):
        properties.remove(old)
    xfrm = properties.makeelement(f"{A}xfrm")
    xfrm.append(xfrm.makeelement(f"{A}off", {"x": str(box.left), "y": str(box.top)}))
    xfrm.append(xfrm.makeelement(f"{A}ext", {"cx": str(box.width), "cy": str(box.height)}))
    properties.insert(0, xfrm)


def _shrink(shape: Element) -> None:
    for body in shape.iter(f"{A}bodyPr"):
        for old in list(body):
            body.remove(old)
        body.append(body.makeelement(f"{A}normAutofit"))
    for run in shape.iter(f"{A}r", f"{A}fld", f"{A}br"):
        style = run.find(f"{A}rPr")
        if style is None:
            style = run.makeelement(f"{A}rPr")
            run.insert(0, style)
        style.set("sz", SIZE)


def _straighten(shape: Element) -> None:
    """LibreOffice overlooks the notes master's indents, too, and hangs the first line of every paragraph out."""
    for paragraph in shape.iter(f"{A}p"):
        style = paragraph.find(f"{A}pPr")
        if style is None:
            style = paragraph.makeelement(f"{A}pPr")
            paragraph.insert(0, style)
        if "marL" not in style.attrib and "indent" not in style.attrib:
            style.set("marL", "0")
            style.set("indent", "0")
