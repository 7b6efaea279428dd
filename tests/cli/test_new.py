"""Skeletons work as they are, and overwrite nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.cli import run

pytestmark = pytest.mark.usefixtures("here")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_report_builds_without_a_warning(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "report", "mine", "--language", language]) == 0
    assert run(["build", "--strict", "mine"]) == 0, capsys.readouterr().err
    assert Path("mine.pptx").is_file()


@pytest.mark.parametrize(
    ("name", "spoken", "language"),
    [
        ("annual.yaml", "en_GB.UTF-8", "en-GB"),
        ("annual.yaml", "C.UTF-8", "en-GB"),
        ("annual.yaml", "zh_CN.UTF-8", "zh-CN"),
        ("年报.yaml", "en_GB.UTF-8", "zh-CN"),
        ("年报", "C", "zh-CN"),
    ],
)
def test_a_new_report_speaks_the_language_of_its_author(
    name: str, spoken: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", spoken)
    run(["new", "report", name])
    path = Path(name) if name.endswith(".yaml") else Path(name, "report.yaml")
    assert f"\nlanguage: {language}\n" in path.read_text("utf-8")


def test_a_new_report_names_a_schema_that_is_there() -> None:
    run(["new", "report", "mine/annual.yaml"])
    first = Path("mine/annual.yaml").read_text("utf-8").splitlines()[0]
    schema = Path("mine", first.partition("$schema=")[2])
    assert "sections" in json.loads(schema.read_text("utf-8"))["properties"]


def test_an_existing_file_is_not_overwritten() -> None:
    Path("annual.yaml").write_text("mine")
    assert run(["new", "report", "annual.yaml"]) == 2
    assert Path("annual.yaml").read_text() == "mine"
    assert not Path("report.schema.json").exists()


def test_a_new_layout_is_a_package_whose_tests_pass(here: Path) -> None:
    assert run(["new", "layout", "ladder"]) == 0
    package = here / "deckgen-layout-ladder"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(package)],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_a_new_layout_registers_itself_under_the_entry_point() -> None:
    run(["new", "layout", "ladder"])
    project = tomllib.loads(Path("deckgen-layout-ladder/pyproject.toml").read_text())["project"]
    assert project["entry-points"]["deckgen.layouts"] == {"ladder": "deckgen_layout_ladder:LAYOUT"}


def test_an_installed_layout_serves_a_slide_that_asks_for_it(here: Path) -> None:
    run(["new", "layout", "ladder"])
    package = here / "deckgen-layout-ladder"
    # What installing the package adds to the environment, without the network.
    info = package / "deckgen_layout_ladder-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deckgen-layout-ladder\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[deckgen.layouts]\nladder = deckgen_layout_ladder:LAYOUT\n")
    (here / "x.yaml").write_text(
        "title: t\nlanguage: en\nsections:\n  - title: a\n    slides:\n      - title: b\n"
        "        layout: ladder\n"
        "        achievements: [{lead: one, text: first}, {lead: two, text: second}]\n"
    )
    code = f"import sys; sys.path.insert(0, {str(package)!r}); from deckgen.cli import main; main()"
    for args in (["layouts", "ladder"], ["build", "x.yaml"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *args], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    texts = [
        s.text_frame.text for slide in Presentation("x.pptx").slides for s in slide.shapes if s.has_text_frame
    ]
    assert "1  one" in texts


@pytest.mark.parametrize("name", ["Steps", "two words", "bullets", "-x", "x_y"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    assert run(["new", "layout", "--", name]) == 2


def test_a_file_in_the_place_of_a_folder_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("taken").write_text("mine")
    assert run(["new", "report", "taken"]) == 1
    assert capsys.readouterr().err == "error: cannot write `taken`: a file has the name of the folder\n"
