"""`python -m benchmarks.batch [--sizes 100,1000] [--workers 1,2]`: batches of decks of 12 slides, and the run after.

`--leaks 5000` builds that many decks and shows the memory of the workers, which are replaced every 200 decks, and of
the process that leads them, as it goes on. `python -m benchmarks --peers` measures others with 100 decks.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import math
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.workload import write_batch

BECOME_REAPER = 36
"""prctl's PR_SET_CHILD_SUBREAPER: the server that workers are forked from comes to us when its run has ended."""
PAGE = resource.getpagesize()
STEPS = 10


class Run(NamedTuple):
    """One call; `megabytes` is the most that the leading process took."""

    wall: float
    cpu: float
    megabytes: float


def main() -> None:
    options = parse()
    become_reaper()
    if options.leaks:
        with tempfile.TemporaryDirectory() as name:
            watch_memory(Path(name), options.leaks, max(options.workers), options.formats)
        return
    print(
        f"{'decks':>6}{'workers':>9}{'wall s':>9}{'CPU s':>9}{'ms/deck':>9}{'MB':>6}{'lead MB':>9}"
        f"{'2nd wall':>10}{'2nd CPU':>9}"
    )
    for workers in options.workers:
        spent = {}
        for size in options.sizes:
            with tempfile.TemporaryDirectory() as name:
                spent[size] = measure(Path(name), size, workers, options.formats)
        print_growth(spent)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--sizes", default=[100, 1000], type=_numbers)
    parser.add_argument("--workers", default=[1, 2], type=_numbers)
    parser.add_argument("--formats", default="pptx", help="what is written: pptx,pdf")
    parser.add_argument("--leaks", type=int, metavar="DECKS", help="show memory over so many decks")
    return parser.parse_args()


def become_reaper() -> None:
    """Processes whose parents have ended are ours from then on."""
    ctypes.CDLL(None).prctl(BECOME_REAPER, 1)


def write_reports(folder: Path, size: int) -> None:
    (folder / "content").mkdir()
    write_batch(folder / "content", size)


def order(workers: int, formats: str) -> list[str]:
    return ["batch", "content", "--quiet", "--jobs", str(workers), "--to", formats, "--report", "told"]


def measure(folder: Path, size: int, workers: int, formats: str) -> float:
    """Print a line; the CPU seconds of the first run."""
    write_reports(folder, size)
    first = run(folder, order(workers, formats))
    memory = max(worker_memory(folder))
    second = run(folder, order(workers, formats))
    print(
        f"{size:6}{workers:9}{first.wall:9.1f}{first.cpu:9.1f}{1000 * first.cpu / size:9.0f}{memory:6.0f}"
        f"{first.megabytes:9.0f}{second.wall:10.2f}{second.cpu:9.2f}",
        flush=True,
    )
    return first.cpu


def print_growth(spent: dict[int, float]) -> None:
    small, large = min(spent), max(spent)
    if small < large:
        exponent = math.log(spent[large] / spent[small]) / math.log(large / small)
        print(f"growth exponent {small} → {large}, of CPU seconds: {exponent:.2f}", flush=True)


def worker_memory(folder: Path) -> list[float]:
    """For each deck the most that its worker had taken by then, in the order of the jobs."""
    decks = json.loads((folder / "told" / "report.json").read_text("utf-8"))["decks"]
    return [deck["megabytes"] for deck in decks]


def watch_memory(folder: Path, decks: int, workers: int, formats: str) -> None:
    write_reports(folder, decks)
    process = start(folder, order(workers, formats))
    lead: dict[int, float] = {}
    while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        lead[built(folder) * STEPS // decks] = resident(process)
        time.sleep(0.2)
    await_end(process, "the batch")
    theirs = worker_memory(folder)
    print(f"{'decks':>6}{'worker MB':>11}{'lead MB':>9}")
    for step in range(STEPS):
        most = max(theirs[step * decks // STEPS : (step + 1) * decks // STEPS], default=0.0)
        now = f"{lead[step]:9.0f}" if step in lead else ""
        print(f"{(step + 1) * decks // STEPS:6}{most:11.0f}{now}", flush=True)


def built(folder: Path) -> int:
    return len(list((folder / "out").glob("*.pptx")))


def resident(process: int) -> float:
    """What a process takes now, in MB."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / (1 << 20)
    except (OSError, IndexError):
        return 0.0


def run(folder: Path, arguments: list[str]) -> Run:
    """One call of deckgen with all processes that it starts."""
    return watched(lambda: start(folder, arguments), " ".join(arguments))


def watched(begin: Callable[[], int], what: str) -> Run:
    """A process with all that it starts, even those that outlive it."""
    before, began = _spent(), time.perf_counter()
    megabytes = await_end(begin(), what)
    wall = time.perf_counter() - began
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return Run(wall, _spent() - before, megabytes)


def start(folder: Path, arguments: list[str]) -> int:
    root = str(Path(__file__).parents[1])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    }
    program = "import os, sys; os.chdir(sys.argv.pop(1)); from deckgen.cli import main; main()"
    command = [sys.executable, "-c", program, str(folder), *arguments]
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    return os.posix_spawn(sys.executable, command, environment, file_actions=silent)


def await_end(process: int, what: str) -> float:
    """The most memory that it took, in MB."""
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {what}")
    return usage.ru_maxrss / 1024


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
