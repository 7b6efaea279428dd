from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.fit.kinsoku import NEVER_FIRST_EAST, NEVER_LAST

from .square import laid, lines

REPORT_TEXT = st.text(
    "全省各级妇联组织深入学习，。、；：“”《》（）——…！aB c1-2.5%$/ ", min_size=1, max_size=80
)
WIDTHS = st.integers(2, 30)


def test_a_mark_that_ends_a_phrase_takes_its_character_to_the_next_line_with_it() -> None:
    assert lines("一二三四，五六七八", 4) == ["一二三", "四，五六", "七八"]


def test_an_opening_quote_never_ends_a_line() -> None:
    assert lines("一二三“四五六七八九十", 4)[0] == "一二三"


def test_a_double_dash_is_not_torn() -> None:
    assert lines("一二三——四五六", 4)[:2] == ["一二", "三——四"]


def test_blanks_at_a_line_end_need_no_room() -> None:
    assert lines("abcd efgh", 4) == ["abcd ", "efgh"]


def test_a_word_wider_than_the_line_is_cut_between_letters() -> None:
    result = laid("abcdefghij", 4)
    assert list(result.lines[0]) == ["abcd", "efgh", "ij"]
    assert result.cuts_words


def test_a_web_address_is_cut_after_a_slash() -> None:
    assert lines("some/path/to/here", 11) == ["some/path/", "to/here"]


def test_a_switch_of_script_takes_a_quarter_of_an_em() -> None:
    assert lines("中文ab", 4.5) == ["中文ab"]
    assert lines("中文ab", 4.0) == ["中文", "ab"]


def test_a_figure_stays_with_its_unit_by_a_line_end_of_ours() -> None:
    result = laid("累计发放创业贷款205.78亿元", 14)
    assert list(result.lines[0]) == ["累计发放创业贷款", "205.78亿元"]
    assert result.paragraphs[0].runs[0].text == "累计发放创业贷款\v205.78亿元"


def test_a_short_name_in_quotes_stays_whole_where_lines_are_long() -> None:
    text = "全省各级妇联组织寻找“最美家庭”并选树典型"
    assert lines(text, 15)[0] == "全省各级妇联组织寻找"
    assert lines("寻找“最美家庭故事”并选树典型", 7)[0] == "寻找“最美家庭"


def test_no_last_line_holds_a_single_character() -> None:
    assert lines("一二三四五六七八九。", 9) == ["一二三四五六七", "八九。"]


def test_a_paragraph_that_breaks_well_by_itself_has_no_line_end_of_ours() -> None:
    result = laid("全省各级妇联组织深入学习贯彻重要论述", 8)
    assert len(result.lines[0]) == 3
    assert "\v" not in result.paragraphs[0].runs[0].text


def test_a_line_end_of_the_author_is_kept() -> None:
    result = laid("一二\n三四五", 10)
    assert list(result.lines[0]) == ["一二", "三四五"]
    assert result.paragraphs[0].runs[0].text == "一二\v三四五"


@pytest.mark.parametrize("headline", [False, True])
@given(text=REPORT_TEXT, width=WIDTHS)
def test_no_character_is_lost(text: str, width: int, headline: bool) -> None:
    result = laid(text, width, headline=headline)
    assert "".join(result.lines[0]) == text
    assert result.paragraphs[0].text == text


@pytest.mark.parametrize("headline", [False, True])
@given(text=REPORT_TEXT, width=WIDTHS)
def test_no_line_starts_or_ends_with_a_mark_that_must_not(text: str, width: int, headline: bool) -> None:
    result = laid(text, width, headline=headline)
    if result.cuts_words:
        return
    shown = result.lines[0]
    blank_before = [line.endswith(" ") for line in shown]
    for line, blank in zip(shown[1:], blank_before, strict=False):
        assert blank or line[0] not in NEVER_FIRST_EAST
    assert all(line[-1] not in NEVER_LAST for line in shown[:-1])


@given(text=REPORT_TEXT, width=WIDTHS)
def test_every_line_but_a_single_character_stays_inside_its_box(text: str, width: int) -> None:
    result = laid(text, width)
    assert result.widest <= (width + 0.1) * 10 * 12_700 or result.cuts_words


def test_a_wide_last_line_holds_more_than_two_characters_and_starts_with_a_whole_word() -> None:
    assert lines("每周六上午，志愿者线上线下同步领读", 15)[-1] == "同步领读"


def test_a_narrow_column_does_not_tear_common_words() -> None:
    assert lines("举办不要彩礼要幸福的百场集体婚礼活动", 13)[0] == "举办不要彩礼要幸福的百场"
