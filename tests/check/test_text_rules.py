"""The rules on the text of written decks, on decks of python-pptx; what LibreOffice would draw is made up here."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches, Pt

from deckgen.check.deck_model import DeckSubject
from deckgen.check.deck_rules.glyphs import fault_of
from deckgen.check.decks import check_written
from deckgen.check.laid_out import LaidLine, LaidOut, LaidParagraph, LaidShape, LaidSlide
from deckgen.diagnostics import Diagnostic, Sink
from deckgen.units import EMU_PER_POINT, Box
from deckgen.written.reading import read_deck

OF_TEXT = {
    "text-overflows", "text-may-overflow", "texts-collide", "text-covered", "text-over-edge", "outside-slide",
    "type-too-small", "orphan-left", "figure-torn", "glyph-missing", "placeholder-empty",
    "typeface-replaced", "heading-stranded", "line-stranded",
}  # fmt: skip
LONG = "这一行文字写得很长很长，" * 12


class Slide:
    """A deck of one slide, and what is put onto it; lengths in inches."""

    def __init__(self, layout: int = 6) -> None:
        self.deck = Presentation()
        self.slide = self.deck.slides.add_slide(self.deck.slide_layouts[layout])

    def box(
        self, text: str, at: Sequence[float] = (1, 1, 4, 1), points: float = 18, font: str = "Arial"
    ) -> object:
        shape = self.slide.shapes.add_textbox(*map(Inches, at))
        shape.text_frame.word_wrap = True
        shape.text_frame.text = text
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size, run.font.name = Pt(points), font
        return shape

    def card(self, at: Sequence[float], text: str = "", colour: str = "FFEEDD") -> object:
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, at))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
        shape.text_frame.text = text
        return shape

    def photo(self, at: Sequence[float]) -> object:
        target = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(target, "JPEG")
        return self.slide.shapes.add_picture(io.BytesIO(target.getvalue()), *map(Inches, at))

    def found(self, *drawn: LaidShape) -> list[Diagnostic]:
        target = io.BytesIO()
        self.deck.save(target)
        deck = read_deck(target.getvalue(), "deck.pptx")
        laid_out = LaidOut(deck.width, deck.height, (LaidSlide(1, drawn),)) if drawn else None
        sink = Sink()
        check_written(DeckSubject(deck, rendered=lambda: laid_out), sink)
        return [found for found in sink if found.code.name in OF_TEXT]

    def codes(self, *drawn: LaidShape) -> list[str]:
        return [found.code.name for found in self.found(*drawn)]


def drawn(
    shape: object, *lines: str, text: str = "", at: float = 1, font: str = "LiberationSans"
) -> LaidShape:
    """What an office program made of a shape with one paragraph: lines of 24 points from `at` inches down."""
    box = Box(shape.left, shape.top, shape.width, shape.height)
    laid = tuple(
        LaidLine(
            "".join(line.split()),
            Box(
                box.left,
                Inches(at) + n * 24 * EMU_PER_POINT,
                12 * EMU_PER_POINT * len(line),
                24 * EMU_PER_POINT,
            ),
            18,
            (font,),
        )
        for n, line in enumerate(lines)
    )
    return LaidShape(shape.shape_id, shape.name, box, box, (LaidParagraph(text or "".join(lines), laid),))


def test_a_sound_slide_has_no_finding() -> None:
    slide = Slide()
    slide.box("一行标题", (1, 0.5, 8, 0.6))
    slide.box("正文放得下，with Latin words.")
    assert slide.codes() == []


def test_text_larger_than_its_filled_shape_is_found_by_measure() -> None:
    slide = Slide()
    slide.card((1, 1, 3, 0.5), LONG[:48])
    (found,) = slide.found()
    assert found.code.name == "text-may-overflow"
    assert found.spot is not None
    assert (found.spot.slide, found.spot.shape) == (1, "Rectangle 1")


def test_free_text_and_boxes_that_grow_may_be_larger_than_their_box() -> None:
    slide = Slide()
    slide.box(LONG, (1, 1, 3, 0.5))
    grown = slide.card((5, 1, 3, 0.5), LONG)
    grown.text_frame.auto_size = MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT
    assert "text-may-overflow" not in slide.codes()


def test_a_single_letter_more_than_fits_is_not_yet_an_overflow() -> None:
    slide = Slide()
    slide.card((1, 1, 3, 0.35), "一行")
    assert slide.codes() == []


@pytest.mark.parametrize(("times", "expected"), [(2, False), (6, True)])
def test_text_that_shrinks_is_doubted_where_that_is_not_enough(times: int, expected: bool) -> None:
    slide = Slide()
    card = slide.card((1, 1, 3, 1), LONG[:24] * times)
    card.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    assert ("text-may-overflow" in slide.codes()) is expected


@pytest.mark.parametrize(("fits", "expected"), [(True, False), (False, True)])
def test_text_that_shrinks_stays_on_the_slide(fits: bool, expected: bool) -> None:
    slide = Slide()
    card = slide.card((1, 6, 3, 1.2), LONG[:24] * 5)
    card.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE if fits else MSO_AUTO_SIZE.NONE
    assert bool({"outside-slide", "text-may-overflow"} & set(slide.codes())) is expected


@pytest.mark.parametrize(("face", "expected"), [("Feathered Script Pro", []), ("Arial", ["outside-slide"])])
def test_widths_that_are_guessed_may_be_far_too_large(face: str, expected: list[str]) -> None:
    slide = Slide()
    shape = slide.box("Advanced techniques for everybody", (1, 1, 3, 1), points=44, font=face)
    shape.text_frame.word_wrap = False
    assert slide.codes() == expected


@pytest.mark.parametrize(("left", "expected"), [(-0.1, []), (-0.4, ["outside-slide"])])
def test_where_text_was_only_measured_part_of_a_letter_may_be_outside(
    left: float, expected: list[str]
) -> None:
    slide = Slide()
    slide.box("Words", (left - 0.1, 1, 4, 1), points=30)
    assert slide.codes() == expected


def test_lettering_in_a_column_is_left_out() -> None:
    slide = Slide()
    shape = slide.box("Handdrawn diagram of everything there is", (8, 1, 1, 1))
    shape.text_frame.word_wrap = False
    assert slide.codes() == ["outside-slide"]
    shape.text_frame._txBody.bodyPr.set("vert", "wordArtVert")
    assert slide.codes() == []


@pytest.mark.parametrize(("opacity", "expected"), [(0, []), (60, []), (255, ["text-over-edge"])])
def test_text_may_run_over_the_clear_parts_of_a_picture(opacity: int, expected: list[str]) -> None:
    slide, target = Slide(), io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 128, 128, opacity)).save(target, "PNG")
    slide.slide.shapes.add_picture(io.BytesIO(target.getvalue()), *map(Inches, (1, 1, 2, 2)))
    slide.box("A line that begins on the picture and ends beside it", (2, 1.5, 5, 0.5), 14)
    assert slide.codes() == expected


def test_a_body_that_is_too_long_for_its_placeholder_is_found() -> None:
    slide = Slide(layout=1)
    slide.slide.shapes.title.text = "标题"
    slide.slide.placeholders[1].text = LONG * 6
    assert "text-may-overflow" in slide.codes()


def test_what_is_drawn_outside_a_frame_is_an_error() -> None:
    slide = Slide()
    card = slide.card((1, 1, 3, 0.5), "一二三四")
    card.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    assert slide.codes(drawn(card, "一二", "三四")) == ["text-overflows"]
    assert slide.codes(drawn(card, "一二三四")) == []


def test_what_powerpoint_may_shrink_or_draw_narrower_is_a_warning() -> None:
    slide = Slide()
    card = slide.card((1, 1, 3, 0.5), "some words")
    card.text_frame.paragraphs[0].runs[0].font.name = "Segoe UI"
    codes = slide.codes(drawn(card, "some", "words", text="some words", font="DejaVuSans"))
    assert sorted(codes) == ["text-may-overflow", "typeface-replaced"]


def test_texts_on_top_of_each_other_collide() -> None:
    slide = Slide()
    slide.box("第一段文字", (1, 1, 4, 1))
    slide.box("第二段文字", (1.5, 1.1, 4, 1))
    assert slide.codes() == ["texts-collide"]


@pytest.mark.parametrize("at", [(1, 1.5, 4, 1), (5.2, 1, 4, 1)])
def test_texts_beside_each_other_do_not_collide_though_their_boxes_do(at: tuple[float, ...]) -> None:
    slide = Slide()
    slide.box("短", (1, 1, 5, 2))
    slide.box("第二段文字", at)
    assert slide.codes() == []


def test_text_that_a_filled_shape_hides_is_covered_and_collides_with_nothing() -> None:
    slide = Slide()
    slide.box("旧的文字在卡片下面", (1, 1, 4, 1))
    slide.card((0.5, 0.8, 5, 0.8), "新的文字在卡片上面")
    assert slide.codes() == ["text-covered"]


@pytest.mark.parametrize(("baseline", "expected"), [(None, ["texts-collide"]), ("30000", [])])
def test_superscripts_are_drawn_smaller_and_higher(baseline: str | None, expected: list[str]) -> None:
    slide = Slide()
    shape = slide.box("深度学习研读会", (1, 1, 3.2, 0.9), 60)
    if baseline:
        shape.text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr().set("baseline", baseline)
    slide.box("报告人", (1.1, 2.1, 4, 0.4), 20)
    assert slide.codes() == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("אלו הן המטרות של המצגת ", []),
        ("هذه أهداف العرض التقديمي ", []),
        ("这些是这一份报告的目标，一一讲来，", ["outside-slide"]),
    ],
)
def test_letters_whose_widths_no_table_lists_are_taken_for_narrow(letters: str, expected: list[str]) -> None:
    slide = Slide()
    slide.box(letters * 6, (1, 6, 4, 1.4))
    assert slide.codes() == expected


def test_too_much_hebrew_is_found_all_the_same() -> None:
    slide = Slide()
    slide.box("אלו הן המטרות של המצגת " * 20, (1, 6, 4, 1.4))
    assert slide.codes() == ["outside-slide"]


def test_what_wide_spacing_leaves_above_a_line_is_no_ink() -> None:
    slide = Slide()
    slide.box("第一段文字", (1, 1, 4, 0.5))
    spaced = slide.box("第二段文字", (1, 1.12, 4, 1))
    assert slide.codes() == ["texts-collide"]
    spaced.text_frame.paragraphs[0].line_spacing = Pt(44)
    assert slide.codes() == []


def test_shapes_that_are_animated_need_not_be_seen_together() -> None:
    slide = Slide()
    slide.box("第一段文字", (1, 1, 4, 1))
    slide.box("第二段文字", (1.5, 1.1, 4, 1))
    timing = slide.slide.element.makeelement(
        "{http://schemas.openxmlformats.org/presentationml/2006/main}timing", {}
    )
    slide.slide.element.append(timing)
    assert slide.codes() == []


def test_text_under_a_card_is_covered_and_on_a_card_is_not() -> None:
    slide = Slide()
    slide.card((0.5, 0.5, 5, 2))
    slide.box("卡片上的文字")
    assert slide.codes() == []
    slide.card((1, 1, 2, 1))
    assert slide.codes() == ["text-covered"]


def test_text_wholly_on_a_photo_is_meant_and_over_its_edge_is_not() -> None:
    slide = Slide()
    slide.photo((0.5, 0.5, 5, 2))
    slide.box("照片上的文字")
    assert slide.codes() == []
    slide.box("一半在照片上的文字一半在照片上的文字", (4, 1.5, 4, 0.5))
    assert slide.codes() == ["text-over-edge"]


def test_text_and_tables_beyond_the_slide_are_found_and_bleeding_pictures_are_not() -> None:
    slide = Slide()
    slide.photo((-1, -1, 4, 3))
    slide.box("最后一行", (1, 7.3, 4, 0.5))
    slide.slide.shapes.add_table(2, 2, Inches(6), Inches(1), Inches(6), Inches(1))
    assert slide.codes() == ["outside-slide", "outside-slide"]


def test_what_was_parked_beside_the_slide_is_no_matter_of_its_edge() -> None:
    slide = Slide()
    slide.box("旧的标题", (11, 1, 3, 1))
    assert slide.codes() == []


def test_small_type_is_found_in_boxes_and_tables_once_each() -> None:
    slide = Slide()
    slide.box("太小的字", points=8)
    slide.box("小而可读的说明", (1, 3, 4, 1), points=10)
    table = slide.slide.shapes.add_table(1, 2, Inches(1), Inches(5), Inches(6), Inches(0.5)).table
    for cell in table.iter_cells():
        cell.text = "表"
        cell.text_frame.paragraphs[0].runs[0].font.size = Pt(7)
    assert slide.codes() == ["type-too-small", "type-too-small"]


def test_running_text_needs_more_than_captions() -> None:
    slide = Slide(layout=1)
    slide.slide.shapes.title.text = "标题"
    slide.slide.placeholders[1].text = "正文"
    slide.slide.placeholders[1].text_frame.paragraphs[0].runs[0].font.size = Pt(11)
    assert slide.codes() == ["type-too-small"]


def test_small_slides_take_small_type() -> None:
    slide = Slide()
    slide.deck.slide_width, slide.deck.slide_height = Inches(5), Inches(3.75)
    slide.box("小", (1, 1, 2, 0.5), points=6)
    assert slide.codes() == []


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("完成投资总额约12", "亿元"), ["figure-torn"]),
        (("完成投资总额约", "12亿元"), []),
        (("全省全年累计完成投资约1,2", "00万元"), ["figure-torn"]),
        (("Costs rose by about 12", " percent"), []),
    ],
)
def test_a_figure_stays_with_its_unit(lines: tuple[str, ...], codes: list[str]) -> None:
    slide = Slide()
    box = slide.box("".join(lines))
    assert slide.codes(drawn(box, *lines)) == codes


@pytest.mark.parametrize(
    ("last", "codes"),
    [
        ("果", ["orphan-left"]),
        ("果。", ["orphan-left"]),
        ("成果", ["orphan-left"]),
        ("成果显著", []),
        ("results", []),
        ("up", []),
    ],
)
def test_a_headline_leaves_no_character_alone(last: str, codes: list[str]) -> None:
    slide = Slide(layout=5)
    title = slide.slide.shapes.title
    title.text = f"全省妇联系统工作取得新的{last}"
    assert slide.codes(drawn(title, "全省妇联系统工作取得新的", last, at=0.4)) == codes


def test_a_narrow_headline_may_leave_two_characters() -> None:
    slide = Slide(layout=5)
    title = slide.slide.shapes.title
    title.left, title.top, title.width, title.height = map(Inches, (1, 0.4, 2.5, 2))
    title.text = "全省妇联系统成果"
    assert slide.codes(drawn(title, "全省妇联系统", "成果", at=0.4)) == []


@pytest.mark.parametrize("character", ["\ue123", "\ufffd", "\U0002cd8e", "\U0001f1e8", "\u0378", "\x07"])
def test_characters_without_a_common_glyph_are_found(character: str) -> None:
    assert fault_of(character)


@pytest.mark.parametrize(
    "text", ["一二三", "𠮷"[:0], "€ ½ α → ✓", "😀", "㐂", "ﬁ", "，。", "\v\t", "مرحبا", "한국어"]
)
def test_common_characters_are_not(text: str) -> None:
    assert not any(map(fault_of, text))


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5))
def test_no_common_ideograph_is_missed(character: str) -> None:
    assert fault_of(character) is None


def test_a_rare_character_in_a_box_and_in_a_cell_is_named_with_its_code() -> None:
    slide = Slide()
    slide.box("江西省\U0002cd8e明县")
    slide.slide.shapes.add_table(1, 1, Inches(1), Inches(5), Inches(6), Inches(0.5)).table.cell(
        0, 0
    ).text = "\ue5e5"
    found = slide.found()
    assert [one.code.name for one in found] == ["glyph-missing", "glyph-missing"]
    assert "U+2CD8E" in found[0].message
    assert "U+E5E5" in found[1].message


@pytest.mark.parametrize("font", ["Wingdings", "Font Awesome 6 Free", "Material Icons"])
def test_icon_typefaces_may_use_the_private_area(font: str) -> None:
    slide = Slide()
    slide.box("\ue123", font=font)
    assert slide.codes() == []


def test_an_empty_placeholder_is_found_and_a_filled_one_is_not() -> None:
    slide = Slide(layout=3)
    slide.slide.shapes.title.text = "两栏"
    slide.slide.placeholders[1].text = "左"
    found = slide.found()
    assert [one.code.name for one in found] == ["placeholder-empty"]
    assert found[0].spot is not None
    assert found[0].spot.shape == "Content Placeholder 3"


def test_typefaces_of_the_same_widths_are_as_good() -> None:
    slide = Slide()
    box = slide.box("plain words", font="Calibri")
    assert slide.codes(drawn(box, "plain words", font="Carlito-Bold")) == []
    assert slide.codes(drawn(box, "plain words", font="DejaVuSans")) == ["typeface-replaced"]


def test_shapes_without_place_size_or_text_are_no_trouble() -> None:
    slide = Slide()
    shape = slide.box("零", (1, 1, 0, 0))
    shape.rotation = 33
    slide.box("", (1, 2, 1, 1))
    vertical = slide.card((5, 1, 1, 3), "竖排的文字")
    vertical.text_frame._txBody.bodyPr.set("vert", "eaVert")
    assert slide.codes() == []
