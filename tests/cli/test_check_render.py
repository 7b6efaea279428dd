"""`deckgen check --render`: what only a drawn slide shows, and what happens without LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE

from deckgen.cli import run
from tests.export.decks import LONG, Deck

REPORT = """\
title: 年度工作回眸
sections:
  - title: 服务群众
    slides:
      - {title: 宣讲走心, achievements: [一]}
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    Path("report.yaml").write_text(REPORT, "utf-8")
    return here


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_SOFFICE", "no-such-soffice")


def filled(deck: Deck) -> Path:
    """The deck as a file, its text boxes filled and fixed, so that text outside them shows."""
    for slide in deck.presentation.slides:
        for shape in slide.shapes:
            shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor(0xFF, 0xEE, 0xDD)
    Path("deck.pptx").write_bytes(deck.saved())
    return Path("deck.pptx")


@pytest.mark.usefixtures("no_office")
@pytest.mark.parametrize("name", ["report.yaml", "deck.pptx"])
def test_without_libreoffice_it_says_so_and_fails(name: str, capsys: Capture) -> None:
    filled(Deck().box("一行", width=3, height=1))
    assert run(["check", "--render", name]) == 1
    out = capsys.readouterr().out
    assert "error: office-missing: LibreOffice was not found" in out
    assert "DECKGEN_SOFFICE" in out


@pytest.mark.usefixtures("no_office")
def test_without_render_libreoffice_is_not_needed(capsys: Capture) -> None:
    filled(Deck().box(LONG, width=3, height=0.5))
    assert run(["check", "deck.pptx"]) == 0
    assert 'deck.pptx: slide 1, "the box": warning: text-may-overflow' in capsys.readouterr().out


@pytest.mark.usefixtures("no_office")
def test_a_build_that_cannot_be_rendered_for_its_check_writes_no_deck(capsys: Capture) -> None:
    assert run(["build", "--check", "--render", "report.yaml", "-o", "made.pptx"]) == 1
    assert "office-missing" in capsys.readouterr().err
    assert not Path("made.pptx").exists()


def test_render_is_a_part_of_the_check(capsys: Capture) -> None:
    assert run(["build", "--render", "report.yaml"]) == 2
    assert "--check" in capsys.readouterr().err


@pytest.mark.office
def test_what_libreoffice_draws_outside_is_an_error(capsys: Capture) -> None:
    filled(Deck().box(LONG, width=3, height=0.5))
    assert run(["check", "--render", "deck.pptx"]) == 1
    assert 'deck.pptx: slide 1, "the box": error: text-overflows' in capsys.readouterr().out
