"""All of deckgen: every line of `prepare_deck` and `build_deck` is a stage, every stage a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from deckgen import codes
from deckgen.content.checking import HouseNames, no_names
from deckgen.content.decoding import MAX_BYTES
from deckgen.content.loading import Fill, load_report
from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, Severity, Sink, Span
from deckgen.fit.crops import DPI
from deckgen.fit.deck import fit_deck
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedDeck, FittedFigure, FittedPhoto, FittedSlide
from deckgen.fit.photos import PhotoBook
from deckgen.layouts import find_layouts, offered_layouts
from deckgen.plan.deck import plan_deck
from deckgen.plan.record import Record
from deckgen.records import dataclass
from deckgen.render.deck import draw_deck, drawn_deck
from deckgen.render.saving import (
    OVERWRITE,
    OutputUnwritable,
    edited_message,
    is_edited,
    make_folder,
    save_whole,
)
from deckgen.resources import House, Images, Resources, check_images
from deckgen.stopwatch import Stopwatch
from deckgen.templates.model import Template


@dataclass(frozen=True, slots=True)
class PendingPhoto:
    """A photo slot that waits for its photo; slides count from 1."""

    slide: int
    caption: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    output: Path
    slides: int
    hidden: int
    """How many of the slides are hidden."""
    callouts: int
    photos_placed: int
    pending: tuple[PendingPhoto, ...]
    template: str = ""
    layouts_used: int = 0
    """How many of the template's own slide layouts the deck uses."""
    layouts_built: int = 0
    """How many were built in its style."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A deck that is decided to the last line and only needs to be drawn, and what it was made from."""

    report: Report
    template: Template
    images: Images
    photos: PhotoBook
    deck: FittedDeck
    file: str
    """The name of the template's file."""


Gate = Callable[[Prepared, bytes | BinaryIO, Path, Sink], object]
"""Looks through a report and the deck that was made of its content file, and reports what must not go out."""


def prepare_deck(
    content: Path,
    resources: Resources,
    sink: Sink,
    template: str | None = None,
    photo_dpi: int = DPI,
    *,
    output: Path | None = None,
    overwrite: bool = False,
    record: Record | None = None,
    watch: Stopwatch | None = None,
    fill: Fill | None = None,
) -> Prepared:
    """Everything but the drawing: `build_deck` says what the arguments mean. `record` takes the reasons for it all;
    `fill` puts the values of a row into the content."""
    watch = watch or Stopwatch()
    watch.begin("reading")
    layouts = find_layouts()
    house = House(resources, content, sink, template)
    report = read_report(content, sink, house.names, resources, fill)
    images = resources.images(content)
    check_images(report, images, sink)
    watch.done("load")
    watch.begin("planning")
    plan = plan_deck(report, layouts, sink, record, house.aliases)
    watch.done("plan")
    with sink.unplaced() if template else nullcontext():
        files = resources.find_template(template or report.template, content, sink)
        found = resources.read_template(files, sink)
    watch.done("template")
    if output is not None:
        check_output(output, (content, *files.paths), sink, overwrite=overwrite)
    if sink.has_errors:
        raise BuildStopped
    photos = PhotoBook(images.find, images.suggest, photo_dpi, resources.encodings)
    deck = fit_deck(plan, found, FontBook(found.fonts), photos, sink, record, watch)
    resources.keep_template(found)
    watch.done("fit")
    return Prepared(report, found, images, photos, deck, files.pptx.name)


def read_report(
    content: Path,
    sink: Sink,
    names: HouseNames = no_names,
    resources: Resources | None = None,
    fill: Fill | None = None,
) -> Report:
    """The report in a content file, data files and all, which may ask for layouts by the house's `names`, too. Raises
    BuildStopped, with the reasons in `sink`."""
    layouts = offered_layouts(find_layouts())
    files = (resources or Resources()).data_files(content)
    return load_report(read_bytes(content, sink), str(content), sink, layouts, files, names, fill)


