from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deckgen.content.grammar import figure_spans
from deckgen.content.quantities import Quantity, find_compound, parse_quantity


def parsed(text: str) -> Quantity:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.display == text
    return quantity


@pytest.mark.parametrize(
    ("text", "before", "number", "after"),
    [
        ("205.78亿元", "", "205.78", "亿元"),
        ("3万余场", "", "3", "万余场"),
        ("近12万名", "近", "12", "万名"),
        ("96.9%", "", "96.9", "%"),
        ("连续5年", "连续", "5", "年"),
        ("3100余场(次)", "", "3100", "余场(次)"),
        ("$1,234.5M", "$", "1,234.5", "M"),
        ("-$5M", "-$", "5", "M"),
        ("+3.2 pp", "", "+3.2", " pp"),
        ("−0.8 pp", "", "−0.8", " pp"),
        ("1/3", "", "1/3", ""),
        ("三分之一", "", "三分之一", ""),
        ("百分之三十", "百分之", "三十", ""),
        ("3–5个", "", "3–5", "个"),
        ("20%–30%", "", "20%–30", "%"),
        ("９．５％", "", "９．５", "％"),
        ("over 6,200", "over ", "6,200", ""),
        ("US$1.2 billion", "US$", "1.2", " billion"),
        ("第一方阵", "第", "一", "方阵"),
        ("12 of 15", "", "12", " of 15"),
        ("10 000 trees", "", "10 000", " trees"),
        ("6.1/10万", "", "6.1", "/10万"),
        ("6.1/100万人", "", "6.1", "/100万人"),
        ("6.1 per 100,000", "", "6.1", " per 100,000"),
        ("about 1 in 4", "about ", "1", " in 4"),
    ],
)
def test_the_number_is_told_from_what_stands_around_it(text: str, before: str, number: str, after: str):
    quantity = parsed(text)
    assert (quantity.before, quantity.number_text, quantity.after) == (before, number, after)


@pytest.mark.parametrize(
    ("text", "before", "numbers", "after"),
    [
        ("9分40秒", "", "9分40", "秒"),
        ("近2小时30分钟", "近", "2小时30", "分钟"),
        ("2亿3000万元", "", "2亿3000", "万元"),
        ("1小时2分3秒", "", "1小时2分3", "秒"),
        ("９分４０秒", "", "９分４０", "秒"),
    ],
)
def test_several_figures_in_a_row_are_one_compound(text: str, before: str, numbers: str, after: str):
    assert find_compound(text) == (before, numbers, after)
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    "text", ["", "40秒", "全覆盖", "42个事项3天办结", "3,5", "9分，40秒", "约2小时至30分内"]
)
def test_other_texts_are_no_compound(text: str):
    assert find_compound(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("205.78亿元", Decimal("20578000000")),
        ("3万余场", Decimal(30_000)),
        ("6.1/10万", Decimal("6.1")),
        ("3/4亿元", Fraction(75_000_000)),
        ("2.5万个", Decimal(25_000)),
        ("1.2万亿元", Decimal(1_200_000_000_000)),
        ("3十万亿", Decimal(30_000_000_000_000)),
        ("$1,234.5M", Decimal(1_234_500_000)),
        ("£5m", Decimal(5_000_000)),
        ("5 m", Decimal(5)),
        ("RMB 500 million", Decimal(500_000_000)),
        ("48 bn", Decimal(48_000_000_000)),
        ("-3.5 pp", Decimal("-3.5")),
        ("-$5M", Decimal(-5_000_000)),
        ("增长-3.5%", Decimal("-3.5")),
        ("1/3", Fraction(1, 3)),
        ("96 / 100", Fraction(24, 25)),
        ("三分之一", Fraction(1, 3)),
        ("五成", Decimal(5)),
        ("十多万人", Decimal(100_000)),
        ("三百二十户", Decimal(320)),
        ("两千零五人", Decimal(2005)),
        ("二〇二五年", Decimal(2025)),
        ("3万—5万人", (Decimal(30_000), Decimal(50_000))),
        ("3 to 5", (Decimal(3), Decimal(5))),
        ("1,23,456", Decimal(123_456)),
        (".5", Decimal("0.5")),
        ("9" * 40 + ".7万", Decimal("9" * 40 + "7000")),
    ],
)
def test_the_value_is_exact(text: str, value: object):
    assert parsed(text).value == value


