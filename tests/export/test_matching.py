"""Every character of a page belongs to the paragraph that says it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from deckgen.export.matching import match_paragraphs

WORDS = st.text(alphabet="甲乙丙丁ab12", min_size=1, max_size=12)


def said(page: str, paragraphs: list[str]) -> list[str]:
    found = match_paragraphs(page, paragraphs)
    return ["".join(page[place] for place in found[number]) for number in range(len(paragraphs))]


def test_bullets_and_texts_of_others_between_are_left_out() -> None:
    assert said("第4页•甲乙•丙丁图例", ["甲乙", "丙丁"]) == ["甲乙", "丙丁"]


def test_equal_paragraphs_are_told_apart_by_their_order() -> None:
    assert match_paragraphs("12甲12", ["12", "甲", "12"]) == {0: [0, 1], 1: [2], 2: [3, 4]}


def test_a_short_text_is_not_taken_for_a_part_of_a_longer_one() -> None:
    assert match_paragraphs("共12亿元12", ["共12亿元", "12"])[1] == [5, 6]


def test_a_footer_that_is_drawn_first_is_found() -> None:
    assert match_paragraphs("7标题正文", ["标题", "正文", "7"])[2] == [0]


def test_capitals_and_lost_characters_do_not_hide_a_paragraph() -> None:
    assert said("REPORT2025", ["report", "2025"]) == ["REPORT", "2025"]
    assert said("一二四五", ["一二😀四五"]) == ["一二四五"]


def test_what_is_not_there_has_no_place() -> None:
    assert said("甲乙", ["丙丁", ""]) == ["", ""]


@given(st.lists(WORDS, max_size=8))
@example(["12", "222"])
def test_a_page_of_its_paragraphs_alone_is_matched_to_the_last_character(paragraphs: list[str]) -> None:
    assert said("".join(paragraphs), paragraphs) == paragraphs


@given(st.text(alphabet="甲乙ab1", max_size=40), st.lists(WORDS, max_size=6))
def test_no_character_is_anybodys_twice(page: str, paragraphs: list[str]) -> None:
    places = [place for places in match_paragraphs(page, paragraphs).values() for place in places]
    assert len(places) == len(set(places))
    assert all(0 <= place < len(page) for place in places)