def build_deck(
    content: Path,
    output: Path,
    resources: Resources,
    sink: Sink,
    template: str | None = None,
    photo_dpi: int = DPI,
    *,
    strict: bool = False,
    overwrite: bool = False,
    gate: Gate | None = None,
    record: Record | None = None,
    watch: Stopwatch | None = None,
    fill: Fill | None = None,
) -> Built:
    """Build the deck of the report `content` into `output`, whole or not at all.

    `template` overrides the report's own; `photo_dpi` is how finely photos are stored; `strict` takes no deck
    with errors or warnings, `gate` none in which it finds errors; `overwrite` replaces a deck that was edited since;
    `watch` is told when each stage is done. Raises BuildStopped, with the reasons in `sink`, when there is no deck to
    be had; an earlier file at `output` is then untouched.
    """
    watch = watch or Stopwatch()
    made = prepare_deck(
        content,
        resources,
        sink,
        template,
        photo_dpi,
        output=output,
        overwrite=overwrite,
        record=record,
        watch=watch,
        fill=fill,
    )
    drawn = None
    if gate is not None:
        watch.begin("checking")
        drawn = _passed(gate, made, content, sink)
        watch.done("check")
    try:
        make_folder(output.parent)
        with save_whole(output) as file:
            if drawn is None:
                package = draw_deck(made.deck, made.template, made.photos, watch)
                watch.done("render")
                watch.begin("writing")
                package.write(file)
            elif isinstance(drawn, bytes):
                file.write(drawn)
            else:
                with drawn:
                    drawn.seek(0)
                    copyfileobj(drawn, file)
            if strict and (sink.has_errors or sink.count(Severity.WARNING)):
                raise BuildStopped
    except OutputUnwritable as fault:
        sink.report(codes.OUTPUT_UNWRITABLE, str(fault))
        raise BuildStopped from fault
    watch.done("write")
    return summary(output, made.deck, made.file)


def _passed(gate: Gate, made: Prepared, content: Path, sink: Sink) -> bytes | BinaryIO:
    """The drawn deck. Raises BuildStopped where the gate finds errors in it."""
    drawn = drawn_deck(made.deck, made.template, made.photos)
    with ExitStack() as stack:
        if not isinstance(drawn, bytes):
            stack.enter_context(drawn)
        with sink.stopping_on_errors():
            gate(made, drawn, content, sink)
        stack.pop_all()
    return drawn


def check_output(output: Path, sources: Iterable[Path], sink: Sink, *, overwrite: bool = False) -> None:
    """Report an output that would take the place of a file that the deck is made from, or of somebody's edits."""
    for source in sources:
        try:
            same = output.samefile(source)
        except OSError:  # one of them is not there
            same = False
        if same:
            message = f"the deck would overwrite `{source}`, from which it is made"
            sink.report(codes.OUTPUT_IS_INPUT, message, hint="name another output with -o")
            return
    if not overwrite and is_edited(output):
        sink.report(codes.OUTPUT_EDITED, edited_message(output), hint=OVERWRITE)


def read_bytes(path: Path, sink: Sink) -> bytes:
    """What is in the file, up to just more than a content file may hold: devices have no end."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        sink.report(codes.FILE_UNREADABLE, f"cannot read `{path}`: {fault.strerror}", Span(str(path), 1, 1))
        raise BuildStopped from fault


def summary(output: Path, deck: FittedDeck, template: str) -> Built:
    photos = list(photos_of(deck))
    layouts = {slide.slide_layout.part: slide.slide_layout.built for slide in deck.slides}
    built = sum(part is not None for part in layouts.values())
    return Built(
        output=output,
        slides=len(deck.slides),
        hidden=sum(slide.hidden for slide in deck.slides),
        callouts=sum(
            isinstance(fill, FittedFigure) for slide in deck.slides for fill in slide.fills.values()
        ),
        photos_placed=sum(photo.image is not None for _, photo in photos),
        pending=tuple(PendingPhoto(number, photo.caption) for number, photo in photos if photo.image is None),
        template=template,
        layouts_used=len(layouts) - built,
        layouts_built=built,
    )


def photos_of(deck: FittedDeck) -> Iterator[tuple[int, FittedPhoto]]:
    """Every photo slot of the deck with its slide's number."""
    for number, slide in enumerate(deck.slides, start=1):
        yield from ((number, fill) for fill in slide_photos(slide))


def slide_photos(slide: FittedSlide) -> Iterator[FittedPhoto]:
    return (fill for fill in slide.fills.values() if isinstance(fill, FittedPhoto))
