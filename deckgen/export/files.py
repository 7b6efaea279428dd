"""Decks → files of other formats beside them or in a folder, each whole or absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from deckgen.check.stand_ins import StandIns
from deckgen.codes import (
    DECK_UNREADABLE,
    EXPORT_FAILED,
    OFFICE_MISSING,
    OUTPUT_UNWRITABLE,
    SVG_MISSING,
)
from deckgen.diagnostics import Sink, Span
from deckgen.export.cold import ExportFailed
from deckgen.export.copies import DeckCopy, render_copy
from deckgen.export.documents import (
    Account,
    Bookmark,
    finished,
    finished_notes,
    make_handout,
    make_sheet,
    typefaces_in,
)
from deckgen.export.languages import main_language
from deckgen.export.notes_pages import notes_copy
from deckgen.export.office import HOW_TO_INSTALL, Office, OfficeMissing, convert_all, decks_together
from deckgen.export.outline import as_markdown, as_text, title_of
from deckgen.export.rasters import draw_pages
from deckgen.export.targets import ODP, Target, pdf_target
from deckgen.export.typefaces import report_missing, report_replaced, typefaces_of
from deckgen.export.vectors import HOW_TO_INSTALL as HOW_TO_INSTALL_POPPLER
from deckgen.export.vectors import DrawerMissing, DrawingFailed, draw_svgs
from deckgen.render.saving import OutputUnwritable, save_whole
from deckgen.templates.foreign import Unreadable
from deckgen.written.model import WrittenDeck
from deckgen.written.reading import read_deck
from deckgen.written.sections import read_sections

PICTURES = ("png", "jpeg", "webp")
FROM_PAGES = frozenset(["pdf", *PICTURES, "svg", "sheet", "handout"])
FORMATS = ("pdf", *PICTURES, "svg", "sheet", "handout", "notes", "odp", "md", "txt")
DESCRIBED = ("picture", "chart")
SHEET_DPI = 96
QUALITY = 85
DRAWN = FROM_PAGES | {"notes", "odp"}
"""What takes LibreOffice."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of each deck: `DECK.pdf`, `DECK-01.png`, `DECK-sheet.png`, `DECK-handout.pdf`, `DECK-notes.pdf` …

    `quality` is that of JPEG and WebP pictures, and of pictures in a PDF, in percent; None leaves those in a PDF alone.
    """

    formats: tuple[str, ...]
    dpi: float = 96.0
    quality: int | None = None
    archival: bool = False
    """PDF/A-2b instead of plain PDF."""
    per_page: int = 6
    """Slides on a page of a handout."""


@dataclass
class Job:
    """A deck, the folder for what is made of it, and who hears of what goes wrong."""

    deck: Path
    folder: Path
    sink: Sink
    stand_ins: StandIns = ()
    """What is drawn for typefaces that are not installed, before all else."""
    files: list[Path] = field(default_factory=list)
    """What was written."""

    @property
    def stem(self) -> Path:
        return self.folder / self.deck.stem


@dataclass(frozen=True)
class _Opened:
    """A job whose deck could be read, and the copies of it that LibreOffice gets to see."""

    job: Job
    copies: Mapping[str, DeckCopy]
    """By what is printed of them: slides or notes."""
    account: Account
    typefaces: Sequence[str]


def export_deck(
    deck: Path, folder: Path, wanted: Wanted, sink: Sink, stand_ins: StandIns = ()
) -> tuple[Path, ...]:
    """Export one deck into `folder`; returns the files written. What goes wrong is reported."""
    (job,) = export_decks([Job(deck, folder, sink, stand_ins)], wanted)
    return tuple(job.files)


def export_decks(jobs: Sequence[Job], wanted: Wanted, office: Office | None = None) -> Iterator[Job]:
    """Export all by one LibreOffice, which is ended unless it was given; one bad deck does not stop the others."""
    with ExitStack() as stack:
        office = office or stack.enter_context(Office())
        if jobs and DRAWN & set(wanted.formats):
            office.warm_up(jobs[0].stand_ins)
        waiting = iter(jobs)
        while group := list(islice(waiting, decks_together())):
            yield from _export_group(group, wanted, office)


def _export_group(jobs: Sequence[Job], wanted: Wanted, office: Office) -> list[Job]:
    opened: list[_Opened] = []
    for job in jobs:
        with _reporting(job):
            opened.append(_opened(job, wanted.formats))
    target = pdf_target(archival=wanted.archival, quality=wanted.quality)
    if FROM_PAGES & set(wanted.formats):
        _convert(office, opened, "slides", target, lambda one, pdf: _write_pages(one, pdf, wanted))
    if "notes" in wanted.formats:
        target = pdf_target(archival=wanted.archival, notes=True, quality=wanted.quality)
        _convert(office, opened, "notes", target, _write_notes)
    if "odp" in wanted.formats:
        _convert(office, opened, "slides", ODP, lambda one, odp: _write(one.job, ".odp", odp))
    return list(jobs)


def _opened(job: Job, formats: Sequence[str]) -> _Opened:
    """The deck is read once, and not kept: what is in words is written at once."""
    deck = read_deck(job.deck, job.deck.name)
    job.folder.mkdir(parents=True, exist_ok=True)
    if "md" in formats:
        _write(job, ".md", as_markdown(deck).encode())
    if "txt" in formats:
        _write(job, ".txt", as_text(deck).encode())
    copies = {}
    if {*FROM_PAGES, "odp"} & set(formats):
        copies["slides"] = render_copy(deck, stand_ins=job.stand_ins)
    if "notes" in formats:
        copies["notes"] = notes_copy(deck, job.stand_ins)
    return _Opened(job, copies, _account(deck), typefaces_of(deck))


def _convert(
    office: Office,
    opened: Sequence[_Opened],
    what: str,
    target: Target,
    write: Callable[[_Opened, bytes], None],
) -> None:
    """Convert all that could be read, and write what came of each."""
    try:
        made = convert_all([one.copies[what] for one in opened], office, target)
    except OfficeMissing:
        for one in opened:
            one.job.sink.report(OFFICE_MISSING, "LibreOffice was not found", hint=HOW_TO_INSTALL)
        return
    for one, data in zip(opened, made, strict=True):
        with _reporting(one.job):
            if isinstance(data, ExportFailed):
                raise data
            write(one, data)


@contextmanager
def _reporting(job: Job) -> Iterator[None]:
    """What goes wrong inside is the job's alone."""
    here = Span(str(job.deck), 1, 1)
    try:
        yield
    except (ExportFailed, DrawingFailed) as fault:
        job.sink.report(EXPORT_FAILED, str(fault), here)
    except Unreadable as fault:
        job.sink.report(DECK_UNREADABLE, fault.message, here, hint=fault.hint)
    except DrawerMissing:
        job.sink.report(SVG_MISSING, "pdftocairo was not found", hint=HOW_TO_INSTALL_POPPLER)
    except OutputUnwritable as fault:
        job.sink.report(OUTPUT_UNWRITABLE, str(fault))
    except OSError as fault:
        job.sink.report(OUTPUT_UNWRITABLE, f"`{fault.filename or job.folder}`: {fault.strerror or fault}")


