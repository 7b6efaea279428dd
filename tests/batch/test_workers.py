"""Workers may die, get stuck and leave things behind; every job has its outcome all the same."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from deckgen.batch.exporting import grouped
from deckgen.batch.model import Job, Outcome, Status
from deckgen.batch.workers import LocalRunner
from tests.batch.acting import act
from tests.findings import codes_in


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Workers are forked from a server that keeps the surroundings it was started with: a server for each test.
    from multiprocessing import forkserver

    forkserver._forkserver._stop()  # type: ignore[attr-defined]
    monkeypatch.setenv("ACTING_LOG", str(tmp_path / "log"))
    return tmp_path / "log"


def run(*names: str, count: int = 2, share: int = 200, seconds: float = 60) -> dict[str, Outcome]:
    runner = LocalRunner(count, None, share=share, seconds=seconds, life=act)
    jobs = [Job(f"{name}.yaml", name, f"out/{number}-{name}") for number, name in enumerate(names)]
    return {outcome.job.stem: outcome for outcome in runner.run(jobs)}


def test_every_job_has_one_outcome() -> None:
    done = run(*(f"deck{number}" for number in range(20)))
    assert len(done) == 20
    assert len({outcome.megabytes for outcome in done.values()}) == 2


def test_a_worker_that_dies_takes_no_other_job_along(log: Path) -> None:
    done = run("a", "die", "b", "die-once", "c", "d")
    failed = {
        outcome.job.name: codes_in(outcome.findings)
        for outcome in done.values()
        if outcome.status is Status.FAILED
    }
    assert failed == {"die": ["worker-died"]}
    assert "SIGKILL" in next(one for one in done.values() if one.job.name == "die").findings[0].message
    told = [line.split()[0] for line in log.read_text().splitlines()]
    assert (told.count("die"), told.count("die-once"), told.count("a")) == (2, 2, 1)


def test_a_worker_that_gets_stuck_is_ended() -> None:
    done = run("a", "stick", "b", seconds=1.5)
    assert {outcome.job.name: codes_in(outcome.findings) for outcome in done.values()} == {
        "a": [],
        "stick": ["worker-stuck"],
        "b": [],
    }


def test_workers_are_replaced_when_they_have_done_their_share() -> None:
    done = run(*(f"deck{number}" for number in range(9)), count=1, share=3)
    assert len({outcome.megabytes for outcome in done.values()}) == 3


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")
def test_what_a_dead_worker_started_is_ended(log: Path) -> None:
    run("orphan")
    orphan = int(log.with_name("orphan").read_text())
    for _ in range(100):
        if not Path(f"/proc/{orphan}").exists() or "Z" in Path(f"/proc/{orphan}/stat").read_text().split()[2]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("it still runs")


def test_closing_the_run_ends_the_workers(log: Path) -> None:
    runner = LocalRunner(2, None, life=act)
    jobs = [Job("x", name, f"out/{name}") for name in ("a", "stick", "b")]
    began = time.monotonic()
    with closing(runner.run(jobs)) as outcomes:
        next(outcomes)
    assert time.monotonic() - began < 30
    for line in log.read_text().splitlines():
        with pytest.raises(ProcessLookupError):
            os.kill(int(line.split()[1]), 0)


@pytest.mark.parametrize(
    ("formats", "jobs", "workers", "sizes"),
    [
        (("pptx",), 5, 2, [1, 1, 1, 1, 1]),
        (("pptx", "pdf"), 25, 2, [10, 10, 5]),
        (("pdf",), 4, 2, [2, 2]),
        (("pdf",), 1, 2, [1]),
    ],
)
def test_decks_for_libreoffice_go_together_but_leave_no_worker_idle(
    formats: tuple[str, ...], jobs: int, workers: int, sizes: list[int]
) -> None:
    decks = [Job("x", "x", str(number), formats) for number in range(jobs)]
    groups = grouped(decks, workers)
    assert [len(group) for group in groups] == sizes
    assert [job for group in groups for job in group] == decks
