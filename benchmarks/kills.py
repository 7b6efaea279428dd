"""`python -m benchmarks.kills [--decks 200] [--kills 50]`: SIGKILL at random moments of a batch; nothing may be lost.

After every kill each file under a deck's name must be whole, and stay as it is when the next run takes over; at the end
exactly the missing decks are built, byte for byte like those of a run that nobody killed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks.batch import write_reports

SETTLING = 2.0
"""Seconds in which the workers of a killed run finish the decks in their hands."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--decks", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds before a kill, at most")
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_reports(folder, options.decks)
        known: dict[str, str] = {}
        for number in range(1, options.kills + 1):
            kill_once(folder, dice.uniform(0.0, options.longest), building=number % 4 != 0)
            known = check(folder, known)
            print(f"kill {number}: {len(known)} of {options.decks} decks, all whole", flush=True)
            if len(known) == options.decks:
                restart(folder)
                known = {}
        finish(folder, known, options.decks)


def kill_once(folder: Path, seconds: float, *, building: bool) -> None:
    """`building` counts the seconds from the first deck on, else from the start of the process."""
    before = len(hashes(folder))
    process = start(folder)
    while building and process.poll() is None and len(list((folder / "out").glob("*.pptx"))) == before:
        time.sleep(0.02)
    time.sleep(seconds)
    process.kill()
    process.wait()
    time.sleep(SETTLING)


def start(folder: Path) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[1])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    }
    program = [sys.executable, "-c", "from deckgen.cli import main; main()", "batch", "content", "--quiet"]
    return subprocess.Popen(program, cwd=folder, env=environment)


def check(folder: Path, known: dict[str, str]) -> dict[str, str]:
    """Hashes of all decks; those that were there before must be the same."""
    found = hashes(folder)
    for name, digest in known.items():
        assert found.get(name) == digest, f"{name} was lost or built again"
    for name in found.keys() - known.keys():
        with zipfile.ZipFile(folder / "out" / name) as package:
            assert package.testzip() is None, name
    return found


def hashes(folder: Path) -> dict[str, str]:
    decks = (folder / "out").glob("*.pptx")
    return {deck.name: hashlib.sha256(deck.read_bytes()).hexdigest() for deck in decks}


def restart(folder: Path) -> None:
    """All decks are there before all kills were made: begin anew."""
    for deck in (folder / "out").glob("*.pptx"):
        deck.unlink()


def finish(folder: Path, known: dict[str, str], decks: int) -> None:
    times = {name: (folder / "out" / name).stat().st_mtime_ns for name in known}
    assert start(folder).wait() == 0, "the last run failed"
    found = check(folder, known)
    assert len(found) == decks, f"{decks - len(found)} decks are missing"
    again = [name for name, at in times.items() if (folder / "out" / name).stat().st_mtime_ns != at]
    assert not again, f"built again: {again}"
    parts = [path for path in (folder / "out").iterdir() if path.name.endswith("-part")]
    assert not parts, f"left behind: {parts}"
    restart(folder)
    assert start(folder).wait() == 0
    assert hashes(folder) == found, "a run without kills gives other decks"
    print(f"{decks - len(known)} missing decks were built, {len(known)} stayed; nothing was left behind")


if __name__ == "__main__":
    main()
