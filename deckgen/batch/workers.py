"""Jobs in processes of this machine: one each, replaced when it dies, gets stuck, or has done its share.

Not `concurrent.futures`: there, one worker's death takes the jobs of all others along, nobody can tell whose fault it
was, and on Python 3.11 a pool that renews its workers can stand still.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from deckgen.batch.exporting import grouped, other_formats, together_here
from deckgen.batch.model import Job, Outcome, Status
from deckgen.batch.working import work
from deckgen.codes import WORKER_DIED, WORKER_STUCK
from deckgen.diagnostics import Code, Diagnostic

SHARE = 200
"""Decks after which a worker is replaced, so that what libraries keep cannot pile up."""
SECONDS, SECONDS_DRAWN = 300.0, 1_800.0
"""What a job may take, without and with LibreOffice, which is limited more tightly where it is run."""
SECONDS_TO_LEAVE = 10.0
"""What a worker may take to end when it is asked to."""
LOADED_FIRST = (
    "deckgen.cli",
    "deckgen.batch.building",
    "deckgen.render.charts",
    "deckgen.render.tables",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "budoux",
    "markdown_it",
)
"""Modules that nearly every deck needs: loaded once, in the process that the others are forked from."""


def usable_cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


Life = Callable[[Connection, Path | None, str], None]
"""What a worker does with the connection that brings its jobs, the cache's file, and a folder of its own."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    folder: str
    """Where all its temporary files are."""
    jobs: dict[str, Job] = field(default_factory=dict)
    """The jobs that it has given no outcome for yet, by output."""
    ends: float = 0.0
    """When its jobs must be done, on the monotonic clock."""
    done: int = 0

    def failed(self, code: Code, message: str) -> list[Outcome]:
        """Outcomes for what it did not get done."""
        jobs, self.jobs = self.jobs, {}
        hint = "build it alone to see more: `deckgen build`; with less memory for others: `--jobs 1`"
        finding = Diagnostic(code, message, hint=hint)
        return [Outcome(job, Status.FAILED, (finding,)) for job in jobs.values()]

    def dismiss(self, *, kill: bool) -> None:
        """Ask it to leave: it does so when its connection is closed. `kill` does not let it finish its jobs."""
        self.connection.close()
        if kill:
            self.process.terminate()

    def await_end(self) -> None:
        self.process.join(SECONDS_TO_LEAVE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class LocalRunner:
    """A `Runner` of `count` processes. `cache` is the file in which they announce what they write."""

    def __init__(
        self,
        count: int,
        cache: Path | None,
        *,
        share: int = SHARE,
        seconds: float | None = None,
        life: Life | None = None,
    ) -> None:
        """`life` is what a worker does, if not `work`; it is called in another process."""
        self._count, self._cache, self._share, self._seconds = count, cache, share, seconds
        self._life = life or work
        self._context: BaseContext = multiprocessing.get_context()
        self._workers: list[_Worker] = []
        self._folder = ""

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome, None, None]:
        """Outcomes as they come. Jobs whose worker died or got stuck are tried once more at the end, one by one."""
        with tempfile.TemporaryDirectory(prefix="deckgen-batch-", ignore_cleanup_errors=True) as self._folder:
            self._context = _context()
            try:
                again: list[Job] = []
                groups = grouped(list(jobs), self._count, together_here())
                for outcome in self._all(groups, self._count):
                    if _ended_badly(outcome):
                        again.append(outcome.job)
                    else:
                        yield outcome
                yield from self._all([[job] for job in again], 1)
            finally:
                self._end_all()
                _end_strays(self._folder)

    def _all(self, groups: Iterable[list[Job]], count: int) -> Iterator[Outcome]:
        """The outcomes of all jobs, while `count` workers at most are busy."""
        waiting = deque(groups)
        while True:
            while waiting and len(self._busy()) < count:
                self._give(waiting.popleft())
            if not self._busy():
                return
            yield from self._awaited()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.jobs]

    def _give(self, group: list[Job]) -> None:
        worker = next((each for each in self._workers if not each.jobs), None) or self._started()
        worker.jobs = {job.stem: job for job in group}
        seconds = self._seconds or max(SECONDS_DRAWN if other_formats(job) else SECONDS for job in group)
        worker.ends = time.monotonic() + seconds * len(group)
        with suppress(OSError):  # it is dead: its connection says so when it is waited for
            worker.connection.send(group)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        folder = tempfile.mkdtemp(dir=self._folder)
        process = self._context.Process(  # type: ignore[attr-defined]
            target=self._life, args=(theirs, self._cache, folder), daemon=False
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours, folder)
        self._workers.append(worker)
        return worker

    def _awaited(self) -> Iterator[Outcome]:
        """The outcomes of those that are done next, or out of time."""
        busy = {worker.connection: worker for worker in self._busy()}
        patience = max(0.0, min(worker.ends for worker in busy.values()) - time.monotonic())
        for connection in wait(list(busy), patience):
            assert isinstance(connection, Connection)  # noqa: S101
            yield from self._received(busy[connection])
        for worker in busy.values():
            if worker.jobs and worker.ends <= time.monotonic():
                self._drop(worker, kill=True)
                yield from worker.failed(WORKER_STUCK, "building did not end within its time limit")

    def _received(self, worker: _Worker) -> Iterator[Outcome]:
        try:
            outcome = worker.connection.recv()
            assert isinstance(outcome, Outcome)  # noqa: S101
        except (EOFError, OSError):
            self._drop(worker)
            _end_strays(worker.folder)
            ending = _ending(worker.process.exitcode)
            yield from worker.failed(WORKER_DIED, f"the worker process ended: {ending}")
            return
        del worker.jobs[outcome.job.stem]
        worker.done += 1
        if worker.done >= self._share and not worker.jobs:
            self._drop(worker)
        yield outcome

    def _drop(self, worker: _Worker, *, kill: bool = False) -> None:
        self._workers.remove(worker)
        worker.dismiss(kill=kill)
        worker.await_end()

    def _end_all(self) -> None:
        for worker in self._workers:
            worker.dismiss(kill=bool(worker.jobs))
        for worker in self._workers:
            worker.await_end()
        self._workers.clear()


def _end_strays(folder: str) -> None:
    """End what a worker that was killed has left behind: LibreOffice, which works in the worker's own folder."""
    for entry in Path("/proc").glob("[0-9]*/cwd") if sys.platform == "linux" else ():
        with suppress(OSError, ValueError):
            if entry.readlink().is_relative_to(folder):
                os.kill(int(entry.parent.name), signal.SIGKILL)


def _context() -> BaseContext:
    """Forked from a server that has loaded the modules, where that can be: a new worker then costs some milliseconds.
    Never from this process: it may have threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED_FIRST))
    _start_server()
    return context


def _start_server() -> None:
    """Start the process that workers are forked from, unless it runs. It finds its modules by itself, and must not find
    another deckgen than this one."""
    from multiprocessing import forkserver

    before = os.environ.get("PYTHONPATH")
    here = str(Path(__file__).resolve().parents[2])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [here, before]))
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _ended_badly(outcome: Outcome) -> bool:
    return any(found.code in (WORKER_DIED, WORKER_STUCK) for found in outcome.findings)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
