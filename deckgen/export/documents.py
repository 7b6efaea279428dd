"""PDF → PDF: what LibreOffice loses on the way, bookmarks by section, handouts, contact sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from deckgen.export.grids import Grid, handout_grid, sheet_grid
from deckgen.export.tags import tag, tag_notes
from deckgen.export.tiling import tile
from deckgen.records import dataclass


class Bookmark(NamedTuple):
    """A chapter's title and the titles of its pages; without a title the pages stand for themselves."""

    title: str
    pages: tuple[tuple[int, str], ...]
    """Page, counted from 0, and its title."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a PDF says of its deck beside its pages. Slides are those that are shown."""

    language: str = ""
    titles: Sequence[str] = ()
    """Of each slide."""
    alts: Sequence[Sequence[str]] = ()
    """What the pictures and charts of each slide are described as, in the order of drawing."""
    chapters: Sequence[Bookmark] = ()


def finished(pdf: bytes, account: Account) -> bytes:
    """The PDF in its deck's language, with complete tags, and these bookmarks instead of its own.

    What else is in it stays as it is.
    """
    with _opened(pdf) as document:
        tag(document, account.language, account.titles, account.alts)
        _bookmark(document, account.chapters)
        return _saved(document)


def finished_notes(pdf: bytes, account: Account) -> bytes:
    """The same for a PDF of notes pages, each with a picture of its slide and the notes below."""
    with _opened(pdf) as document:
        tag_notes(document, account.language, account.titles, account.alts)
        _bookmark(document, account.chapters)
        return _saved(document)


def make_handout(pdf: bytes, per_page: int, account: Account) -> bytes:
    """Pages of 2, 4 or 6 slides on A4, arranged so that the slides are as large as can be; finished like the PDF."""
    with _opened(pdf) as document:
        tag(document, account.language, account.titles, account.alts)
        tile(document, handout_grid(per_page, _ratio(document.pages[0])))
        _bookmark(document, account.chapters, per_page)
        return _saved(document)


def make_sheet(pdf: bytes) -> bytes:
    """All pages on one, about twice as wide as high in slides, for one look at the whole."""
    with _opened(pdf) as document:
        grid: Grid = sheet_grid(len(document.pages), _ratio(document.pages[0]))
        tile(document, grid)
        return _saved(document)


def typefaces_in(pdf: bytes) -> set[str]:
    """The names of the typefaces in it, with the marks of their subsets."""
    with _opened(pdf) as document:
        names = (one.get("/FontName") for one in document.objects if hasattr(one, "get"))
        return {str(name).removeprefix("/") for name in names if name is not None}


def _bookmark(document: Any, chapters: Sequence[Bookmark], slides: int = 1) -> None:
    """Bookmarks of a document with so many slides on a page."""
    from pikepdf import Name, OutlineItem

    with document.open_outline() as outline:
        outline.root.clear()
        for chapter in chapters:
            items = [OutlineItem(title, page // slides) for page, title in chapter.pages]
            if chapter.title and items:
                head = OutlineItem(chapter.title, chapter.pages[0][0] // slides)
                head.children.extend(items)
                head.is_closed = len(chapters) > 1
                items = [head]
            outline.root.extend(items)
    document.Root.PageMode = Name("/UseOutlines")


def _ratio(page: Any) -> float:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return (right - left) / (top - bottom)


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
