"""`deckgen check`: what it prints, in which form, and how it exits."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from deckgen.cli import run

GOOD = """\
title: 年度工作回眸
source: source.txt
sections:
  - title: 服务群众
    slides:
      - title: 宣讲走心
        indicators:
          - {label: 线上线下宣讲, value: 3万余场, quote: 开展线上线下宣讲3万余场}
"""
BAD = GOOD.replace("value: 3万余场", "value: 3万场")
SOURCE = "各级宣讲团开展\n\n线上线下宣讲3万余场。联动167个账号。\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    (here / "r").mkdir()
    (here / "r" / "good.yaml").write_text(GOOD, "utf-8")
    (here / "r" / "source.txt").write_text(SOURCE, "utf-8")
    return here


def bad() -> None:
    Path("r/bad.yaml").write_text(BAD, "utf-8")


def test_a_good_report_passes_with_a_line_that_says_what_was_proved(capsys: Capture) -> None:
    assert run(["check", "r/good.yaml"]) == 0
    out = capsys.readouterr().out
    assert "r/good.yaml: 1 of 1 figures borne out (1 by their quotes), 0 errors, 0 warnings" in out


def test_a_lost_qualifier_fails_with_the_place(capsys: Capture) -> None:
    bad()
    assert run(["check", "r"]) == 1
    out = capsys.readouterr().out
    assert "r/bad.yaml:8:36: error: qualifier-changed: `3万场` is `3万余场` in the quoted sentence" in out
    assert "r/bad.yaml: 0 of 1 figures borne out" in out
    assert "r/good.yaml: 1 of 1 figures borne out" in out


def test_unused_figures_are_listed_on_request_with_their_place_in_the_source(capsys: Capture) -> None:
    assert run(["check", "r/good.yaml", "--unused"]) == 0
    assert "r/source.txt:3:14: note: figure-unused: `167个` is on no slide" in capsys.readouterr().out


def test_warnings_fail_when_asked_to(capsys: Capture) -> None:
    Path("r/good.yaml").write_text(GOOD.replace("线上线下宣讲,", "新媒体,"), "utf-8")
    assert run(["check", "r/good.yaml"]) == 0
    assert run(["check", "r/good.yaml", "--strict"]) == 1
    assert "warning: label-drift" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sorce.txt", "source-not-found"),
        ("../../source.txt", "source-outside"),
        ("/etc/passwd", "source-outside"),
        ("empty.txt", "source-unreadable"),
        ("deck.docx", "source-unreadable"),
    ],
)
def test_a_source_that_cannot_be_used_is_an_error(name: str, code: str, capsys: Capture) -> None:
    Path("r/empty.txt").touch()
    Path("r/deck.docx").write_bytes(b"PK\x03\x04\xff\xfe\0\0\x81")
    Path("r/good.yaml").write_text(GOOD.replace("source.txt", name), "utf-8")
    assert run(["check", "r/good.yaml"]) == 1
    out = capsys.readouterr().out
    assert f"r/good.yaml:2:9: error: {code}: " in out
    assert name != "sorce.txt" or "did you mean `source.txt`?" in out


def test_what_a_build_would_find_is_found_too_and_no_deck_is_written(capsys: Capture) -> None:
    Path("r/good.yaml").write_text(GOOD + "        layout: bulets\n", "utf-8")
    assert run(["check", "r/good.yaml"]) == 1
    assert "unknown-layout" in capsys.readouterr().out
    assert list(Path().rglob("*.pptx")) == []


def test_rules_run_although_the_deck_cannot_be_laid_out(capsys: Capture) -> None:
    Path("r/bad.yaml").write_text(BAD + "template: none\n", "utf-8")
    assert run(["check", "r/bad.yaml"]) == 1
    out = capsys.readouterr().out
    assert "template-unreadable" in out
    assert "qualifier-changed" in out


def test_json_has_the_findings_and_counts(capsys: Capture) -> None:
    bad()
    assert run(["check", "r/bad.yaml", "--format", "json"]) == 1
    (record,) = json.loads(capsys.readouterr().out)["reports"]
    assert record["figures"] == {"pinned": 1, "free": 0, "exempt": 0, "faulty": 1, "derived": 0}
    assert [(found["code"], found["line"], found["column"]) for found in record["findings"]] == [
        ("qualifier-changed", 8, 36)
    ]


def test_sarif_names_rule_level_and_region(capsys: Capture) -> None:
    bad()
    assert run(["check", "r/bad.yaml", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (result,) = log["runs"][0]["results"]
    rule = log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], result["ruleId"], result["level"]) == (
        "qualifier-changed",
        "qualifier-changed",
        "error",
    )
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "r/bad.yaml"
    assert place["region"] == {"startLine": 8, "startColumn": 36, "endColumn": 39}


def test_junit_has_a_case_for_each_report(capsys: Capture) -> None:
    bad()
    assert run(["check", "r", "--format", "junit"]) == 1
    suite = ET.fromstring(capsys.readouterr().out)
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.get("name") for case in suite] == ["r/bad.yaml", "r/good.yaml"]
    assert [failure.get("type") for failure in suite[0]] == ["qualifier-changed"]


def test_machine_forms_survive_reports_that_cannot_be_read(capsys: Capture) -> None:
    Path("r/good.yaml").write_bytes(b"title: \x00\x07\xff")
    for form in ("json", "sarif", "junit"):
        assert run(["check", "r/good.yaml", "--format", form]) == 1
        out = capsys.readouterr().out
        assert ET.fromstring(out) is not None if form == "junit" else json.loads(out)


def test_a_build_with_check_writes_no_deck_that_breaks_a_rule(capsys: Capture) -> None:
    bad()
    assert run(["build", "r/bad.yaml", "-o", "bad.pptx", "--check"]) == 1
    assert "qualifier-changed" in capsys.readouterr().err
    assert not Path("bad.pptx").exists()
    assert run(["build", "r/good.yaml", "-o", "good.pptx", "--check"]) == 0
    assert run(["build", "r/bad.yaml", "-o", "bad.pptx"]) == 0


def test_the_findings_can_be_explained(capsys: Capture) -> None:
    assert run(["explain", "qualifier-changed"]) == 0
    out = capsys.readouterr().out
    assert "3万余场" in out
    assert "The rule: Every figure says what its source says." in out


@pytest.mark.parametrize(
    ("file", "head"), [("deckgen.toml", "[check]"), ("pyproject.toml", "[tool.deckgen.check]")]
)
def test_settings_make_findings_more_or_less_severe(file: str, head: str, capsys: Capture) -> None:
    bad()
    Path(file).write_text(f'{head}\nqualifier-changed = "warning"\n')
    assert run(["check", "r/bad.yaml"]) == 0
    assert "warning: qualifier-changed" in capsys.readouterr().out
    Path(file).write_text(f'{head}\nqualifier-changed = "off"\n')
    assert run(["check", "r/bad.yaml", "--strict"]) == 0
    assert "qualifier-changed" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('[check]\nqualifier-chnged = "off"\n', "2:1", "did you mean `qualifier-changed`?"),
        ('[check]\n\n  "qualifier-changed" = "fatal"\n', "3:3", "write one of error, warning, note, off"),
        ("# settings\n[check\n", "2:7", "no sound TOML"),
        ('[check]\nlabel-drift = "off', "2:19", "no sound TOML"),
        ("check = 3\n", "1:1", "write [check]"),
    ],
)
def test_faulty_settings_are_an_error(text: str, place: str, said: str, capsys: Capture) -> None:
    Path("deckgen.toml").write_text(text)
    assert run(["check", "r/good.yaml"]) == 1
    out = capsys.readouterr().out
    assert f"deckgen.toml:{place}: error: settings-faulty" in out
    assert said in out
