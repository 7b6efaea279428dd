"""A deck → the copy whose notes pages LibreOffice prints: each slide in its own shape, with all its notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckgen.export.copies import A, P, Package, edit_parts, parse, target_of
from deckgen.units import Box

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PAGE = (6_858_000, 9_144_000)
MARGIN = 457_200
GAP = 304_800
SIZE = "1200"
"""Hundredths of a point. LibreOffice overlooks the size that the notes master gives and takes 20 points."""


def notes_copy(package: Package) -> Package:
    """Notes that would not fit their page in 12 points are shrunk by LibreOffice."""
    picture = _picture_box(package)
    top = picture.bottom + GAP
    text = Box(MARGIN, top, picture.width, PAGE[1] - MARGIN - top)

    def place(root: Element) -> None:
        for shape in root.iter(f"{P}sp"):
            placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            kind = None if placeholder is None else placeholder.get("type", "body")
            if kind == "sldImg":
                _move(shape, picture)
            elif kind == "body":
                _move(shape, text)
                _shrink(shape)

    notes = [target_of(package, slide, "notesSlide") for slide in package.slides]
    return edit_parts(package, [part for part in notes if part in package.parts and part], place)


def _picture_box(package: Package) -> Box:
    size = next(iter(parse(package.parts[package.main]).iter(f"{P}sldSz")), None)
    across, down = (int(size.get(side, "1")) for side in ("cx", "cy")) if size is not None else (16, 9)
    width = PAGE[0] - 2 * MARGIN
    height = min(width * down // across, PAGE[1] // 2)
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
