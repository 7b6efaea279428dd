"""PDFs keep their pages and gain tags and bookmarks; handouts and sheets hold every slide in its own shape, with all
that was tagged and linked in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from deckgen.export.documents import Account, Bookmark, finished, finished_notes, make_handout, make_sheet
from deckgen.export.grids import GAP, HANDOUTS, MARGIN, handout_grid

NOBODY = Account()


def saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def pdf(pages: int, width: float = 960, height: float = 540) -> bytes:
    document = pikepdf.Pdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(width, height))
    return saved(document)


def tagged(pages: int, *, whole: bool = False) -> bytes:
    """As LibreOffice tags: on each page a heading, and a figure with a text in it; all elements side by side, or
    `whole` in a document. Each page links to the next."""
    document = pikepdf.Pdf.new()
    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    top = root
    if whole:
        top = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
        root.K.append(top)
    rows = Array()

    def element(role: str, parent: Any, page: Any, *marks: int) -> Any:
        made = Dictionary(Type=Name.StructElem, S=Name(role), P=parent, Pg=page.obj, K=Array(marks))
        made = document.make_indirect(made)
        parent.K.append(made)
        return made

    for number in range(pages):
        page = document.add_blank_page(page_size=(960, 540))
        page.contents_add(b"".join(b"/Span <</MCID %d>> BDC 9 9 9 9 re f EMC\n" % mark for mark in range(3)))
        page.obj.StructParents = number
        heading, figure = element("/H", top, page, 0), element("/Figure", top, page, 1)
        text = element("/P", figure, page, 2)
        rows.extend([number, document.make_indirect(Array([heading, figure, text]))])
    for number, page in enumerate(document.pages):
        target = document.pages[(number + 1) % pages].obj
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[96, 54, 192, 108], Dest=[target, Name.Fit]
        )
        page.obj.Annots = Array([document.make_indirect(link)])
    root.ParentTree = document.make_indirect(Dictionary(Nums=rows))
    document.Root.StructTreeRoot = root
    document.Root.Lang = "en-US"
    return saved(document)


def kids(element: Any) -> list[Any]:
    found = element.get("/K", Array())
    return list(found) if isinstance(found, Array) else [found]


def outline(element: Any) -> Iterator[object]:
    """Roles, titles and descriptions; marks are left out."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen
            said = str(kid.get("/T", "")) or str(kid.get("/Alt", ""))
            yield str(kid.S)[1:] + f" {said}".rstrip(), list(outline(kid))


def test_sections_become_bookmarks_with_their_slides_below() -> None:
    chapters = [Bookmark("", ((0, "封面"),)), Bookmark("一、大局", ((1, "就业"), (2, "创业")))]
    with opened(finished(pdf(3), Account(chapters=chapters))) as document:
        with document.open_outline() as outline:
            found = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert found == [("封面", []), ("一、大局", ["就业", "创业"])]
        assert len(document.pages) == 3


def test_bookmarks_take_the_place_of_those_that_were_there() -> None:
    once = finished(pdf(1), Account(chapters=[Bookmark("A", ((0, "a"),))]))
    twice = finished(once, Account(chapters=[Bookmark("B", ((0, "b"),))]))
    with opened(twice) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["B"]


@pytest.mark.parametrize("whole", [False, True])
def test_each_slide_is_a_section_with_its_title_in_the_decks_language(whole: bool) -> None:
    account = Account("zh-CN", ["封面", ""], [["院子"], []])
    with opened(finished(tagged(2, whole=whole), account)) as document:
        assert document.Root.Lang == "zh-CN"
        (told,) = outline(document.Root.StructTreeRoot)
        assert told == (
            "Document",
            [
                ("Sect 封面", [("H", []), ("Figure 院子", [("P", [])]), ("Link", [])]),
                ("Sect", [("H", []), ("Figure", [("P", [])]), ("Link", [])]),
            ],
        )


