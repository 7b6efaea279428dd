"""What goes to a worker and what comes back: plain values, which any process on any machine understands."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Protocol

from deckgen.batch.tables import Row, TableFile
from deckgen.check.stand_ins import StandIns
from deckgen.diagnostics import Diagnostic, Severity

PLEASE_REPORT = "please report it, with this line"
"""The hint of a finding that is a fault of deckgen."""


@dataclass(frozen=True, slots=True)
class Options:
    """How decks are built and exported."""

    strict: bool = False
    """A deck with warnings fails, too."""
    check: bool = False
    """A deck in which `deckgen check` finds errors fails."""
    photo_dpi: int = 200
    dpi: float = 96.0
    """Dots to the inch of PNG pictures of slides."""


@dataclass(frozen=True, slots=True)
class Job:
    """One deck in all its formats."""

    report: str
    """The content file."""
    name: str
    """What the report's decks are called: the content file's name, or its folder's."""
    stem: str
    """The path of the output without its ending."""
    formats: tuple[str, ...] = ("pptx",)
    template: str | None = None
    """None for the report's own."""
    language: str | None = None
    row: Row | None = None
    tables: tuple[tuple[str, TableFile], ...] = ()
    """Tables that loops may use, by name; the one that `row` is from is called `rows`."""
    options: Options = Options()
    stand_ins: StandIns = ()
    """What exports draw for typefaces that are not installed."""
    mine: frozenset[str] = frozenset()
    """Hashes of files that earlier runs left at the outputs, which may be replaced."""
    overwrite: bool = False
    """Whatever else stands there may be replaced, too."""

    def with_files(self, name: Callable[[str], str]) -> Job:
        """The job with other names for report, template, tables and output; `name` gives the new one for the old."""
        return replace(
            self,
            report=name(self.report),
            template=name(self.template) if self.template else None,
            tables=tuple((key, replace(table, path=name(table.path))) for key, table in self.tables),
            stem=name(self.stem),
            stand_ins=tuple(one.in_file(name(one.declared.file)) for one in self.stand_ins),
        )

    def may_replace(self, digest: str | None) -> bool:
        """Whether a file with this hash, which stands where an output belongs, may be replaced; None: none does."""
        return self.overwrite or digest is None or digest in self.mine


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was: a quick look (size and time) and a sure one (hash). `size` -1: it was not there."""

    path: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is in a deck; slides count from 1."""

    slides: int = 0
    hidden: int = 0
    photos: int = 0
    pending: tuple[tuple[int, str], ...] = ()
    """Slide and caption of each photo that is still to come."""


class Status(Enum):
    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    NOT_DONE = "not done"
    """The run was ended before its turn, or is only a rehearsal."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job."""

    job: Job
    status: Status
    findings: tuple[Diagnostic, ...] = ()
    facts: Facts = Facts()
    inputs: tuple[Stamp, ...] = ()
    """The files that the deck was made from, and the places where one was looked for in vain."""
    outputs: tuple[Stamp, ...] = ()
    thumbnail: bytes = b""
    """The first slide as a small PNG, where one was to be had."""
    seconds: float = 0.0
    megabytes: float = 0.0
    """The most memory that the worker ever took."""
    reason: str = ""
    """Why it was built."""

    def count(self, severity: Severity) -> int:
        return sum(found.code.severity is severity for found in self.findings)


class ClusterLost(Exception):
    """Why there is no cluster to build on, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Runner(Protocol):
    """Does jobs somewhere. Outcomes come in any order, one for each job; closing the generator ends the run."""

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome, None, None]: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """All decks that were asked for, and what was found on the way."""

    jobs: tuple[Job, ...]
    skipped: tuple[str, ...] = ()
    """YAML files in folders that are no reports."""
    findings: tuple[Diagnostic, ...] = field(default=())
