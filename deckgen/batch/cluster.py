"""Jobs on a Dask cluster. The one door to distributed."""

from __future__ import annotations

import logging
import os
import pickle
import time
import uuid
from asyncio import CancelledError
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from deckgen.batch import carrying, stores
from deckgen.batch.addresses import absolute, renamed
from deckgen.batch.carrying import carry
from deckgen.batch.exporting import grouped, is_drawn
from deckgen.batch.fingerprints import fingerprint
from deckgen.batch.model import PLEASE_REPORT, ClusterLost, Job, Outcome, Status
from deckgen.batch.remote import Errand, Refused, build_there
from deckgen.batch.roster import Roster
from deckgen.codes import DECK_BUG, WORKER_DIED
from deckgen.diagnostics import Diagnostic, Sink

CONNECTING = 5.0
"""Seconds to wait for the scheduler."""
WITHOUT_WORKERS = 60.0
"""Seconds to wait for a worker that may be used."""
ROUND = 1.0
"""Seconds between two looks at the cluster's workers."""
AHEAD = 2
"""Errands for each thread of the cluster, so that none waits for the next."""
MOST_REFUSALS = 5
"""How often an errand may be refused by workers before its jobs fail."""
ENVIRONMENT = ("SOURCE_DATE_EPOCH",)


@dataclass(slots=True)
class DaskRunner:
    """A `Runner` on the workers of a scheduler; workers that would build other bytes are told of in `sink`, once each.

    `marks` is the folder or URL in which workers say what they are about to write; `patience` are the seconds to wait
    for a worker that may be used.
    """

    address: str
    marks: str
    sink: Sink
    patience: float = WITHOUT_WORKERS

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome, None, None]:
        """Outcomes as they come. Raises ClusterLost; what was on its way then has no outcome."""
        waiting = list(jobs)
        with _connected(self.address) as client, self._noticing_loss(client):
            roster = Roster(
                client, self.address, self.sink, draws=any(is_drawn(job.formats) for job in waiting)
            )
            roster.wait(self.patience)
            with closing(_Flight(self, roster, grouped(waiting, max(1, roster.threads)))) as flight:
                yield from flight.outcomes()

    @contextmanager
    def _noticing_loss(self, client: Any) -> Iterator[None]:
        """Raises ClusterLost in place of whatever Dask raises once the scheduler has gone."""
        try:
            yield
        except (Exception, CancelledError) as fault:
            lost = client.status != "running" or isinstance(fault, (OSError, CancelledError))
            if isinstance(fault, ClusterLost) or not lost:
                raise
            raise _gone(self.address) from fault


@dataclass(slots=True)
class _Sent:
    """An errand for a worker."""

    jobs: list[Job]
    """As they were given."""
    targets: list[str] | None = None
    """The workers that it was sent to; None for any."""
    refused: int = 0
    """How often a worker has refused it."""


class _Flight:
    """Sends the errands of a run, a few at a time, and yields their outcomes."""

    def __init__(self, runner: DaskRunner, roster: Roster, groups: Iterable[list[Job]]) -> None:
        self._runner, self._roster, self._client = runner, roster, roster.client
        self._waiting = deque(map(_Sent, groups))
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
        while self._waiting and len(self._flying) < AHEAD * self._roster.threads:
            sent = self._waiting.popleft()
            sent.targets = self._roster.chosen
            errand = Errand(self._run, tuple(map(_portable, sent.jobs)), self._runner.marks, _environment())
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
            raise _gone(self._runner.address)
        return [future for future in self._flying if future.done()]

    def _look(self) -> None:
        """Ask for the workers anew. Errands whose workers have all left are sent again."""
        self._looked = time.monotonic()
        fit = self._roster.look()
        if fit:
            self._served = self._looked
        elif self._looked - self._served > self._runner.patience:
            raise ClusterLost(f"{self._runner.address} has no workers left", self._roster.hint)
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
        by_stem = {outcome.job.stem: outcome for outcome in result}
        yield from (_local(by_stem[absolute(job.stem)], job) for job in sent.jobs)

    def _again(self, sent: _Sent, refused: Refused) -> Iterator[Outcome]:
        """A worker refused the errand: it came, or was changed, after it had been asked. Send it to another."""
        sent.refused += 1
        self._roster.look()
        if sent.refused < MOST_REFUSALS:
            self._waiting.append(sent)
            return
        finding = Diagnostic(WORKER_DIED, f"no worker may build it: {refused.reason}")
        yield from (Outcome(job, Status.FAILED, (finding,)) for job in sent.jobs)


def _portable(job: Job) -> Job:
    """The job with paths that do not depend on the current folder."""
    # Templates are absolute already, or names of shipped ones.
    return replace(job.with_files(absolute), template=job.template)


def _local(outcome: Outcome, job: Job) -> Outcome:
    """The outcome with the job as it was given, and findings that name files as it does."""
    given = [job.report, *(table.path for _, table in job.tables), job.stem]
    names = {absolute(name): name for name in given if absolute(name) != name}

    def shortened(text: str) -> str:
        for long, short in names.items():
            text = text.replace(long, short)
        return text

    findings = tuple(renamed(found, shortened) for found in outcome.findings)
    return replace(outcome, job=job, findings=findings)


def _environment() -> tuple[tuple[str, str], ...]:
    return tuple((name, os.environ.get(name, "")) for name in ENVIRONMENT)


def _failed(job: Job, fault: BaseException) -> Outcome:
    """The outcome of a job that raised `fault`.

    Where its workers died, Dask has tried others, as often as its scheduler allows.
    """
    if type(fault).__name__ == "KilledWorker":
        message = "every worker that was to build it ended, or took longer than its time limit"
        hint = "build it alone to see more: `deckgen build`"
        return Outcome(job, Status.FAILED, (Diagnostic(WORKER_DIED, message, hint=hint),))
    text = f"{type(fault).__name__}: {str(fault)[:300]}"
    return Outcome(job, Status.FAILED, (Diagnostic(DECK_BUG, text, hint=PLEASE_REPORT),))


def _gone(address: str) -> ClusterLost:
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
