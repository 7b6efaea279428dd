"""`deckgen check` on decks, and on the deck that a report makes."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from deckgen.cli import run
from tests.check.decks import changed, good_deck, subbed

REPORT = """\
title: 年度工作回眸
sections:
  - title: 服务群众
    slides:
      - title: 宣讲走心
        achievements: ['全年情况[详情](https://example.org/)', 第二项工作]
"""
ALLOWED = REPORT + "        allow: [{code: link-text-unhelpful, because: 按惯例}]\n"
HEADLESS = {"ppt/slides/slide6.xml": subbed(' firstRow="1"', "")}

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    Path(here, "good.pptx").write_bytes(good_deck())
    Path(here, "bad.pptx").write_bytes(changed(HEADLESS))
    Path(here, "report.yaml").write_text(REPORT, "utf-8")
    return here


def test_a_good_deck_passes_and_says_how_many_slides_were_checked(capsys: Capture) -> None:
    assert run(["check", "--strict", "good.pptx"]) == 0
    assert capsys.readouterr().out == "good.pptx: 8 slides, 0 errors, 0 warnings\n"


def test_a_finding_names_slide_and_shape(capsys: Capture) -> None:
    assert run(["check", "bad.pptx"]) == 0
    out = capsys.readouterr().out
    assert 'bad.pptx: slide 6, "table": warning: table-header-missing: no row of the table' in out
    assert run(["check", "--strict", "bad.pptx"]) == 1


def test_programs_get_slide_shape_and_box(capsys: Capture) -> None:
    run(["check", "bad.pptx", "--format", "json"])
    (record,) = json.loads(capsys.readouterr().out)["reports"]
    (found,) = record["findings"]
    assert (record["slides"], record["figures"]) == (8, None)
    assert (found["file"], found["line"], found["slide"], found["shape"]) == ("bad.pptx", None, 6, "table")
    assert len(found["box"]) == 4

    run(["check", "bad.pptx", "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "bad.pptx"}}
    (logical,) = place["logicalLocations"]
    assert logical == {"name": "table", "fullyQualifiedName": "slide 6/table", "kind": "element"}

    run(["check", "bad.pptx", "--format", "junit"])
    (failure,) = ET.fromstring(capsys.readouterr().out).iter("failure")
    assert (failure.text or "").startswith('bad.pptx: slide 6, "table": no row')


def test_the_deck_of_a_report_is_checked_and_the_finding_stands_in_the_report(capsys: Capture) -> None:
    assert run(["check", "report.yaml"]) == 0
    out = capsys.readouterr().out
    assert 'report.yaml:6:24: slide 4, "body": note: link-text-unhelpful' in out


def test_a_finding_of_the_deck_can_be_allowed_in_the_report(capsys: Capture) -> None:
    Path("report.yaml").write_text(ALLOWED, "utf-8")
    assert run(["check", "report.yaml"]) == 0
    assert "note" not in capsys.readouterr().out


def test_an_allowance_for_decks_is_not_idle_where_there_is_no_deck(capsys: Capture) -> None:
    Path("report.yaml").write_text(ALLOWED + "template: nowhere.pptx\n", "utf-8")
    assert run(["check", "report.yaml"]) == 1
    out = capsys.readouterr().out
    assert "template-unreadable" in out
    assert "allowance-idle" not in out


def test_settings_say_how_severe_findings_of_decks_are(capsys: Capture) -> None:
    Path("deckgen.toml").write_text('[check]\ntable-header-missing = "error"\n', "utf-8")
    assert run(["check", "bad.pptx"]) == 1
    assert "error: table-header-missing" in capsys.readouterr().out


def test_a_build_that_checks_writes_no_deck_with_errors(capsys: Capture) -> None:
    Path("deckgen.toml").write_text('[check]\nlink-text-unhelpful = "error"\n', "utf-8")
    assert run(["build", "report.yaml", "--check", "-o", "out.pptx"]) == 1
    assert not Path("out.pptx").exists()
    Path("deckgen.toml").unlink()
    assert run(["build", "report.yaml", "--check", "-o", "out.pptx"]) == 0
    checked = Path("out.pptx").read_bytes()
    assert run(["build", "report.yaml", "-o", "out.pptx"]) == 0
    assert Path("out.pptx").read_bytes() == checked
    assert "slide 4" in capsys.readouterr().err


def test_folders_are_searched_for_reports_only(capsys: Capture) -> None:
    assert run(["check", "."]) == 0
    assert "bad.pptx" not in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"no deck", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_deck_is_one_finding(data: bytes, capsys: Capture) -> None:
    Path("odd.pptx").write_bytes(data)
    assert run(["check", "odd.pptx", "good.pptx"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("odd.pptx: error: deck-unreadable: the deck cannot be checked: ")
    assert "good.pptx: 8 slides" in out


def test_a_rule_on_decks_is_explained(capsys: Capture) -> None:
    assert run(["explain", "contrast-low"]) == 0
    assert "Text stands out from what is really behind it." in capsys.readouterr().out
