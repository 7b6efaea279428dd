"""The source files that a report names → their text, found where the report's other files are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from deckgen.check.source import Source
from deckgen.codes import (
    SOURCE_NOT_FOUND,
    SOURCE_OUTSIDE,
    SOURCE_PARTLY_UNREAD,
    SOURCE_UNREADABLE,
)
from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.resources import DataFolders
from deckgen.sources.model import SourceText, SourceUnreadable
from deckgen.sources.reading import MAX_SOURCE, SUFFIXES, read_source_text

SOURCE_KEY: KeyPath = ("source",)
MOST_NAMED = 8
"""How many pages are listed."""


class SourceFolders(DataFolders):
    """Finds the texts that figures come from where the report's data files are looked for, too."""

    suffixes = SUFFIXES
    most = MAX_SOURCE


def find_source(report: Report, content: Path, sink: Sink) -> Source | None:
    """The texts that `source:` names; None when any of them is not to be had, with the reason in `sink`:
    what stands in that one would be reported as missing."""
    files = SourceFolders(content)
    texts = [
        _find_text(name, (*SOURCE_KEY, place), files, content, sink)
        for place, name in enumerate(report.source)
    ]
    found = [text for text in texts if text is not None]
    return Source.of(found) if found and len(found) == len(texts) else None


def _find_text(
    name: str, where: KeyPath, files: SourceFolders, content: Path, sink: Sink
) -> SourceText | None:
    path = files.find(name)
    if path is None:
        _report_no_source(name, where, files, sink)
        return None
    shown = _shown_path(path, content)
    return _read_text(name, shown, lambda: files.find_bytes(name) or b"", where, sink)


def read_sources(paths: Sequence[Path], sink: Sink) -> Source | None:
    """The texts of files that were named by hand. Raises BuildStopped where one cannot be read."""
    found = [_read_text(str(path), str(path), partial(_read_bytes, path), None, sink) for path in paths]
    if sink.has_errors:
        raise BuildStopped
    texts = [text for text in found if text is not None]
    return Source.of(texts) if texts else None


def _read_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_SOURCE + 1)


def _read_text(
    name: str, shown: str, read: Callable[[], bytes], where: KeyPath | None, sink: Sink
) -> SourceText | None:
    """The text of the file that `read` reads, called `shown` in it; None, with the reason in `sink`, where it has none.

    `name` and `where` are for the findings.
    """
    try:
        text = read_source_text(read(), shown)
    except OSError as fault:
        sink.report(SOURCE_UNREADABLE, f"`{name}` cannot be read: {fault.strerror}", where)
        return None
    except SourceUnreadable as fault:
        sink.report(SOURCE_UNREADABLE, f"`{name}` cannot be used: {fault.message}", where, hint=fault.hint)
        return None
    if text.unread:
        _report_unread(name, text.unread, where, sink)
    return text


def _report_unread(name: str, unread: Sequence[int], where: KeyPath | None, sink: Sink) -> None:
    pages = ", ".join(map(str, unread[:MOST_NAMED])) + (" …" if len(unread) > MOST_NAMED else "")
    count = "a page that is a picture" if len(unread) == 1 else f"{len(unread)} pages that are pictures"
    hint = "let their text be recognised (OCR), or name the file that it was made from"
    sink.report(
        SOURCE_PARTLY_UNREAD, f"`{name}` has {count}, with no text to read: {pages}", where, hint=hint
    )


def _report_no_source(name: str, where: KeyPath, files: SourceFolders, sink: Sink) -> None:
    if files.strays(name):
        hint = "put the file beside the content file or into an `assets` folder above it"
        sink.report(SOURCE_OUTSIDE, f"`{name}` leads outside the report's folders", where, hint=hint)
        return
    meant = files.suggest(name)
    hint = f"did you mean `{meant}`?" if meant else "a path counts from the content file's folder"
    sink.report(SOURCE_NOT_FOUND, f"there is no file `{name}`", where, hint=hint)


def _shown_path(path: Path, content: Path) -> str:
    """The way to a file that starts like the content file's, where that can be."""
    beside = content.resolve().parent
    return str(content.parent / path.relative_to(beside)) if path.is_relative_to(beside) else str(path)
