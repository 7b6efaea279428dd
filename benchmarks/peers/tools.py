"""The peers, and how each is brought onto this machine: into a cache outside the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers.contents import as_json, as_markdown_pptx, as_pandoc, as_report

Deck = tuple[Path, Path]
"""What a deck is made from, and where it goes."""

SCRIPT = Path(__file__).with_name("pptxgenjs.mjs")


class Unavailable(Exception):
    """The peer cannot be installed here; the message says why."""


class Tool(NamedTuple):
    """A peer that is there. One that makes but one deck a process gets commands of one deck each."""

    version: str
    command: Callable[[Sequence[Deck]], list[str]]
    makes_many: bool = True


class Peer(NamedTuple):
    """A maker of decks. `lacks` says what it leaves out of the workload; beyond `largest` slides it takes minutes."""

    name: str
    lacks: str
    prepare: Callable[[Path], Path]
    install: Callable[[Path], Tool]
    largest: int = 2000


def deckgen(_cache: Path) -> Tool:
    program = [sys.executable, "-c", "from deckgen.cli import main; main()"]

    def command(decks: Sequence[Deck]) -> list[str]:
        if len(decks) == 1:
            return [*program, "build", str(decks[0][0]), "-o", str(decks[0][1])]
        output = decks[0][1].parent / "{{ report }}"
        return [*program, "batch", "--quiet", *(str(report) for report, _ in decks), "-o", str(output)]

    return Tool(version("deckgen"), command)


def python_pptx(_cache: Path) -> Tool:
    program = [sys.executable, "-m", "benchmarks.plain"]
    return Tool(version("python-pptx"), lambda decks: [*program, *_flat(decks)])


def pptxgenjs(form: str) -> Callable[[Path], Tool]:
    """PptxGenJS as it writes by default, `stored`, or `deflated`, as every other program writes."""

    def install(cache: Path) -> Tool:
        home = cache / "pptxgenjs"
        package = home / "node_modules" / "pptxgenjs" / "package.json"
        if not package.exists():
            _call(
                "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), "pptxgenjs@4"
            )
        program = ["env", f"PEER_HOME={home}", _find("node"), str(SCRIPT), form]
        found = _call(_find("node"), "-p", f"require('{package}').version")
        return Tool(found, lambda decks: [*program, *_flat(decks)])

    return install


def pandoc(cache: Path) -> Tool:
    home = _environment(cache / "pandoc", "pypandoc_binary")
    program = str(next(home.glob("lib/*/site-packages/pypandoc/files/pandoc")))
    found = _call(program, "--version").split()[1]

    def command(decks: Sequence[Deck]) -> list[str]:
        ((report, output),) = decks
        return [program, str(report), "--slide-level=1", "-o", str(output)]

    return Tool(found, command, makes_many=False)


def markdown_pptx(cache: Path) -> Tool:
    home = _environment(cache / "markdown-pptx", "markdown-pptx")
    program = str(home / "bin" / "markdown-pptx")
    found = _call(program, "--version").split()[-1]

    def command(decks: Sequence[Deck]) -> list[str]:
        ((report, output),) = decks
        return [program, str(report), str(output), "--force", "--no-remote-images"]

    return Tool(found, command, makes_many=False)


PEERS = (
    Peer("deckgen", "", as_report, deckgen),
    Peer("PptxGenJS, stored", "", as_json, pptxgenjs("stored")),
    Peer("PptxGenJS, deflated", "", as_json, pptxgenjs("deflated")),
    Peer("python-pptx", "", as_report, python_pptx),
    Peer("markdown-pptx", "callouts, charts", as_markdown_pptx, markdown_pptx, largest=1000),
    Peer("pandoc", "callouts, charts", as_pandoc, pandoc, largest=1000),
)


def _flat(decks: Sequence[Deck]) -> list[str]:
    return [str(path) for deck in decks for path in deck]


def _find(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise Unavailable(f"there is no `{program}` here")
    return found


def _environment(home: Path, package: str) -> Path:
    """A virtual environment of its own, with the newest `package`."""
    if not (home / "done").exists():
        venv.create(home, with_pip=True, clear=True)
        _call(str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", package)
        (home / "done").touch()
    return home


def _call(*command: str) -> str:
    try:
        done = subprocess.run(
            [_find(command[0]), *command[1:]],
            capture_output=True,
            text=True,
            timeout=600,
            check=True,
            env=_ENVIRONMENT,
        )
    except subprocess.CalledProcessError as fault:
        raise Unavailable((fault.stderr.strip().splitlines() or ["it failed"])[-1]) from fault
    except subprocess.TimeoutExpired as fault:
        raise Unavailable("installing it took over ten minutes") from fault
    return done.stdout.strip()


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
