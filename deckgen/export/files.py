"""Decks → PDF and PNG files beside them or in a folder, each whole or absent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deckgen.codes import DECK_UNREADABLE, EXPORT_FAILED, OFFICE_MISSING, OUTPUT_UNWRITABLE
from deckgen.diagnostics import Sink, Span
from deckgen.export.copies import UnreadableDeck, read_package, render_copy
from deckgen.export.office import HOW_TO_INSTALL, ExportFailed, OfficeMissing, convert
from deckgen.export.rasters import count_pages, draw_pages
from deckgen.render.saving import OutputUnwritable, save_whole

FORMATS = ("pdf", "png")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of each deck. PNG files are named `DECK-01.png`."""

    formats: tuple[str, ...]
    dpi: float = 96.0


def export_deck(deck: Path, folder: Path, wanted: Wanted, sink: Sink) -> tuple[Path, ...]:
    """Export one deck into `folder`; returns the files written. What goes wrong is reported."""
    try:
        pdf = convert(render_copy(read_package(deck.read_bytes())))
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_write_all(pdf, folder / deck.stem, wanted))
    except OfficeMissing:
        sink.report(OFFICE_MISSING, "LibreOffice was not found", hint=HOW_TO_INSTALL)
    except ExportFailed as fault:
        sink.report(EXPORT_FAILED, str(fault), Span(str(deck), 1, 1))
    except UnreadableDeck as fault:
        sink.report(DECK_UNREADABLE, str(fault), Span(str(deck), 1, 1))
    except OutputUnwritable as fault:
        sink.report(OUTPUT_UNWRITABLE, str(fault))
    except OSError as fault:
        sink.report(OUTPUT_UNWRITABLE, f"`{fault.filename or folder}`: {fault.strerror or fault}")
    return ()


def _write_all(pdf: bytes, stem: Path, wanted: Wanted) -> Iterator[Path]:
    if "pdf" in wanted.formats:
        yield _write(stem.with_name(f"{stem.name}.pdf"), pdf)
    if "png" in wanted.formats:
        yield from _write_pictures(pdf, stem, wanted.dpi)


def _write_pictures(pdf: bytes, stem: Path, dpi: float) -> Iterator[Path]:
    digits = max(2, len(str(count_pages(pdf) or 0)))
    for number, picture in enumerate(draw_pages(pdf, dpi), start=1):
        yield _write(stem.with_name(f"{stem.name}-{number:0{digits}}.png"), picture)


def _write(path: Path, data: bytes) -> Path:
    with save_whole(path) as file:
        file.write(data)
    return path
