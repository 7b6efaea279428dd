"""Each rule has cases in which it speaks, and cases in which it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.check.reports import RULES, check_report
from deckgen.check.source import Source
from deckgen.codes import CODES
from deckgen.content.loading import load_report
from deckgen.content.models import Indicator, Slide
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.reading import read_form
from deckgen.gate.sources import find_source
from deckgen.pipeline import read_report
from tests.check.reporting import check_yaml, codes_of, findings_of, indicator_report, report_of
from tests.rule_docs import markdown

ROOT = Path(__file__).parents[2]


def slide(**content: object) -> Slide:
    return read_form(Slide, content)


def test_every_rule_explains_itself_with_an_example_and_every_code_has_one_rule():
    codes = [code for rule in RULES for code in rule.codes]
    assert len(set(codes)) == len(codes)
    assert all(CODES[code.name] is code for code in codes)
    assert all(rule.doc.count("\n") > 3 for rule in RULES)


@pytest.mark.parametrize("name", ["annual-report-en", "jiangxi-women", "project-review"])
def test_the_example_reports_have_nothing_to_find(name: str):
    sink, path = Sink(), ROOT / "content" / name / "report.yaml"
    report = read_report(path, sink)
    check_report(report, find_source(report, path, sink), sink)
    assert [(found.code.name, found.message) for found in sink] == []


def test_a_finding_stands_where_its_cause_is():
    text = """\
title: 报告
sections:
  - title: 一
    slides:
      - title: 宣讲4万余场
        indicators:
          - label: 线上线下宣讲
            value: 3万场
            quote: 开展线上线下宣讲3万余场
