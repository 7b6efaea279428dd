"""`python -m benchmarks [--sizes 12,100,1000,2000] [--runs 3] [--plain]`: whole processes, time and memory.

`python -m benchmarks --instructions` counts instructions instead, to compare one commit with another.
`python -m benchmarks --peers` measures others, too: see `python -m benchmarks --peers --help`.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.instructions import NotCounted, count_instructions
from benchmarks.peers.__main__ import main as peers
from benchmarks.processes import run
from benchmarks.workload import write_workload

MEASURED = [12, 100, 1000, 2000]
COUNTED = [1, 12, 100]
Command = Callable[[Path, Path], list[str]]


def main() -> None:
    if "--peers" in sys.argv[1:]:
        peers([argument for argument in sys.argv[1:] if argument != "--peers"])
        return
    options = parse()
    if options.instructions:
        count(options.sizes or COUNTED)
        return
    sizes = options.sizes or MEASURED
    print(f"{'':14}{'n':>6}{'seconds':>10}{'min':>8}{'max':>8}{'MB':>7}{'file MB':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure("start --help", folder, [0], options.runs, help_command)
        measure("deckgen", folder, sizes, options.runs, build_command)
        if options.plain:
            measure("python-pptx", folder, sizes, options.runs, plain_command)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=lambda text: [int(n) for n in text.split(",")], default=None)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--instructions", action="store_true", help="count instructions (needs valgrind)")
    parser.add_argument("--plain", action="store_true", help="measure plain python-pptx too")
    return parser.parse_args()


def deckgen(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from deckgen.cli import main; main()", *arguments]


def help_command(_report: Path, _output: Path) -> list[str]:
    return deckgen("--help")


def build_command(report: Path, output: Path) -> list[str]:
    return deckgen("build", str(report), "-o", str(output))


def plain_command(report: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.plain", str(report), str(output)]


def count(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = {"--help": deckgen("--help")}
        commands |= {
            f"W({size})": build_command(write_workload(folder, size), folder / "deck.pptx") for size in sizes
        }
        try:
            for title, command in commands.items():
                print(
                    f"{title:10}{count_instructions(command) / 1e6:12,.1f} million instructions", flush=True
                )
        except NotCounted as fault:
            sys.exit(str(fault))


def measure(name: str, folder: Path, sizes: Sequence[int], runs: int, command: Command) -> None:
    medians = []
    for size in sizes:
        report, output = write_workload(folder, size), folder / "deck.pptx"
        timed = [run(command(report, output)) for _ in range(runs + 1)][1:]
        seconds = [each.wall for each in timed]
        medians.append(statistics.median(seconds))
        weight = output.stat().st_size / 1e6 if output.exists() else 0
        memory = max(each.megabytes for each in timed)
        print(
            f"{name:14}{size:6}{medians[-1]:10.2f}{min(seconds):8.2f}{max(seconds):8.2f}{memory:7.0f}{weight:9.1f}",
            flush=True,
        )
        output.unlink(missing_ok=True)
    for small, large in ((100, 1000), (100, 2000)):
        if small in sizes and large in sizes:
            ratio = medians[sizes.index(large)] / medians[sizes.index(small)]
            print(
                f"{name:14}growth exponent {small} → {large}: {math.log(ratio) / math.log(large / small):.2f}"
            )


if __name__ == "__main__":
    main()
