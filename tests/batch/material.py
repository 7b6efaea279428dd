"""What the tests of batches are made of: small reports, rows, and ways to call the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from deckgen.batch.building import Builder
from deckgen.batch.cache import Cache
from deckgen.batch.expanding import expand
from deckgen.batch.model import Batch, Job, Outcome
from deckgen.batch.running import Run, start
from deckgen.batch.specs import read_jobs
from deckgen.diagnostics import Sink

PLAIN = """title: {}
sections:
  - title: 概况
    slides:
      - title: 总结
        achievements: [完成了任务]
"""
CITY = PLAIN.format("'{{ row.city }}妇女工作报告'")
CITIES = "city,loans\n南昌,120\n九江,0\n赣州,88\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@dataclass
class Here:
    """A `Runner` in this process."""

    builder: Builder
    built: list[str] = field(default_factory=list)

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome, None, None]:
        for job in jobs:
            self.built.append(Path(job.stem).name)
            yield self.builder.build(job)


def ordered(folder: Path, jobs: str, sink: Sink | None = None) -> Batch:
    sink = Sink() if sink is None else sink  # an empty one counts as nothing
    specs = read_jobs(jobs.encode(), str(folder / "jobs.yaml"), sink)
    return expand(specs, folder, folder, sink, "out")


def run_here(
    folder: Path, jobs: str, *, force: bool = False, overwrite: bool = False
) -> tuple[Run, list[str]]:
    """One whole run with the cache in `folder`; the run and the decks that were built."""
    cache = Cache(folder / ".deckgen-cache" / "batch.sqlite3")
    run = start(ordered(folder, jobs).jobs, cache, Sink(), force=force, overwrite=overwrite)
    runner = Here(Builder(cache.announce))
    run.go(runner, lambda _: None)
    return run, runner.built


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from deckgen.cli import main; main()", "batch", *arguments]


def with_path(**environment: str) -> dict[str, str]:
    """The surroundings in which another process finds the same deckgen."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment


def call(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=with_path(**environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def report_of(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "report.json").read_text("utf-8"))
    return found
