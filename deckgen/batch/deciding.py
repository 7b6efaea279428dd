"""A job and what is known of its last build → whether it has to be built, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from deckgen.batch.addresses import absolute
from deckgen.batch.leftovers import ORDER
from deckgen.batch.model import Job, Outcome, Stamp, Status
from deckgen.batch.records import Record, traits_of
from deckgen.batch.stamps import ABSENT, Glance
from deckgen.codes import OUTPUT_EDITED, OUTPUT_KEPT
from deckgen.diagnostics import Diagnostic
from deckgen.render.saving import OVERWRITE, edited_message

_WORDS = {
    "row": "its row changed",
    "options": "options changed",
    "typefaces": "other typefaces stand in for missing ones",
    "formats": "other formats",
    "report": "another report",
    "template": "another template",
    "language": "another language",
    "deckgen": "another version of deckgen",
    "layouts": "other layouts are installed",
    "date": "SOURCE_DATE_EPOCH changed",
    "office": "another LibreOffice",
    "fonts": "other typefaces are installed",
}

_SUFFIXES = {"jpeg": ".jpg", "sheet": ".png", "handout": ".pdf", "notes": ".pdf"}
"""How the names of a format's files end, where not in the format's name."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done for a job.

    `reason` says why it is built, and is empty for a deck that stays; `outcome` is there where nothing is to be built.
    """

    job: Job
    reason: str
    outcome: Outcome | None = None
    renewed: Record | None = None
    """The record to keep in place of the old one, with the present times of files that were only touched and the order
    that asks for the deck now."""
    before: tuple[Stamp, ...] = ()
    """What the last build put in place."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides for all jobs of one run. `surroundings` are the causes that all decks share."""

    surroundings: Mapping[str, str]
    glance: Glance
    written: Mapping[str, frozenset[str]]
    force: bool = False
    overwrite: bool = False

    def decide(self, job: Job, record: Record | None) -> Decision:
        job = replace(job, mine=self._mine(job, record), overwrite=self.overwrite)
        if record is None:
            return Decision(job, "forced" if self.force else "new")
        edited = [stamp for stamp in record.outputs if self._is_edited(stamp, job)]
        in_the_way = [stamp for stamp in edited if Path(stamp.path).suffix in _suffixes(job)]
        reason = "forced" if self.force else self._reason(job, record, edited)
        if not reason:
            findings = record.findings + tuple(_kept(stamp) for stamp in edited)
            outcome = Outcome(job, Status.UNCHANGED, findings, record.facts, record.inputs, record.outputs)
            return Decision(job, "", outcome, self._renewed(record))
        if in_the_way and not self.overwrite:
            findings = tuple(edited_finding(stamp.path) for stamp in in_the_way)
            return Decision(job, reason, Outcome(job, Status.FAILED, findings, record.facts, reason=reason))
        return Decision(job, reason, before=record.outputs)

    def _mine(self, job: Job, record: Record | None) -> frozenset[str]:
        known = {stamp.sha256 for stamp in record.outputs} if record else set()
        paths = [output_path(job.stem, ending) for ending in job.formats]
        return frozenset(known.union(*(self.written.get(path, ()) for path in paths)))

    def _is_edited(self, stamp: Stamp, job: Job) -> bool:
        if not self.glance.exists(stamp.path) or self.glance.is_same(stamp):
            return False
        return self.glance.hash(stamp.path) not in job.mine | self.written.get(stamp.path, frozenset())

    def _reason(self, job: Job, record: Record, edited: list[Stamp]) -> str:
        now = traits_of(job, self.surroundings)
        for trait, words in _WORDS.items():
            if record.traits.get(trait, "") != now.get(trait, ""):
                return words
        for stamp in record.inputs:
            if not self.glance.is_same(stamp):
                return self._changed(stamp, job)
        for stamp in record.outputs:
            if not self.glance.exists(stamp.path):
                return f"`{Path(stamp.path).name}` is gone"
            if stamp not in edited and not self.glance.is_same(stamp):
                return "the last run was cut short"
        return ""

    def _changed(self, stamp: Stamp, job: Job) -> str:
        path = Path(stamp.path)
        if stamp.path == absolute(job.report):
            return "the content changed"
        if stamp.size == ABSENT:
            return f"`{path.name}` is there now"
        return f"`{path.name}` changed" if self.glance.exists(stamp.path) else f"`{path.name}` is gone"

    def _renewed(self, record: Record) -> Record | None:
        inputs = tuple(self.glance.now(stamp) for stamp in record.inputs)
        outputs = tuple(self.glance.now(stamp) for stamp in record.outputs)
        traits = {**record.traits, ORDER: self.surroundings.get(ORDER, "")}
        if (inputs, outputs, traits) == (record.inputs, record.outputs, record.traits):
            return None
        return replace(record, traits=traits, inputs=inputs, outputs=outputs)


def _suffixes(job: Job) -> set[str]:
    """The endings of all files that the job will write."""
    return {_SUFFIXES.get(form, f".{form}") for form in job.formats}


def output_path(stem: str, ending: str) -> str:
    return absolute(f"{stem}.{ending}")


def edited_finding(path: str) -> Diagnostic:
    return Diagnostic(OUTPUT_EDITED, edited_message(path), hint=OVERWRITE)


def _kept(stamp: Stamp) -> Diagnostic:
    return Diagnostic(OUTPUT_KEPT, f"`{stamp.path}` was edited since it was built; it stays")
