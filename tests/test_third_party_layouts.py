"""A layout of somebody else's package: installed with pip, found by its entry point, and good for a deck."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.cli import run

ROOT = Path(__file__).resolve().parents[1]
REPORT = """\
title: A report
language: en
sections:
  - title: Rivers
    slides:
      - title: In two steps
        layout: ladder
        achievements: [{lead: Survey, text: Count the fish.}, {lead: Remove, text: Take out the weir.}]
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the package that `deckgen new layout` writes."""
    folder = tmp_path_factory.mktemp("third-party")
    package, target = folder / "package", folder / "site"
    assert run(["new", "layout", "ladder", "-o", str(package)]) == 0
    # No network: hatchling, which builds it, is here, and so is deckgen, which it depends on.
    pip = ("-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-build-isolation")
    call(sys.executable, *pip, "--target", target, package)
    return target


def call(*command: object, cwd: Path | None = None, path: Path | None = None) -> str:
    places = os.pathsep.join(map(str, (path, ROOT) if path else (ROOT,)))
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": places, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def deckgen(installed: Path, folder: Path, *args: str) -> str:
    code = "from deckgen.cli import main; main()"
    return call(sys.executable, "-c", code, *args, cwd=folder, path=installed)


def test_pip_installs_the_module_and_its_entry_point(installed: Path) -> None:
    (points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "ladder = deckgen_layout_ladder:LAYOUT" in points.read_text()
    assert (installed / "deckgen_layout_ladder.py").is_file()


def test_it_is_listed_and_documented_like_the_others(installed: Path, tmp_path: Path) -> None:
    assert "  ladder " in deckgen(installed, tmp_path, "layouts")
    said = deckgen(installed, tmp_path, "layouts", "ladder")
    assert all(f"\n{label}: " in said for label in ("Takes", "Holds", "Beyond"))


def test_it_builds_a_deck_and_the_plan_names_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(REPORT, "utf-8")
    said = deckgen(installed, tmp_path, "build", "x.yaml", "--strict", "--explain-plan")
    assert "ladder: the report asks for it" in said
    slides = Presentation(str(tmp_path / "x.pptx")).slides
    texts = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert "1  Survey" in texts


def test_without_the_package_its_name_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(REPORT, "utf-8")
    assert run(["build", str(tmp_path / "x.yaml"), "-o", str(tmp_path / "x.pptx")]) == 1
