"""A written deck is read as python-pptx reads it, inherited places and looks included; hostile ones are refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu, Pt

from deckgen.templates.foreign import Unreadable
from deckgen.units import Box
from deckgen.written.model import Colour, WrittenDeck, WrittenShape, turned
from deckgen.written.reading import read_deck
from tests.check.decks import changed, good_deck, subbed
from tests.templates.packages import MASTER, TYPES, default_template, replacing, rewritten, shaped

SHIPPED = Path(__file__).parents[2] / "templates"


def saved(presentation: Presentation) -> WrittenDeck:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return read_deck(buffer.getvalue(), "deck.pptx")


def flat(shapes: object) -> Iterator[object]:
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from flat(shape.shapes)


def drawn() -> Presentation:
    """Slides with all that python-pptx can draw."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "One"
    body = slide.placeholders[1].text_frame
    body.text = "first"
    second = body.add_paragraph()
    second.text, second.level = "second", 1
    box = slide.shapes.add_textbox(Emu(100), Emu(200), Emu(3000), Emu(4000))
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = "marked", Pt(20), True
    run.font.color.rgb = RGBColor(1, 2, 3)
    box.rotation = 90
    group = slide.shapes.add_group_shape()
    group.shapes.add_shape(
        1, Emu(500_000), Emu(600_000), Emu(700_000), Emu(800_000)
    ).text_frame.text = "inner"
    slide.notes_slide.notes_text_frame.text = "say this\nand this"
    other = presentation.slides.add_slide(presentation.slide_layouts[5])
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("s", (1.5, None))
    other.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Emu(0), Emu(0), Emu(900_000), Emu(900_000), data)
    table = other.shapes.add_table(2, 2, Emu(0), Emu(0), Emu(900_000), Emu(900_000)).table
    table.cell(0, 0).text, table.cell(1, 1).text = "head", "value"
    table.cell(0, 0).merge(table.cell(0, 1))
    return presentation


def found(deck: WrittenDeck, slide: int, name: str) -> WrittenShape:
    return next(shape for shape in deck.slides[slide - 1].shapes if shape.name.startswith(name))


def test_shapes_have_the_names_ids_places_and_texts_that_python_pptx_sees():
    presentation = drawn()
    deck = saved(presentation)
    for slide, written in zip(presentation.slides, deck.slides, strict=True):
        for theirs, ours in zip(flat(slide.shapes), written.shapes, strict=True):
            assert (ours.id, ours.name) == (theirs.shape_id, theirs.name)
            assert ours.box == (theirs.left, theirs.top, theirs.width, theirs.height)
            if theirs.has_text_frame:
                assert ours.text == theirs.text_frame.text


@pytest.mark.parametrize("template", ["plum", "stage-4x3"])
def test_inherited_places_are_resolved_as_python_pptx_does(template: str):
    presentation = Presentation(SHIPPED / f"{template}.pptx")
    for layout in list(presentation.slide_layouts)[::6]:
        presentation.slides.add_slide(layout)
    for slide, written in zip(presentation.slides, saved(presentation).slides, strict=True):
        assert written.layout == slide.slide_layout.name
        for theirs, ours in zip(slide.shapes, written.shapes, strict=True):
            assert ours.box == (theirs.left, theirs.top, theirs.width, theirs.height)


def test_members_of_a_group_follow_it_where_they_are_seen():
    presentation = drawn()
    group = next(shape for shape in presentation.slides[0].shapes if shape.shape_type == 6)
    group.left, group.top, group.width, group.height = Emu(0), Emu(0), Emu(1_400_000), Emu(400_000)
    deck = saved(presentation)
    inner = next(shape for shape in deck.slides[0].shapes if shape.text == "inner")
    assert inner.group == found(deck, 1, "Group").id
    assert inner.box == Box(0, 0, 1_400_000, 400_000)


def test_runs_have_the_looks_that_are_shown():
    deck = saved(drawn())
    marked = next(found(deck, 1, "TextBox").body.runs)
    assert (marked.text, marked.points, marked.bold, marked.colour) == ("marked", 20, True, Colour("010203"))
    first, second = found(deck, 1, "Content").body.paragraphs
    assert (first.runs[0].points, second.runs[0].points, second.level) == (32, 28, 1)
    assert (first.runs[0].latin, first.runs[0].colour) == ("Calibri", Colour("000000"))


