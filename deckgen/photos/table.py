"""Photo slots → a table for the terminal, CSV for Excel, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from deckgen.messages import columns_of, padded, printable, shortened
from deckgen.photos.slots import PhotoSlot, State
from deckgen.photos.words import ListWords

HEADINGS = (
    "No.",
    "State",
    "Orientation",
    "Place (cm)",
    "Wanted (px)",
    "Least (px)",
    "Caption",
    "Credit",
    "File",
)
RIGHT = ("No.", "Place (cm)", "Wanted (px)", "Least (px)")
MOST_COLUMNS = {"Caption": 60, "Credit": 24, "File": 60}
WIDEST = 110
"""Columns of the line that names a slide."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is computed by Excel instead of being shown."""


def as_table(slots: Sequence[PhotoSlot]) -> str:
    """The slots under the slide they are on, in columns that count a Chinese character as two; then the counts."""
    if not slots:
        return counts(slots)
    rows = [HEADINGS, *(tuple(_row(slot)) for slot in slots)]
    widths = [max(columns_of(row[n]) for row in rows) for n in range(len(HEADINGS))]
    widths = [width if any(row[n] for row in rows[1:]) else 0 for n, width in enumerate(widths)]
    lines = [_line(HEADINGS, widths)]
    for slide, members in groupby(zip(slots, rows[1:], strict=True), lambda pair: pair[0].slide):
        pairs = list(members)
        lines += ["", _heading(slide, pairs[0][0]), *(_line(row, widths) for _, row in pairs)]
    return "\n".join([*lines, "", counts(slots)])


def _heading(number: int, slot: PhotoSlot) -> str:
    said = " · ".join(part for part in (slot.section, slot.title) if part)
    return shortened(printable(f"Slide {number}: {said}"), WIDEST)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """A column without anything in it has the width 0 and is left out."""
    cells = zip(HEADINGS, row, widths, strict=True)
    return "  ".join(
        padded(cell, width, right=name in RIGHT) for name, cell, width in cells if width
    ).rstrip()


def counts(slots: Sequence[PhotoSlot]) -> str:
    """`12 photo slots: 3 placed, 9 pending`."""
    found = {state: sum(slot.state is state for slot in slots) for state in State}
    said = ", ".join(f"{count} {state.value}" for state, count in found.items() if count)
    return f"{len(slots)} photo slot{'' if len(slots) == 1 else 's'}{': ' if said else ''}{said}"


def as_csv(slots: Sequence[PhotoSlot], words: ListWords) -> str:
    """One line a slot, headed in the report's language. The byte order mark tells Excel that it is UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(words.columns)
    writer.writerows(_record(slot, words) for slot in slots)
    return "\ufeff" + file.getvalue()


def as_json(slots: Sequence[PhotoSlot]) -> str:
    """A JSON array with one object a slot; lengths in centimetres and pixels."""
    return json.dumps([_object(slot) for slot in slots], ensure_ascii=False, indent=2)


def _row(slot: PhotoSlot) -> Iterator[str]:
    width, height = slot.centimetres
    cells = (
        f"{slot.number}",
        slot.state.value,
        slot.orientation,
        f"{width:.1f} × {height:.1f}",
        f"{slot.wanted[0]} × {slot.wanted[1]}",
        f"{slot.least[0]} × {slot.least[1]}",
        slot.caption,
        slot.credit,
        file_and_size(slot),
    )
    for heading, cell in zip(HEADINGS, cells, strict=True):
        yield shortened(printable(cell), MOST_COLUMNS.get(heading, 80))


def file_and_size(slot: PhotoSlot) -> str:
    size = f" ({slot.pixels[0]} × {slot.pixels[1]} px)" if slot.pixels else ""
    return f"{slot.image}{size}" if slot.image else ""


def _record(slot: PhotoSlot, words: ListWords) -> Iterator[str | int]:
    width, height = slot.centimetres
    cells: tuple[str | int, ...] = (
        slot.number,
        slot.slide,
        slot.section,
        slot.title,
        slot.caption,
        words.states[slot.state],
        words.orientations[slot.orientation],
        f"{width:.1f}",
        f"{height:.1f}",
        *slot.wanted,
        *slot.least,
        slot.image or "",
        *(slot.pixels or ("", "")),
        slot.credit,
    )
    for cell in cells:
        yield f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _object(slot: PhotoSlot) -> dict[str, object]:
    return {
        "number": slot.number,
        "slide": slot.slide,
        "title": slot.title,
        "section": slot.section,
        "caption": slot.caption,
        "credit": slot.credit,
        "state": slot.state.value,
        "image": slot.image,
        "pixels": slot.pixels,
        "place_cm": [round(length, 1) for length in slot.centimetres],
        "wanted_pixels": slot.wanted,
        "least_pixels": slot.least,
        "orientation": slot.orientation,
        "kind": slot.kind,
        "path": list(slot.origin),
    }
