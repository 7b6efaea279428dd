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
    assert 'report.yaml:6:24: slide 3, "body": note: link-text-unhelpful' in out


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
    assert "slide 3" in capsys.readouterr().err


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


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every deck is one that memory should not hold."""
    monkeypatch.setattr("deckgen.written.reading.MAX_PACKED", 1_000)
    monkeypatch.setattr("deckgen.render.deck.MOST_HELD", 1_000)


@pytest.mark.usefixtures("little_memory")
def test_a_deck_too_large_for_memory_is_checked_on_disk(capsys: Capture) -> None:
    assert run(["check", "good.pptx"]) == 0
    assert capsys.readouterr().out == "good.pptx: 8 slides, 0 errors, 0 warnings\n"
    assert run(["check", "--strict", "bad.pptx", "--html", "page.html"]) == 1
    assert "table-header-missing" in Path("page.html").read_text("utf-8")
    Path("cut.pptx").write_bytes(good_deck()[:-2_000])
    assert run(["check", "cut.pptx"]) == 1
    assert "deck-unreadable" in capsys.readouterr().out


@pytest.mark.usefixtures("little_memory")
def test_so_is_the_deck_that_a_report_makes(capsys: Capture) -> None:
    assert run(["check", "report.yaml", "--html", "page.html"]) == 0
    out = capsys.readouterr().out
    assert "link-text-unhelpful" in out
    assert "deck-unreadable" not in out
    assert "年度工作回眸" in Path("page.html").read_text("utf-8")
    assert run(["build", "report.yaml", "-o", "r.pptx"]) == 0
    assert run(["check", "report.yaml", "--deck", "r.pptx"]) == 0
    assert run(["build", "report.yaml", "--check", "-o", "checked.pptx"]) == 0
    assert Path("checked.pptx").read_bytes() == Path("r.pptx").read_bytes()


@pytest.mark.usefixtures("little_memory")
def test_what_is_larger_than_disks_hold_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("deckgen.templates.unpacking.MAX_ON_DISK", 2_000)
    assert run(["check", "good.pptx"]) == 1
    assert "bytes; at most 2,000 are read" in capsys.readouterr().out


@pytest.mark.usefixtures("little_memory")
@pytest.mark.office
def test_it_is_not_laid_out(capsys: Capture) -> None:
    assert run(["check", "--render", "good.pptx"]) == 1
    assert "too many to be laid out" in capsys.readouterr().out
