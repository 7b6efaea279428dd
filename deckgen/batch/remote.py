"""What runs in a Dask worker: jobs in, outcomes out. Plain paths are read and written where they are; files of URLs are
fetched before and put back after."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from deckgen.batch import marks, mirrors, stores
from deckgen.batch.addresses import is_url
from deckgen.batch.building import Builder
from deckgen.batch.deciding import edited_finding
from deckgen.batch.exporting import other_formats
from deckgen.batch.fetching import Fetched
from deckgen.batch.fingerprints import differences, fingerprint
from deckgen.batch.mirrors import Mirror
from deckgen.batch.model import Job, Outcome, Stamp, Status
from deckgen.batch.tracking import Hashes
from deckgen.batch.workers import SECONDS, SECONDS_DRAWN
from deckgen.codes import OUTPUT_UNWRITABLE, STORE_UNREADABLE
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.fit.encodings import Encodings
from deckgen.resources import Templates

STUCK = 75
"""The exit code of a worker that ended itself."""
MOST_SITES = 4
"""How many runs a worker keeps the state of."""
_one_deck_at_a_time = threading.Lock()
_sites: dict[str, Site] = {}
_hashes, _templates, _encodings = Hashes(), Templates(), Encodings()


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is sent."""

    run: str
    """The same for all errands of a run."""
    jobs: tuple[Job, ...]
    marks: str
    """The folder or URL in which it says what it is about to write."""
    environment: tuple[tuple[str, str], ...] = ()
    """Variables with which it builds, names and values."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This worker would build other bytes; `reason` says why."""

    reason: str


def build_there(
    expected: Mapping[str, str], errand: bytes, scratch: str | None = None
) -> Refused | list[Outcome]:
    """The outcomes of an errand, which is unpacked only where both sides are the same."""
    if reason := differences(expected, fingerprint()):
        return Refused(reason)
    told: Errand = pickle.loads(errand)  # noqa: S301 (from the one that may run any code here)
    seconds = sum(SECONDS_DRAWN if other_formats(job) else SECONDS for job in told.jobs)
    with _one_deck_at_a_time, _limited(seconds), _environment(told.environment):
        return list(_site(told.run, scratch or _scratch()).outcomes(told))


@dataclass(slots=True)
class Site:
    """What a worker has of one run, and does for it."""

    mirror: Mirror

    def outcomes(self, errand: Errand) -> Iterator[Outcome]:
        self.mirror.faults.clear()
        resources = partial(Fetched, self.mirror)

        def announce(files: Iterable[tuple[str, str]]) -> None:
            ours = [(path, digest) for path, digest in files if self.mirror.url_of(path) is None]
            marks.announce(errand.marks, ours)

        builder = Builder(announce, _hashes, _templates, resources, _encodings)
        theirs = {self._here(job).stem: job for job in errand.jobs}
        with closing(builder):
            for made in builder.build_all([self._here(job) for job in errand.jobs]):
                job = theirs[made.job.stem]
                outcome = self._delivered(replace(made, job=job), errand)
                yield self.mirror.outcome_with_urls(outcome)

    def _here(self, job: Job) -> Job:
        """The job with paths of this machine."""
        here = job.with_files(lambda name: str(self.mirror.path_of(name)) if is_url(name) else name)
        # What stands in a store is looked at when the deck is put in its place.
        return replace(here, overwrite=True) if is_url(job.stem) else here

    def _delivered(self, outcome: Outcome, errand: Errand) -> Outcome:
        """The outcome with its files in their store."""
        outputs: list[Stamp] = []
        findings = [*outcome.findings]
        status = outcome.status
        for stamp in outcome.outputs:
            url = self.mirror.url_of(stamp.path)
            if url is None:
                outputs.append(stamp)
                continue
            try:
                outputs.append(_put(url, stamp, outcome.job, errand.marks))
            except _Edited:
                findings.append(edited_finding(url))
            except stores.StoreFault as reason:
                findings.append(Diagnostic(OUTPUT_UNWRITABLE, f"cannot write {reason}"))
            Path(stamp.path).unlink(missing_ok=True)
        if len(findings) > len(outcome.findings):
            status = Status.FAILED
        if status is Status.FAILED and not any(found.code.severity is Severity.ERROR for found in findings):
            findings += [Diagnostic(STORE_UNREADABLE, f"cannot read {fault}") for fault in self.mirror.faults]
        return replace(outcome, status=status, findings=tuple(findings), outputs=tuple(outputs))


class _Edited(Exception):
    """Somebody else's file stands where an output belongs."""


def _put(url: str, stamp: Stamp, job: Job, marked: str) -> Stamp:
    """Put a file into its store, unless it is there already. Raises _Edited and StoreFault."""
    there = stores.hash_at(url)
    if there == stamp.sha256:
        return Stamp(url, *stores.look_at(url), stamp.sha256)
    if not job.may_replace(there):
        raise _Edited
    marks.announce(marked, [(url, stamp.sha256)])
    return Stamp(url, *stores.put(url, Path(stamp.path).read_bytes()), stamp.sha256)


def _site(run: str, scratch: str) -> Site:
    if run not in _sites:
        while len(_sites) >= MOST_SITES:
            old = _sites.pop(next(iter(_sites)))
            shutil.rmtree(old.mirror.tree.parent, ignore_errors=True)
        objects = Path(scratch).parent / "deckgen-objects"
        own = tempfile.mkdtemp(prefix="deckgen-run-", dir=scratch)
        _sites[run] = Site(Mirror.make(Path(own) / "tree", objects))
        mirrors.thin_out(objects)
    return _sites[run]


def _scratch() -> str:
    """The folder that Dask keeps for this worker, and removes with it."""
    from deckgen.batch.cluster import worker_folder

    return worker_folder()


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """A deck that gets stuck takes its worker along, which Dask replaces: a thread cannot be ended."""
    timer = threading.Timer(seconds, os._exit, (STUCK,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _environment(values: Sequence[tuple[str, str]]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name, _ in values}
    _set(dict(values))
    try:
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value:
            os.environ[name] = value
        else:
            os.environ.pop(name, None)
