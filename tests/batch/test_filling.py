"""Rows, loops and conditions make the content of one deck; every finding keeps its place in the file."""

from __future__ import annotations

from typing import Any

import pytest

from deckgen.batch.filling import fill_content
from deckgen.batch.model import Job
from deckgen.batch.scopes import DeckScope
from deckgen.batch.tables import Row, TableFile
from deckgen.content.loading import load_report
from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, Sink

DISTRICTS = (
    Row({"city": "南昌", "name": "东湖区", "homes": "12"}, "row 2"),
    Row({"city": "九江", "name": "浔阳区", "homes": "9"}, "row 3"),
    Row({"city": "南昌", "name": "西湖区", "homes": ""}, "row 4"),
)
JOB = Job(
    "r.yaml",
    "r",
    "out/r",
    row=Row({"city": "南昌", "loans": "1.50", "note": ""}, "row 2"),
    tables=(("districts", TableFile("d.csv")),),
)


def load(text: str, sink: Sink) -> Report:
    scope = DeckScope(JOB, lambda _: DISTRICTS)
    return load_report(text.encode(), "r.yaml", sink, fill=lambda data, own: fill_content(data, scope, own))


def faults(text: str) -> list[tuple[str, int, int, str]]:
    sink = Sink()
    with pytest.raises(BuildStopped):
        load(text, sink)
    return [
        (found.code.name, found.span.line, found.span.column, found.hint or "")
        for found in sink
        if found.span is not None
    ]


HEAD = "title: '{{ row.city }}'\nsections:\n  - title: S\n"


def test_values_go_into_texts_as_they_are_written() -> None:
    report = load(HEAD + "    indicators: [{value: '{{ row.loans }}亿元', label: 贷款}]\n", Sink())
    assert report.title == "南昌"
    assert report.sections[0].indicators[0].value == "1.50亿元"


def test_a_value_that_looks_like_yaml_stays_a_text() -> None:
    job = Job("r", "r", "r", row=Row({"city": "a: [b]\n- c #d"}, "row 2"))
    scope = DeckScope(job, lambda _: ())
    sink = Sink()
    report = load_report(
        (HEAD + "    notes: x\n    achievements: [y]\n").encode(),
        "r.yaml",
        sink,
        fill=lambda data, own: fill_content(data, scope, own),
    )
    assert report.title == "a: [b]\n- c #d"


LOOP = """    slides:
      - for: {each: tables.districts, as: district}
        if: district.city == row.city
        title: "{{ district.name }}"
        indicators:
          - if: district.homes
            value: "{{ district.homes }}万户"
          - value: 3万
"""


def test_items_stand_once_for_each_row_that_fits() -> None:
    slides = load(HEAD + LOOP, Sink()).sections[0].slides
    assert [slide.title for slide in slides] == ["东湖区", "西湖区"]
    assert [[one.value for one in slide.indicators] for slide in slides] == [["12万户", "3万"], ["3万"]]


def test_sections_and_photos_and_achievements_loop_too() -> None:
    text = """title: T
sections:
  - for: {each: tables.districts, as: d}
    title: "{{ d.name }}"
    achievements:
      - for: {each: tables.districts, as: other}
        if: other.name != d.name
        text: "{{ d.name }}与{{ other.name }}"
      - plain
    photos:
      - {if: row.note, caption: 不在}
      - {caption: "{{ d.name }}"}
"""
    sections = load(text, Sink()).sections
    assert [section.title for section in sections] == ["东湖区", "浔阳区", "西湖区"]
    assert [one.text for one in sections[1].achievements] == ["浔阳区与东湖区", "浔阳区与西湖区", "plain"]
    assert [photo.caption for photo in sections[0].photos] == ["东湖区"]


def test_a_missing_column_is_reported_where_it_is_named() -> None:
    text = HEAD + '    headline: x\n    notes: "{{ row.cty }}"\n    achievements: ["{{ tabels.x }}"]\n'
    assert faults(text) == [
        ("column-missing", 5, 12, "did you mean `city`?"),
        ("column-missing", 6, 20, "did you mean `tables`?"),
    ]


@pytest.mark.parametrize(
    ("item", "code", "column"),
    [
        ("for: tables.districts", "wrong-type", 14),
        ("for: {each: tables.districts}", "missing-field", 14),
        ("for: {each: tables.districts, as: d, in: x}", "unknown-key", 46),
        ("for: {each: tables.distrcts, as: d}", "column-missing", 21),
        ("for: {each: row.city, as: d}", "expression-faulty", 21),
        ("for: {each: tables.districts, as: row}", "invalid-value", 43),
        ("for: {each: tables.districts, as: a b}", "invalid-value", 43),
        ("if: [x]", "wrong-type", 13),
        ("if: row.cty", "column-missing", 13),
        ("if: row.loans > 3", "expression-faulty", 13),
    ],
)
def test_faults_of_loops_and_conditions_have_their_places(item: str, code: str, column: int) -> None:
    found = faults(HEAD + f"    photos:\n      - {item}\n        caption: c\n")
    assert [(name, line, place) for name, line, place, _ in found] == [(code, 5, column)]


def test_a_later_finding_points_at_the_line_that_made_the_moved_value() -> None:
    text = """title: T
sections:
  - title: S
    slides:
      - {if: row.note, title: left out}
      - for: {each: tables.districts, as: d}
        title: "{{ d.name }}"
        achievments: [x]
      - title: last
        indicators: [{value: 3万, emphasis: maybe}]
"""
    found = faults(text)
    assert {(name, line) for name, line, _, _ in found} == {("unknown-key", 8), ("invalid-value", 10)}


def test_plain_content_waits_for_nothing() -> None:
    text = (
        "title: Use {{ braces }}\nsections: [{title: S, slides: [{milestones: [{when: 2021, text: if}]}]}]\n"
    )
    sink = Sink()
    assert load_report(text.encode(), "r.yaml", sink).title == "Use {{ braces }}"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "    achievements: [x]\n", (1, 8)),
        ("title: T\nsections:\n  - {if: row.x, title: S}\n", (3, 10)),
        ("title: T\nsections:\n  - title: S\n    for: {each: rows, as: r}\n", (4, 10)),
    ],
)
def test_without_a_row_a_pattern_is_refused_with_the_way_to_go(text: str, place: tuple[int, int]) -> None:
    sink = Sink()
    with pytest.raises(BuildStopped):
        load_report(text.encode(), "r.yaml", sink)
    (found,) = sink
    span: Any = found.span
    assert (found.code.name, span.line, span.column) == ("row-missing", *place)
    assert "deckgen batch" in (found.hint or "")
