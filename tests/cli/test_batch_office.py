"""Batches whose LibreOffice crashes, hangs or writes garbage: whoever is not concerned loses nothing, and no process
is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from deckgen.export.rasters import count_pages
from tests.batch.material import CITIES, CITY, report_of, with_path, write
from tests.export.processes import alive, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

JOBS = """jobs:
  - reports: city.yaml
    rows: cities.csv
    formats: [pptx, pdf]
    output: out/{{ row.city }}.pptx
"""
# Draws empty pages, and does what the file `act` says when the deck is that of 九江.
SOFFICE = """import io, os, pathlib, pikepdf, re, sys, time, zipfile
def pages(count, ballast=0):
    document, file = pikepdf.new(), io.BytesIO()
    for _ in range(count):
        document.add_blank_page()
    document.Root.Ballast = document.make_stream(os.urandom(ballast))
    document.save(file)
    return file.getvalue()
here = pathlib.Path(__file__).parent
with (here / "pids").open("a") as file:
    file.write(f"{os.getpid()} ")
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
if "--view" in sys.argv:
    out.mkdir()
    (out / "page.pdf").write_bytes(b".")
    time.sleep(600)
for deck in (pathlib.Path(each) for each in sys.argv if each.endswith(".pptx")):
    with zipfile.ZipFile(deck) as parts:
        slides = [parts.read(name) for name in parts.namelist() if re.match("ppt/slides/[^/]+xml$", name)]
    data = pages(len(slides))
    if any("九江".encode() in slide for slide in slides):
        exec((here / "act").read_text())
    (out / f"{deck.stem}.pdf").write_bytes(data)
"""
HANG = "time.sleep(600)"
IMPATIENT = """import sys
from functools import partial
import deckgen.cli.batch as batch
from deckgen.batch.workers import LocalRunner
from tests.batch.impatience import hurry
batch.LocalRunner = partial(LocalRunner, life=hurry)
from deckgen.cli import main
main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"city.yaml": CITY, "cities.csv": CITIES, "jobs.yaml": JOBS, "soffice.py": SOFFICE, "act": ""}
    write(tmp_path, files | {"soffice": f'#!/bin/sh\nexec {sys.executable} {tmp_path / "soffice.py"} "$@"\n'})
    (tmp_path / "soffice").chmod(0o755)
    return tmp_path


def started(folder: Path, program: str = IMPATIENT) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, "batch", "jobs.yaml", "--jobs", "2"],
        cwd=folder,
        env=with_path(DECKGEN_SOFFICE=str(folder / "soffice")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def ended(folder: Path, program: str = IMPATIENT) -> tuple[int, str]:
    with started(folder, program) as process:
        _, said = process.communicate(timeout=120)
    return process.returncode, said


def pids(folder: Path) -> list[int]:
    path = folder / "pids"
    return list(map(int, path.read_text().split())) if path.exists() else []


def pdfs(folder: Path) -> list[str]:
    """The PDFs that are there, all of them whole."""
    found = sorted((folder / "out").glob("*.pdf"))
    assert all((count_pages(path.read_bytes()) or 0) > 2 for path in found)
    return [path.stem for path in found]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        ("os._exit(139)", "wrote no PDF"),
        ("data = b'%PDF-1.7 garbage'", "damaged PDF"),
        (HANG, "no end after 3 seconds"),
    ],
)
def test_only_the_deck_that_it_fails_on_is_lost(folder: Path, act: str, reason: str) -> None:
    (folder / "act").write_text(act)
    code, said = ended(folder)
    assert code == 1
    ((finding, deck),) = [pair for pair in pairwise(said.splitlines()) if "export-failed" in pair[0]]
    assert reason in finding
    assert deck == "deck: out/九江"
    assert pdfs(folder) == ["南昌", "赣州"]
    assert sorted(path.stem for path in (folder / "out").glob("*.pptx")) == ["九江", "南昌", "赣州"]
    assert not any(map(alive, pids(folder)))

    (folder / "act").write_text("")
    code, said = ended(folder)
    assert code == 0, said
    assert pdfs(folder) == ["九江", "南昌", "赣州"]
    summary = report_of(folder / "out" / "_report")["summary"]
    assert isinstance(summary, dict)
    assert (summary["built"], summary["unchanged"]) == (1, 2)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_whatever_ends_the_batch_ends_libreoffice(folder: Path, number: int) -> None:
    (folder / "act").write_text(f"(here / 'hangs').touch(); {HANG}")
    plain = "from deckgen.cli import main; main()"
    with started(folder, plain) as process:
        wait_until((folder / "hangs").exists)
        os.kill(process.pid, number)
        process.communicate(timeout=60)
    wait_until(lambda: not any(map(alive, pids(folder))))
    assert "九江" not in pdfs(folder)

    (folder / "act").write_text("")
    assert ended(folder, plain)[0] == 0
    assert pdfs(folder) == ["九江", "南昌", "赣州"]


def test_a_disk_that_is_full_while_pdfs_are_written_is_told_and_survived(folder: Path) -> None:
    (folder / "act").write_text("data = pages(len(slides), 9_000_000)")
    limited = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limited += "resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, resource.RLIM_INFINITY)); " + IMPATIENT
    code, said = ended(folder, limited)
    assert code == 1
    assert "九江" in said
    assert "Traceback" not in said
    assert pdfs(folder) == ["南昌", "赣州"]
    assert not [path for path in (folder / "out").iterdir() if path.name.endswith("deckgen-part")]
    assert ended(folder)[0] == 0
    assert pdfs(folder) == ["九江", "南昌", "赣州"]
