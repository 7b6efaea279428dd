"""`deckgen batch` as a process: what it says, what it leaves on disk, and what no fault can do to it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.batch.workers import LocalRunner
from deckgen.cli import run
from tests.batch.material import CITIES, CITY, PLAIN, command, report_of, write
from tests.batch.material import call as call_apart

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
JOBS = """jobs:
  - reports: city.yaml
    rows: cities.csv
    output: out/{{ row.city }}.pptx
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"city.yaml": CITY, "cities.csv": CITIES, "jobs.yaml": JOBS})


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Call = Callable[..., Done]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command in this process: its workers come from a server that serves all tests."""

    def calling(folder: Path, *arguments: str) -> Done:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        return Done(run(["batch", *arguments]), *capsys.readouterr())

    return calling


def decks(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "out").glob("*.pptx"))


def test_a_jobs_file_is_built_and_then_stays(folder: Path, call: Call) -> None:
    done = call(folder, "jobs.yaml")
    assert (done.returncode, decks(folder)) == (0, ["九江.pptx", "南昌.pptx", "赣州.pptx"])
    assert "3 decks: 3 built" in done.stdout
    assert Presentation(str(folder / "out" / "九江.pptx")).slides[0].shapes.title.text == "九江妇女工作报告"
    again = call(folder, "jobs.yaml")
    assert (again.returncode, again.stderr) == (0, "")
    assert "3 decks: 3 unchanged" in again.stdout


def test_workers_that_have_done_their_share_are_replaced(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = many(folder, 5)
    monkeypatch.setattr("deckgen.cli.batch.LocalRunner", partial(LocalRunner, share=2))
    assert call(folder, "jobs.yaml", "--jobs", "1").returncode == 0
    assert decks(folder) == names


def test_no_file_is_needed(tmp_path: Path, call: Call) -> None:
    write(tmp_path, {"content/a.yaml": PLAIN.format("甲"), "content/b.yaml": PLAIN.format("乙")})
    pattern = "decks/{{ report }}-{{ template }}.pptx"
    done = call(
        tmp_path, "content", "--template", "plum", "--template", "quiet", "--to", "pptx,md", "-o", pattern
    )
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "decks").iterdir() if path.is_file())
    assert names == [
        f"{stem}-{end}" for stem in "ab" for end in ("plum.md", "plum.pptx", "quiet.md", "quiet.pptx")
    ]


def test_a_dry_run_says_what_and_why_and_writes_nothing(folder: Path, call: Call) -> None:
    before = sorted(folder.rglob("*"))
    done = call(folder, "jobs.yaml", "--dry-run")
    assert "build   out/南昌 (new; row 2 of cities.csv)" in done.stdout
    assert sorted(folder.rglob("*")) == before
    call(folder, "jobs.yaml")
    write(folder, {"cities.csv": CITIES.replace("88", "89")})
    done = call(folder, "jobs.yaml", "--dry-run")
    assert "build   out/赣州 (its row changed; row 4 of cities.csv)" in done.stdout
    assert "stays   out/南昌" in done.stdout


def test_select_and_limit_leave_the_rest_for_another_run(folder: Path, call: Call) -> None:
    call(folder, "jobs.yaml", "--select", "city=九*")
    assert decks(folder) == ["九江.pptx"]
    limited = call(folder, "jobs.yaml", "--limit", "1")
    assert "2 built" not in limited.stdout
    assert "2/2 built" in limited.stderr, "one that stays, and one that is built"
    assert len(decks(folder)) == 2
    assert call(folder, "jobs.yaml", "--select", "nothing").returncode == 2


def test_a_bad_deck_fails_alone_and_is_told_once(folder: Path, call: Call) -> None:
    write(folder, {"city.yaml": CITY + "        notes: '{{ row.loans | number }}'\n"})
    write(folder, {"cities.csv": CITIES.replace("120", "many").replace("88", "more")})
    done = call(folder, "jobs.yaml", "--report", "told")
    assert (done.returncode, decks(folder)) == (1, ["九江.pptx"])
    assert "city.yaml:7:16: error: expression-faulty: `many` is no plain number" in done.stderr
    write(folder, {"city.yaml": CITY + "        notes: '{{ row.laons }}'\n"})
    done = call(folder, "jobs.yaml", "--force")
    assert done.stderr.count("column-missing") == 1
    assert "deck: " in done.stderr
    assert "did you mean `loans`?" in done.stderr


def test_fail_fast_stops_at_the_first(folder: Path, call: Call) -> None:
    write(folder, {"city.yaml": CITY + "        notes: '{{ row.x }}'\n"})
    done = call(folder, "jobs.yaml", "--fail-fast", "--jobs", "1")
    assert "1 failed, 2 not done" in done.stdout


def test_the_reports_say_the_same_to_people_and_programs(folder: Path, call: Call) -> None:
    hostile = "city,loans\n<b>南昌&\"',120\n九江,x\n"
    photo = "        photos: [{caption: '{{ row.city }}'}]\n        notes: '{{ row.loans | number }}'\n"
    write(folder, {"city.yaml": CITY + photo, "cities.csv": hostile})
    done = call(folder, "jobs.yaml", "--report", "told")
    assert done.returncode == 1
    report = report_of(folder / "told")
    assert report["summary"] == {"built": 1, "unchanged": 0, "failed": 1, "not done": 0}
    page = (folder / "told" / "report.html").read_text("utf-8")
    assert "photo pending on slide 3: &lt;b&gt;南昌&amp;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    suite = ET.parse(folder / "told" / "junit.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


def test_json_lines_come_as_decks_get_done(folder: Path, call: Call) -> None:
    done = call(folder, "jobs.yaml", "--json-lines")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["event"] for line in lines] == ["deck", "deck", "deck", "end"]
    assert lines[-1]["summary"]["built"] == 3
    assert done.stderr == ""


def test_quiet_says_nothing_of_what_went_well(folder: Path, call: Call) -> None:
    done = call(folder, "jobs.yaml", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["jobs.yaml", "--template", "plum"],
        ["jobs.yaml", "-o", "{{ report }}"],
        ["city.yaml", "--to", "doc"],
        ["city.yaml", "--jobs", "0"],
        ["city.yaml", "--language", "chinese"],
        ["city.yaml", "--table", "x"],
    ],
)
def test_contradictions_are_usage_errors(folder: Path, arguments: list[str], call: Call) -> None:
    assert call(folder, *arguments).returncode == 2


def test_an_output_that_cannot_be_written_is_told(folder: Path, call: Call) -> None:
    write(folder, {"out": "a file"})
    done = call(folder, "jobs.yaml", "--report", "told")
    assert done.returncode == 1
    assert "output-unwritable" in done.stderr


def test_a_cache_that_cannot_be_used_is_done_without(folder: Path, call: Call) -> None:
    write(folder, {".deckgen-cache": "a file"})
    done = call(folder, "jobs.yaml")
    assert (done.returncode, len(decks(folder))) == (0, 3)
    assert "cache-unusable" in done.stderr


def many(folder: Path, count: int) -> list[str]:
    rows = "".join(f"c{number:02},1\n" for number in range(count))
    write(folder, {"cities.csv": "city,loans\n" + rows})
    return [f"c{number:02}.pptx" for number in range(count)]


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command("jobs.yaml", "--quiet", *arguments),
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def assert_whole(folder: Path) -> None:
    for path in (folder / "out").glob("*.pptx"):
        assert len(Presentation(str(path)).slides) >= 4


@posix
def test_killed_at_any_moment_it_goes_on_where_it_was(folder: Path, call: Call) -> None:
    names = many(folder, 24)
    dice = random.Random(6)
    for _ in range(12):
        process = started(folder)
        time.sleep(dice.uniform(0.2, 1.2))
        process.kill()
        process.wait()
        assert_whole(folder)
    time.sleep(1)  # a worker finishes the deck in its hands
    there = {path.name: path.stat().st_mtime_ns for path in (folder / "out").glob("*.pptx")}
    done = call(folder, "jobs.yaml", "--json-lines")
    assert done.returncode == 0, done.stdout
    assert decks(folder) == names
    after = {path.name: path.stat().st_mtime_ns for path in (folder / "out").glob("*.pptx")}
    assert {name: after[name] for name in there} == there
    assert [path for path in folder.rglob("*") if path.name.endswith("deckgen-part")] == []
    assert "24 unchanged" in call(folder, "jobs.yaml").stdout


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_it_tells_of_what_was_done(folder: Path, number: int, code: int) -> None:
    many(folder, 60)
    process = started(folder, "--report", "told")
    while not decks(folder):
        time.sleep(0.05)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    assert process.wait(60) == code
    assert_whole(folder)
    summary = report_of(folder / "told")["summary"]
    assert isinstance(summary, dict)
    assert summary["built"] <= len(decks(folder)) <= summary["built"] + 2
    assert summary["not done"] == 60 - summary["built"]


@posix
def test_a_full_disk_fails_decks_and_leaves_nothing_half_written(folder: Path, call: Call) -> None:
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)); "
    program = [sys.executable, "-c", limit + "from deckgen.cli import main; main()", "batch", "jobs.yaml"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "output-unwritable" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (folder / "out").iterdir()] == ["_report"]
    assert call(folder, "jobs.yaml").returncode == 0
    assert len(decks(folder)) == 3


@posix
@pytest.mark.parametrize(
    ("act", "reason"),
    [
        ("kill -9 $$", "wrote no PDF"),
        ("exit 0", "wrote no PDF"),
        (
            "while [ $# -gt 0 ]; do [ $1 = --outdir ] && echo garbage > $2/deck.pdf; shift; done",
            "damaged PDF",
        ),
    ],
)
def test_a_libreoffice_that_fails_costs_the_pdf_only(folder: Path, act: str, reason: str) -> None:
    write(folder, {"soffice": f"#!/bin/sh\n{act}\n", "jobs.yaml": JOBS + "    formats: [pptx, pdf]\n"})
    write(folder, {"cities.csv": "city\n南昌\n"})
    (folder / "soffice").chmod(0o755)
    done = call_apart(folder, "jobs.yaml", DECKGEN_SOFFICE=str(folder / "soffice"))
    assert done.returncode == 1
    assert done.stderr.count("export-failed") == 1
    assert reason in done.stderr
    assert decks(folder) == ["南昌.pptx"]
    assert not list((folder / "out").glob("*.pdf"))


@pytest.mark.office
def test_pdf_and_a_thumbnail_come_along(folder: Path, call: Call) -> None:
    write(
        folder, {"cities.csv": "city\n南昌\n九江\n", "jobs.yaml": JOBS + "    formats: [pptx, pdf, sheet]\n"}
    )
    done = call(folder, "jobs.yaml")
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (folder / "out").iterdir() if path.is_file())
    assert names == [f"{city}{end}" for city in ("九江", "南昌") for end in ("-sheet.png", ".pdf", ".pptx")]
    page = (folder / "out" / "_report" / "report.html").read_text("utf-8")
    assert page.count("data:image/png") == 2
    call(folder, "jobs.yaml")
    assert (folder / "out" / "_report" / "report.html").read_text("utf-8").count("data:image/png") == 2
