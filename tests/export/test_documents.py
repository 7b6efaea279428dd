"""PDFs keep their pages and gain bookmarks; handouts and sheets hold every slide in its own shape."""

from __future__ import annotations

import io

import pikepdf
import pytest

from deckgen.export.documents import Bookmark, make_handout, make_sheet, with_bookmarks


def pdf(pages: int, width: float = 960, height: float = 540) -> bytes:
    document = pikepdf.Pdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(width, height))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_sections_become_bookmarks_with_their_slides_below() -> None:
    chapters = [Bookmark("", ((0, "封面"),)), Bookmark("一、大局", ((1, "就业"), (2, "创业")))]
    with pikepdf.open(io.BytesIO(with_bookmarks(pdf(3), chapters))) as document:
        with document.open_outline() as outline:
            found = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert found == [("封面", []), ("一、大局", ["就业", "创业"])]
        assert len(document.pages) == 3


def test_bookmarks_take_the_place_of_those_that_were_there() -> None:
    once = with_bookmarks(pdf(1), [Bookmark("A", ((0, "a"),))])
    twice = with_bookmarks(once, [Bookmark("B", ((0, "b"),))])
    with pikepdf.open(io.BytesIO(twice)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["B"]


@pytest.mark.parametrize(("per_page", "pages"), [(2, 4), (4, 2), (6, 2)])
def test_a_handout_has_as_many_pages_as_it_takes(per_page: int, pages: int) -> None:
    with pikepdf.open(io.BytesIO(make_handout(pdf(7), per_page))) as document:
        assert len(document.pages) == pages
        drawn = [name for page in document.pages for name in page.resources.XObject]
        assert len(drawn) == 7


def test_four_wide_slides_lie_across_the_page_and_upright_ones_stand() -> None:
    for size, across in (((960, 540), True), ((540, 960), False)):
        with pikepdf.open(io.BytesIO(make_handout(pdf(4, *size), 4))) as document:
            _, _, width, height = document.pages[0].mediabox
            assert (width > height) == across


@pytest.mark.parametrize("slides", [1, 2, 3, 25, 120])
def test_a_sheet_is_one_page_with_all_slides(slides: int) -> None:
    with pikepdf.open(io.BytesIO(make_sheet(pdf(slides)))) as document:
        assert len(document.pages) == 1
        assert len(document.pages[0].resources.XObject) == slides
