from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.indicators import indicators_of
from deckgen.content.loading import load_report
from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, Severity, Sink

INVALID = Path(__file__).parents[1] / "invalid"
EXPECTATION = re.compile(r"# (error|warning|note): ([a-z, -]+)$")
HEAD = "title: T\nsections:\n  - title: S\n"
GOOD = """\
title: 巾帼繁如花 铿锵绽芳华
language: zh-CN
highlights: [loans]
show: {agenda: no}
sections:
  - title: 围绕中心服务大局
    headline: 促进妇女建功立业更加有力
    slides:
      - title: 资金、岗位、人才一起上
        indicators:
          - {id: loans, label: 累计发放贷款, value: 205.78亿元, change: +12%, emphasis: yes}
        achievements:
          - 推动12万名女性高校毕业生留赣就业创业
          - {lead: 技能培训, text: 开展**“下沉式”**培训, items: [一, {text: 二}]}
      - photos:
          - {caption: 现场, focus: [0.5, 0.3]}
      - milestones: [{when: 2021年, text: 启动, lead: 试点}]
      - steps: [申请, {lead: 审批, text: 两级审核}]
      - comparison: [{title: 之前, items: [一]}, {title: 之后, items: [{text: 二}]}]
      - quote: {text: 好, by: 李, role: 主任, portrait: li.jpg}
closing: 谢谢
"""


def load(content: str) -> tuple[Report, Sink]:
    sink = Sink()
    return load_report(content.encode(), "report.yaml", sink), sink


def test_a_layout_that_nobody_offers_is_told_with_all_the_other_faults():
    sink = Sink()
    content = "titel: T\nsections:\n  - title: S\n    slides: [{layout: bulets, achievements: [x]}]\n"
    with pytest.raises(BuildStopped):
        load_report(content.encode(), "report.yaml", sink, ["bullets", "photo"])
    assert [(found.code.name, found.hint) for found in sink if found.code.name == "unknown-layout"] == [
        ("unknown-layout", "did you mean `bullets`?")
    ]
    assert sink.count(Severity.ERROR) > 1


def faults(content: str) -> list[tuple[str, str, str | None]]:
    """Code, message and hint of everything reported about a faulty report."""
    sink = Sink()
    with pytest.raises(BuildStopped):
        load_report(content.encode(), "report.yaml", sink)
    return [(found.code.name, found.message, found.hint) for found in sink]


@pytest.mark.parametrize("path", sorted(INVALID.glob("*.yaml")), ids=lambda path: path.stem)
def test_faulty_content_has_exactly_the_findings_that_stand_beside_the_faults(path: Path):
    data = path.read_bytes()
    expected = [
        (number, severity, code)
        for number, line in enumerate(data.decode().split("\n"), 1)
        if (match := EXPECTATION.search(line))
        for severity, code in [(match[1], code) for code in match[2].split(", ")]
    ]
    assert expected, f"{path.name} expects nothing"
    sink = Sink()
    stopped = False
    try:
        load_report(data, path.name, sink)
    except BuildStopped:
        stopped = True
    found = [(f.span.line, f.code.severity.value, f.code.name) for f in sink if f.span]
    assert sorted(found) == sorted(expected)
    assert stopped is any(severity == "error" for _, severity, _ in expected)


def test_a_good_report_loads_without_a_finding():
    report, sink = load(GOOD)
    assert not len(sink)
    slide = report.sections[0].slides[0]
    assert slide.indicators[0].value == "205.78亿元"
    assert slide.indicators[0].change is not None
    assert slide.indicators[0].change.value == "+12%"
    assert slide.indicators[0].emphasis is True
    assert report.show.agenda is False
    assert slide.achievements[1].items[0].text == "一"
    assert report.sections[0].slides[1].photos[0].focus == (0.5, 0.3)
    assert report.closing is not None
    assert report.closing.title == "谢谢"


@pytest.mark.parametrize(
    ("word", "meant"), [("yes", True), ("on", True), ("true", True), ("no", False), ("OFF", False)]
)
def test_switches_take_the_usual_words(word: str, meant: bool):
    assert load(HEAD + f"show: {{cover: {word}}}")[0].show.cover is meant


def test_a_key_with_nothing_after_it_is_as_good_as_absent():
    report, sink = load(HEAD + "    achievements:\n    headline: ~\nshow:\n  cover:\n")
    assert report.sections[0].achievements == ()
    assert report.show.cover is True
    assert not len(sink)


def test_a_misspelt_key_is_reported_at_the_key_with_the_right_one():
    sink = Sink()
    with pytest.raises(BuildStopped):
        load_report((HEAD + "    headlnie: x").encode(), "report.yaml", sink)
    (found,) = sink
    assert found.hint == "did you mean `headline`?"
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.length) == (4, 5, 8)


def test_a_misspelt_required_key_is_one_fault_not_two():
    assert faults("titel: T\nsections: [{title: S}]") == [
        ("unknown-key", "there is no key `titel` here", "did you mean `title`?")
    ]


def test_a_key_far_from_any_other_is_answered_with_those_that_are_allowed():
    ((_, _, hint),) = faults(HEAD + "closing: {title: x, zzz: 1}")
    assert hint == "allowed here: `title`, `text`, `notes`"


@pytest.mark.parametrize(("sides", "found"), [(1, "at least 2 values; found 1"), (4, "3 values; found 4")])
def test_a_comparison_has_two_or_three_sides(sides: int, found: str):
    text = HEAD + "    slides: [{comparison: [" + "{title: t, items: [x]}, " * sides + "]}]"
    ((code, message, _),) = faults(text)
    assert (code, message) == ("invalid-value", f"`comparison` takes {found}")


