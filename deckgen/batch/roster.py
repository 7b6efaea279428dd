"""The workers of a Dask cluster: which of them may be used, because they would build the same bytes as this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deckgen.batch.carrying import carry
from deckgen.batch.fingerprints import FONTS, OFFICE, differences, drawing, fingerprint
from deckgen.batch.model import ClusterLost
from deckgen.codes import WORKER_DIFFERS, WORKER_REFUSED
from deckgen.diagnostics import Sink

PAUSE = 0.5
"""Seconds between two looks for a first worker."""


@dataclass(slots=True)
class Roster:
    """Asks each worker once what it is like. One that would build other bytes is refused, with a finding in `sink`.

    `client` is that of `distributed`; `draws` says whether LibreOffice has a part in the jobs.
    """

    client: Any
    address: str
    sink: Sink
    draws: bool
    _fit: dict[str, int] = field(default_factory=dict)
    """Workers that may be used, with their threads."""
    _unfit: set[str] = field(default_factory=set)
    _office: str = field(init=False)
    """The version of LibreOffice that all have to have; empty until one is known."""

    def __post_init__(self) -> None:
        self._office = drawing()[OFFICE] if self.draws else ""

    @property
    def threads(self) -> int:
        """Of all workers that may be used."""
        return sum(self._fit.values())

    @property
    def chosen(self) -> list[str] | None:
        """The workers that an errand may go to; None for any."""
        return sorted(self._fit) if self._unfit else None

    @property
    def hint(self) -> str:
        """What to do where no worker may be used."""
        if self._unfit:
            return f"install the same deckgen{' and LibreOffice' * self.draws} on every machine"
        return f"start some: `dask worker {self.address} --nthreads 1 --nworkers auto`"

    def wait(self, patience: float) -> None:
        """Wait so many seconds for a worker that may be used. Raises ClusterLost where none comes, or only others."""
        ends = time.monotonic() + patience
        while not self.look():
            if time.monotonic() >= ends or self._unfit:
                raise ClusterLost(f"{self.address} has no worker that may be used", self.hint)
            time.sleep(PAUSE)

    def look(self) -> dict[str, int]:
        """The workers that are there now and may be used, with their threads."""
        there: dict[str, int] = self.client.nthreads()
        new = [worker for worker in there if worker not in self._fit and worker not in self._unfit]
        drawings = self._asked(new, drawing) if self.draws else {}
        for worker, theirs in self._asked(new, fingerprint).items():
            if isinstance(theirs, OSError):  # it has left again
                continue
            alike = isinstance(theirs, dict)
            reason = differences(fingerprint(), theirs) if alike else "no deckgen of this kind"
            reason = reason or self._drawing_fault(worker, drawings.get(worker))
            if reason:
                self._refuse(worker, reason)
            else:
                self._fit[worker] = there[worker]
        self._fit = {worker: count for worker, count in self._fit.items() if worker in there}
        return self._fit

    def _asked(self, workers: list[str], what: Callable[[], dict[str, str]]) -> dict[str, Any]:
        """What each worker is like, or the exception for which it cannot say so."""
        if not workers:
            return {}
        where = (what.__module__, what.__name__)
        found: dict[str, Any] = self.client.run(carry, *where, workers=workers, on_error="return")
        return found

    def _drawing_fault(self, worker: str, theirs: object) -> str:
        """Why a worker would draw other pages; empty where it may draw them.

        Other fonts are only told of: two machines seldom have the same.
        """
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

    def _refuse(self, worker: str, reason: str) -> None:
        self._unfit.add(worker)
        self.sink.report(WORKER_REFUSED, f"the worker {worker} is not used: {reason}", hint=self.hint)
