"""Slides of a PDF → several on a page, with all that was tagged in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from deckgen.export.grids import Grid, Rectangle
from deckgen.export.tags import elements

FRAME = 0.5
"""Points: the line around each slide."""


class _Tile(NamedTuple):
    """Where a page went: the drawing that it became, and the page that this stands on."""

    drawing: Any
    page: Any
    scale: tuple[float, float]
    shift: tuple[float, float]

    def moved(self, box: Any) -> list[float]:
        return [float(side) * self.scale[n % 2] + self.shift[n % 2] for n, side in enumerate(box)]


def tile(document: Any, grid: Grid) -> None:
    """Put the document's pages on new ones by the grid. Structure and links go along."""
    slides = list(document.pages)
    tiles: dict[tuple[int, int], _Tile] = {}
    for first in range(0, len(slides), grid.size):
        page = document.add_blank_page(page_size=grid.page)
        for number, slide in enumerate(slides[first : first + grid.size]):
            tiles[slide.obj.objgen] = _place(document, page, slide, number, grid.cell(number))
    _move_structure(document, tiles)
    for slide in slides:
        _move_links(document, slide, tiles)
    del document.pages[: len(slides)]
    if "/OpenAction" in document.Root:
        del document.Root.OpenAction


def _place(document: Any, page: Any, slide: Any, number: int, box: Rectangle) -> _Tile:
    drawing = document.make_indirect(slide.as_form_xobject())
    if "/StructParents" in slide.obj:
        drawing.StructParents = slide.obj.StructParents
    name = page.add_resource(drawing, "/XObject", f"/Slide{number}", replace_existing=False)
    left, bottom, right, top = (float(side) for side in slide.mediabox)
    scale = (box[2] - box[0]) / (right - left), (box[3] - box[1]) / (top - bottom)
    made = _Tile(drawing, page, scale, (box[0] - left * scale[0], box[1] - bottom * scale[1]))
    numbers = " ".join(f"{each:.5f}" for each in (scale[0], 0, 0, scale[1], *made.shift))
    page.contents_add(f"q {numbers} cm {name} Do Q\n{_frame(box)}\n".encode())
    return made


def _frame(box: Rectangle) -> str:
    left, bottom, right, top = box
    rectangle = f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f}"
    return f"/Artifact BMC q {FRAME} w 0.6 G {rectangle} re S Q EMC"


def _move_structure(document: Any, tiles: Mapping[tuple[int, int], _Tile]) -> None:
    """What is marked on a page is marked in its drawing now."""
    from pikepdf import Array

    for element in elements(document):
        tile = tiles.get(element.Pg.objgen) if "/Pg" in element else None
        kids = element.get("/K")
        if kids is not None:
            listed = list(kids) if isinstance(kids, Array) else [kids]
            element.K = Array([_moved(kid, tile, tiles) for kid in listed])
        if tile:
            element.Pg = tile.page.obj


def _moved(kid: Any, tile: _Tile | None, tiles: Mapping[tuple[int, int], _Tile]) -> Any:
    from pikepdf import Dictionary, Name

    if isinstance(kid, Dictionary):
        own = tiles.get(kid.Pg.objgen) if "/Pg" in kid else tile
        if own and "/S" not in kid:
            kid.Pg = own.page.obj
            if kid.get("/Type") == "/MCR" and "/Stm" not in kid:
                kid.Stm = own.drawing
        return kid
    if tile is None:
        return kid
    return Dictionary(Type=Name("/MCR"), Pg=tile.page.obj, Stm=tile.drawing, MCID=int(kid))


def _move_links(document: Any, slide: Any, tiles: Mapping[tuple[int, int], _Tile]) -> None:
    from pikepdf import Array, Name

    tile = tiles[slide.obj.objgen]
    for link in slide.obj.get("/Annots", ()):
        if link.get("/Subtype") != "/Link":
            continue
        for target in _targets(link):
            if (gone := tiles.get(target[0].objgen)) is not None:
                target[0] = gone.page.obj
        link.Rect = Array(tile.moved(link.Rect))
        link.P = tile.page.obj
        if "/Annots" not in tile.page.obj:
            tile.page.obj.Annots = document.make_indirect(Array())
            tile.page.obj.Tabs = Name("/S")
        tile.page.obj.Annots.append(link)


def _targets(link: Any) -> Iterator[Any]:
    """The places in the document that a link leads to, each with its page first."""
    from pikepdf import Array, Dictionary

    for target in (link.get("/Dest"), link.get("/A", {}).get("/D")):
        if isinstance(target, Array) and len(target) and isinstance(target[0], Dictionary):
            yield target
