"""One job → one outcome, whatever happens. This is what runs in a worker."""

from __future__ import annotations

import hashlib
import io
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from deckgen.batch.deciding import edited_finding
from deckgen.batch.exporting import Export
from deckgen.batch.filling import fill_content
from deckgen.batch.model import Facts, Job, Outcome, Stamp, Status
from deckgen.batch.scopes import DeckScope
from deckgen.batch.stamps import hash_of
from deckgen.batch.tables import Row, TableFile, read_table
from deckgen.batch.tracking import Hashes, Templates, Watched, changed_since
from deckgen.codes import DECK_BUG, OUTPUT_UNWRITABLE
from deckgen.diagnostics import BuildStopped, Severity, Sink
from deckgen.pipeline import Prepared, prepare_deck, summary
from deckgen.render.deck import render_deck
from deckgen.render.saving import OutputUnwritable, make_folder, save_whole

Announce = Callable[[Iterable[tuple[str, str]]], None]
"""Says which files (path, hash) are about to be put in place, so that a later run knows them for its own."""


def _say_nothing(_: Iterable[tuple[str, str]]) -> None:
    """Where nobody keeps books."""


@dataclass(slots=True)
class Builder:
    """Builds one deck after the other; what they share (templates, tables, hashes) is read once."""

    announce: Announce = _say_nothing
    hashes: Hashes = field(default_factory=Hashes)
    templates: Templates = field(default_factory=Templates)
    _tables: dict[tuple[TableFile, str], tuple[Row, ...]] = field(default_factory=dict)

    def build(self, job: Job) -> Outcome:
        started, began = time.time_ns(), time.perf_counter()
        sink = Sink()
        watched = Watched(hashes=self.hashes, known=self.templates)
        made = Outcome(job, Status.FAILED)
        try:
            made = self._built(job, watched, sink)
        except BuildStopped:
            pass
        except MemoryError:
            sink.report(DECK_BUG, "there was not enough memory", hint="build with fewer workers: `--jobs 1`")
        except Exception as fault:
            sink.report(DECK_BUG, _described(fault), hint="please report it, with this line")
        if sink.has_errors:
            made = replace(made, status=Status.FAILED)
        return replace(
            made,
            findings=tuple(sink),
            inputs=changed_since(watched.inputs(), started),
            seconds=time.perf_counter() - began,
            megabytes=_most_memory(),
        )

    def _built(self, job: Job, watched: Watched, sink: Sink) -> Outcome:
        made = self._prepared(job, watched, sink)
        facts = _facts(made)
        target = io.BytesIO()
        render_deck(made.deck, made.template, made.photos, target)
        deck = target.getvalue()
        if job.options.check:
            self._check(made, deck, job, watched, sink)
        if job.options.strict and (sink.has_errors or sink.count(Severity.WARNING)):
            raise BuildStopped
        export = Export(job)
        outputs = tuple(self._put(path, data, job, sink) for path, data in export.files(deck, sink))
        return Outcome(job, Status.BUILT, facts=facts, outputs=outputs, thumbnail=export.thumbnail)

    def _prepared(self, job: Job, watched: Watched, sink: Sink) -> Prepared:
        def fill(content: object, sink: Sink) -> object:
            if job.language and isinstance(content, dict):
                content = content | {"language": job.language}
            return fill_content(
                content, DeckScope(job, lambda table: self._table(table, watched, sink)), sink
            )

        content = Path(job.report)
        watched.note(content)
        output = Path(f"{job.stem}.pptx") if "pptx" in job.formats else None
        return prepare_deck(
            content, watched, sink, job.template, job.options.photo_dpi, output=output, fill=fill
        )

    def _table(self, table: TableFile, watched: Watched, sink: Sink) -> tuple[Row, ...]:
        key = table, watched.note(Path(table.path)).sha256
        if key not in self._tables:
            self._tables[key] = read_table(table, sink)
        return self._tables[key]

    def _check(self, made: Prepared, deck: bytes, job: Job, watched: Watched, sink: Sink) -> None:
        """Raises BuildStopped where `deckgen check` finds errors."""
        from deckgen.gate import check_drawn, settings_places
        from deckgen.sourcing import SourceFolders

        content = Path(job.report)
        finder = SourceFolders(content)
        for name in made.report.source:
            finder.find(name)
        watched.finders.append(finder)
        for place in settings_places(content):
            watched.note(place)
        errors_before = sink.count(Severity.ERROR)
        check_drawn(made, deck, content, sink)
        if sink.count(Severity.ERROR) > errors_before:
            raise BuildStopped

    def _put(self, path: Path, data: bytes, job: Job, sink: Sink) -> Stamp:
        """Put a file in its place, unless it is there already, or somebody else's is."""
        digest = hashlib.sha256(data).hexdigest()
        there = _hash_there(path)
        if there not in (None, digest, *job.mine) and not job.overwrite:
            sink.add(edited_finding(str(path)))
            raise BuildStopped
        if there != digest:
            self.announce([(str(path.absolute()), digest)])
            try:
                make_folder(path.parent)
                with save_whole(path) as file:
                    file.write(data)
            except OutputUnwritable as fault:
                sink.report(OUTPUT_UNWRITABLE, str(fault))
                raise BuildStopped from fault
        found = path.stat()
        return Stamp(str(path.absolute()), found.st_size, found.st_mtime_ns, digest)


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
