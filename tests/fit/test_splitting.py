from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.inline import Run
from deckgen.fit.sizes import level_points
from deckgen.fit.splitting import split_to_fit
from deckgen.fit.text import lay_out
from deckgen.layouts.model import Paragraph
from deckgen.templates.model import Placeholder
from deckgen.units import emu

from .square import POINTS, SQUARE, ems, line_height, paragraph, placeholder


def box(columns: int, rows: int) -> Placeholder:
    return placeholder(ems(columns), emu(rows * line_height() + 0.5))


def texts(pages: list[tuple[Paragraph, ...]]) -> list[list[str]]:
    return [[paragraph.text for paragraph in page] for page in pages]


def test_what_fits_stays_on_one_page() -> None:
    assert texts(split_to_fit([paragraph("一"), paragraph("二")], box(9, 2), POINTS, SQUARE)) == [
        ["一", "二"]
    ]


def test_pages_are_about_equally_full() -> None:
    pages = split_to_fit([paragraph(text) for text in "甲乙丙丁戊己"], box(9, 5), POINTS, SQUARE)
    assert texts(pages) == [["甲", "乙", "丙"], ["丁", "戊", "己"]]


def test_a_detail_stays_with_its_achievement() -> None:
    points = [paragraph("甲"), paragraph("乙"), paragraph("细", 1), paragraph("丙")]
    assert texts(split_to_fit(points, box(9, 3), POINTS, SQUARE)) == [["甲"], ["乙", "细", "丙"]]


def test_a_bold_lead_never_ends_a_page() -> None:
    lead = Paragraph((Run("引", bold=True),))
    points = [paragraph("甲"), lead, paragraph("文"), paragraph("丙")]
    assert texts(split_to_fit(points, box(9, 2), POINTS, SQUARE)) == [["甲"], ["引", "文"], ["丙"]]


def test_a_paragraph_longer_than_a_page_is_cut_between_sentences() -> None:
    pages = split_to_fit([paragraph("一二三四五六。甲乙丙丁戊己。")], box(8, 1), POINTS, SQUARE)
    assert texts(pages) == [["一二三四五六。"], ["甲乙丙丁戊己。"]]


def test_a_sentence_longer_than_a_page_is_cut_between_clauses() -> None:
    pages = split_to_fit([paragraph("一二三四五六，甲乙丙丁戊己。")], box(8, 1), POINTS, SQUARE)
    assert texts(pages) == [["一二三四五六，"], ["甲乙丙丁戊己。"]]


def test_a_paragraph_is_not_cut_right_after_its_lead() -> None:
    lead = Paragraph((Run("引。", bold=True), Run("一二三四。甲乙丙丁戊。")))
    assert texts(split_to_fit([lead], box(8, 1), POINTS, SQUARE)) == [["引。一二三四。"], ["甲乙丙丁戊。"]]


def test_a_word_longer_than_a_page_is_cut_between_letters() -> None:
    pages = split_to_fit([paragraph("a" * 50)], box(8, 1), POINTS, SQUARE)
    assert "".join(text for page in texts(pages) for text in page) == "a" * 50
    assert all(len(page[0]) <= 8 for page in texts(pages))


def test_a_place_too_small_for_a_character_gets_the_paragraph_whole() -> None:
    assert texts(split_to_fit([paragraph("一二三")], box(9, 0), POINTS, SQUARE)) == [["一二三"]]


RUNS = st.lists(
    st.builds(Run, st.text("全省各级，。；妇联组织ab 12", min_size=1, max_size=40), st.booleans()),
    min_size=1,
    max_size=3,
)
PARAGRAPHS = st.lists(st.builds(Paragraph, RUNS.map(tuple), st.integers(0, 1)), min_size=1, max_size=5)


@given(PARAGRAPHS, st.integers(4, 20), st.integers(1, 6))
def test_pages_hold_all_the_text_in_order_and_each_fits(
    paragraphs: list[Paragraph], columns: int, rows: int
) -> None:
    place = box(columns, rows)
    pages = split_to_fit(paragraphs, place, POINTS, SQUARE)
    marked = [(run.text, run.bold) for page in pages for paragraph in page for run in paragraph.runs]
    wanted = [(run.text, run.bold) for paragraph in paragraphs for run in paragraph.runs]
    assert _letters(marked) == _letters(wanted)
    sizes = level_points(place.levels, POINTS)
    for page in pages:
        assert lay_out(page, place.levels, sizes, place.text_box.width, SQUARE).height <= place.box.height


def _letters(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    return [(character, bold) for text, bold in runs for character in text]
