"""`python -m benchmarks.office [--decks 10] [--slides 20] [--runs 3]`: decks → PDF, by turns with LibreOffice alone.

LibreOffice alone is one `soffice --convert-to` of all the decks, with a fresh profile and deckgen's own options. What
deckgen does besides: it leaves out empty placeholders, counts pages, lists replaced typefaces and writes bookmarks.
`deckgen batch` builds the decks, too: what that takes is measured by itself, and taken off.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import rmtree

from benchmarks.batch import Run, become_reaper, run, watched
from benchmarks.workload import write_batch
from deckgen.export import processes
from deckgen.export.office import find_office
from deckgen.export.rasters import count_pages
from deckgen.export.targets import PDF

Way = Callable[[], Run]


def main() -> None:
    options = parse()
    become_reaper()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "content").mkdir()
        reports = write_batch(folder / "content", options.decks, options.slides)
        decks = [report.with_suffix(".pptx") for report in reports]
        run(folder, ["build", *map(str, reports), "-o", str(folder / "content")])
        print(f"{options.decks} decks of {options.slides} slides to PDF, median of {options.runs} by turns")
        compare(folder, ways(folder, decks), options.runs)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.office", description=__doc__)
    parser.add_argument("--decks", type=int, default=10)
    parser.add_argument("--slides", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


def ways(folder: Path, decks: Sequence[Path]) -> dict[str, Way]:
    batch = ["batch", "content", "--quiet", "--force"]

    def drawing(workers: int) -> Run:
        jobs = ["--jobs", str(workers)]
        whole = run(folder, [*batch, "--to", "pdf", "-o", "out/{{ report }}", *jobs])
        building = run(folder, [*batch, "--to", "pptx", "-o", "built/{{ report }}", *jobs])
        return Run(whole.wall - building.wall, whole.cpu - building.cpu, whole.megabytes)

    return {
        "LibreOffice alone": lambda: run_alone(folder / "alone", folder / "out", decks),
        "deckgen export": lambda: run(folder, ["export", *map(str, decks), "-o", "out"]),
        "deckgen batch --jobs 1": lambda: drawing(1),
        "deckgen batch --jobs 2": lambda: drawing(2),
    }


def run_alone(folder: Path, out: Path, decks: Sequence[Path]) -> Run:
    office = find_office()
    if office is None:
        sys.exit("LibreOffice was not found")
    folder.mkdir()
    processes.prepare(office, folder, ())
    command = processes.command(office, folder, processes.conversion(PDF.argument, out, decks))
    silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    try:
        return watched(
            lambda: os.posix_spawn(command[0], command, environment(folder), file_actions=silent), "soffice"
        )
    finally:
        rmtree(folder)


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "SAL_USE_VCLPLUGIN": "svp"}


def compare(folder: Path, ways: dict[str, Way], runs: int) -> None:
    made: dict[str, list[Run]] = {name: [] for name in ways}
    counts: dict[str, str] = {}
    for _ in range(runs):
        for name, way in ways.items():
            made[name].append(way())
            counts[name] = counted(folder / "out")
            rmtree(folder / "out")
    alone = made["LibreOffice alone"]
    print(f"{'':24}{'wall s':>8}{'CPU s':>8}{'x wall':>8}{'x CPU':>8}")
    for name, each in made.items():
        wall, cpu = (statistics.median(getattr(one, kind) for one in each) for kind in ("wall", "cpu"))
        ratios = [
            statistics.median(
                getattr(one, kind) / getattr(other, kind) for one, other in zip(each, alone, strict=True)
            )
            for kind in ("wall", "cpu")
        ]
        print(f"{name:24}{wall:8.2f}{cpu:8.2f}{ratios[0]:8.2f}{ratios[1]:8.2f}   {counts[name]}")
    pairs = zip(made["deckgen batch --jobs 1"], made["deckgen batch --jobs 2"], strict=True)
    gain = statistics.median(one.wall / two.wall for one, two in pairs)
    print(f"two workers are {gain:.2f} times as fast as one")


def counted(out: Path) -> str:
    """What is there: all ways must make as much."""
    pdfs = list(out.glob("*.pdf"))
    pages = [count_pages(pdf.read_bytes()) or 0 for pdf in pdfs]
    return f"{len(pdfs)} PDFs, {sum(pages)} pages"


if __name__ == "__main__":
    main()
