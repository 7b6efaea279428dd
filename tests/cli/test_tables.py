"""`explain`, `layouts`, `icons` and `schema` print the tables that the program itself works with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deckgen.cli import run
from deckgen.codes import CODES
from deckgen.layouts import find_layouts

Capture = pytest.CaptureFixture[str]


def test_a_finding_is_explained(capsys: Capture) -> None:
    assert run(["explain", "duplicate-key"]) == 0
    assert CODES["duplicate-key"].explain in capsys.readouterr().out


def test_without_a_code_all_are_listed(capsys: Capture) -> None:
    assert run(["explain"]) == 0
    shown = capsys.readouterr().out
    assert all(code in shown for code in CODES)


def test_a_misspelt_code_gets_a_suggestion(capsys: Capture) -> None:
    assert run(["explain", "duplicat-key"]) == 2
    assert "did you mean 'duplicate-key'?" in capsys.readouterr().err


def test_every_layout_is_listed_and_documented(capsys: Capture) -> None:
    assert run(["layouts"]) == 0
    listed = capsys.readouterr().out
    for name, layout in find_layouts().items():
        assert f"  {name} " in listed
        assert run(["layouts", name]) == 0
        assert layout.doc.strip() in capsys.readouterr().out


def test_a_misspelt_layout_gets_a_suggestion(capsys: Capture) -> None:
    assert run(["layouts", "bulets"]) == 2
    assert "did you mean 'bullets'?" in capsys.readouterr().err


def test_the_schema_is_printed_or_written(tmp_path: Path, capsys: Capture) -> None:
    assert run(["schema"]) == 0
    printed = capsys.readouterr().out
    assert "sections" in json.loads(printed)["properties"]
    assert run(["schema", "-o", str(tmp_path / "new" / "s.json")]) == 0
    assert (tmp_path / "new" / "s.json").read_text("utf-8") == printed


def test_a_schema_that_cannot_be_written_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    assert run(["schema", "-o", str(tmp_path / "taken" / "s.json")]) == 1


def test_icons_are_found_by_a_word_in_english_or_chinese(capsys: Capture) -> None:
    assert run(["icons", "bank"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "bank"
    assert run(["icons", "就业"]) == 0
    assert "briefcase" in capsys.readouterr().out.splitlines()


def test_without_a_word_all_icons_are_listed(capsys: Capture) -> None:
    assert run(["icons"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 1000


def test_a_word_that_suits_no_icon_gets_advice(capsys: Capture) -> None:
    assert run(["icons", "haert"]) == 2
    assert "did you mean 'heart'?" in capsys.readouterr().err
    assert run(["icons", "qqqqqq"]) == 2
    assert "try a simpler word" in capsys.readouterr().err
