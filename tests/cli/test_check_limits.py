"""`[check.limits]`: a house sets the numbers that rules compare with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from deckgen.check.limits import LIMITS
from deckgen.cli import run

REPORT = """\
title: 年度工作回眸
sections:
  - title: 服务群众
    slides: [{title: 宣讲走心, achievements: [开展宣讲三万余场, 城乡全覆盖]}]
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    """A strangers' deck with text of 10 pt, grey text, and a noisy picture of 300 kB in a small place."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "A year of the river"
    box = slide.shapes.add_textbox(Inches(1), Inches(3), Inches(6), Inches(1))
    run_ = box.text_frame.paragraphs[0].add_run()
    run_.text, run_.font.size = "Counted at the weir", Pt(10)
    run_.font.color.rgb = RGBColor(0x6B, 0x6B, 0x6B)
    noise, picture = io.BytesIO(), Image.effect_noise((500, 500), 90)
    picture.save(noise, "PNG")
    slide.shapes.add_picture(noise, Inches(1), Inches(4.5), Inches(1), Inches(1)).name = "Noise"
    slide.shapes[-1]._element.nvPicPr.cNvPr.set("descr", "Noise of the river")
    deck.save("deck.pptx")
    Path("report.yaml").write_text(REPORT, "utf-8")
    return here


def found(capsys: Capture, limits: str = "", of: str = "deck.pptx") -> str:
    Path("deckgen.toml").write_text(f"[check.limits]\n{limits}\n", "utf-8")
    run(["check", of])
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "fires", "keeps_still"),
    [
        ("type-too-small", 'smallest-text = "10.5 pt"', 'smallest-text = "10pt"'),
        ("type-too-small", 'smallest-running-text = "60 pt"', 'smallest-running-text = "44 pt"'),
        ("contrast-low", 'least-contrast = "7:1"', 'least-contrast = "5 :1"'),
        (
            "contrast-low",
            'least-contrast-large = "21:1"\nleast-contrast = "21:1"',
            'least-contrast-large = "21:1"',
        ),
        ("media-oversized", 'largest-picture = "0.1 MB"', 'largest-picture = "0.5 MB"'),
        (
            "media-oversized",
            'largest-picture = "0.1 MB"',
            'largest-picture = "0.1 MB"\nfinest-picture = "600 dpi"',
        ),
    ],
)
def test_a_limit_makes_a_rule_stricter_or_milder(
    code: str, fires: str, keeps_still: str, capsys: Capture
) -> None:
    assert code not in found(capsys)
    assert code in found(capsys, fires)
    assert code not in found(capsys, keeps_still)


def test_the_size_of_all_text_counts_on_deckgens_own_slides_where_it_is_set(capsys: Capture) -> None:
    assert "type-too-small" not in found(capsys, of="report.yaml")
    assert "type-too-small" in found(capsys, 'smallest-running-text = "30 pt"', "report.yaml")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('[check.limits]\nsmalest-text = "9 pt"\n', "2:1", "did you mean `smallest-text`?"),
        ('[check.limits]\n\n"smallest-text" = 9\n', "3:1", 'write "10 pt"; from 4 pt to 96 pt'),
        ('[check.limits]\nsmallest-text = "9 cm"\n', "2:1", 'write "10 pt"'),
        ('[check.limits]\nleast-contrast = "70:1"\n', "2:1", 'write "4.5:1"; from 1:1 to 21:1'),
        ('[check]\nlabel-drift = "off"\nsmallest-text = "9 pt"\n', "3:1", "limits stand in [check.limits]"),
        ('[check]\nlimits = "9 pt"\n', "2:1", "write [check.limits]"),
        ('check.limits.smallest-text = "9 m"\n', "1:14", 'write "10 pt"'),
    ],
)
def test_a_faulty_limit_is_an_error_where_it_stands(
    text: str, place: str, said: str, capsys: Capture
) -> None:
    Path("deckgen.toml").write_text(text, "utf-8")
    assert run(["check", "report.yaml"]) == 1
    out = capsys.readouterr().out
    assert f"deckgen.toml:{place}: error: settings-faulty" in out
    assert said in out


def test_limits_may_stand_in_pyproject(capsys: Capture) -> None:
    text = '[project]\nsmallest-text = 1\n[tool.deckgen.check.limits]\nsmallest-text = "11 pt"\n'
    Path("pyproject.toml").write_text(text, "utf-8")
    run(["check", "deck.pptx"])
    assert "type-too-small" in capsys.readouterr().out
    Path("pyproject.toml").write_text(text.replace("11 pt", "11 m"), "utf-8")
    run(["check", "deck.pptx"])
    assert "pyproject.toml:4:1: error: settings-faulty" in capsys.readouterr().out


def test_limits_are_explained_with_their_rules(capsys: Capture) -> None:
    assert run(["explain", "type-too-small"]) == 0
    assert 'In [check.limits]: smallest-text = "10 pt"' in capsys.readouterr().out


@pytest.mark.parametrize("limit", LIMITS.values(), ids=lambda limit: limit.name)
def test_what_is_usual_can_be_set(limit) -> None:  # type: ignore[no-untyped-def]
    assert limit.read(limit.write(limit.usual)) == limit.usual
    assert limit.read(limit.write(limit.most + 1)) is None
    assert limit.read(limit.usual) is None
