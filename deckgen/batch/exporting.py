"""Decks in memory → their files of other formats, several decks by one LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.batch.model import Job
from deckgen.diagnostics import Diagnostic, Sink

if TYPE_CHECKING:
    from deckgen.export import files
    from deckgen.export.office import Office

THUMBNAIL_DPI = 18.0
"""240 pixels across a slide of 13.33 inches."""
TOGETHER = 10
"""Decks for LibreOffice that go to another machine at once: they share its start."""
WORDS = {"pptx", "md", "txt"}
"""What takes no LibreOffice."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was made of one deck, still in a folder of its own: only what is whole, and nobody else's, may take its
    place."""

    job: Job
    made: tuple[Path, ...]
    findings: tuple[Diagnostic, ...]

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """Each file that was asked for: where it belongs, and what is in it."""
        stem = Path(self.job.stem)
        for path in self.made:
            if path != self._pdf or "pdf" in self.job.formats:
                yield stem.with_name(path.name), path.read_bytes()

    def thumbnail(self) -> bytes:
        """The first slide as a small PNG; empty where no PDF was made."""
        from deckgen.export.rasters import draw_pages

        return next(draw_pages(self._pdf.read_bytes(), THUMBNAIL_DPI), b"") if self._pdf else b""

    @property
    def _pdf(self) -> Path | None:
        name = f"{Path(self.job.stem).name}.pdf"
        return next((path for path in self.made if path.name == name), None)


def other_formats(job: Job) -> tuple[str, ...]:
    return tuple(form for form in job.formats if form != "pptx")


def is_drawn(formats: Iterable[str]) -> bool:
    """Whether LibreOffice has a part in any of them."""
    return not WORDS.issuperset(formats)


def together_here() -> int:
    """Decks for LibreOffice that go to a worker of this machine at once."""
    from deckgen.export.office import decks_together

    return decks_together()


def _may_go_together(one: Job, other: Job) -> bool:
    return other_formats(one) == other_formats(other) and one.options == other.options


def _unplaced(done: files.Job) -> Iterator[Diagnostic]:
    """What was found, but not in the copy of the deck, which nobody knows."""
    for found in done.sink:
        in_copy = found.span is not None and found.span.file == str(done.deck)
        yield replace(found, span=None) if in_copy else found


def grouped(jobs: Sequence[Job], count: int, together: int = TOGETHER) -> list[list[Job]]:
    """Jobs that a worker gets at once: several where LibreOffice has a part in it, but some for every worker."""
    most = max(1, min(together, len(jobs) // count))
    groups: list[list[Job]] = []
    for job in jobs:
        group = groups[-1] if groups else []
        if other_formats(job) and 0 < len(group) < most and _may_go_together(group[0], job):
            group.append(job)
        else:
            groups.append([job])
    return groups


def export_all(decks: Sequence[tuple[Job, bytes]], folder: Path, office: Office) -> list[Exported]:
    """Export decks of jobs that may go together, by way of `folder`."""
    from deckgen.export import files

    formats = other_formats(decks[0][0])
    if files.FROM_PAGES & set(formats):
        formats = tuple(dict.fromkeys((*formats, "pdf")))  # made on the way there, and good for a thumbnail
    wanted = files.Wanted(formats, decks[0][0].options.dpi)
    jobs = []
    for number, (job, deck) in enumerate(decks):
        source = folder / str(number) / f"{Path(job.stem).name}.pptx"
        source.parent.mkdir()
        source.write_bytes(deck)
        jobs.append(files.Job(source, source.parent, Sink(), job.stand_ins))
    return [
        Exported(job, tuple(done.files), tuple(_unplaced(done)))
        for (job, _), done in zip(decks, files.export_decks(jobs, wanted, office), strict=True)
    ]
