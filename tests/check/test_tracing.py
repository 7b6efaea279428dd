"""Figures are held against their sentences and sources; one wrong digit is never accepted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from deckgen.check.comparing import Verdict
from deckgen.check.model import Subject
from deckgen.check.source import Source
from deckgen.content.indicators import indicators_of
from deckgen.content.models import Indicator, Report, Slide
from deckgen.diagnostics import Sink
from deckgen.forms.form import replaced
from deckgen.forms.reading import read_form
from deckgen.pipeline import read_report
from tests.check.reporting import codes_of, findings_of, indicator_report, report_of

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT.parent / "shared" / "seed-article.txt"
SOURCES = {
    "annual-report-en": ROOT / "content" / "annual-report-en" / "source.txt",
    "project-review": ROOT / "content" / "project-review" / "source.txt",
    "jiangxi-women": ARTICLE,
}
INDICATORS = {"annual-report-en": 19, "project-review": 8, "jiangxi-women": 32}

with_source = pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=pytest.mark.skipif(not path.exists(), reason="../shared is not beside this checkout")
        )
        for name, path in SOURCES.items()
    ],
)


@cache
def example(name: str) -> tuple[Report, Source]:
    path = ROOT / "content" / name / "report.yaml"
    report = read_report(path, Sink())
    return report, Source(SOURCES[name].name, SOURCES[name].read_text("utf-8"))


@with_source
def test_every_indicator_of_the_examples_is_borne_out_by_its_sentence(name: str):
    report, source = example(name)
    traces = Subject(report, source).traces
    assert (
        len({trace.path for trace in traces if trace.pinned and trace.path[-2] != "change"})
        == INDICATORS[name]
    )
    assert [trace for trace in traces if trace.verdict > Verdict.EQUAL and trace.pinned] == []


def slips_in(text: str) -> Iterator[str]:
    """`text` with one digit wrong, in every way."""
    for place, digit in enumerate(text):
        if digit in "0123456789":
            yield from (text[:place] + other + text[place + 1 :] for other in "0123456789" if other != digit)


def accepted(indicator: Indicator, source: Source) -> tuple[int, int]:
    """How many slips in the value are taken for right, and how many there are."""
    slips = [replaced(indicator, value=slip) for slip in slips_in(indicator.value)]
    passed = [Subject(report_of(Slide(indicators=(slip,))), source).traces for slip in slips]
    return sum(all(trace.verdict.holds for trace in traces) for traces in passed), len(slips)


AMBIGUOUS = {"annual-report-en": 1, "project-review": 1, "jiangxi-women": 0}
"""Sentences that name the plan, too, so that one slip turns the figure into the plan's: 17 … against a plan of 15."""


@with_source
def test_no_wrong_digit_is_accepted_in_a_pinned_figure(name: str):
    report, source = example(name)
    counts = [accepted(indicator, source) for _, indicator in indicators_of(report)]
    assert sum(slips for _, slips in counts) > 9 * INDICATORS[name]
    assert sum(passed for passed, _ in counts) == AMBIGUOUS[name]


@pytest.mark.skipif(not ARTICLE.exists(), reason="../shared is not beside this checkout")
def test_hardly_any_wrong_digit_is_accepted_without_a_pin():
    report, source = example("jiangxi-women")
    unpinned = [replaced(indicator, quote=None) for _, indicator in indicators_of(report)]
    counts = [accepted(indicator, source) for indicator in unpinned]
    assert sum(passed for passed, _ in counts) <= 0.005 * sum(slips for _, slips in counts)


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("205.78亿元", "累计发放妇女创业贷款205.78亿元"),
        ("3万余场", "开展线上线下宣讲3万余场"),
        ("超3万场", "开展线上线下宣讲3万余场"),
        ("20,578万", "投入2.0578亿"),
        ("20578万元", "投入2.0578亿元"),
        ("12万人", "推动12万名女性高校毕业生就业"),
        ("９６.９％", "婚检率达96.9%"),
        ("3100余场", "举办招聘会3100余场(次)"),
        ("30%", "增幅为三成"),
        ("百分之三十", "共30%"),
        ("连续5年", "连续5年位列第一等次"),
        ("第一方阵", "位列全国第一方阵"),
        ("$1,234.5M", "Damage avoided is $1,234.5 million."),
        ("US$48M", "It cost $48M."),
        ("+38 miles", "38 miles more than a year before"),
        ("−0.8 pp", "0.8 percentage points less than in 2024"),
        ("3.2个百分点", "up 3.2 percentage points"),
        ("12,000 homes", "12 thousand homes are dry"),
        ("more than 80%", "over 80% of all sites"),
        ("212", "212 miles of river were open"),
        ("9", "新建水厂9座"),
        ("3–5万人", "每年3万至5万人"),
        ("全覆盖", "实现乡镇一级全覆盖"),
        ("累计205.78亿元", "发放贷款205.78亿元"),
        ("3万元", "节约3万元"),
        ("1/3", "One third (1/3) is restored"),
        ("三分之一", "三分之一的村"),
    ],
)
def test_what_says_the_same_is_accepted(value: str, quote: str):
    assert codes_of(indicator_report(value, quote)) == []
    assert codes_of(indicator_report(value, quote), f"前文。{quote}。后文。") == []


