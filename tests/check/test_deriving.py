"""Derived figures are worked out again, exactly; results may be rounded, but not more certain than their operands."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.loading import load_report
from deckgen.content.models import Indicator, Report, Slide
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.reading import read_form
from tests.check.reporting import codes_of, findings_of, report_of


def derived_report(value: str, way: str, *operands: str, **more: object) -> Report:
    names = [f"n{number}" for number in range(len(operands))]
    known = [Indicator(value=text, id=name) for name, text in zip(names, operands, strict=True)]
    result = read_form(Indicator, {"value": value, "derived": {way: names}, **more})
    return report_of(Slide(indicators=(*known, result)))


@pytest.mark.parametrize(
    ("value", "way", "operands", "code"),
    [
        ("346万名", "sum", ("334万名", "12万名"), None),
        ("346万人", "sum", ("334万名", "120000人"), None),
        ("347万名", "sum", ("334万名", "12万名"), "derived-rounded"),
        ("356万名", "sum", ("334万名", "12万名"), "derived-wrong"),
        ("347名", "sum", ("334名", "12名"), "derived-wrong"),
        ("3.46万名", "sum", ("3.34万名", "0.12万名"), None),
        ("346万名", "sum", ("334万元", "12万名"), "derived-wrong"),
        ("346万元", "sum", ("334万名", "12万名"), "derived-wrong"),
        ("173", "average", ("334", "12"), None),
        ("174", "average", ("334", "12"), "derived-wrong"),
        ("322", "difference", ("334", "12"), None),
        ("1.8个百分点", "difference", ("96.9%", "95.1%"), None),
        ("1.8%", "difference", ("96.9%", "95.1%"), "derived-wrong"),
        ("3.6%", "share", ("12户", "334户"), None),
        ("3.5%", "share", ("12户", "334户"), "derived-wrong"),
        ("3.6%", "share", ("12户", "334元"), "derived-wrong"),
        ("+12.5%", "growth", ("90亿元", "80亿元"), None),
        ("下降11.1%", "growth", ("80家", "90家"), None),
        ("增长11.1%", "growth", ("80家", "90家"), "derived-wrong"),
        ("1.5倍", "ratio", ("90家", "60家"), None),
        ("1.6倍", "ratio", ("90家", "60家"), "derived-wrong"),
        ("0.5万元", "ratio", ("60亿元", "120万户"), None),
        ("2/3", "ratio", ("60家", "90家"), None),
        ("1倍", "ratio", ("60家", "0家"), "derived-wrong"),
        ("1倍", "ratio", ("3-5家", "7家"), "derived-wrong"),
        ("近346万名", "sum", ("334万名", "12万名"), "derived-rounded"),
        ("346万余名", "sum", ("334万名", "12万名"), "derived-rounded"),
        ("约346万名", "sum", ("334万名", "12万名"), None),
        # vague figures
        ("5万余场", "sum", ("3万余场", "2万余场"), None),
        ("5万场", "sum", ("3万余场", "2万场"), "derived-wrong"),
        ("近5万场", "sum", ("3万余场", "2万场"), "derived-wrong"),
        ("约5万场", "sum", ("3万余场", "近2万场"), None),
        ("超过5万场", "sum", ("3万余场", "近2万场"), "derived-wrong"),
        ("超1.2亿元", "sum", ("1亿元", "0.234亿元"), None),
        ("超1.3亿元", "sum", ("1.000亿元", "0.234亿元"), "derived-wrong"),
        ("近1.3亿元", "sum", ("1亿元", "0.234亿元"), None),
        ("约1.2亿元", "sum", ("1亿元", "0.234亿元"), None),
        ("近2万场", "difference", ("5万场", "3万余场"), None),
        ("超2万场", "difference", ("5万场", "3万余场"), "derived-wrong"),
    ],
)
def test_a_derived_figure_is_what_its_operands_make(
    value: str, way: str, operands: tuple[str, ...], code: str | None
):
    assert codes_of(derived_report(value, way, *operands)) == ([code] if code else [])


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_shares_rounded_to_any_place_are_right_and_one_more_in_the_last_place_is_wrong(
    part: int, whole: int, places: int
):
    step = Decimal(1).scaleb(-places)
    share = (Decimal(100 * part) / whole).quantize(step, ROUND_HALF_UP)
    assert codes_of(derived_report(f"{share}%", "share", str(part), str(whole))) == []
    assert codes_of(derived_report(f"{share + step}%", "share", str(part), str(whole))) in (
        ["derived-wrong"],
        [] if share + step - Decimal(100 * part) / whole <= step / 2 else ["derived-wrong"],
    )


def test_the_message_says_what_it_should_be():
    assert findings_of(derived_report("3.5%", "share", "12户", "334户")) == [
        ("derived-wrong", "`3.5%` is 3.593 when worked out as the share of `12户`, `334户`")
    ]


def test_a_change_may_be_derived_from_its_own_figure():
    change = {"value": "12.5%", "direction": "up", "derived": {"growth": ["loans", "80亿元"]}}
    report = report_of(
        read_form(Slide, {"indicators": [{"id": "loans", "value": "90亿元", "change": change}]})
    )
    assert codes_of(report) == []
    source = "发放90亿元，上年80亿元。"
    assert codes_of(report, source) == ["figure-unpinned"]
    assert "figure-not-in-source" in codes_of(report, source.replace("80", "70"))


def test_what_follows_from_itself_proves_nothing():
    items = [
        {"id": "a", "value": "5", "derived": {"difference": ["c", "b"]}},
        {"id": "b", "value": "3", "quote": "3个"},
        {"id": "c", "value": "8", "derived": {"sum": ["a", "b"]}},
    ]
    report = report_of(read_form(Slide, {"indicators": items}))
    assert codes_of(report) == ["derived-wrong", "derived-wrong"]


def test_a_derived_figure_needs_no_sentence_and_may_be_repeated():
    source = "覆盖334万名村民，12万名居民。"
    items = [
        {"id": "a", "value": "334万名", "label": "村民", "quote": "覆盖334万名村民"},
        {"value": "346万名", "label": "合计", "derived": {"sum": ["a", "12万名"]}},
    ]
    report = report_of(read_form(Slide, {"title": "覆盖346万名群众", "indicators": items}))
    assert codes_of(report, source) == []
    assert codes_of(report, source.replace("12", "13")) == ["figure-not-in-source"]
    assert codes_of(report_of(Slide(title="覆盖346万名群众")), source) == ["figure-not-in-source"]


@pytest.mark.parametrize(
    ("derived", "code"),
    [
        ("{}", "missing-field"),
        ("{sum: [a, a], share: [a, a]}", "invalid-value"),
        ("{sum: [a]}", "invalid-value"),
        ("{share: [a, a, a]}", "invalid-value"),
        ("{sum: [a, villagers]}", "unknown-reference"),
        ("{sum: [a, 12万名]}", None),
    ],
)
def test_what_derived_says_is_checked_when_a_report_is_read(derived: str, code: str | None):
    text = f"""\
title: 报告
sections:
  - title: 一
    indicators:
      - {{id: a, value: 3}}
      - {{value: 6, derived: {derived}}}
"""
    sink = Sink()
    try:
        load_report(text.encode(), "a.yaml", sink)
    except BuildStopped:
        assert code
    assert [found.code.name for found in sink] == ([code] if code else [])