def _write_pages(opened: _Opened, pdf: bytes, wanted: Wanted) -> None:
    job, pages = opened.job, opened.copies["slides"].pages
    _report_typefaces(opened, pdf)
    if "pdf" in wanted.formats:
        _write(job, ".pdf", finished(pdf, opened.account))
    for form in (form for form in PICTURES if form in wanted.formats):
        pictures = draw_pages(pdf, wanted.dpi, form, wanted.quality or QUALITY)
        _write_numbered(job, pictures, pages, "jpg" if form == "jpeg" else form)
    if "sheet" in wanted.formats:
        _write(job, "-sheet.png", next(draw_pages(make_sheet(pdf), SHEET_DPI)))
    if "handout" in wanted.formats:
        _write(job, "-handout.pdf", make_handout(pdf, wanted.per_page, opened.account))
    if "svg" in wanted.formats:
        _write_numbered(job, draw_svgs(pdf, pages), pages, "svg")


def _report_typefaces(opened: _Opened, pdf: bytes) -> None:
    """Typefaces of notes are not looked at: they are for the speaker alone."""
    job, wanted, drawn = opened.job, opened.typefaces, typefaces_in(pdf)
    report_replaced(wanted, drawn, job.stand_ins, Span(str(job.deck), 1, 1), job.sink)
    report_missing(wanted, drawn, job.stand_ins, job.sink)


def _write_notes(opened: _Opened, pdf: bytes) -> None:
    _write(opened.job, "-notes.pdf", finished_notes(pdf, opened.account))


def _account(deck: WrittenDeck) -> Account:
    shown = [slide for slide in deck.slides if not slide.hidden]
    alts = [[shape.alt for shape in slide.shapes if shape.kind in DESCRIBED] for slide in shown]
    return Account(main_language(deck), [title_of(slide) for slide in shown], alts, _bookmarks(deck))


def _bookmarks(deck: WrittenDeck) -> list[Bookmark]:
    """Sections, and in them the slides that are shown, by their titles."""
    pages = {slide.part: page for page, slide in enumerate(one for one in deck.slides if not one.hidden)}
    chapters = []
    for section in read_sections(deck):
        shown = [slide for slide in section.slides if not slide.hidden]
        items = tuple((pages[slide.part], title_of(slide) or str(slide.number)) for slide in shown)
        chapters.append(Bookmark(section.name, items))
    return chapters


def _write_numbered(job: Job, pictures: Iterator[bytes], pages: int, ending: str) -> None:
    digits = max(2, len(str(pages)))
    for number, picture in enumerate(pictures, start=1):
        _write(job, f"-{number:0{digits}}.{ending}", picture)


def _write(job: Job, ending: str, data: bytes) -> None:
    path = job.stem.with_name(job.stem.name + ending)
    with save_whole(path) as file:
        file.write(data)
    job.files.append(path)
