"""Jobs on a Dask cluster. The one door to distributed."""

from __future__ import annotations

import logging
import os
import pickle
import time
import uuid
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from deckgen.batch import carrying, stores
from deckgen.batch.addresses import absolute
from deckgen.batch.carrying import carry
from deckgen.batch.exporting import other_formats
from deckgen.batch.fingerprints import FONTS, OFFICE, differences, drawing, fingerprint
from deckgen.batch.model import ClusterLost, Job, Outcome, Status
from deckgen.batch.remote import Errand, Refused, build_there
from deckgen.batch.workers import grouped
from deckgen.codes import DECK_BUG, WORKER_DIED, WORKER_DIFFERS, WORKER_REFUSED
from deckgen.diagnostics import Diagnostic, Sink

CONNECTING = 5.0
"""Seconds to wait for the scheduler."""
WITHOUT_WORKERS = 60.0
"""Seconds to wait for a worker that may be used."""
ROUND = 1.0
"""Seconds between two looks at who is there."""
AHEAD = 2
"""Errands for each thread of the cluster, so that none waits for the next."""
MOST_REFUSALS = 5
"""Times that an errand comes to a worker that may not do it."""
ENVIRONMENT = ("SOURCE_DATE_EPOCH",)


@dataclass(slots=True)
class DaskRunner:
    """A `Runner` on the workers of a scheduler; workers that would build other bytes are told of in `sink`, once each.

    `marks` is the folder or URL in which workers say what they are about to write.
    """

    address: str
    marks: str
    sink: Sink
    patience: float = WITHOUT_WORKERS
    _fit: dict[str, int] = field(default_factory=dict)
    """Workers that may be used, with their threads."""
    _unfit: set[str] = field(default_factory=set)
    draws: bool = False
    """Whether LibreOffice has a part in the jobs."""
    _office: str = ""
    """The version of LibreOffice that all have to have."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Outcomes as they come. Raises ClusterLost; what was on its way then has no outcome."""
        with _connected(self.address) as client, self._noticing_loss(client):
            waiting = list(jobs)
            self.draws = any(map(other_formats, waiting))
            self._office = drawing()[OFFICE] if self.draws else ""
            self._await_workers(client)
            groups = grouped(waiting, max(1, sum(self._fit.values())))
            with closing(_Flight(client, self, groups)) as flight:
                yield from flight.outcomes()

    @contextmanager
    def _noticing_loss(self, client: Any) -> Iterator[None]:
        """Once the scheduler has gone, Dask fails in many ways."""
        try:
            yield
        except (Exception, CancelledError) as fault:
            lost = client.status != "running" or isinstance(fault, (OSError, CancelledError))
            if isinstance(fault, ClusterLost) or not lost:
                raise
            raise gone(self.address) from fault

    def _await_workers(self, client: Any) -> None:
        ends = time.monotonic() + self.patience
        while not self.look(client):
            if time.monotonic() >= ends or self._unfit:
                raise ClusterLost(f"{self.address} has no worker that may be used", self._hint())
            time.sleep(ROUND / 2)

    def _hint(self) -> str:
        if self._unfit:
            return f"install the same deckgen{' and LibreOffice' * self.draws} on every machine"
        return f"start some: `dask worker {self.address} --nthreads 1 --nworkers auto`"

    def look(self, client: Any) -> dict[str, int]:
        """The workers that are there now and may be used."""
        there: dict[str, int] = client.nthreads()
        new = [worker for worker in there if worker not in self._fit and worker not in self._unfit]
        drawings = self._asked(client, new, drawing) if self.draws else {}
        for worker, theirs in self._asked(client, new, fingerprint).items():
            if isinstance(theirs, OSError):  # it has left again
                continue
            reason = (
                differences(fingerprint(), theirs) if isinstance(theirs, dict) else "no deckgen of this kind"
            )
            reason = reason or self._drawing_fault(worker, drawings.get(worker))
            if reason:
                self.refuse(worker, reason)
            else:
                self._fit[worker] = there[worker]
        self._fit = {worker: count for worker, count in self._fit.items() if worker in there}
        return self._fit

    def _drawing_fault(self, worker: str, theirs: object) -> str:
        """Why a worker would draw other pages, if it must not draw any. Other fonts are told of, and no more: two
        machines seldom have the same."""
        if not isinstance(theirs, dict):
            return ""
        office = theirs.get(OFFICE, "")
        if not office:
            return "it has no LibreOffice"
        self._office = self._office or office
        if office != self._office:
            return f"LibreOffice {office} instead of {self._office}"
        if theirs.get(FONTS) != drawing()[FONTS]:
            message = f"the worker {worker} has other fonts than this machine"
            hint = "install the same fonts, or look at the exports: lines may break otherwise"
            self.sink.report(WORKER_DIFFERS, message, hint=hint)
        return ""

    def _asked(self, client: Any, workers: list[str], what: Callable[[], dict[str, str]]) -> dict[str, Any]:
        """What each worker is like, or why it cannot say so."""
        if not workers:
            return {}
        where = (what.__module__, what.__name__)
        found: dict[str, Any] = client.run(carry, *where, workers=workers, on_error="return")
        return found

    def refuse(self, worker: str, reason: str) -> None:
        self._unfit.add(worker)
        self._fit.pop(worker, None)
        self.sink.report(WORKER_REFUSED, f"the worker {worker} is not used: {reason}", hint=self._hint())

    @property
    def chosen(self) -> list[str] | None:
        """The workers that an errand may go to; None for any."""
        return sorted(self._fit) if self._unfit else None


