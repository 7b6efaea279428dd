"""The one error door, and that `--help` loads nothing it does not need."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import deckgen.cli
from deckgen import __version__
from deckgen.cli import COMMANDS, run

REPORT = "title: t\nsections: [{title: a, achievements: [b]}]\n"
HEAVY = set("yaml pptx lxml PIL pypdfium2 budoux markdown_it deckgen.pipeline".split())  # noqa: SIM905


def python(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=False)


def test_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)
    assert "Exit codes" in shown


@pytest.mark.parametrize("args", ["--help", "--version"])
def test_no_heavy_library_is_loaded_for(args: str) -> None:
    code = (
        "import sys\nfrom deckgen.cli import run\nrun(sys.argv[1:])\nsys.stderr.write(' '.join(sys.modules))"
    )
    assert set(python(code, args).stderr.split()) & HEAVY == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_begins_as_its_line_does(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: deckgen {command}")


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"deckgen {__version__}\n"


@pytest.mark.parametrize(
    "args",
    [
        ["buidl"],
        ["build"],
        ["build", "no-such-file.yaml"],
        ["--nonsense"],
        ["export", "--to", "docx", __file__],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 2
    assert "Error:" in capsys.readouterr().err


def test_a_misspelt_command_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    run(["buidl"])
    assert "did you mean 'build'?" in capsys.readouterr().err


@pytest.fixture
def report(here: Path) -> Path:
    path = here / "x.yaml"
    path.write_text(REPORT)
    return path


def test_our_own_faults_exit_with_3_and_can_be_pasted(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by us")

    monkeypatch.setattr("deckgen.cli.build.build_deck", broken)
    assert run(["build", str(report)]) == 3
    said = capsys.readouterr().err
    assert "bug in deckgen" in said
    assert f"deckgen {__version__}" in said
    assert "ZeroDivisionError: by us" in said
    assert "Traceback" in said


def test_ctrl_c_exits_with_130(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("deckgen.cli.build.build_deck", interrupted)
    assert run(["build", str(report)]) == 130


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_an_export_with_all_it_started(tmp_path: Path, number: int, code: int) -> None:
    deck = tmp_path / "deck.pptx"
    started = tmp_path / "started"
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\necho $$ > {started}.part\nmv {started}.part {started}\nexec sleep 60\n")
    office.chmod(0o755)
    from tests.export.decks import Deck
    from tests.export.processes import alive, wait_until

    deck.write_bytes(Deck().box("a", 1, 1).saved())
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", "from deckgen.cli import main; main()", "export", str(deck)],
        env=os.environ | {"DECKGEN_SOFFICE": str(office), "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
    )
    while not started.exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == code
    assert list(scratch.iterdir()) == []
    wait_until(lambda: not alive(int(started.read_text())))
    assert not (tmp_path / "deck.pdf").exists()


def test_the_command_is_what_the_package_installs() -> None:
    from importlib.metadata import entry_points

    (point,) = entry_points(group="console_scripts", name="deckgen")
    assert point.load() is deckgen.cli.main


class FullDisk(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_cannot_be_printed_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout", FullDisk())
    assert run(["explain"]) == 1
    assert "could not be printed" in capsys.readouterr().err


def test_without_anywhere_to_print_to_a_deck_is_still_built(report: Path, tmp_path: Path) -> None:
    closed = "import sys; sys.stdout = sys.stderr = None; from deckgen.cli import main; main()"
    call = [sys.executable, "-c", closed, "build", str(report), "-o", str(tmp_path / "x.pptx")]
    assert subprocess.run(call, check=False).returncode == 0
    assert (tmp_path / "x.pptx").exists()


def test_the_process_ends_with_everything_said_and_all_that_was_registered_done() -> None:
    code = (
        "import atexit, threading, time\n"
        "from deckgen import cli\n"
        "def run(args):\n"
        "    atexit.register(print, 'tidied', end='')\n"
        "    threading.Thread(target=lambda: (time.sleep(0.2), print('waited', end=' '))).start()\n"
        "    print('said', end=' ')\n"
        "    return 1\n"
        "cli.run = run\n"
        "cli.main()\n"
    )
    done = python(code)
    assert (done.returncode, done.stdout, done.stderr) == (1, "said waited tidied", "")
