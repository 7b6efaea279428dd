"""Jobs → an outcome for each, whatever happens. This is what runs in a worker."""

from __future__ import annotations

import hashlib
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from deckgen.batch.deciding import edited_finding
from deckgen.batch.exporting import export_all, is_drawn, other_formats
from deckgen.batch.filling import fill_content
from deckgen.batch.model import PLEASE_REPORT, Facts, Job, Outcome, Stamp, Status
from deckgen.batch.scopes import DeckScope
from deckgen.batch.stamps import hash_of
from deckgen.batch.tables import Row, TableFile, read_table
from deckgen.batch.tracking import Hashes, Watched, changed_since
from deckgen.codes import DECK_BUG, OUTPUT_UNWRITABLE
from deckgen.diagnostics import BuildStopped, Severity, Sink
from deckgen.fit.encodings import Encodings
from deckgen.pipeline import Prepared, prepare_deck, summary
from deckgen.render.deck import deck_bytes
from deckgen.render.saving import OutputUnwritable, write_whole
from deckgen.resources import Templates

if TYPE_CHECKING:
    from deckgen.export.office import Office

Announce = Callable[[Iterable[tuple[str, str]]], None]
"""Says which files (path, hash) are about to be put in place, so that a later run knows them for its own."""


def _say_nothing(_: Iterable[tuple[str, str]]) -> None:
    """For builders that nobody keeps a cache for."""