@dataclass(slots=True)
class _Sent:
    """An errand that is under way: the jobs as they were given, where they may be done, how often it was refused."""

    jobs: list[Job]
    targets: list[str] | None
    refused: int = 0


class _Flight:
    """All errands of a run."""

    def __init__(self, client: Any, runner: DaskRunner, groups: Iterable[list[Job]]) -> None:
        self._client, self._runner = client, runner
        self._waiting = deque(_Sent(group, None) for group in groups)
        self._flying: dict[Any, _Sent] = {}
        self._run = uuid.uuid4().hex
        self._looked = time.monotonic()
        self._served = self._looked

    def outcomes(self) -> Iterator[Outcome]:
        while self._waiting or self._flying:
            self._send()
            done = self._landed()
            for future in done:
                yield from self._received(future, self._flying.pop(future))
            if time.monotonic() - self._looked >= ROUND:
                self._look()

    def close(self) -> None:
        with suppress(Exception):  # the cluster may be gone
            self._client.cancel(list(self._flying))

    def _send(self) -> None:
        threads = sum(self._runner._fit.values())
        while self._waiting and len(self._flying) < AHEAD * threads:
            sent = self._waiting.popleft()
            sent.targets = self._runner.chosen
            errand = Errand(self._run, tuple(map(portable, sent.jobs)), self._runner.marks, environment())
            future = self._client.submit(
                carry,
                build_there.__module__,
                build_there.__name__,
                fingerprint(),
                pickle.dumps(errand),
                key=f"deckgen-{uuid.uuid4().hex}",
                workers=sent.targets,
                pure=False,
            )
            self._flying[future] = sent

    def _landed(self) -> list[Any]:
        import distributed

        wait: Any = distributed.wait
        if not self._flying:
            time.sleep(ROUND)
        else:
            with suppress(TimeoutError):
                wait(list(self._flying), timeout=ROUND, return_when="FIRST_COMPLETED")
        # When the scheduler goes away, the client takes everything back.
        if self._client.status != "running" or any(each.status == "cancelled" for each in self._flying):
            raise gone(self._runner.address)
        return [future for future in self._flying if future.done()]

    def _look(self) -> None:
        """Who is there? Errands that may only go to workers that have left are sent anew."""
        self._looked = time.monotonic()
        fit = self._runner.look(self._client)
        if fit:
            self._served = self._looked
        elif self._looked - self._served > self._runner.patience:
            raise ClusterLost(f"{self._runner.address} has no workers left", self._runner._hint())
        for future, sent in list(self._flying.items()):
            if sent.targets is not None and not fit.keys() & set(sent.targets):
                del self._flying[future]
                self._client.cancel([future])
                self._waiting.append(sent)

    def _received(self, future: Any, sent: _Sent) -> Iterator[Outcome]:
        if future.status == "error":
            fault = future.exception()
            yield from (_failed(job, fault) for job in sent.jobs)
            return
        result = future.result()
        if isinstance(result, Refused):
            yield from self._again(sent, result)
            return
        for job, outcome in zip(sent.jobs, by_order(sent.jobs, result), strict=True):
            yield local(outcome, job)

    def _again(self, sent: _Sent, refused: Refused) -> Iterator[Outcome]:
        """The worker came, or was changed, after it had been asked."""
        sent.refused += 1
        self._runner.look(self._client)
        if sent.refused < MOST_REFUSALS:
            self._waiting.append(sent)
            return
        finding = Diagnostic(WORKER_DIED, f"no worker may build it: {refused.reason}")
        yield from (Outcome(job, Status.FAILED, (finding,)) for job in sent.jobs)


