"""`python -m benchmarks.peers [--sizes …] [--decks 100] [--runs 5] [--cache DIR] [--write]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.peers.measuring import find_tools, measure
from benchmarks.peers.page import table, write_page

DOCS = Path(__file__).parents[2] / "docs"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks --peers", description=__doc__)
    parser.add_argument(
        "--sizes", type=lambda text: [int(n) for n in text.split(",")], default=[12, 100, 1000, 2000]
    )
    parser.add_argument("--decks", type=int, default=100, help="decks of the batch; 0 leaves it out")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cache", type=Path, default=_cache(), help="where peers are installed")
    parser.add_argument("--write", action="store_true", help="write table and plot into docs/performance.md")
    options = parser.parse_args(arguments)
    options.cache.mkdir(parents=True, exist_ok=True)
    tools, missing = find_tools(options.cache.resolve())
    with tempfile.TemporaryDirectory() as name:
        scores = measure(tools, options.sizes, options.decks, options.runs, Path(name))
    workloads = [f"W({size})" for size in options.sizes] + [f"B({options.decks})"] * bool(options.decks)
    sys.stdout.writelines(f"{line}\n" for line in table(scores, tools, workloads))
    sys.stdout.writelines(f"not installed: {peer.name} ({why})\n" for peer, why in missing.items())
    if options.write:
        plot = DOCS / "performance.svg"
        write_page(DOCS / "performance.md", plot, scores, tools, missing, workloads, options.runs)


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "deckgen-benchmarks"


if __name__ == "__main__":
    main()
