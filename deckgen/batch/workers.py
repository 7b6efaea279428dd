"""Jobs in processes of this machine: one each, replaced when it dies, gets stuck, or has done its share.

Not `concurrent.futures`: there, one worker's death takes the jobs of all others along, nobody can tell whose fault it
was, and on Python 3.11 a pool that renews its workers can stand still.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, NoReturn

from deckgen.batch.exporting import TOGETHER, may_go_together, other_formats, together_here
from deckgen.batch.model import Job, Outcome, Status
from deckgen.codes import WORKER_DIED, WORKER_STUCK
from deckgen.diagnostics import Code, Diagnostic

if TYPE_CHECKING:
    from deckgen.batch.building import Announce

SHARE = 200
"""Decks after which a worker is replaced, so that what libraries keep cannot pile up."""
DECKS_BETWEEN_SWEEPS = 10
SECONDS = 300.0
SECONDS_DRAWN = 1_800.0
"""What a job may take, without and with LibreOffice, which is limited more tightly where it is run."""
SECONDS_TO_LEAVE = 10.0
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


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    folder: str
    """Where all its temporary files are."""
    jobs: dict[str, Job] = field(default_factory=dict)
    """What it has not given an outcome for, by output."""
    ends: float = 0.0
    """When its jobs must be done, on the monotonic clock."""
    done: int = 0

    def failed(self, code: Code, message: str) -> list[Outcome]:
        """Outcomes for what it did not get done."""
        jobs, self.jobs = self.jobs, {}
        hint = "build it alone to see more: `deckgen build`; with less memory for others: `--jobs 1`"
        finding = Diagnostic(code, message, hint=hint)
        return [Outcome(job, Status.FAILED, (finding,)) for job in jobs.values()]


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

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Outcomes as they come. Jobs whose worker died or got stuck are tried once more at the end, one by one."""
        with tempfile.TemporaryDirectory(prefix="deckgen-batch-", ignore_cleanup_errors=True) as self._folder:
            self._context = _context()
            try:
                again: list[Job] = []
                for outcome in self._all(
                    iter(grouped(list(jobs), self._count, together_here())), self._count
                ):
                    if _ended_badly(outcome):
                        again.append(outcome.job)
                    else:
                        yield outcome
                yield from self._all(([job] for job in again), 1)
            finally:
                self._end_all()
                _end_strays(self._folder)

    def _all(self, groups: Iterator[list[Job]], count: int) -> Iterator[Outcome]:
        more = True
        while True:
            while more and sum(bool(worker.jobs) for worker in self._workers) < count:
                group = next(groups, None)
                if group is None:
                    more = False
                else:
                    self._give(group)
            if not any(worker.jobs for worker in self._workers):
                return
            yield from self._awaited()

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
        busy = {worker.connection: worker for worker in self._workers if worker.jobs}
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
        """Let a worker go: it leaves when its connection is closed."""
        self._workers.remove(worker)
        worker.connection.close()
        if kill:
            worker.process.terminate()
        worker.process.join(SECONDS_TO_LEAVE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()

    def _end_all(self) -> None:
        for worker in self._workers:
            worker.connection.close()
            if worker.jobs:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(SECONDS_TO_LEAVE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def grouped(jobs: Sequence[Job], count: int, together: int = TOGETHER) -> list[list[Job]]:
    """Jobs that a worker gets at once: several where LibreOffice has a part in it, but some for every worker."""
    most = max(1, min(together, len(jobs) // count))
    groups: list[list[Job]] = []
    for job in jobs:
        group = groups[-1] if groups else []
        if other_formats(job) and 0 < len(group) < most and may_go_together(group[0], job):
            group.append(job)
        else:
            groups.append([job])
    return groups


def work(connection: Connection, cache: Path | None, folder: str) -> None:
    """A worker's life: jobs in, outcomes out, until the other end is closed or dies."""
    # Ctrl-C reaches every process of the terminal; what it means is decided by the one that started us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_after, args=(multiprocessing.parent_process(),), daemon=True).start()
    tempfile.tempdir = folder  # what is left in it when we are killed is removed with the folder of the run
    from deckgen.batch.building import Builder

    announce = _announcer(cache) if cache else None
    builder = Builder(announce) if announce else Builder()
    # Reference counting frees all but cycles: those are looked for between decks, but not between any two, because it
    # takes a quarter of a deck's time.
    gc.disable()
    gc.freeze()
    done = 0
    try:
        while True:
            for outcome in builder.build_all(connection.recv()):
                connection.send(outcome)
                done += 1
                if done == 1 or done % DECKS_BETWEEN_SWEEPS == 0:
                    gc.collect()
                if done == 1:  # what was read for the first deck, above all the template, stays
                    gc.freeze()
    except (EOFError, OSError):
        return
    finally:
        builder.close()
        rmtree(folder, ignore_errors=True)
        run = multiprocessing.parent_process()
        if run is not None and not run.is_alive():
            with suppress(OSError):  # it was killed: the last one out removes its folder
                Path(folder).parent.rmdir()


def _announcer(path: Path) -> Announce | None:
    from deckgen.batch.cache import Cache, CacheUnusable

    try:
        cache = Cache(path)
    except CacheUnusable:
        return None

    def announce(files: Iterable[tuple[str, str]]) -> None:
        with suppress(CacheUnusable):
            cache.announce(files)

    return announce


def _end_strays(folder: str) -> None:
    """End what a worker that was killed has left behind: LibreOffice, which works in the worker's own folder."""
    for entry in Path("/proc").glob("[0-9]*/cwd") if sys.platform == "linux" else ():
        with suppress(OSError, ValueError):
            if entry.readlink().is_relative_to(folder):
                os.kill(int(entry.parent.name), signal.SIGKILL)


def _leave(_number: int, _frame: object) -> NoReturn:
    # Through every `finally`: a half-written file goes, and LibreOffice does not outlive us.
    raise SystemExit(1)


def _leave_after(run: BaseProcess | None) -> None:
    """Leave when the one that started us has been killed: LibreOffice may take minutes yet for what nobody wants."""
    if run is not None:
        run.join()
        os.kill(os.getpid(), signal.SIGTERM)


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
