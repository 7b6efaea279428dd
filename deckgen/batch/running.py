"""One run: decide about every deck, have those built that need it, and keep books of it at every step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from deckgen import __version__
from deckgen.batch.addresses import absolute
from deckgen.batch.cache import FILE, FOLDER, Cache, CacheUnusable
from deckgen.batch.deciding import Decider, Decision
from deckgen.batch.exporting import is_drawn
from deckgen.batch.leftovers import ORDER, Leftover, find_leftovers, prune, remove_unedited
from deckgen.batch.model import Job, Outcome, Runner, Stamp, Status
from deckgen.batch.records import as_text, from_text, record_of, traits_of
from deckgen.batch.stamps import Glance
from deckgen.codes import CACHE_UNUSABLE
from deckgen.diagnostics import Sink
from deckgen.layouts import ENTRY_POINTS

Watch = Callable[[Outcome], None]


@dataclass(slots=True)
class Run:
    """The state of a run, which is true at any moment: whoever interrupts it finds all that was done so far."""

    decisions: Sequence[Decision]
    cache: Cache | None
    surroundings: Mapping[str, str]
    sink: Sink
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    """What became of each job so far, by its output."""
    leftovers: Sequence[Leftover] = ()
    """What earlier runs of the order built, and it asks for no longer."""

    @property
    def to_settle(self) -> int:
        """How many decks this run builds or finds up to date; with --limit, the others wait for another run."""
        waiting = [each.outcome for each in self.decisions if each.outcome is not None]
        return len(self.decisions) - sum(outcome.status is Status.NOT_DONE for outcome in waiting)

    def go(self, runner: Runner, watch: Watch, *, fail_fast: bool = False) -> None:
        """Tell of the decks that need no building, then build the others. `watch` is called with every outcome."""
        if self._settle(watch) and fail_fast:
            return
        waiting = [decision.job for decision in self.decisions if decision.outcome is None]
        decided = {decision.job.stem: decision for decision in self.decisions}
        if not waiting:
            return
        with closing(runner.run(waiting)) as done:
            for outcome in done:
                decision = decided[outcome.job.stem]
                outcome = replace(outcome, reason=decision.reason)
                self.outcomes[outcome.job.stem] = outcome
                if outcome.status is Status.BUILT:
                    self._keep(outcome, decision.before)
                watch(outcome)
                if fail_fast and outcome.status is Status.FAILED:
                    break
        if self.cache:
            self.cache.close()

    def prune(self) -> None:
        """Remove what is left over, except what somebody has edited."""
        self.leftovers = prune(self.leftovers)
        gone = [each.stem for each in self.leftovers if not each.edited]
        self._unless_unusable(lambda cache: cache.forget(gone))
        if self.cache:
            self.cache.close()

    def all(self) -> list[Outcome]:
        """An outcome for every job, in the order of the jobs."""
        return [
            self.outcomes.get(each.job.stem) or Outcome(each.job, Status.NOT_DONE, reason=each.reason)
            for each in self.decisions
        ]

    def _settle(self, watch: Watch) -> bool:
        """Take over the outcomes that are known already; whether any of them is a failure."""
        renewed = {
            key_of(each.job): as_text(each.renewed) for each in self.decisions if each.renewed is not None
        }
        if renewed and self.cache:
            self._unless_unusable(lambda cache: cache.renew(renewed))
        for decision in self.decisions:
            if decision.outcome is not None:
                self.outcomes[decision.job.stem] = decision.outcome
                watch(decision.outcome)
        return any(outcome.status is Status.FAILED for outcome in self.outcomes.values())

    def _keep(self, outcome: Outcome, before: Sequence[Stamp]) -> None:
        record = record_of(outcome, traits_of(outcome.job, self.surroundings))
        _remove_stale(before, outcome.outputs)
        self._unless_unusable(
            lambda cache: cache.keep(
                key_of(outcome.job),
                as_text(record),
                outcome.thumbnail,
                [stamp.path for stamp in outcome.outputs],
            )
        )

    def _unless_unusable(self, act: Callable[[Cache], None]) -> None:
        if self.cache is None:
            return
        try:
            act(self.cache)
        except CacheUnusable as fault:
            self.cache = None
            report_unusable(fault, self.sink)


def start(
    jobs: Sequence[Job],
    cache: Cache | None,
    sink: Sink,
    *,
    force: bool = False,
    overwrite: bool = False,
    order: str = "",
    asked: Sequence[Job] | None = None,
) -> Run:
    """Decide about all jobs. Nothing is written yet.

    `order` is a name for what orders the decks, `asked` all that it wants, if `jobs` are only some of them.
    """
    surroundings = surroundings_of(jobs) | {ORDER: order}
    records: Mapping[str, str] = {}
    written: Mapping[str, frozenset[str]] = {}
    if cache is not None:
        try:
            records, written = cache.records(), cache.written()
        except CacheUnusable as fault:
            cache = None
            report_unusable(fault, sink)
    glance = Glance()
    decider = Decider(surroundings, glance, written, force, overwrite)
    decisions = []
    for job in jobs:
        text = records.get(key_of(job))
        decisions.append(decider.decide(job, from_text(text) if text else None))
    wanted = {key_of(job) for job in (jobs if asked is None else asked)}
    leftovers = find_leftovers(records, wanted, order, glance) if order else ()
    return Run(decisions, cache, surroundings, sink, leftovers=leftovers)


def limited(run: Run, most: int) -> None:
    """Build only the first `most` of the decks that need it, and leave the others for another run."""
    left = most
    kept: list[Decision] = []
    for decision in run.decisions:
        if decision.outcome is None:
            left -= 1
            if left < 0:
                waits = Outcome(decision.job, Status.NOT_DONE, reason=decision.reason)
                decision = replace(decision, outcome=waits)
        kept.append(decision)
    run.decisions = kept


def key_of(job: Job) -> str:
    return absolute(job.stem)


def open_cache(folder: Path, sink: Sink, *, make: bool = True) -> Cache | None:
    """The cache below `folder`; `make` says whether one is made where there is none."""
    path = folder / FOLDER / FILE
    if not make and not path.exists():
        return None
    try:
        return Cache(path)
    except CacheUnusable as fault:
        report_unusable(fault, sink)
        return None


def report_unusable(fault: CacheUnusable, sink: Sink) -> None:
    hint = "name a folder that can be written with `--cache DIR`"
    sink.report(CACHE_UNUSABLE, f"the cache cannot be used: {fault}", hint=hint)


def surroundings_of(jobs: Sequence[Job]) -> dict[str, str]:
    """What every deck of a run depends on besides its own job and files."""
    about = {
        "deckgen": __version__,
        "layouts": " ".join(sorted(_foreign_layouts())),
        "date": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }
    if not any(is_drawn(job.formats) for job in jobs):
        return about
    from deckgen.export.machine import fonts_mark

    return about | {"office": _office(), "fonts": fonts_mark()}


def _foreign_layouts() -> Iterator[str]:
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS):
        yield f"{point.value}@{point.dist.version if point.dist else ''}"


def _office() -> str:
    from deckgen.export.office import find_office

    office = find_office()
    try:
        return f"{office.resolve()} {office.resolve().stat().st_mtime_ns}" if office else ""
    except OSError:
        return str(office)


def _remove_stale(before: Sequence[Stamp], now: Sequence[Stamp]) -> None:
    """Remove pictures of slides that a deck has no more, unless somebody has edited them."""
    kept = {stamp.path for stamp in now}
    for stamp in before:
        if stamp.path not in kept:
            remove_unedited(stamp)
