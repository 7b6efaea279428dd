"""`python -m benchmarks.batch [--sizes 100,1000] [--workers 1,2]`: batches of decks of 12 slides, and the run after."""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.workload import write_batch

BECOME_REAPER = 36
"""prctl's PR_SET_CHILD_SUBREAPER: the server that workers are forked from comes to us when its run has ended."""


class Run(NamedTuple):
    wall: float
    cpu: float


def main() -> None:
    options = parse()
    ctypes.CDLL(None).prctl(BECOME_REAPER, 1)
    print(
        f"{'decks':>6}{'workers':>9}{'wall s':>9}{'CPU s':>9}{'ms/deck':>9}{'MB':>6}{'2nd wall':>10}{'2nd CPU':>9}"
    )
    for size in options.sizes:
        for workers in options.workers:
            with tempfile.TemporaryDirectory() as name:
                measure(Path(name), size, workers, options.formats)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    numbers = {"type": lambda text: [int(n) for n in text.split(",")]}
    parser.add_argument("--sizes", default=[100, 1000], **numbers)
    parser.add_argument("--workers", default=[1, 2], **numbers)
    parser.add_argument("--formats", default="pptx", help="what is written: pptx,pdf")
    return parser.parse_args()


def write_reports(folder: Path, size: int) -> None:
    (folder / "content").mkdir()
    write_batch(folder / "content", size)


def measure(folder: Path, size: int, workers: int, formats: str) -> None:
    write_reports(folder, size)
    arguments = ["batch", "content", "--quiet", "--jobs", str(workers), "--to", formats, "--report", "told"]
    first = run(folder, arguments)
    decks = json.loads((folder / "told" / "report.json").read_text("utf-8"))["decks"]
    memory = max(deck["megabytes"] for deck in decks)
    second = run(folder, arguments)
    print(
        f"{size:6}{workers:9}{first.wall:9.1f}{first.cpu:9.1f}{1000 * first.cpu / size:9.0f}{memory:6.0f}"
        f"{second.wall:10.2f}{second.cpu:9.2f}",
        flush=True,
    )


def run(folder: Path, arguments: list[str]) -> Run:
    """One call of deckgen with all processes that it starts."""
    before, began = _spent(), time.perf_counter()
    root = str(Path(__file__).parents[1])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    }
    program = "import os, sys; os.chdir(sys.argv.pop(1)); from deckgen.cli import main; main()"
    command = [sys.executable, "-c", program, str(folder), *arguments]
    process = os.posix_spawn(sys.executable, command, environment)
    _, status = os.waitpid(process, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(arguments)}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return Run(wall, _spent() - before)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