"""
    source = "开展线上线下宣讲3万余场。"
    assert check_yaml(text) == [("qualifier-changed", 8)]
    assert check_yaml(text, source) == [("figure-not-in-source", 5), ("qualifier-changed", 8)]


@pytest.mark.parametrize(
    ("label", "quote", "drifts"),
    [
        ("累计发放妇女创业贷款", "累计发放妇女创业贷款205.78亿元", False),
        ("灵活就业", "累计促进妇女205.78亿元就业", False),
        ("创业贷款", "有效覆盖村民205.78亿元", True),
        ("覆盖村民", "村民205.78亿元", False),
        ("River work", "We spent 205.78亿元 on working rivers.", False),
        ("Donors", "We spent 205.78亿元 on river work.", True),
        ("River work", "累计发放贷款205.78亿元", False),
    ],
)
def test_a_label_has_a_word_in_common_with_its_sentence(label: str, quote: str, drifts: bool):
    assert ("label-drift" in codes_of(indicator_report("205.78亿元", quote, label=label))) is drifts


def test_the_rest_of_the_sentence_counts_for_a_label():
    report = indicator_report("3万余场", "全年3万余场", label="线上宣讲")
    assert codes_of(report) == []  # `全年` alone says nothing about what is counted
    assert codes_of(report, "开展线上宣讲，全年3万余场。") == []
    assert codes_of(report, "开展线下培训，全年3万余场。") == ["label-drift"]


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ({"value": "98.1%"}, {"value": "98.2%"}, True),
        ({"value": "98.1%"}, {"value": "98.1%"}, False),
        ({"value": "2.0578亿"}, {"value": "20,578万"}, False),
        ({"value": "3万余场"}, {"value": "3万场"}, True),
        ({"value": "98.1%", "period": "2024年"}, {"value": "98.2%", "period": "2025年"}, False),
        ({"value": "全覆盖"}, {"value": "全部覆盖"}, True),
    ],
)
def test_the_same_label_has_one_value(one: dict[str, str], other: dict[str, str], disagree: bool):
    indicators = [Indicator(label="水质达标率", **one), Indicator(label="水质 达标率", **other)]
    report = report_of(*(Slide(indicators=(indicator,)) for indicator in indicators))
    assert codes_of(report) == ["figures-disagree"] * disagree


def test_a_ring_agrees_with_the_indicator_of_its_label():
    ring = slide(chart={"value": "98.2%", "label": "水质达标率"})
    known = slide(indicators=[{"value": "98.1%", "label": "水质达标率"}])
    assert codes_of(report_of(known, ring)) == ["figures-disagree"]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([["甲", "12"], ["乙", "9"], ["合计", "21"]], []),
        ([["甲", "12"], ["乙", "9"], ["合计", "22"]], ["total-wrong"]),
        ([["甲", "1,200.5"], ["乙", "900"], ["合计", "2,100.5"]], []),
        ([["甲", "1.2万"], ["乙", "9000"], ["合计", "2.1万"]], []),
        ([["甲", "12.3"], ["乙", "9.4"], ["合计", "21.6"]], ["total-rounded"]),
        ([["甲", "12.3"], ["乙", "9.4"], ["合计", "23.6"]], ["total-wrong"]),
        ([["甲", "12"], ["乙", "—"], ["丙", "9"], ["合计", "21"]], []),
        ([["甲", "12"], ["乙", "未统计"], ["合计", "12"]], []),
        ([["甲", "99.6%"], ["乙", "89.7%"], ["合计", "96.4%"]], []),
        ([["甲", "60%"], ["乙", "39%"], ["合计", "100%"]], ["total-rounded"]),
        ([["甲", "60%"], ["乙", "30%"], ["合计", "100%"]], ["total-wrong"]),
        ([["甲", "60%"], ["乙", "40%"], ["合计", "100%"]], []),
        ([["甲", "12.5"], ["乙", "9.5"], ["平均", "11"]], []),
        ([["甲", "12"], ["小计", "12"], ["乙", "9"], ["合计", "33"]], []),
        ([["甲", "-3"], ["乙", "9"], ["合计", "6"]], []),
        ([["甲", "近12"], ["乙", "9"], ["合计", "25"]], []),
    ],
)
def test_a_totals_row_is_the_sum_of_the_rows(rows: list[list[str]], codes: list[str]):
    assert codes_of(report_of(slide(table={"columns": ["", "数"], "rows": rows, "total": True}))) == codes


def test_rounding_may_be_explained():
    rows = [["甲", "12.3"], ["乙", "9.4"], ["合计", "21.6"]]
    table = {"columns": ["", "数"], "rows": rows, "total": True, "source": "因四舍五入，合计略有出入"}
    assert codes_of(report_of(slide(table=table))) == []


def test_a_totals_column_is_the_sum_of_the_columns():
    columns, rows = ["乡镇", "男", "女", "合计"], [["甲", "12", "9", "21"], ["乙", "3", "4", "8"]]
    assert codes_of(report_of(slide(table={"columns": columns, "rows": rows}))) == ["total-wrong"]
    assert codes_of(report_of(slide(table={"columns": [*columns[:3], "户"], "rows": rows}))) == []


def test_totals_in_charts_are_the_sums():
    series = [{"name": "甲", "values": ["1", "2"]}, {"name": "乙", "values": ["3", "4"]}]
    good = {"categories": ["一", "二"], "series": [*series, {"name": "合计", "values": ["4", "6"]}]}
    bad = {"categories": ["一", "二"], "series": [*series, {"name": "合计", "values": ["4", "7"]}]}
    assert codes_of(report_of(slide(chart=good))) == []
    assert codes_of(report_of(slide(chart=bad))) == ["total-wrong"]
    assert (
        codes_of(report_of(slide(chart={"categories": ["甲", "乙", "总计"], "values": ["3", "4", "7"]})))
        == []
    )
    wrong = {"categories": ["甲", "乙", "总计"], "values": ["3", "4", "8"]}
    assert codes_of(report_of(slide(chart=wrong))) == ["total-wrong"]


@pytest.mark.parametrize(
    ("chart", "codes"),
    [
        ({"type": "pie", "unit": "%", "categories": ["甲", "乙"], "values": ["55", "45"]}, []),
        (
            {"type": "pie", "unit": "%", "categories": ["甲", "乙"], "values": ["55", "35"]},
            ["shares-incomplete"],
        ),
        ({"type": "pie", "categories": ["甲", "乙"], "values": ["55%", "35%"]}, ["shares-incomplete"]),
        ({"type": "pie", "categories": ["甲", "乙"], "values": ["55", "35"]}, []),
        (
            {
                "type": "doughnut",
                "categories": ["甲", "乙"],
                "values": ["55%", "35%"],
                "source": "可多选",
            },
            [],
        ),
        ({"type": "column", "unit": "%", "categories": ["甲", "乙"], "values": ["55", "35"]}, []),
    ],
)
def test_shares_of_a_whole_make_a_hundred(chart: dict[str, object], codes: list[str]):
    assert codes_of(report_of(slide(chart=chart))) == codes


def test_each_column_of_a_percent_chart_is_a_whole():
    series = [{"name": "甲", "values": ["38", "71"]}, {"name": "乙", "values": ["62", "28"]}]
    chart = {"type": "percent-column", "unit": "%", "categories": ["2020年", "2025年"], "series": series}
    assert findings_of(report_of(slide(chart=chart))) == [
        ("shares-incomplete", "the shares of `2025年` make 99 %, not 100 %")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "待补充：本年度工作亮点",
        "金额XX万元",
        "TODO: figures",
        "收入（待核实）",
        "Lorem ipsum dolor",
        "单击此处添加标题",
        "Click to add title",
        "[insert name]",
        "联系人：____",
        "增长???",
        "某某单位",
        "What the speaker says goes here; only the speaker sees it.",
        "数据待补",
    ],
)
def test_prompts_that_were_left_in_are_found(text: str):
    assert codes_of(report_of(Slide(title=text))) == ["prompt-left"]
    assert codes_of(report_of(Slide(title="完成", notes=f"第一句。\n{text}"))) == ["prompt-left"]


@pytest.mark.parametrize(
    "text",
    [
        "发放待补助资金",
        "补充完善制度",
        "等待确认的事项全部办结",
        "the XX century",
        "Exxon",
        "todo el mundo",
        "真的吗？",
        "请输入法律援助",
        "A is [B]",
        "优待补贴落实到位",
        "insert the key",
        "Next meetup???",
    ],
)
def test_ordinary_words_are_no_prompts(text: str):
    assert codes_of(report_of(Slide(title=text))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建立机制,完善制度", True),
        ("怎么办?", True),
        ("建立机制，完善制度", False),
        ("比分3:2,领先", False),
        ("照录“建立机制,完善制度”一句", False),
        ("Plan, build", False),
        ("Plan，build", True),
        ("用Python,Go写成", False),
    ],
)
def test_marks_of_the_wrong_width_are_noted(text: str, found: bool):
    assert ("punctuation-mixed" in codes_of(report_of(Slide(title=text)))) is found


def test_captions_are_verbatim():
    assert codes_of(report_of(slide(photos=[{"caption": "大会上,三代人受到表彰"}]))) == []


def test_the_rarer_way_to_space_is_noted():
    tight = [Slide(title="接种HPV疫苗"), Slide(title="使用APP办理")]
    assert codes_of(report_of(*tight)) == []
    assert codes_of(report_of(*tight, Slide(title="接种 HPV 疫苗"))) == ["spacing-mixed"]
    assert codes_of(report_of(Slide(title="接种 HPV 疫苗"), Slide(title="办理 3 件"))) == []


def test_a_figure_shown_in_another_spelling_is_used():
    report = report_of(Slide(title="贷款20,578万"))
    sink = Sink()
    check_report(report, Source("a.txt", "贷款2.0578亿。共167个。"), sink, unused_too=True)
    assert [(found.code.name, found.span and found.span.column) for found in sink] == [("figure-unused", 11)]


ALLOWING = """\
title: 报告
sections:
  - title: 一
    slides:
      - title: 待补充：亮点
        allow: [{code: CODE, because: 评审稿，特意留着}]
      - title: 完成