def test_in_notes_the_texts_of_a_slide_are_read_and_what_is_drawn_is_described() -> None:
    account = Account("en-GB", ["Cover", "", "End"], [["A yard", "A gate"], [], []])
    with opened(finished_notes(tagged(3), account)) as document:
        (told,) = outline(document.Root.StructTreeRoot)
        assert told == (
            "Document",
            [
                ("Sect Cover", [("H", []), ("Figure A yard; A gate", []), ("P", []), ("Link", [])]),
                ("Sect", [("H", []), ("Figure 2", []), ("P", []), ("Link", [])]),
                ("Sect End", [("H", []), ("Figure End", []), ("P", []), ("Link", [])]),
            ],
        )


@pytest.mark.parametrize(("per_page", "pages"), [(2, 4), (4, 2), (6, 2)])
def test_a_handout_has_as_many_pages_as_it_takes(per_page: int, pages: int) -> None:
    with opened(make_handout(pdf(7), per_page, NOBODY)) as document:
        assert len(document.pages) == pages
        drawn = [name for page in document.pages for name in page.resources.XObject]
        assert len(drawn) == 7


def marks(element: Any) -> Iterator[tuple[Any, Any]]:
    """Each element with its marks, which a handout has in its slides' drawings."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from marks(kid)
        else:
            yield element, kid


def test_links_are_found_by_those_who_listen() -> None:
    with opened(finished(tagged(2), NOBODY)) as document:
        root = document.Root.StructTreeRoot
        rows = {
            int(key): row
            for key, row in zip(root.ParentTree.Nums[::2], root.ParentTree.Nums[1::2], strict=True)
        }
        assert root.ParentTreeNextKey == len(rows)
        links = [(element, mark) for element, mark in marks(root) if element.S == "/Link"]
        assert [str(mark.Obj.Contents) for _, mark in links] == ["2", "1"]
        for element, mark in links:
            assert rows[int(mark.Obj.StructParent)].objgen == element.objgen


def test_a_handout_is_tagged_like_the_deck() -> None:
    """Each mark leads to its drawing, which stands on the page that the mark names, and from there back again."""
    account = Account("zh-CN", ["一", "二", "三"], [["画"]] * 3)
    with opened(make_handout(tagged(3), 2, account)) as document:
        root = document.Root.StructTreeRoot
        assert document.Root.Lang == "zh-CN"
        inside = [("H", []), ("Figure 画", [("P", [])]), ("Link", [])]
        assert list(outline(root)) == [("Document", [(f"Sect {title}", inside) for title in "一二三"])]
        rows = {
            int(key): row
            for key, row in zip(root.ParentTree.Nums[::2], root.ParentTree.Nums[1::2], strict=True)
        }
        found = [(element, mark) for element, mark in marks(root) if element.S != "/Link"]
        assert [int(mark.MCID) for _, mark in found] == [0, 1, 2] * 3
        for element, mark in found:
            assert rows[int(mark.Stm.StructParents)][int(mark.MCID)].objgen == element.objgen
            assert mark.Pg.objgen == element.Pg.objgen
            there = [drawing.objgen for drawing in mark.Pg.Resources.XObject.values()]
            assert mark.Stm.objgen in there
            assert b"/MCID %d" % mark.MCID in mark.Stm.read_bytes()
        shown = [page.obj.objgen for page in document.pages]
        assert [shown.index(mark.Pg.objgen) for _, mark in found[::3]] == [0, 0, 1]
        links = [(element, mark) for element, mark in marks(root) if element.S == "/Link"]
        assert [shown.index(mark.Pg.objgen) for _, mark in links] == [0, 0, 1]
        for element, mark in links:
            assert rows[int(mark.Obj.StructParent)].objgen == element.objgen
            assert mark.Obj.objgen in [link.objgen for link in mark.Pg.Annots]
        assert all(page.obj.Tabs == "/S" for page in document.pages)
        assert not [page for page in document.pages if "/StructParents" in page.obj]


def test_links_of_a_handout_lie_on_their_slides_and_lead_to_its_pages() -> None:
    with opened(make_handout(tagged(3), 2, NOBODY)) as document:
        shown = [page.obj.objgen for page in document.pages]
        links = [list(page.obj.Annots) for page in document.pages]
        assert [[shown.index(link.Dest[0].objgen) for link in each] for each in links] == [[0, 1], [0]]
        grid = handout_grid(2, 960 / 540)
        for number, link in enumerate(links[0]):
            left, bottom, right, top = grid.cell(number)
            wide, high = (right - left) / 10, (top - bottom) / 10
            wanted = [left + wide, bottom + high, left + 2 * wide, bottom + 2 * high]
            assert [float(side) for side in link.Rect] == pytest.approx(wanted, abs=0.01)


def test_bookmarks_of_a_handout_lead_to_the_pages_of_the_slides() -> None:
    chapters = [Bookmark("A", ((0, "a"), (1, "b"))), Bookmark("B", ((2, "c"),))]
    with opened(make_handout(tagged(3), 2, Account(chapters=chapters))) as document:
        shown = [page.obj.objgen for page in document.pages]
        with document.open_outline() as found:
            pages = [shown.index(item.destination[0].objgen) for head in found.root for item in head.children]
        assert pages == [0, 0, 1]


@given(st.sampled_from(HANDOUTS), st.floats(0.4, 3))
def test_slides_of_a_handout_keep_their_shape_and_distance_and_fill_the_page(
    per_page: int, ratio: float
) -> None:
    grid = handout_grid(per_page, ratio)
    cells = [grid.cell(number) for number in range(per_page)]
    for left, bottom, right, top in cells:
        assert (right - left) / (top - bottom) == pytest.approx(ratio)
        assert min(left, bottom, grid.page[0] - right, grid.page[1] - top) >= MARGIN - 0.01
    for number, (left, bottom, right, top) in enumerate(cells):
        for other in cells[number + 1 :]:
            apart = max(other[0] - right, left - other[2], other[1] - top, bottom - other[3])
            assert apart >= GAP - 0.01
    edges = [(min(sides), max(sides)) for sides in zip(*cells, strict=True)]
    assert edges[0][0] == pytest.approx(grid.page[0] - edges[2][1])  # in the middle
    assert edges[1][0] == pytest.approx(grid.page[1] - edges[3][1])
    across = edges[2][1] - edges[0][0]
    down = edges[3][1] - edges[1][0]
    full = (grid.page[0] - across, grid.page[1] - down)
    assert min(full) == pytest.approx(2 * MARGIN)  # from margin to margin


@pytest.mark.parametrize(("ratio", "least"), [(16 / 9, 0.55), (4 / 3, 0.5)])
@pytest.mark.parametrize("per_page", HANDOUTS)
def test_most_of_a_page_is_slides_and_no_gap_is_wide(per_page: int, ratio: float, least: float) -> None:
    grid = handout_grid(per_page, ratio)
    assert per_page * grid.slide_width**2 / ratio >= least * grid.page[0] * grid.page[1]
    cells = [grid.cell(number) for number in range(per_page)]
    tops = sorted({round(cell[3], 2) for cell in cells}, reverse=True)
    gaps = [upper - lower - grid.slide_width / ratio for upper, lower in pairwise(tops)]
    assert all(gap <= 2 * GAP + 0.02 for gap in gaps)


def test_four_wide_slides_lie_across_the_page_and_upright_ones_stand() -> None:
    for size, across in (((960, 540), True), ((540, 960), False)):
        with opened(make_handout(pdf(4, *size), 4, NOBODY)) as document:
            _, _, width, height = document.pages[0].mediabox
            assert (width > height) == across


@pytest.mark.parametrize("slides", [1, 2, 3, 25, 120])
def test_a_sheet_is_one_page_with_all_slides(slides: int) -> None:
    with opened(make_sheet(pdf(slides))) as document:
        assert len(document.pages) == 1
        assert len(document.pages[0].resources.XObject) == slides
