"""Scores → the table and the plot of docs/performance.md."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.peers.measuring import PATIENCE, Scores, growth
from benchmarks.peers.tools import Peer, Tool

START, END = "<!-- peers: written by `python -m benchmarks --peers` -->", "<!-- end of peers -->"
MEMORY_AT = 1000
GROWTH = (100, 2000)
GROWTH_OF_SHORT_ONES = (100, 1000)


def write_page(
    page: Path,
    plot: Path,
    scores: Scores,
    tools: Mapping[Peer, Tool],
    missing: Mapping[Peer, str],
    workloads: Sequence[str],
    runs: int,
) -> None:
    """Put the table in the place of the one between the marks, or at the end, and draw the plot beside it."""
    draw_plot(plot, scores, list(tools), workloads)
    lines = [
        START,
        "",
        f"Measured on {datetime.date.today()} on {machine()}: median wall seconds of {runs} runs",
        f"(one run where it takes over {PATIENCE} s), taken in turns, with the CPU seconds in brackets;",
        "deckgen builds B with as many workers as there are cores, whose CPU time is not in the brackets.",
        "",
        *table(scores, tools, workloads),
        "",
        f"![Seconds over slides, on logarithmic scales]({plot.name})",
        "",
        *(f"Not installed here: {peer.name} ({why})." for peer, why in missing.items()),
        *(f"{peer.name} leaves out: {peer.lacks}." for peer in tools if peer.lacks),
        "",
        END,
    ]
    text = page.read_text("utf-8")
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    page.write_text(before.rstrip() + "\n\n" + "\n".join(lines) + (after or "\n"), encoding="utf-8")


def table(scores: Scores, tools: Mapping[Peer, Tool], workloads: Sequence[str]) -> Iterator[str]:
    heads = ["", *workloads, f"peak MB at {MEMORY_AT}", f"file MB at {MEMORY_AT}", "growth"]
    yield "| " + " | ".join(heads) + " |"
    yield "|---" + "|--:" * (len(heads) - 1) + "|"
    for peer, tool in tools.items():
        cells = [f"{peer.name} {tool.version}"]
        for workload in workloads:
            score = scores.get((peer.name, workload))
            cells.append(f"{score.wall:.2f} ({score.cpu:.2f})" if score else "–")
        at = scores.get((peer.name, f"W({MEMORY_AT})"))
        cells += [f"{at.megabytes:.0f}", f"{at.size / 1e6:.1f}"] if at else ["–", "–"]
        exponent = growth(scores, peer.name, *GROWTH) or growth(scores, peer.name, *GROWTH_OF_SHORT_ONES)
        cells.append(f"{exponent:.2f}" if exponent else "–")
        yield "| " + " | ".join(cells) + " |"


def draw_plot(path: Path, scores: Scores, peers: Sequence[Peer], workloads: Sequence[str]) -> None:
    """Seconds over slides as SVG; needs matplotlib, which comes with the extra `benchmarks`."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "deckgen"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7.5, 4.2), layout="constrained")
    for peer in peers:
        points = [
            (int(workload[2:-1]), scores[peer.name, workload].wall)
            for workload in workloads
            if workload.startswith("W") and (peer.name, workload) in scores
        ]
        own = peer.name == "deckgen"
        axes.plot(
            *zip(*points, strict=True),
            marker="o",
            label=peer.name,
            linewidth=3 if own else 1.3,
            zorder=3 - own,
        )
    axes.set(xscale="log", yscale="log", xlabel="content slides", ylabel="seconds")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})


def machine() -> str:
    """Processor, cores, system and the language's version, in a line."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