def test_a_key_unknown_to_a_milestone_is_answered_with_its_keys():
    ((_, _, hint),) = faults(HEAD + "    slides: [{milestones: [{when: a, text: b, zzz: c}]}]")
    assert hint == "allowed here: `when`, `text`, `lead`"


def test_a_portrait_may_be_just_a_path():
    report, _ = load(GOOD)
    quote = report.sections[0].slides[-1].quote
    assert quote is not None
    assert quote.portrait is not None
    assert quote.portrait.image == "li.jpg"


def test_wrong_types_say_what_was_expected_and_what_was_found():
    messages = [message for _, message, _ in faults("title: [a]\nsections: b")]
    assert messages == ["`title` takes a text; found a list", "`sections` takes a list; found a text"]


def test_a_reference_to_no_indicator_proposes_the_nearest():
    text = HEAD + "    indicators: [{value: 1, id: loans}]\nhighlights: [lones]"
    ((code, _, hint),) = faults(text)
    assert (code, hint) == ("unknown-reference", "did you mean `loans`?")


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("cn", "write `zh-CN`"),
        ("zh_CN", "write `zh-CN`"),
        ("english", "write `en-GB`"),
        ("xx", "write a tag such as `zh-CN` or `en-GB`"),
    ],
)
def test_a_tag_that_names_no_language_is_answered_with_the_one_meant(tag: str, hint: str):
    assert [(code, given) for code, _, given in faults(HEAD + f"language: {tag}")] == [
        ("invalid-value", hint)
    ]


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans-CN", "en-GB", "en", "yue-HK", "de"])
def test_sound_language_tags_are_taken(tag: str):
    assert load(HEAD + f"language: {tag}")[0].language == tag


def test_findings_of_an_earlier_stage_do_not_stop_a_sound_report():
    sink = Sink()
    with pytest.raises(BuildStopped):
        load_report(b"", "other.yaml", sink)
    assert load_report(GOOD.encode(), "report.yaml", sink).title


def test_all_indicators_are_found_with_their_key_paths():
    report, _ = load(
        HEAD + "    indicators: [{value: 1}]\n    slides: [{}, {indicators: [{value: 2}, {value: 3}]}]"
    )
    assert [(path, indicator.value) for path, indicator in indicators_of(report)] == [
        (("sections", 0, "indicators", 0), "1"),
        (("sections", 0, "slides", 1, "indicators", 0), "2"),
        (("sections", 0, "slides", 1, "indicators", 1), "3"),
    ]


def test_of_very_many_faults_the_rest_is_counted():
    found = faults("".join(f"key{number}: x\n" for number in range(1500)))
    assert len(found) == 1001
    assert any("502 more faults" in message for _, message, _ in found)


def load_or_stop(data: bytes) -> None:
    sink = Sink()
    try:
        load_report(data, "report.yaml", sink)
    except BuildStopped:
        assert sink.has_errors
    assert all(found.span is not None for found in sink)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 20), st.text(max_size=8))
def test_any_change_to_a_good_report_is_loaded_or_stopped_with_a_reason(start: int, length: int, new: str):
    load_or_stop((GOOD[:start] + new + GOOD[start + length :]).encode("utf-8", "replace"))


@given(st.integers(0, len(GOOD.encode()) - 1), st.binary(max_size=4))
def test_any_damaged_byte_is_loaded_or_stopped_with_a_reason(start: int, new: bytes):
    data = GOOD.encode()
    load_or_stop(data[:start] + new + data[start + len(new) :])


LINES = GOOD.splitlines()


@given(st.permutations(range(len(LINES))), st.integers(0, len(LINES)))
def test_any_lines_in_any_order_are_loaded_or_stopped_with_a_reason(order: list[int], count: int):
    load_or_stop("\n".join(LINES[number] for number in order[:count]).encode())


KEYS = st.sampled_from([*sorted(set(re.findall(r"\w+(?=:)", GOOD, re.ASCII))), "notes", "nonsense"])
VALUES = st.recursive(
    st.none() | st.text(max_size=6) | st.sampled_from(["yes", "0.5", "loans", "[x](y)", "1/3"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_values_under_known_keys_are_loaded_or_stopped_with_a_reason(data: dict[str, object]):
    load_or_stop(json.dumps(data).encode())


def test_a_comma_that_ends_a_value_in_braces_is_named_once():
    ((code, message, hint),) = faults(HEAD + "    achievements: [{text: ferries, trams and buses, daily}]")
    assert code == "invalid-yaml"
    assert "`trams and buses`" in message
    assert hint == "a comma ends a value between `{` and `}`: put the whole text in quotes"


@pytest.mark.parametrize("colon", ["：", "： ", ":"])
@pytest.mark.parametrize(
    "text",
    [
        "title: A\norganisation{}B\nsections: []",
        "title{}A\nsections: []",
        "title{}A",
        "title: A\nsections:\n  - title: S\n    slides:\n      - title{}P\n        achievements: [x]",
        "title: A\nsections:\n  - title{}S",
        "title: A\nsections: [{{title{}S}}]",
    ],
)
def test_a_colon_that_is_no_yaml_colon_is_named(text: str, colon: str):
    told = faults(text.format(colon))
    key = "organisation" if "organisation" in text else "title"
    assert any(hint == f"write `{key}: …`, with a plain colon and a blank" for _, _, hint in told)
    assert not any("mapping values" in message for _, message, _ in told)


def test_addresses_and_paths_are_no_keys_without_a_blank():
    told = faults("title: A\nhttps://example.org\nC:\\photos\nsections: []")
    assert told
    assert not any("no blank" in message for _, message, _ in told)
