"""Values → a report's file: checked before anything is written, and written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deckgen.codes import EDIT_REFUSED, OUTPUT_UNWRITABLE
from deckgen.content.edits import changed, edit_yaml
from deckgen.content.loading import load_report
from deckgen.content.models import Report
from deckgen.content.reading import read_yaml
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.forms.form import as_data
from deckgen.records import dataclass
from deckgen.render.saving import OutputUnwritable, save_whole
from deckgen.resources import DataFolders


@dataclass(frozen=True, slots=True)
class Edited:
    """A report's new bytes and the values that were set in it."""

    data: bytes
    made: Mapping[KeyPath, str]


def edit_report(
    data: bytes, path: Path, report: Report, edits: Mapping[KeyPath, str], sink: Sink, *, gently: bool = False
) -> Edited:
    """Set the values in the report's text. The result loads to the same report but for them, or nothing is set.

    Done `gently`, texts keep their quotes, line breaks and indents.
    """
    places = as_written(data, path, edits) if gently else edits
    written = edit_yaml(data, str(path), places, sink, gently=gently)
    try:
        after = as_data(load_report(written, str(path), Sink(), files=DataFolders(path)))
    except BuildStopped:
        after = None
    made = {
        place: value for place, value in edits.items() if after is not None and _at(after, place) == value
    }
    if after == changed(as_data(report), made):
        return Edited(written, made)
    sink.report(
        EDIT_REFUSED, "with these values the report would say something else", hint="write them in by hand"
    )
    return Edited(data, {})


def as_written(data: bytes, path: Path, edits: Mapping[KeyPath, str]) -> Mapping[KeyPath, str]:
    """The same edits of the file: a text may stand for a mapping there, and have blanks around it."""
    root = [read_yaml(data, str(path), Sink())]
    return dict(_as_written(root, place, value) for place, value in edits.items())


def _as_written(root: object, path: KeyPath, value: str) -> tuple[KeyPath, str]:
    item, way = root, (0, *path)
    for depth, part in enumerate(way):
        if isinstance(item, str) and depth == len(way) - 1:
            path = path[:-1]  # the text stands for its mapping
            break
        if isinstance(item, dict) and isinstance(part, str):
            item = item.get(part)
        else:
            item = item[part] if isinstance(item, list) and isinstance(part, int) else None
    if not isinstance(item, str) or not item.strip():
        return path, value
    start = len(item) - len(item.lstrip())
    return path, item[:start] + value + item[len(item.rstrip()) :]


def save_report(path: Path, before: bytes, after: bytes, sink: Sink) -> bool:
    """Put `after` in the place of `before`, with the same permissions; False, with a finding, where that cannot be."""
    try:
        mode = path.stat().st_mode
        if not mode & 0o222 or not os.access(path, os.W_OK):
            raise OutputUnwritable(path, "the file is read-only")
        if path.read_bytes() != before:
            raise OutputUnwritable(path, "it was changed meanwhile; start again")
        with save_whole(path) as file:
            file.write(after)
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), stat.S_IMODE(mode))
    except OutputUnwritable as fault:
        sink.report(OUTPUT_UNWRITABLE, str(fault))
        return False
    except OSError as fault:
        sink.report(OUTPUT_UNWRITABLE, f"cannot write `{path}`: {fault.strerror}")
        return False
    return True


def _at(data: object, path: KeyPath) -> object:
    """What stands at the path; None for a key that its mapping does not have."""
    place: Any = data
    for part in path:
        place = place.get(part) if isinstance(place, dict) else place[part]
    return place
