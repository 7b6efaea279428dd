"""What changes in the source after its quotes were pinned is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Diagnostic, Sink
from deckgen.gate.reports import check_deck
from deckgen.resources import Resources
from tests.findings import codes_in
from tests.sources.files import docx, paragraph

REPORT = """\
title: 报告
source: SOURCE
sections:
  - title: 一
    slides:
      - title: 贷款与宣讲
        indicators:
          - {value: 205.78亿元, label: 创业贷款, quote: 发放创业贷款205.78亿元}
          - {value: 3万余场, label: 宣讲, quote: 开展宣讲3万余场}
"""
TEXT = "五年来，累计发放创业贷款205.78亿元。全省开展宣讲3万余场。另有说明。"


def write(folder: Path, text: str) -> Path:
    (folder / "a.txt").write_text(text, "utf-8")
    content = folder / "report.yaml"
    content.write_text(REPORT.replace("SOURCE", "a.txt"), "utf-8")
    return content


def check(content: Path, *, pin: bool = False) -> list[Diagnostic]:
    sink = Sink()
    check_deck(content, Resources(), sink, pin=pin)
    wanted = ("source-changed", "sentence-changed", "pins-unreadable", "quote-not-in-source")
    return [found for found in sink if found.code.name in wanted]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = write(tmp_path, TEXT)
    assert check(content, pin=True) == []
    return content


def test_nothing_is_said_without_pins_or_without_changes(tmp_path: Path, content: Path):
    assert check(content) == []
    write(tmp_path, TEXT.replace("，", ",\n").replace("205", "２０５"))
    assert check(content) == []
    (tmp_path / "report.source.lock").unlink()
    write(tmp_path, TEXT.replace("五年来", "预计五年来"))
    assert check(content) == []


def test_the_same_words_in_another_format_are_no_change(tmp_path: Path, content: Path):
    (tmp_path / "a.docx").write_bytes(docx(paragraph(TEXT)))
    content.write_text(REPORT.replace("SOURCE", "a.docx"), "utf-8")
    assert codes_in(check(content)) == []


def test_a_sentence_that_changes_around_its_quote_is_named(tmp_path: Path, content: Path):
    write(tmp_path, TEXT.replace("五年来，累计", "预计明年"))
    found = check(content)
    assert [(one.code.name, one.span and one.span.line) for one in found] == [("sentence-changed", 8)]
    said = "it was: 五年来，累计发放创业贷款205.78亿元。 It is: 预计明年发放创业贷款205.78亿元。"
    assert (found[0].hint or "").startswith(said)
    assert check(content, pin=True) == []
    assert check(content) == []


def test_a_sentence_that_vanished_is_named_with_what_it_was(tmp_path: Path, content: Path):
    write(tmp_path, TEXT.replace("3万余场", "4万余场"))
    found = check(content)
    assert codes_in(found) == ["quote-not-in-source"]
    assert "when it was pinned, the source said: 全省开展宣讲3万余场。" in (found[0].hint or "")


def test_changes_elsewhere_are_a_note(tmp_path: Path, content: Path):
    write(tmp_path, TEXT.replace("另有说明", "说明从略"))
    assert [found.message for found in check(content)] == [
        "the source has changed since it was pinned: all 2 pinned sentences stand"
    ]


def test_a_report_with_errors_is_not_pinned(tmp_path: Path):
    content = write(tmp_path, TEXT.replace("205.78", "206.78"))
    check(content, pin=True)
    assert not (tmp_path / "report.source.lock").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"words": 1, "sentences": 3}', "[" * 100_000])
def test_damaged_pins_are_told(content: Path, text: str):
    content.with_suffix(".source.lock").write_text(text, "utf-8")
    assert codes_in(check(content)) == ["pins-unreadable"]
