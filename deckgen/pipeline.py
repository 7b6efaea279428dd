"""All of deckgen: every line of `build_deck` is a stage, every stage a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deckgen import codes
from deckgen.content.loading import load_report
from deckgen.diagnostics import BuildStopped, Sink, Span
from deckgen.fit.deck import fit_deck
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedDeck, FittedFigure, FittedPhoto, FittedSlide
from deckgen.fit.photos import DPI, PhotoBook
from deckgen.layouts import find_layouts
from deckgen.plan.choice import offered_layouts
from deckgen.plan.deck import plan_deck
from deckgen.render.deck import render_deck
from deckgen.render.saving import OutputUnwritable, save_whole
from deckgen.resources import Images, Resources, check_images


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
    callouts: int
    photos_placed: int
    pending: tuple[PendingPhoto, ...]


def build_deck(
    content: Path,
    output: Path,
    resources: Resources,
    sink: Sink,
    template: str | None = None,
    photo_dpi: int = DPI,
) -> Built:
    """Build the deck of the report `content` into `output`, whole or not at all.

    `template` overrides the report's own; `photo_dpi` is how finely photos are stored. Raises BuildStopped,
    with the reasons in `sink`, when there is no deck to be had; an earlier file at `output` is then untouched.
    """
    layouts = find_layouts()
    report = load_report(read_bytes(content, sink), str(content), sink, offered_layouts(layouts))
    images = Images(content)
    check_images(report, images, sink)
    plan = plan_deck(report, layouts, sink)
    found = resources.template(template or report.template, content, sink)
    if sink.has_errors:
        raise BuildStopped
    photos = PhotoBook(images.find, images.suggest, photo_dpi)
    deck = fit_deck(plan, found, FontBook(), photos, sink)
    try:
        with save_whole(output) as file:
            render_deck(deck, found, photos, file)
    except OutputUnwritable as fault:
        sink.report(codes.OUTPUT_UNWRITABLE, str(fault))
        raise BuildStopped from fault
    return summary(output, deck)


def read_bytes(path: Path, sink: Sink) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        sink.report(codes.FILE_UNREADABLE, f"cannot read `{path}`: {fault.strerror}", Span(str(path), 1, 1))
        raise BuildStopped from fault


def summary(output: Path, deck: FittedDeck) -> Built:
    photos = list(photos_of(deck))
    return Built(
        output=output,
        slides=len(deck.slides),
        callouts=sum(
            isinstance(fill, FittedFigure) for slide in deck.slides for fill in slide.fills.values()
        ),
        photos_placed=sum(photo.image is not None for _, photo in photos),
        pending=tuple(PendingPhoto(number, photo.caption) for number, photo in photos if photo.image is None),
    )


def photos_of(deck: FittedDeck) -> Iterator[tuple[int, FittedPhoto]]:
    """Every photo slot of the deck with its slide's number."""
    for number, slide in enumerate(deck.slides, start=1):
        yield from ((number, fill) for fill in slide_photos(slide))


def slide_photos(slide: FittedSlide) -> Iterator[FittedPhoto]:
    return (fill for fill in slide.fills.values() if isinstance(fill, FittedPhoto))