@pytest.mark.parametrize(
    ("value", "quote", "code"),
    [
        ("3万场", "开展线上线下宣讲3万余场", "qualifier-changed"),
        ("近3万场", "开展线上线下宣讲3万余场", "qualifier-changed"),
        ("3万余场", "开展线上线下宣讲3万场", "qualifier-changed"),
        ("12万名", "推动近12万名女性高校毕业生就业", "qualifier-changed"),
        ("5年", "连续5年位列第一等次", "qualifier-changed"),
        ("2", "puts the Trust at No. 2 of 412", "qualifier-changed"),
        ("6,200", "over 6,200 volunteers", "qualifier-changed"),
        ("3.3万元", "公益金3.3亿元", "scale-changed"),
        ("20.578亿元", "贷款205.78亿元", "scale-changed"),
        ("$48", "It cost $48M.", "scale-changed"),
        ("9万人次", "救助9万人", "unit-changed"),
        ("96.9", "婚检率达96.9%", "unit-changed"),
        ("3.2%", "up 3.2 percentage points", "unit-changed"),
        ("$5M", "£5M were spent", "unit-changed"),
        ("7999户", "指导成立家长学校7999个", "unit-changed"),
        ("11,400 homes", "11,400 families", "unit-changed"),
        ("+12.5%", "下降12.5%", "trend-reversed"),
        ("增长12.5%", "同比下降12.5%", "trend-reversed"),
        ("-3.2 pp", "up 3.2 percentage points", "trend-reversed"),
        ("205.87亿元", "累计发放妇女创业贷款205.78亿元", "figure-not-in-source"),
        ("206亿元", "累计发放妇女创业贷款205.78亿元", "figure-not-in-source"),
        ("5.78亿元", "累计发放妇女创业贷款205.78亿元", "figure-not-in-source"),
        ("第二方阵", "位列全国第一方阵", "figure-not-in-source"),
        ("167个", "联动全省妇联新媒体账号", "figure-not-in-source"),
    ],
)
def test_what_says_something_else_is_found(value: str, quote: str, code: str):
    assert codes_of(indicator_report(value, quote)) == [code]
    assert codes_of(indicator_report(value, quote), f"前文。{quote}。后文。") == [code]


def test_a_figure_of_another_sentence_is_told_from_one_of_none():
    source = "设立118个维权服务站。设立18个援助中心。"
    assert codes_of(indicator_report("118个", "设立18个援助中心"), source) == ["figure-elsewhere"]
    assert codes_of(indicator_report("119个", "设立18个援助中心"), source) == ["figure-not-in-source"]


def test_a_quote_cannot_cut_a_qualifier_off():
    report = indicator_report("12万名", "12万名女性高校毕业生")
    assert codes_of(report, "推动近12万名女性高校毕业生留赣就业") == ["qualifier-changed"]


@pytest.mark.parametrize(
    "quote",
    [
        "开展线上线下宣讲3万余场",
        "進企業、進學校，開展線上線下宣講３萬餘場",
        "进企业,进学校,开展线上线下宣讲3万余场",
    ],
)
def test_quotes_are_found_across_lines_and_spellings(quote: str):
    assert "quote-not-in-source" not in codes_of(
        indicator_report("3万余场", quote), "各级宣讲团进企业、进学校,开展\n\n线上线下宣讲3万余场。"
    )


def test_a_quote_that_the_source_does_not_have_is_found_with_what_was_meant():
    sink = findings_of(indicator_report("3万余场", "开展线上线下讲座3万余场"), "开展线上线下宣讲3万余场。")
    assert [code for code, _ in sink] == ["quote-not-in-source"]