def test_sizes_are_those_after_shrinking():
    presentation = drawn()
    properties = presentation.slides[0].placeholders[1].text_frame._txBody.bodyPr
    shrunk = properties.get_or_change_to_normAutofit()
    shrunk.set("fontScale", "50000")
    assert found(saved(presentation), 1, "Content").body.paragraphs[0].runs[0].points == 16


def test_theme_colours_and_their_changes_are_resolved():
    presentation = drawn()
    box = presentation.slides[0].shapes[2]
    box.fill.solid()
    box.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    box.fill.fore_color.brightness = 0.4
    (colour,) = found(saved(presentation), 1, "TextBox").paint.colours
    assert colour.code in ("95B3D7", "96B3D7", "95B2D7")  # what PowerPoint shows as "Accent 1, lighter 40 %"


def test_turned_shapes_have_upright_bounds():
    shape = found(saved(drawn()), 1, "TextBox")
    assert shape.rotation == 90
    assert shape.bounds == turned(Box(100, 200, 3000, 4000), 90) == Box(-400, 700, 4000, 3000)


def test_what_layout_and_master_draw_is_behind_the_slide_in_theme_colours():
    frame = (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="frame"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        "</p:spPr></p:sp>"
    )
    data = rewritten(default_template(1), {MASTER: shaped(frame)})
    (slide,) = read_deck(data, "deck.pptx").slides
    assert [(one.name, one.paint.colours) for one in slide.backdrop] == [("frame", (Colour("000000"),))]


def test_charts_tables_notes_and_titles_are_read():
    deck = saved(drawn())
    (series,) = found(deck, 2, "Chart").chart.series
    assert (series.name, series.categories, series.values) == ("s", ("a", "b"), ("1.5", None))
    table = found(deck, 2, "Table").table
    assert [(cell.body.text, cell.across, cell.covered) for cell in table.row(0)] == [
        ("head", 2, False),
        ("", 1, True),
    ]
    assert table.header
    assert deck.slides[0].notes == "say this\nand this"
    assert [slide.title for slide in deck.slides] == ["One", ""]


def test_our_own_slides_know_their_ids_and_tables_the_paint_of_their_style():
    deck = read_deck(good_deck(), "deck.pptx")
    assert deck.is_ours
    assert all(slide.id for slide in deck.slides)
    table = next(shape.table for slide in deck.slides for shape in slide.shapes if shape.table)
    head, body = table.row(0)[0], table.row(1)[0]
    assert head.paint != body.paint
    assert next(head.body.runs).colour != next(body.body.runs).colour


def test_a_slide_that_is_damaged_or_missing_is_left_out_and_the_others_keep_their_numbers():
    damaged = changed({"ppt/slides/slide2.xml": lambda data: data[:100]})
    missing = changed(
        {"ppt/_rels/presentation.xml.rels": replacing("slides/slide2.xml", "slides/slide99.xml")}
    )
    for data in (damaged, missing):
        assert [slide.number for slide in read_deck(data, "deck.pptx").slides] == [1, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        b"%PDF-1.7",
        good_deck()[:5000],
        changed({TYPES: replacing("presentationml.presentation.main", "wordprocessingml.document.main")}),
        changed({"ppt/slides/slide2.xml": subbed("<p:sld ", '<!DOCTYPE x [<!ENTITY a "b">]><p:sld ')}),
        changed({"ppt/presentation.xml": lambda _: b"<a/>"}),
        changed({"ppt/slides/slide2.xml": lambda data: data + b" " * 20_000_000 + b"<" * 3_000_000}),
    ],
    ids=["empty", "text", "pdf", "cut", "word", "entities", "root", "tags"],
)
def test_what_is_no_deck_or_hostile_is_refused_with_a_reason(data: bytes):
    with pytest.raises(Unreadable) as refused:
        read_deck(data, "deck.pptx")
    assert refused.value.message
