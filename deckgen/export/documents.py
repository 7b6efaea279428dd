"""PDF → PDF: bookmarks by section, handouts, contact sheets. The only place that loads pikepdf."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from deckgen.records import dataclass

A4 = (595.28, 841.89)
"""Points, upright."""
MARGIN = 42.5
GAP = 17.0
FRAME = 0.5
"""Points: the margin of a handout, the gap between slides, the line around each."""
SHEET_SLIDE = 300.0
SHEET_GAP = 18.0
"""Points: the width of a slide on a contact sheet, and the gap around it."""
HANDOUTS = {2: (1, 2), 4: (2, 2), 6: (2, 3)}
"""Slides on a page → columns and rows upright; across it is the other way round."""


class Bookmark(NamedTuple):
    """A chapter's title and the titles of its pages; without a title the pages stand for themselves."""

    title: str
    pages: tuple[tuple[int, str], ...]
    """Page, counted from 0, and its title."""


def with_bookmarks(
    pdf: bytes, chapters: Sequence[Bookmark], language: str = "", alts: Sequence[Sequence[str]] = ()
) -> bytes:
    """The PDF with these bookmarks instead of its own, and with what LibreOffice loses on the way.

    `language` is that of the deck; `alts` are what its pictures and charts are described as, page by page in the order
    of drawing. What else is in it stays as it is.
    """
    from pikepdf import OutlineItem

    with _opened(pdf) as document:
        if language:
            document.Root.Lang = language
        if any(map(any, alts)):
            _describe(document, alts)
        with document.open_outline() as outline:
            outline.root.clear()
            for chapter in chapters:
                items = [OutlineItem(title, page) for page, title in chapter.pages]
                if chapter.title and items:
                    head = OutlineItem(chapter.title, chapter.pages[0][0])
                    head.children.extend(items)
                    head.is_closed = len(chapters) > 1
                    items = [head]
                outline.root.extend(items)
        document.Root.PageMode = _name("/UseOutlines")
        return _saved(document)


def _describe(document: Any, alts: Sequence[Sequence[str]]) -> None:
    """LibreOffice drops what charts are described as. Where a page has not the figures that are expected, it stays."""
    from pikepdf import Array, Dictionary

    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    figures: dict[int, list[Any]] = {}
    waiting = [document.Root.get("/StructTreeRoot")]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary):
            continue  # a number: the mark of what is drawn
        if element.get("/S") == "/Figure" and "/Pg" in element:
            figures.setdefault(pages.get(element.Pg.objgen, -1), []).append(element)
        kids = element.get("/K")
        waiting += reversed(list(kids)) if isinstance(kids, Array) else [kids]
    for number, texts in enumerate(alts):
        found = figures.get(number, [])
        for figure, text in zip(found, texts, strict=True) if len(found) == len(texts) else ():
            if text and "/Alt" not in figure:
                figure.Alt = text


def typefaces_in(pdf: bytes) -> set[str]:
    """The names of the typefaces in it, with the marks of their subsets."""
    with _opened(pdf) as document:
        names = (one.get("/FontName") for one in document.objects if hasattr(one, "get"))
        return {str(name).removeprefix("/") for name in names if name is not None}


def make_handout(pdf: bytes, per_page: int) -> bytes:
    """Pages of 2, 4 or 6 slides on A4, upright or across, whichever shows the slides larger."""
    with _opened(pdf) as document:
        ratio = _ratio(document.pages[0])
    columns, rows = HANDOUTS[per_page]
    upright = _Grid(columns, rows, A4, MARGIN, GAP)
    across = _Grid(rows, columns, (A4[1], A4[0]), MARGIN, GAP)
    return _tiled(pdf, max(upright, across, key=lambda grid: grid.slide_width(ratio)))


def make_sheet(pdf: bytes) -> bytes:
    """All pages on one, about twice as wide as high in slides, for one look at the whole."""
    with _opened(pdf) as document:
        count, ratio = len(document.pages), _ratio(document.pages[0])
    columns = max(1, math.ceil(math.sqrt(count * ratio)) if count > 3 else count)
    columns = min(columns, count)
    rows = math.ceil(count / columns)
    width = columns * (SHEET_SLIDE + SHEET_GAP) + SHEET_GAP
    height = rows * (SHEET_SLIDE / ratio + SHEET_GAP) + SHEET_GAP
    return _tiled(pdf, _Grid(columns, rows, (width, height), SHEET_GAP, SHEET_GAP))


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: int
    rows: int
    page: tuple[float, float]
    margin: float
    gap: float

    @property
    def size(self) -> int:
        return self.columns * self.rows

    @property
    def cell_size(self) -> tuple[float, float]:
        across = (self.page[0] - 2 * self.margin - (self.columns - 1) * self.gap) / self.columns
        down = (self.page[1] - 2 * self.margin - (self.rows - 1) * self.gap) / self.rows
        return across, down

    def slide_width(self, ratio: float) -> float:
        across, down = self.cell_size
        return min(across, down * ratio)

    def cell(self, number: int, ratio: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a slide in the middle of its cell."""
        across, down = self.cell_size
        row, column = divmod(number, self.columns)
        width = self.slide_width(ratio)
        height = width / ratio
        left = self.margin + column * (across + self.gap) + (across - width) / 2
        top = self.page[1] - self.margin - row * (down + self.gap) - (down - height) / 2
        return left, top - height, left + width, top


def _tiled(pdf: bytes, grid: _Grid) -> bytes:
    import pikepdf

    with _opened(pdf) as source, pikepdf.Pdf.new() as document:
        for first in range(0, len(source.pages), grid.size):
            page = document.add_blank_page(page_size=grid.page)
            for number, slide in enumerate(source.pages[first : first + grid.size]):
                box = grid.cell(number, _ratio(slide))
                page.add_overlay(slide, pikepdf.Rectangle(*box))
                page.contents_add(_frame(box))
        return _saved(document)


def _frame(box: tuple[float, float, float, float]) -> bytes:
    left, bottom, right, top = box
    rectangle = f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f}"
    return f"q {FRAME} w 0.6 G {rectangle} re S Q".encode()


def _ratio(page: Any) -> float:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return (right - left) / (top - bottom)


def _name(text: str) -> Any:
    import pikepdf

    return pikepdf.Name(text)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pikepdf

    with pikepdf.Pdf.open(io.BytesIO(pdf)) as document:
        yield document


def _saved(document: Any) -> bytes:
    import pikepdf

    target = io.BytesIO()
    document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return target.getvalue()