def by_order(jobs: list[Job], outcomes: list[Outcome]) -> list[Outcome]:
    found = {outcome.job.stem: outcome for outcome in outcomes}
    return [found[absolute(job.stem)] for job in jobs]


def portable(job: Job) -> Job:
    """The job with paths that do not depend on the current folder."""
    tables = tuple((name, replace(table, path=absolute(table.path))) for name, table in job.tables)
    return replace(job, report=absolute(job.report), stem=absolute(job.stem), tables=tables)


def local(outcome: Outcome, job: Job) -> Outcome:
    """The outcome with the job as it was given, and findings that name files as it does."""
    given = [job.report, *(table.path for _, table in job.tables), job.stem]
    names = {absolute(name): name for name in given if absolute(name) != name}

    def said(text: str) -> str:
        for long, short in names.items():
            text = text.replace(long, short)
        return text

    def told(found: Diagnostic) -> Diagnostic:
        span, spot = found.span, found.spot
        return replace(
            found,
            message=said(found.message),
            hint=said(found.hint) if found.hint else found.hint,
            span=replace(span, file=said(span.file)) if span else None,
            spot=replace(spot, file=said(spot.file)) if spot else None,
        )

    return replace(outcome, job=job, findings=tuple(map(told, outcome.findings)))


def environment() -> tuple[tuple[str, str], ...]:
    return tuple((name, os.environ.get(name, "")) for name in ENVIRONMENT)


def _failed(job: Job, fault: BaseException) -> Outcome:
    """Dask has tried a job whose worker died on other workers, as often as its scheduler allows."""
    if type(fault).__name__ == "KilledWorker":
        message = "every worker that was to build it ended, or took longer than its time limit"
        hint = "build it alone to see more: `deckgen build`"
        return Outcome(job, Status.FAILED, (Diagnostic(WORKER_DIED, message, hint=hint),))
    text = f"{type(fault).__name__}: {str(fault)[:300]}"
    return Outcome(job, Status.FAILED, (Diagnostic(DECK_BUG, text, hint="please report it, with this line"),))


def gone(address: str) -> ClusterLost:
    return ClusterLost(f"the scheduler {address} went away", "start it again; the next run goes on from here")


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError as fault:
        raise ClusterLost("`--dask` takes Dask", stores.HOW_TO_INSTALL) from fault
    # What it logs about lost connections is said by us, once.
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    import cloudpickle

    cloudpickle.register_pickle_by_value(carrying)
    make: Any = distributed.Client
    try:
        client: Any = make(address, timeout=CONNECTING)
    except (OSError, ValueError, TypeError) as fault:
        reason = "nobody answers there" if isinstance(fault, OSError) else str(fault)
        hint = "start it with `dask scheduler`, which prints its address"
        raise ClusterLost(f"no Dask scheduler at {address}: {reason}", hint) from fault
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=5)


def worker_folder() -> str:
    """Where the Dask worker that this runs in keeps its files."""
    from distributed import get_worker

    return str(get_worker().local_directory)
