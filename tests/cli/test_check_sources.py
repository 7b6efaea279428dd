"""`deckgen check` with `--source`, `--deck` and `--pin`."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.cli import run
from tests.cli.test_check import GOOD, SOURCE
from tests.sources.files import docx, paragraph, pdf

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    Path("good.yaml").write_text(GOOD, "utf-8")
    Path("source.txt").write_text(SOURCE, "utf-8")
    Path("source.docx").write_bytes(docx(paragraph(SOURCE.replace("\n", ""))))
    Path("source.pdf").write_bytes(pdf(SOURCE.split()))
    assert run(["build", "good.yaml", "-o", "good.pptx"]) == 0
    return here


def edited() -> None:
    """The deck with another digit in its callout."""
    deck = Presentation("good.pptx")
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.name == "figure-1"]
    run = next(run for shape in shapes for run in shape.text_frame.paragraphs[0].runs if "3" in run.text)
    run.text = run.text.replace("3", "8")
    deck.save("edited.pptx")


def test_a_deck_is_held_against_several_texts(capsys: Capture) -> None:
    for source in ("source.txt", "source.docx", "source.pdf"):
        assert run(["check", "good.pptx", "--source", source]) == 0
    edited()
    assert run(["check", "edited.pptx", "--source", "source.docx", "--source", "source.pdf"]) == 1
    assert "error: figure-not-in-source: `8万余场` is not in the source" in capsys.readouterr().out


def test_an_edited_deck_is_held_against_its_report(capsys: Capture) -> None:
    assert run(["check", "good.yaml", "--deck", "good.pptx"]) == 0
    edited()
    assert run(["check", "good.yaml", "--deck", "edited.pptx"]) == 1
    out = capsys.readouterr().out
    assert 'edited.pptx: slide 3, "figure-1": error: figure-foreign: `8万余场` is neither' in out
    assert "hint: the report has `3万余场` here" in out


def test_quotes_are_pinned_and_changes_told(capsys: Capture) -> None:
    assert run(["check", "good.yaml", "--pin"]) == 0
    assert "1 quote pinned to the source" in capsys.readouterr().out
    Path("source.txt").write_text(SOURCE.replace("各级", "预计各级"), "utf-8")
    assert run(["check", "good.yaml"]) == 0
    assert run(["check", "good.yaml", "--strict"]) == 1
    out = capsys.readouterr().out
    assert "hint: it was: 各级宣讲团开展线上线下宣讲3万余场。 It is: 预计各级宣讲团" in out


@pytest.mark.parametrize(
    "words",
    [
        ["good.yaml", "--source", "source.txt"],
        ["good.pptx", "--deck", "good.pptx"],
        ["good.yaml", "good.yml", "--deck", "good.pptx"],
        ["good.pptx", "--source", "missing.pdf"],
    ],
)
def test_contradictions_are_usage_errors(words: list[str]) -> None:
    Path("good.yml").write_text(GOOD, "utf-8")
    assert run(["check", *words]) == 2
