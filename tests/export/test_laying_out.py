"""LibreOffice's lines and pages as plain data. Two conversions serve all cases."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from deckgen.check.laid_out import LaidOut, LaidShape
from deckgen.export.laying_out import lay_out
from deckgen.export.matching import match_paragraphs
from deckgen.export.office import convert
from deckgen.export.rasters import read_glyphs
from deckgen.written.model import WrittenDeck
from deckgen.written.reading import read_deck
from tests.audit import coloured
from tests.export.decks import LONG, Deck

pytestmark = pytest.mark.office

WIDTH = 200


@pytest.fixture(scope="module")
def written() -> WrittenDeck:
    deck = Deck()
    deck.bullets("一行标题", "正文放得下，with Latin words.\n第二段")  # 1: sound
    deck.bullets("一行标题", LONG * 8)  # 2: below, inherited box
    deck.box("一个没有折行的长标题" * 3, width=2, height=1, wrap=False)  # 3: beside
    deck.bullets("隐藏", LONG).hide_last()  # 4
    deck.box("竖放的长标题也放得下", width=4, height=1, turn=90)  # 5: turned
    deck.box("完成投资总额约12亿元 office fluffy", width=1.6, height=2)  # 6: several lines
    slide = deck.presentation.slides[5]
    table = slide.shapes.add_table(2, 2, 914_400, 3_657_600, 3_657_600, 914_400).table
    for number, cell in enumerate(table.iter_cells()):
        cell.text = f"第{number}格"
    return read_deck(deck.saved())


@pytest.fixture(scope="module")
def laid_out(written: WrittenDeck) -> LaidOut:
    return lay_out(written, picture_width=WIDTH)


def shapes(laid_out: LaidOut, slide: int) -> tuple[LaidShape, ...]:
    return laid_out.by_number[slide].shapes


def test_slides_keep_their_numbers_and_hidden_ones_have_no_page(laid_out: LaidOut) -> None:
    assert list(laid_out.by_number) == [1, 2, 3, 5, 6]
    assert (laid_out.width, laid_out.height) == (
        pytest.approx(9_144_000, 1e-3),
        pytest.approx(6_858_000, 1e-3),
    )


def test_every_page_has_a_picture_of_the_wanted_width(laid_out: LaidOut) -> None:
    for slide in laid_out.slides:
        assert Image.open(io.BytesIO(slide.picture)).size == (WIDTH, 150)


def test_lines_say_what_the_paragraphs_say(laid_out: LaidOut) -> None:
    for slide in laid_out.slides:
        for shape in slide.shapes:
            for paragraph in shape.paragraphs:
                assert "".join(line.text for line in paragraph.lines) == "".join(paragraph.text.split())


def test_overflow_is_told_with_side_and_distance(laid_out: LaidOut) -> None:
    found = {
        slide.number: shape.overflow()
        for slide in laid_out.slides
        for shape in slide.shapes
        if shape.overflow()
    }
    assert {number: overflow.side for number, overflow in found.items()} == {2: "bottom", 3: "right"}
    assert 100 < found[3].points < 1000


def test_a_paragraph_of_several_lines_is_parted_where_they_end(laid_out: LaidOut) -> None:
    (first, *_) = shapes(laid_out, 6)
    tops = [line.box.top for line in first.lines]
    assert len(tops) > 1
    assert tops == sorted(set(tops))
    assert {line.points for line in first.lines} == {18}


def test_turned_text_has_an_extent_and_no_lines(laid_out: LaidOut) -> None:
    (shape,) = shapes(laid_out, 5)
    assert not shape.level
    assert len(shape.lines) == 1
    assert shape.extent is not None
    assert shape.extent.height > 4 * shape.extent.width


def test_cells_are_told_apart(laid_out: LaidOut) -> None:
    cells = [shape for shape in shapes(laid_out, 6) if "row" in shape.name]
    assert ["".join(line.text for line in cell.lines) for cell in cells] == [
        "第0格",
        "第1格",
        "第2格",
        "第3格",
    ]


def test_glyphs_are_matched_to_the_shapes_that_their_colours_name(written: WrittenDeck) -> None:
    watched, copy = coloured(written)
    visible = [watched[slide.part] for slide in written.slides if not slide.hidden]
    for shapes, glyphs in zip(visible, read_glyphs(convert(copy)), strict=True):
        owners = [(colour, one.text) for colour, shape in shapes.items() for one in shape.laid.paragraphs]
        page = "".join(glyph.text for glyph in glyphs)
        found = match_paragraphs(page, ["".join(text.split()) for _, text in owners])
        matched = {place: owners[number][0] for number, places in found.items() for place in places}
        # A bullet has the colour of its text, and is nobody's.
        told = {n: one.colour for n, one in enumerate(glyphs) if one.colour in shapes and one.text != "•"}
        assert matched == told
