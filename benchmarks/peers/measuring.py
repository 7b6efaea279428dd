"""Every peer on every workload, by turns, so that a machine that slows down slows all of them."""

from __future__ import annotations

import math
import shutil
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.tools import PEERS, Peer, Tool, Unavailable
from benchmarks.processes import Failed, Run, run
from benchmarks.workload import write_batch, write_workload

PATIENCE = 20
"""Seconds: what takes longer is run once."""


@dataclass
class Score:
    """What one peer took for one workload."""

    runs: list[Run] = field(default_factory=list)
    size: int = 0
    """Bytes of what it wrote."""

    @property
    def wall(self) -> float:
        return statistics.median(each.wall for each in self.runs)

    @property
    def cpu(self) -> float:
        return statistics.median(each.cpu for each in self.runs)

    @property
    def megabytes(self) -> float:
        return max(each.megabytes for each in self.runs)


Scores = dict[tuple[str, str], Score]
"""Peer and workload → what it took. A peer that failed or gave up is missing."""


def find_tools(cache: Path) -> tuple[dict[Peer, Tool], dict[Peer, str]]:
    """The peers that could be installed, and why the others could not."""
    found: dict[Peer, Tool] = {}
    missing: dict[Peer, str] = {}
    for peer in PEERS:
        try:
            found[peer] = peer.install(cache)
        except Unavailable as fault:
            missing[peer] = str(fault)
    return found, missing


def measure(tools: Mapping[Peer, Tool], sizes: Sequence[int], decks: int, runs: int, folder: Path) -> Scores:
    """Walk through all workloads; what is measured is said on stderr as it comes."""
    scores: Scores = {}
    for workload, reports in _workloads(sizes, decks, folder):
        slides = int(workload[2:-1]) if workload.startswith("W") else 0
        able = {peer: tool for peer, tool in tools.items() if slides <= peer.largest}
        for turn in range(runs):
            for peer, tool in able.items():
                score = scores.setdefault((peer.name, workload), Score())
                if turn and (not score.runs or score.runs[0].wall > PATIENCE):
                    continue
                _run_once(peer, tool, reports, folder, score)
                print(f"{workload} {peer.name}: {score.runs[-1:]}", file=sys.stderr, flush=True)
    return {key: score for key, score in scores.items() if score.runs}


def growth(scores: Scores, peer: str, small: int, large: int) -> float | None:
    """The exponent with which the time grows with the slides; None where one of them was not measured."""
    first, last = scores.get((peer, f"W({small})")), scores.get((peer, f"W({large})"))
    return math.log(last.wall / first.wall) / math.log(large / small) if first and last else None


def _workloads(sizes: Sequence[int], decks: int, folder: Path) -> Iterator[tuple[str, list[Path]]]:
    yield from ((f"W({size})", [write_workload(folder, size)]) for size in sizes)
    if decks:
        yield f"B({decks})", write_batch(folder, decks)


def _run_once(peer: Peer, tool: Tool, reports: Sequence[Path], folder: Path, score: Score) -> None:
    output = folder / "decks"
    output.mkdir(exist_ok=True)
    pairs = [(peer.prepare(report), output / f"{report.stem}.pptx") for report in reports]
    batches = [pairs] if tool.makes_many else [[pair] for pair in pairs]
    try:
        done = [run(tool.command(batch), str(folder / "log")) for batch in batches]
    except Failed:
        print(f"{peer.name} failed: {(folder / 'log').read_text(errors='replace')[-400:]}", file=sys.stderr)
    else:
        score.size = sum(deck.stat().st_size for _, deck in pairs)
        score.runs.append(
            Run(
                sum(one.wall for one in done),
                sum(one.cpu for one in done),
                max(one.megabytes for one in done),
            )
        )
    shutil.rmtree(output)
