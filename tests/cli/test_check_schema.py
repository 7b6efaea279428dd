"""`deckgen check --schema`: what Microsoft's validator says becomes findings, and its absence one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from deckgen.cli import run
from tests.export.decks import Deck

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.pptx"
    path.write_bytes(Deck().box("a", 1, 1).box("b", 1, 1).saved())
    return path


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """A validator that does what `lines` say."""
    (folder / "act.py").write_text("\n".join(["import json, pathlib, sys, zipfile", *lines]))
    program = folder / "ooxml-validator"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} {folder / "act.py"} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("OOXML_VALIDATOR_CLI", str(program))


def test_faults_are_told_with_slide_and_place(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    fault = {
        "path": "/ppt/slides/slide2.xml",
        "xPath": "/p:sld[1]/p:cSld[1]",
        "description": "unexpected\nchild",
    }
    answer = {"ok": False, "errors": [fault, fault, {"path": None, "xPath": None, "description": "no theme"}]}
    stand_in(
        tmp_path, monkeypatch, "assert zipfile.is_zipfile(sys.argv[1])", f"print(json.dumps({answer!r}))"
    )
    run(["check", str(deck), "--schema", "--format", "json"])
    (record,) = json.loads(capsys.readouterr().out)["reports"]
    found = [one for one in record["findings"] if one["code"] == "schema-broken"]
    assert [(one.get("slide"), one["message"], one["hint"]) for one in found] == [
        (None, "the file: no theme", None),
        (2, "/ppt/slides/slide2.xml: unexpected child", "at /p:sld[1]/p:cSld[1]"),
    ]


def test_a_sound_file_has_no_finding(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    stand_in(tmp_path, monkeypatch, "print(json.dumps({'ok': True, 'errors': []}))")
    run(["check", str(deck), "--schema"])
    assert "schema" not in capsys.readouterr().out


@pytest.mark.parametrize("answer", ["", "no JSON", "[]", "{}", '{"errors": [{}]}'])
def test_no_answer_is_a_finding(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, answer: str
) -> None:
    stand_in(tmp_path, monkeypatch, f"print({answer!r})")
    assert run(["check", str(deck), "--schema"]) == 1
    assert "validator-failed" in capsys.readouterr().out


def test_without_the_validator_it_is_said_how_to_get_it(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR_CLI", str(tmp_path / "none"))
    assert run(["check", str(deck), "--schema"]) == 1
    said = capsys.readouterr().out
    assert "validator-missing" in said
    assert "npm install" in said


def test_nobody_asks_it_unasked(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR_CLI", str(tmp_path / "none"))
    run(["check", str(deck)])
    assert "validator" not in capsys.readouterr().out