@pytest.mark.parametrize(
    ("text", "qualifier", "unit"),
    [
        ("3万余场", "余", "场"),
        ("近12万名", "近", "名"),
        ("超3000余期", "超 余", "期"),
        ("100多万人", "多", "人"),
        ("100家以上", "以上", "家"),
        ("1.2M+", "+", ""),
        ("nearly 11,400", "nearly", ""),
        ("more than 5 km2", "more than", "km2"),
        ("≥95%", "≥", "%"),
        ("累计205.78亿元", "累计", "元"),
        ("7999个", "", "个"),
        ("3.2个百分点", "", "个百分点"),
        ("百分之30", "", "%"),
    ],
)
def test_qualifier_and_unit_are_kept(text: str, qualifier: str, unit: str):
    quantity = parsed(text)
    assert (quantity.qualifier, quantity.unit) == (qualifier, unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("167个", "count"),
        ("$38", "count"),
        ("96.9%", "share"),
        ("近三成", "share"),
        ("1/3", "share"),
        ("+18%", "growth"),
        ("-$5M", "growth"),
        ("同比增长12.5%", "growth"),
        ("3.2个百分点", "growth"),
        ("翻两番", "growth"),
        ("up 12%", "growth"),
        ("第一方阵", "rank"),
        ("全国第3位", "rank"),
        ("No. 2", "rank"),
        ("Top 10", "rank"),
        ("3rd place", "rank"),
        ("第3季度", "count"),
        ("第3届", "count"),
        ("连续5年", "streak"),
        ("连续五年", "streak"),
        ("6 years running", "streak"),
        ("5 years in a row", "streak"),
    ],
)
def test_counts_shares_growth_ranks_and_streaks_are_told_apart(text: str, kind: str):
    assert parsed(text).kind == kind


NO_FIGURES = [
    *(
        "场(次)",
        "全覆盖",
        "十佳",
        "十佳案例",
        "三八",
        "五年来",
        "百年",
        "百场",
        "千万个",
        "两癌",
        "三孩",
        "两新",
        "万亿",
    ),
    *("一带一路", "一网两微三号一端", "COVID-19", "Q3", "CO2", "2026/3/8", "2026-03-08", "270余个、334万名"),
    *("2小时30分", "12 in 2024", "1.234,5", "3,5", "1/0", "unchanged", "", "，"),
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_single_figure_is_not_taken_for_one(text: str):
    assert parse_quantity(text) is None


PIECES = [
    *"近约超第$¥+-−±1０/–三十百两成万亿千余多KM%‰个.,()a\n",
    *("连续", "over ", "23", "4,567", "8.9", "１２", "分之", "bn", "场(次)", " pp", "以上"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=40))
@example("1" * 20_000)
@example("９" * 99 + "万")
def test_the_display_is_never_altered(text: str):
    quantity = parse_quantity(text)
    if quantity is not None:
        assert quantity.display == text
        assert quantity.number_text
        assert quantity.value is not None


@given(
    st.integers(0, 10**15),
    st.sampled_from(["", "近", "约"]),
    st.sampled_from(["个", "余家", "万名", "亿元", " million"]),
)
def test_every_whole_number_comes_back_with_any_unit(number: int, before: str, after: str):
    for written in (str(number), f"{number:,}"):
        assert parsed(before + written + after).number == number


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("推动12万名女性，发放205.78亿元；近12万名", "12万名|205.78亿元|近12万名"),
        ("举办3100余场(次)、达96.9%、第1名", "3100余场(次)|达96.9%|第1名"),
        ("2022年全省婚检率达到96.9%", "2022年|96.9%"),
        ("连续5年位列，3.2个百分点", "连续5年|3.2个百分点"),
        ("raised $1.2M from 6,200 donors, +3.2 pp", "$1.2M|6,200|+3.2 pp"),
        ("约3–5 km，US$3 billion", "约3–5 km|US$3 billion"),
        ("共１２万名", "共１２万名"),
        ("站(点)7999个", "7999个"),
        ("没有数字，十佳案例", ""),
        ("only 1 here", ""),
        ("5％以上", "5％以上"),
    ],
)
def test_figures_in_running_text_are_found_with_what_belongs_to_them(text: str, figures: str):
    assert "|".join(text[start:end] for start, end in figure_spans(text)) == figures


@given(st.lists(st.sampled_from([*PIECES, " ", "中文", "，"]), max_size=20).map("".join) | st.text())
def test_spans_lie_in_the_text_in_order_and_apart(text: str):
    ends = [0]
    for start, end in figure_spans(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@given(st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,9})?", fullmatch=True))
def test_a_bare_number_is_what_the_same_number_before_a_unit_is(text: str) -> None:
    bare, counted = parsed(text), parsed(f"{text}个")
    assert bare == replace(counted, after="", unit="")
