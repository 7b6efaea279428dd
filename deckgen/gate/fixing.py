"""The edits that findings carry → the report's file: all that is safe to put right, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from deckgen.check.reports import check_report
from deckgen.content.decoding import decode_bytes
from deckgen.content.loading import load_report
from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, Diagnostic, KeyPath, Sink
from deckgen.editing import edit_report
from deckgen.gate.settings import find_settings
from deckgen.gate.sources import find_source
from deckgen.layouts import find_layouts, offered_layouts
from deckgen.pipeline import read_bytes
from deckgen.records import dataclass
from deckgen.resources import DataFolders

MOST_PASSES = 8
"""One value may be at fault in several ways, each of which is put right by itself."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A report's bytes as they were and as they are to be, and what was put right."""

    before: bytes
    after: bytes
    made: tuple[Diagnostic, ...] = ()

    def diff(self, name: str) -> str:
        """What changes, as a unified diff; empty where nothing does."""
        before, after = (decode_bytes(data).splitlines(keepends=True) for data in (self.before, self.after))
        return "".join(_ended(unified_diff(before, after, name, name)))


def fix_report(path: Path, sink: Sink) -> Fixed:
    """Put right what the rules are sure of; nothing is written. Raises BuildStopped where there is no report."""
    return fix_bytes(read_bytes(path, sink), path, sink)


def fix_bytes(before: bytes, path: Path, sink: Sink) -> Fixed:
    """The same for what stands, or is to stand, at `path`."""
    data = before
    made: list[Diagnostic] = []
    refused: set[KeyPath] = set()
    for _ in range(MOST_PASSES):
        found = Sink()
        try:
            report = _load(data, path, found)
        except BuildStopped:
            sink.add_all(found)
            raise
        check_report(report, find_source(report, path, Sink()), found, find_settings(path, Sink()))
        wanted = _first_edits(found, refused)
        texts = {place: finding.edit.text for place, finding in wanted.items() if finding.edit}
        data, done = _edited(data, path, report, texts)
        refused |= set(wanted) - done
        made += [finding for place, finding in wanted.items() if place in done]
        if not done:
            break
    return Fixed(before, data, tuple(made))


def _load(data: bytes, path: Path, sink: Sink) -> Report:
    return load_report(data, str(path), sink, offered_layouts(find_layouts()), DataFolders(path))


def _first_edits(found: Sink, refused: set[KeyPath]) -> dict[KeyPath, Diagnostic]:
    """One finding a place; what else is wrong there shows in the next pass."""
    edits: dict[KeyPath, Diagnostic] = {}
    for finding in found:
        if finding.edit and finding.edit.path not in refused:
            edits.setdefault(finding.edit.path, finding)
    return edits


def _edited(
    data: bytes, path: Path, report: Report, edits: Mapping[KeyPath, str]
) -> tuple[bytes, set[KeyPath]]:
    """The bytes with those of the edits that can be made; a finding whose edit cannot be made stays."""
    edited = edit_report(data, path, report, edits, Sink(), gently=True)
    if edited.made or len(edits) < 2:
        return edited.data, set(edited.made)
    done: set[KeyPath] = set()
    for place, text in edits.items():  # one of them is at fault
        after = edit_report(data, path, _load(data, path, Sink()), {place: text}, Sink(), gently=True)
        data = after.data
        done |= set(after.made)
    return data, done


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
