from __future__ import annotations

import pytest

from deckgen.fit.fonts import FontBook
from deckgen.fit.text import lay_out
from deckgen.units import emu

from .square import laid, level, lines, paragraph


def english(text: str, width_ems: float) -> list[str]:
    style = level(latin="Arial", east_asian="Arial", points=28.0)
    result = lay_out([paragraph(text)], [style], [28.0], emu(28 * width_ems), FontBook(), headline=True)
    return [line.strip() for line in result.lines[0]]


def test_a_headline_breaks_after_its_punctuation() -> None:
    assert lines("迈出改革铿锵步伐，妇联基层组织建设更加完善", 16, headline=True) == [
        "迈出改革铿锵步伐，",
        "妇联基层组织建设更加完善",
    ]


@pytest.mark.parametrize("width", range(10, 17))
@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("广大妇女听党话跟党走的信念更加坚定", ["妇女", "信念", "更加", "坚定"]),
        (
            "妇女儿童获得感幸福感安全感更加充实",
            ["妇女", "儿童", "获得感", "幸福感", "安全感", "更加", "充实"],
        ),
        ("推动社会主义核心价值观更加深入", ["推动", "社会", "主义", "核心", "更加", "深入"]),
        ("促进妇女建功立业更加有力", ["促进", "妇女", "建功", "立业", "更加", "有力"]),
    ],
)
def test_a_headline_is_not_broken_inside_a_word(headline: str, words: list[str], width: int) -> None:
    shown = lines(headline, width, headline=True)
    assert all(any(word in line for line in shown) for word in words), shown


def test_the_lines_of_a_headline_are_about_equally_long() -> None:
    first, second = lines("全省各级妇联组织团结带领广大妇女建功立业", 19, headline=True)
    assert abs(len(first) - len(second)) <= 4


def test_a_figure_in_a_headline_stays_whole() -> None:
    shown = lines("累计发放妇女创业贷款205.78亿元，带动12万名女性就业", 15, headline=True)
    assert any("205.78亿元" in line for line in shown)


def test_a_headline_break_is_forced_where_the_program_would_break_elsewhere() -> None:
    assert (
        laid("广大妇女听党话跟党走的信念更加坚定", 14, headline=True).paragraphs[0].runs[0].text.count("\v")
        == 1
    )


def test_a_headline_on_one_line_is_left_alone() -> None:
    assert laid("信念更加坚定", 14, headline=True).paragraphs[0].runs[0].text == "信念更加坚定"


def test_an_english_headline_does_not_end_a_line_with_an_article_or_leave_a_word_alone() -> None:
    shown = english("Service quality rose in every one of the twelve regions we serve", 14)
    assert len(shown) > 1
    assert all(line.split()[-1] not in {"the", "of", "in"} for line in shown[:-1])
    assert len(shown[-1].split()) > 1


def mixed(text: str, width_ems: float) -> list[str]:
    style = level(latin="Arial", points=28.0)
    result = lay_out([paragraph(text)], [style], [28.0], emu(28 * width_ems), FontBook(), headline=True)
    return [line.strip() for line in result.lines[0]]


def test_a_line_can_start_with_a_latin_word_after_a_chinese_mark() -> None:
    assert mixed("从制造走向智造：Nova Energy 的第十年", 13) == ["从制造走向智造：", "Nova Energy 的第十年"]


def test_a_blank_beside_a_figure_or_within_a_name_is_no_place_to_break_a_chinese_headline() -> None:
    first, _ = mixed("产品路线图：SIB 电芯 2026 年 Q2 量产，能量密度再提升", 24)
    assert first == "产品路线图：SIB 电芯 2026 年 Q2 量产，"


def test_an_english_figure_keeps_its_unit() -> None:
    shown = english("No incident in Gothenburg for 400 days, the longest run so far", 13)
    assert any("400 days" in line for line in shown)


def test_a_headline_is_set_smaller_rather_than_broken_inside_a_word() -> None:
    cut = lay_out([paragraph("每人一张清单")], [level()], [20.0], emu(20 * 5.2), FontBook(), headline=True)
    assert not cut.cuts_words
    torn = lay_out([paragraph("某某审计清单")], [level()], [20.0], emu(20 * 3.2), FontBook(), headline=True)
    assert torn.cuts_words


def test_a_count_in_chinese_characters_is_not_torn() -> None:
    shown = lines("藏书三千余册每周开放", 6, headline=True)
    assert any("三千余册" in line for line in shown)
