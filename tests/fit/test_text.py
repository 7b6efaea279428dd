from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.inline import Run
from deckgen.fit.fonts import FontBook
from deckgen.fit.sizes import figure_points, largest_fitting, level_points, small_points
from deckgen.fit.text import lay_out
from deckgen.layouts.model import Figure, Paragraph
from deckgen.units import EMU_PER_POINT, emu

from .square import POINTS, SQUARE, ems, level, line_height, paragraph, placeholder

WIDE = ems(100)
SENTENCES = st.lists(
    st.text("全省各级妇联组织，。深入学习ab 12", min_size=1, max_size=60), min_size=1, max_size=4
)


def height_in_points(*paragraphs: Paragraph, **style: object) -> float:
    return lay_out(paragraphs, [level(**style)], [POINTS], WIDE, SQUARE).height / EMU_PER_POINT


def test_a_line_is_as_high_as_the_higher_of_both_programs_makes_it() -> None:
    assert height_in_points(paragraph("一")) == pytest.approx(line_height(), abs=0.01)


def test_line_spacing_holds_for_the_first_line_too() -> None:
    assert height_in_points(paragraph("一"), line_spacing=1.5) == pytest.approx(1.5 * line_height(), abs=0.01)


def test_space_before_the_first_and_after_the_last_paragraph_is_not_counted() -> None:
    alone = height_in_points(paragraph("一"), space_before=5.0, space_after=7.0)
    both = height_in_points(paragraph("一"), paragraph("二"), space_before=5.0, space_after=7.0)
    assert alone == pytest.approx(line_height(), abs=0.01)
    assert both == pytest.approx(2 * line_height() + 12, abs=0.01)


def test_a_hanging_bullet_leaves_all_lines_the_same_room() -> None:
    style = level(margin_left=emu(20), indent=-emu(20), bullet="•")
    result = lay_out([paragraph("一二三四五六七八")], [style], [POINTS], ems(5) + emu(20), SQUARE)
    assert result.lines[0] == ("一二三四五", "六七八")


def test_a_first_line_indent_shortens_the_first_line_only() -> None:
    result = lay_out([paragraph("一二三四五六七八")], [level(indent=emu(20))], [POINTS], ems(5), SQUARE)
    assert result.lines[0] == ("一二三", "四五六七八")


def test_a_line_end_goes_into_the_run_it_falls_in() -> None:
    runs = (Run("累计发放", bold=True), Run("创业贷款205.78亿元"))
    result = lay_out([Paragraph(runs)], [level()], [POINTS], ems(14), SQUARE)
    assert [run.text for run in result.paragraphs[0].runs] == ["累计发放", "创业贷款\v205.78亿元"]
    assert [run.bold for run in result.paragraphs[0].runs] == [True, False]


def test_the_largest_size_that_fits_is_found() -> None:
    box = placeholder(ems(5, 20), emu(line_height(20)), level(points=40.0))
    assert largest_fitting([paragraph("一二三四五")], box, 10, SQUARE) == 20.0


def test_the_size_of_the_template_is_kept_where_it_fits_and_none_is_found_below_the_floor() -> None:
    box = placeholder(ems(5, 20), emu(line_height(20)), level(points=18.5))
    assert largest_fitting([paragraph("一二三四五")], box, 10, SQUARE) == 18.5
    assert largest_fitting([paragraph("一" * 40)], box, 15, SQUARE) is None


def test_a_size_that_cuts_no_word_is_preferred() -> None:
    box = placeholder(ems(8, 10), emu(200), level(points=20.0))
    assert largest_fitting([paragraph("abcdefgh")], box, 6, SQUARE) == 10.0
    assert largest_fitting([paragraph("abcdefgh" * 3)], box, 6, SQUARE) == 20.0


def test_other_levels_keep_their_proportion_to_the_first() -> None:
    assert level_points([level(points=24.0), level(points=20.0)], 18.0) == (18.0, 15.0)


def test_a_figure_is_as_large_as_one_line_allows() -> None:
    style = level(points=60.0)
    # 6 characters of 40 pt, 3 of 20 pt, and one gap of 0.24 × 40 pt on either side.
    box = placeholder(emu((6 * 40 + 3 * 20 + 2 * 0.24 * 40 + 0.1) / 0.99), emu(100), style)
    assert figure_points(Figure("近", "205.78", "亿元"), box, SQUARE, 20) == 40.0


def test_a_figure_is_no_higher_than_its_box() -> None:
    box = placeholder(WIDE, emu(line_height(33)), level(points=60.0))
    assert figure_points(Figure("", "12", ""), box, SQUARE, 20) == 33.0


def test_a_figure_too_long_for_the_smallest_size_has_none() -> None:
    assert figure_points(Figure("", "1" * 30, ""), placeholder(ems(10), emu(99)), SQUARE, 8) is None


@pytest.mark.parametrize(("points", "small"), [(60.0, 30.0), (20.0, 14.0), (12.0, 12.0)])
def test_what_stands_beside_a_number_is_half_as_large_and_readable(points: float, small: float) -> None:
    assert small_points(points) == small


@given(SENTENCES, st.integers(60, 400), st.integers(1, 100), st.integers(8, 30))
def test_text_is_not_higher_in_a_wider_box(texts: list[str], width: int, more: int, points: int) -> None:
    def height(points_wide: int) -> int:
        paragraphs = [paragraph(text) for text in texts]
        return lay_out(paragraphs, [level()], [float(points)], emu(points_wide), FONTS).height

    # Wanted breaks may cost a line more where a figure just does not fit any longer.
    assert height(width + more) <= height(width) + len(texts) * emu(line_height(points))


@given(SENTENCES, st.integers(60, 400), st.integers(8, 30), st.integers(1, 10))
def test_text_is_higher_in_a_larger_size(texts: list[str], width: int, points: int, more: int) -> None:
    def height(size: int) -> int:
        paragraphs = [paragraph(text) for text in texts]
        return lay_out(paragraphs, [level()], [float(size)], emu(width), FONTS).height

    assert height(points) <= height(points + more) + len(texts) * emu(line_height(points))


FONTS = FontBook()