def test_a_change_is_held_against_the_sentence_and_may_go_the_wrong_way():
    good = {"value": "+38 miles", "direction": "up"}
    quote = "212 miles were open, 38 miles more than a year before"
    assert codes_of(indicator_report("212 miles", quote, change=good)) == []
    for bad, code in (
        ({"value": "38 miles", "direction": "down"}, "trend-reversed"),
        ({"value": "−38 miles"}, "trend-reversed"),
        ({"value": "+38%"}, "unit-changed"),
    ):
        assert codes_of(indicator_report("212 miles", quote, change=bad)) == [code]


@pytest.mark.parametrize(
    ("slide", "codes"),
    [
        ({"title": "宣讲3万余场，引领有力"}, []),
        ({"title": "宣讲4万余场，引领有力"}, ["figure-not-in-source"]),
        ({"statement": "宣讲**3万余场**"}, []),
        ({"notes": "第一句。\n宣讲3万场。"}, ["qualifier-changed"]),
        ({"achievements": ["宣讲3万余场", {"text": "a", "items": ["账号168个"]}]}, ["figure-not-in-source"]),
        ({"photos": [{"caption": "第167场宣讲", "alt": "2023年3月8日的宣讲"}]}, []),
        ({"chart": {"unit": "个", "categories": ["甲", "乙"], "values": ["167", "33"]}}, []),
        ({"chart": {"unit": "万个", "categories": ["甲", "乙"], "values": ["167", "33"]}}, ["scale-changed"]),
        ({"table": {"columns": ["甲", {"name": "乙", "unit": "个"}], "rows": [["33", "167"]]}}, []),
        (
            {"table": {"columns": ["甲", {"name": "乙", "unit": "个"}], "rows": [["33", "16.7"]]}},
            ["scale-changed"],
        ),
        ({"table": {"columns": ["甲"], "rows": [["34"]]}}, ["figure-not-in-source"]),
    ],
)
def test_all_other_figures_must_stand_somewhere_in_the_source(slide: dict[str, object], codes: list[str]):
    source = "开展宣讲3万余场。联动167个账号。甲为33。"
    assert codes_of(report_of(read_form(Slide, slide)), source) == codes
    assert codes_of(report_of(read_form(Slide, slide))) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年以来",
        "从2021到2025年",
        "In 2025 and 2026–2055",
        "2026年3月8日 9:30",
        "On March 12, 2026, at 9:30",
        "3月8日",
        "第3次会议",
        "the 21st century",
        "COVID-19和G20",
        "印发《全国妇联2023年1号文件》",
        "国办发〔2023〕15号",
        "拨打“12338”",
        "12345热线",
        "见图3",
        "Figure 4 shows it",
        "1. 开会",
        "邮箱a1@b2.org，见 https://example.org/7",
        "GB/T 15835",
    ],
)
def test_years_dates_ordinals_and_names_need_no_source(text: str):
    assert codes_of(report_of(Slide(statement=text)), "什么数字也没有。") == []


@pytest.mark.parametrize(
    "text", ["2023名", "2021年1.8亿元", "2000余场", "48M", "$48M", "5km", "10个月", "3个", "20%", "九成"]
)
def test_amounts_are_not_taken_for_names_or_years(text: str):
    assert codes_of(report_of(Slide(statement=text)), "什么数字也没有。") == ["figure-not-in-source"]


def test_an_indicator_without_a_quote_is_named_where_there_is_a_source():
    assert codes_of(indicator_report("167个"), "联动167个账号。") == ["figure-unpinned"]
    assert codes_of(indicator_report("167个")) == []


def test_figures_that_no_slide_shows_are_listed_on_request():
    report, source = report_of(Slide(title="账号167个")), "2023年，联动167个账号，宣讲3万余场。"
    assert codes_of(report, source) == []
    assert findings_of(report, source, unused=True) == [("figure-unused", "`3万余场` is on no slide")]


def test_prose_may_write_in_digits_what_the_source_says_in_words():
    source = "五年来，建成三十二座水厂。Three farms and twenty-one schools took part."
    good = ["5年来，建成32座水厂", "3 farms and 21 schools"]
    assert codes_of(report_of(*(Slide(statement=text) for text in good)), source) == []
    assert codes_of(report_of(Slide(statement="6年来，建成33座水厂")), source) == ["figure-not-in-source"] * 2
    assert codes_of(indicator_report("32座", "建成三十二座水厂"), source) == []