@dataclass(slots=True)
class Builder:
    """Builds one deck after the other; what they share (templates, tables, hashes, LibreOffice) is there once.

    Closing ends LibreOffice.
    """

    announce: Announce = _say_nothing
    hashes: Hashes = field(default_factory=Hashes)
    templates: Templates = field(default_factory=Templates)
    resources: Callable[..., Watched] = Watched
    encodings: Encodings = field(default_factory=Encodings)
    _tables: dict[tuple[TableFile, str], tuple[Row, ...]] = field(default_factory=dict)
    _office: Office | None = None

    def close(self) -> None:
        if self._office:
            self._office.close()

    def build(self, job: Job) -> Outcome:
        return next(self.build_all([job]))

    def build_all(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """An outcome for each job. What LibreOffice has to draw is drawn for all of them at once."""
        waiting: list[_Draft] = []
        if drawn := next((job for job in jobs if is_drawn(job.formats)), None):
            self._libreoffice().warm_up(drawn.stand_ins)
        for job in jobs:
            watched = self.resources(hashes=self.hashes, known=self.templates, encodings=self.encodings)
            draft = _Draft(job, watched)
            with draft.reporting():
                self._draw(draft)
                if "pptx" in job.formats:
                    self._put(draft.pptx, draft.deck, draft)
                draft.status = Status.BUILT
            if draft.status is Status.BUILT and other_formats(job):
                waiting.append(draft)
            else:
                yield draft.outcome()
        if waiting:
            self._export(waiting)
            for draft in waiting:
                yield draft.outcome()

    def _draw(self, draft: _Draft) -> None:
        """Raises BuildStopped where the deck must not be written."""
        options, sink = draft.job.options, draft.sink
        made = self._prepared(draft)
        draft.facts = _facts(made)
        draft.deck = deck_bytes(made.deck, made.template, made.photos)
        if options.check:
            _check(made, draft)
        if options.strict and (sink.has_errors or sink.count(Severity.WARNING)):
            raise BuildStopped

    def _export(self, drafts: Sequence[_Draft]) -> None:
        with TemporaryDirectory(prefix="deckgen-export-", ignore_cleanup_errors=True) as folder:
            try:
                exports = export_all(
                    [(draft.job, draft.deck) for draft in drafts], Path(folder), self._libreoffice()
                )
            except Exception as fault:
                for draft in drafts:
                    draft.fail(_described(fault), PLEASE_REPORT)
                return
            for draft, export in zip(drafts, exports, strict=True):
                with draft.reporting():
                    draft.sink.add_all(export.findings)
                    for path, data in export.files():
                        self._put(path, data, draft)
                    draft.thumbnail = export.thumbnail()

    def _libreoffice(self) -> Office:
        from deckgen.export.office import Office  # most decks do without

        self._office = self._office or Office()
        return self._office

    def _prepared(self, draft: _Draft) -> Prepared:
        job, watched = draft.job, draft.watched

        def fill(content: object, sink: Sink) -> object:
            if job.language and isinstance(content, dict):
                content = content | {"language": job.language}
            scope = DeckScope(job, lambda table: self._table(table, watched, sink))
            return fill_content(content, scope, sink)

        watched.note(draft.content)
        output = draft.pptx if "pptx" in job.formats else None
        dpi = job.options.photo_dpi
        # Hashes tell more surely than `prepare_deck` what may be overwritten.
        return prepare_deck(
            draft.content,
            watched,
            draft.sink,
            job.template,
            dpi,
            output=output,
            overwrite=True,
            fill=fill,
        )

    def _table(self, table: TableFile, watched: Watched, sink: Sink) -> tuple[Row, ...]:
        key = table, watched.note(Path(table.path)).sha256
        if key not in self._tables:
            self._tables[key] = read_table(table, sink)
        return self._tables[key]

    def _put(self, path: Path, data: bytes, draft: _Draft) -> None:
        """Put a file in its place, unless it is there already. Raises BuildStopped where somebody else's is."""
        digest = hashlib.sha256(data).hexdigest()
        there = _hash_there(path)
        if there != digest:
            if not draft.job.may_replace(there):
                draft.sink.add(edited_finding(str(path)))
                raise BuildStopped
            self.announce([(str(path.absolute()), digest)])
            try:
                write_whole(path, data)
            except OutputUnwritable as fault:
                draft.sink.report(OUTPUT_UNWRITABLE, str(fault))
                raise BuildStopped from fault
        found = path.stat()
        draft.outputs.append(Stamp(str(path.absolute()), found.st_size, found.st_mtime_ns, digest))


@dataclass(slots=True)
class _Draft:
    """What is known of a job while it is being done."""

    job: Job
    watched: Watched
    sink: Sink = field(default_factory=Sink)
    deck: bytes = b""
    facts: Facts = field(default_factory=Facts)
    outputs: list[Stamp] = field(default_factory=list)
    thumbnail: bytes = b""
    status: Status = Status.FAILED
    started: int = field(default_factory=time.time_ns)
    began: float = field(default_factory=time.perf_counter)

    @property
    def content(self) -> Path:
        return Path(self.job.report)

    @property
    def pptx(self) -> Path:
        """Where the deck belongs."""
        return Path(f"{self.job.stem}.pptx")

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Whatever goes wrong inside fails this deck, and no other."""
        try:
            yield
        except BuildStopped:
            self.status = Status.FAILED
        except MemoryError:
            self.fail("there was not enough memory", "build with fewer workers: `--jobs 1`")
        except Exception as fault:
            self.fail(_described(fault), PLEASE_REPORT)

    def fail(self, message: str, hint: str) -> None:
        self.status = Status.FAILED
        self.sink.report(DECK_BUG, message, hint=hint)

    def outcome(self) -> Outcome:
        return Outcome(
            self.job,
            Status.FAILED if self.sink.has_errors else self.status,
            tuple(self.sink),
            self.facts,
            changed_since(self.watched.inputs(), self.started),
            tuple(self.outputs),
            self.thumbnail,
            time.perf_counter() - self.began,
            _most_memory(),
        )


def _check(made: Prepared, draft: _Draft) -> None:
    """Raises BuildStopped where `deckgen check` finds errors."""
    from deckgen.gate.reports import check_drawn

    draft.watched.note_checked(made.report, draft.content)
    errors_before = draft.sink.count(Severity.ERROR)
    check_drawn(made, draft.deck, draft.content, draft.sink)
    if draft.sink.count(Severity.ERROR) > errors_before:
        raise BuildStopped


def _hash_there(path: Path) -> str | None:
    """None where there is nothing; what cannot be read is left to the writing, which says why."""
    try:
        return hash_of(path) if path.is_file() else None
    except OSError:
        return None


def _facts(made: Prepared) -> Facts:
    told = summary(Path(), made.deck, made.file)
    pending = tuple((photo.slide, photo.caption) for photo in told.pending)
    return Facts(told.slides, told.hidden, told.photos_placed, pending)


def _described(fault: Exception) -> str:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}: {str(fault)[:300]} ({Path(last.filename).name}:{last.lineno})"


def _most_memory() -> float:
    """The most that this process ever took, in MB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
