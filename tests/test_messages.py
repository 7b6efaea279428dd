from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from deckgen.codes import FIGURE_NOT_UNDERSTOOD, OFFICE_MISSING, UNKNOWN_KEY
from deckgen.diagnostics import Sink, SourceMap, Span, Spot
from deckgen.messages import as_json, as_text
from deckgen.units import Box


def sink_for(line: str, column: int, length: int = 1) -> Sink:
    sink = Sink(SourceMap("report.yaml", (line,)))
    sink.report(UNKNOWN_KEY, "there is no key `x` here", Span("report.yaml", 1, column, length))
    return sink


def quoted(line: str, column: int, length: int = 1) -> list[str]:
    return as_text(sink_for(line, column, length)).splitlines()[1:]


def test_a_finding_shows_place_code_line_caret_and_hint():
    sink = Sink(SourceMap("report.yaml", ("title: T", "  titel: x")))
    sink.report(
        UNKNOWN_KEY,
        "there is no key `titel` here",
        Span("report.yaml", 2, 3, 5),
        hint="did you mean `title`?",
    )
    assert as_text(sink) == (
        "report.yaml:2:3: error: unknown-key: there is no key `titel` here\n"
        "      titel: x\n"
        "      ^^^^^\n"
        "hint: did you mean `title`?\n"
    )


def test_a_finding_without_a_place_is_one_line():
    sink = Sink()
    sink.report(OFFICE_MISSING, "LibreOffice was not found")
    assert as_text(sink) == "error: office-missing: LibreOffice was not found\n"


def test_wide_characters_count_two_columns():
    assert quoted("标题: 报告", 5, 2) == ["    标题: 报告", "          ^^^^"]


def test_combining_characters_count_none():
    assert quoted("e\u0301e\u0301: x", 7) == ["    e\u0301e\u0301: x", "        ^"]


def test_tabs_are_shown_as_blanks_and_the_caret_moves_with_them():
    assert quoted("\ta: b", 2) == ["        a: b", "        ^"]
    assert quoted("\ta: b", 1) == ["        a: b", "    ^^^^"]


def test_a_place_behind_the_line_gets_one_caret_at_its_end():
    assert quoted("abc", 9, 5) == ["    abc", "       ^"]


def test_of_a_long_line_the_part_around_the_place_is_shown():
    shown, carets = quoted("x" * 500 + "FAULT" + "y" * 500, 501, 5)
    assert shown.startswith("    …")
    assert shown.endswith("…")
    assert len(shown) < 120
    assert shown[carets.index("^") : len(carets)] == "FAULT"


def test_nothing_in_a_file_can_steer_the_terminal():
    text = as_text(sink_for("a: \x1b[31mred\x07 \u202eback", 4))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_json_has_the_same_keys_for_every_finding():
    sink = sink_for("标题: x", 1, 2)
    sink.report(OFFICE_MISSING, "LibreOffice was not found", hint="install it")
    sink.report(FIGURE_NOT_UNDERSTOOD, "no figure", Span("b.yaml", 3, 4))
    records = json.loads(as_json(sink))
    assert records[-1] == {
        "file": None,
        "line": None,
        "column": None,
        "length": None,
        "slide": None,
        "shape": None,
        "shape_id": None,
        "box": None,
        "severity": "error",
        "code": "office-missing",
        "message": "LibreOffice was not found",
        "hint": "install it",
    }
    assert len({tuple(record) for record in records}) == 1
    assert [record["line"] for record in records] == [3, 1, None]


def test_no_findings_are_no_text_and_an_empty_list():
    assert as_text(Sink()) == ""
    assert json.loads(as_json(Sink())) == []


@given(st.text(), st.integers(1, 200), st.integers(1, 50))
def test_any_line_can_be_shown(line: str, column: int, length: int):
    sink = sink_for(line, column, length)
    as_text(sink)
    json.loads(as_json(sink))


def test_a_finding_in_a_deck_names_slide_and_shape():
    sink = Sink()
    sink.report(OFFICE_MISSING, "b", Spot("deck.pptx", 7, "Title 1", 2, Box(1, 2, 3, 4)))
    sink.report(OFFICE_MISSING, "a", Spot("deck.pptx"))
    assert [line.partition(" error")[0] for line in as_text(sink).splitlines()] == [
        "deck.pptx:",
        'deck.pptx: slide 7, "Title 1":',
    ]
    whole, shape = json.loads(as_json(sink))
    assert (whole["file"], whole["slide"], whole["shape"], whole["line"]) == ("deck.pptx", None, None, None)
    assert (shape["slide"], shape["shape"], shape["shape_id"], shape["box"]) == (
        7,
        "Title 1",
        2,
        [1, 2, 3, 4],
    )


def test_a_finding_whose_cause_is_known_shows_both_places():
    sink = Sink(SourceMap("report.yaml", ("title: T",), values={("title",): Span("report.yaml", 1, 8)}))
    sink.report(OFFICE_MISSING, "a", ("title",), spot=Spot("report.yaml", 1, "Title 1"))
    assert as_text(sink).startswith('report.yaml:1:8: slide 1, "Title 1": error: ')