"""


def test_a_finding_may_be_allowed_on_its_slide_with_a_reason():
    assert check_yaml(ALLOWING.replace("CODE", "prompt-left")) == []
    assert check_yaml(ALLOWING.replace("CODE", "prompt-lift")) == [("prompt-left", 5), ("allowance-idle", 6)]
    elsewhere = ALLOWING.replace("CODE", "prompt-left").replace("title: 完成", "title: TBD")
    assert check_yaml(elsewhere) == [("prompt-left", 7)]
    idle = ALLOWING.replace("CODE", "prompt-left").replace("待补充：亮点", "亮点")
    assert check_yaml(idle) == [("allowance-idle", 6)]


def test_what_a_section_allows_holds_for_its_slides():
    text = ALLOWING.replace("        allow: [{code: CODE, because: 评审稿，特意留着}]\n", "").replace(
        "    slides:", "    allow: [{code: prompt-left, because: 评审稿}]\n    slides:"
    )
    assert check_yaml(text) == []


def test_an_allowance_needs_a_reason():
    sink = Sink()
    with pytest.raises(BuildStopped):
        load_report(ALLOWING.replace(", because: 评审稿，特意留着", "").encode(), "a.yaml", sink)
    assert [found.code.name for found in sink] == ["missing-field"]


def test_the_page_of_rules_names_every_code():
    page = markdown()
    assert all(f"- `{code.name}` ({code.severity.value})" in page for rule in RULES for code in rule.codes)


def test_numbers_are_spaced_one_way_too():
    tight = [Slide(title="办理3件实事"), Slide(title="建成12处站点")]
    assert codes_of(report_of(*tight)) == []
    assert codes_of(report_of(*tight, Slide(title="接种 HPV 疫苗"))) == []
    assert codes_of(report_of(*tight, Slide(title="建成 5 处站点"))) == ["spacing-mixed"]
    assert codes_of(report_of(*tight, Slide(title="1 总则"))) == []
