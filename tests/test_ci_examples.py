"""The hooks and the workflow that others copy do run."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from deckgen.cli import run
from deckgen.content.reading import read_yaml
from deckgen.diagnostics import Sink

ROOT = Path(__file__).parents[1]
REPORT = "title: 回眸\nsections:\n  - title: 一\n    slides: [{title: 走心, statement: 建立机制}]\n"


def read(path: Path) -> Any:
    sink = Sink()
    data = read_yaml(path.read_bytes(), str(path), sink)
    assert not len(sink)
    return data


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "review.yaml").write_text(REPORT, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_SOFFICE", "/nowhere/soffice")  # outlines serve here as well as pictures


@pytest.mark.parametrize("hook", read(ROOT / ".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"])
def test_hooks_run_and_take_reports(hook: dict[str, Any]) -> None:
    assert hook.keys() >= {"id", "name", "entry", "language"}
    command, *arguments = shlex.split(hook["entry"])
    assert command == "deckgen"
    assert run([*arguments, "content/review.yaml"]) == 0
    files = re.compile(hook["files"])
    taken = ["content/a.yaml", "x/content/b/c.yml", "reports/a.yaml", "annual-report-en.yaml", "a/report.yml"]
    assert all(files.search(name) for name in taken)
    assert not any(files.search(name) for name in [".github/workflows/a.yml", "deckgen.toml", "mkdocs.yml"])


def test_the_workflow_does_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    (job,) = read(ROOT / "docs" / "examples" / "deckgen.yml")["jobs"].values()
    steps = {step["name"]: step["run"] for step in job["steps"] if "run" in step}
    check, _, target = steps["Check"].partition(" > ")
    assert run(shlex.split(check)[1:]) == 0
    assert target == "deckgen.sarif"
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"
    assert run(shlex.split(steps["Build"])[1:]) == 0
    assert Path("decks/review.pptx").is_file()
    (look,) = (
        line for line in steps["Look at every slide as it will be shown"].splitlines() if "deckgen" in line
    )
    deck = Path("decks/review")
    named = look.replace("${deck%.pptx}", str(deck)).replace("$deck", f"{deck}.pptx")
    assert run(shlex.split(named)[1:]) == 0
    assert deck.with_suffix(".html").is_file()
