"""Stand-ins that a house declares are part of what an export is made of, and reports name them."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from deckgen.batch.building import Builder
from deckgen.batch.cache import Cache
from deckgen.batch.running import Run, start
from deckgen.diagnostics import Sink
from deckgen.export.documents import typefaces_in
from tests.batch.material import CITIES, CITY, Here, call, ordered, write

JOBS = "jobs: [{{reports: city.yaml, rows: cities.csv, output: 'out/{{{{ row.city }}}}', formats: {}}}]\n"
SERIF, SANS = '[fonts]\n"微软雅黑" = "Noto Serif CJK SC"\n', '[fonts]\n"微软雅黑" = "Noto Sans CJK SC"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DECKGEN_SOFFICE", str(tmp_path / "none"))
    return write(tmp_path, {"city.yaml": CITY, "cities.csv": CITIES, "deckgen.toml": SERIF, ".git": ""})


def jobs_of(folder: Path, formats: str) -> list[str]:
    return [repr(job.stand_ins) for job in ordered(folder, JOBS.format(formats)).jobs]


def test_only_what_is_drawn_depends_on_them(folder: Path) -> None:
    assert jobs_of(folder, "[pptx, md, txt]") == ["()"] * 3
    assert jobs_of(folder, "[pptx, pdf]") == ["('微软雅黑': ('Noto Serif CJK SC',),)"] * 3


def test_faults_in_them_are_told_before_anything_is_built(folder: Path) -> None:
    write(folder, {"deckgen.toml": "[fonts]\nA = 1\nB = 2\n", "jobs.yaml": JOBS.format("pdf")})
    done = call(folder, "jobs.yaml")
    assert done.returncode == 1
    assert done.stderr.count("settings-faulty") == 2
    assert not (folder / "out").exists()


def started(folder: Path) -> tuple[Run, Cache]:
    cache = Cache(folder / ".deckgen-cache" / "batch.sqlite3")
    return start(ordered(folder, JOBS.format("pdf")).jobs, cache, Sink()), cache


@pytest.mark.office
def test_exports_are_made_anew_when_they_change_and_say_what_was_drawn(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DECKGEN_SOFFICE")
    write(folder, {"jobs.yaml": JOBS.format("pdf")})
    for settings, drawn in ((SERIF, "Noto Serif CJK SC"), (SANS, "Noto Sans CJK SC")):
        write(folder, {"deckgen.toml": settings})
        for _built_first_then_unchanged in range(2):
            assert call(folder, "jobs.yaml", "--jobs", "1").returncode == 0
            wanted = f"`Microsoft YaHei` was drawn as {drawn} (as declared)"
            report = json.loads((folder / "out" / "_report" / "report.json").read_text("utf-8"))
            told = [
                found["message"]
                for deck in report["decks"]
                for found in deck["findings"]
                if found["code"] == "typeface-replaced"
            ]
            assert told == [wanted] * 3
            page = (folder / "out" / "_report" / "report.html").read_text("utf-8")
            assert page.count(f"<code>Microsoft YaHei</code> was drawn as {drawn} (as declared)") == 3
        for pdf in (folder / "out").glob("*.pdf"):
            assert any(
                drawn.removesuffix(" SC").replace(" ", "") in name for name in typefaces_in(pdf.read_bytes())
            )
    why = "other typefaces stand in for missing ones"
    for settings, count in ((SANS, 0), (SERIF, 3), ("\n\n" + SANS, 0)):
        write(folder, {"deckgen.toml": settings})
        assert call(folder, "jobs.yaml", "--dry-run").stdout.count(why) == count


@pytest.mark.office
def test_exports_are_made_anew_when_a_typeface_was_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DECKGEN_SOFFICE")
    run, cache = started(folder)
    with closing(Builder(cache.announce)) as builder:
        run.go(Here(builder), lambda _: None)
    assert {each.reason for each in started(folder)[0].decisions} == {""}
    monkeypatch.setattr("deckgen.export.machine.fonts_mark", lambda: "other")
    assert {each.reason for each in started(folder)[0].decisions} == {"other typefaces are installed"}
