"""The delivery gate: a content file and the source it names → findings. Loaded only where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from deckgen.check import KNOWN, Tally, check_report
from deckgen.check.settings import Settings, read_settings
from deckgen.check.source import Source, SourceUnreadable, read_source
from deckgen.codes import SOURCE_NOT_FOUND, SOURCE_OUTSIDE, SOURCE_UNREADABLE
from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.pipeline import prepare_deck, read_report
from deckgen.resources import PROJECT_MARKS, DataFolders, House, Resources

SOURCE_KEY: KeyPath = ("source",)
SETTINGS_FILES = ("deckgen.toml", "pyproject.toml")
MAX_SETTINGS = 1_000_000
MOST_LEVELS = 12
"""How many folders above the content file are searched for settings."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check_deck` went through. `slides` is None where the deck could not be laid out."""

    figures: Tally
    slides: int | None


def check_deck(
    content: Path, resources: Resources, sink: Sink, template: str | None = None, *, unused: bool = False
) -> Checked:
    """Everything that a build would find, and all rules; nothing is drawn.

    `unused` asks for the figures of the source that no slide shows. Raises BuildStopped where there is no report.
    """
    try:
        made = prepare_deck(content, resources, sink, template)
    except BuildStopped:
        slides = None
        report = read_report(content, sink, House(resources, content, sink, template).names)
    else:
        slides, report = len(made.deck.slides), made.report
    return Checked(check_content(report, content, sink, unused=unused), slides)


def check_content(report: Report, content: Path, sink: Sink, *, unused: bool = False) -> Tally:
    """All rules on a report that was read from `content`, with the source that it names."""
    source, settings = find_source(report, content, sink), find_settings(content, sink)
    return check_report(report, source, sink, settings, unused_too=unused)


def find_settings(content: Path, sink: Sink) -> Settings:
    """What the nearest deckgen.toml or pyproject.toml says, up to the project's top."""
    for folder in islice(content.resolve().parents, MOST_LEVELS):
        for name in SETTINGS_FILES:
            try:
                with (folder / name).open("rb") as file:
                    data = file.read(MAX_SETTINGS)
            except OSError:
                continue
            found = read_settings(data, str(folder / name), sink, KNOWN)
            if found or name == SETTINGS_FILES[0]:
                return found
        if any((folder / mark).exists() for mark in PROJECT_MARKS):
            break
    return {}


class SourceFolders(DataFolders):
    """Finds the text that figures come from, in the same places."""

    suffixes = frozenset([".txt", ".md", ".markdown", ".text"])


def find_source(report: Report, content: Path, sink: Sink) -> Source | None:
    """The text that `source:` names; None when there is none to be had, with the reason in `sink`."""
    name = report.source
    if not name:
        return None
    files = SourceFolders(content)
    path = files.find(name)
    if path is None:
        _report_no_source(name, files, sink)
        return None
    try:
        return read_source(files.find_bytes(name) or b"", _shown_path(path, content))
    except (OSError, SourceUnreadable) as fault:
        why = fault.strerror if isinstance(fault, OSError) else str(fault)
        hint = "save the text as .txt or .md, in UTF-8"
        sink.report(SOURCE_UNREADABLE, f"`{name}` cannot be used: {why}", SOURCE_KEY, hint=hint)
        return None


def _report_no_source(name: str, files: SourceFolders, sink: Sink) -> None:
    if files.strays(name):
        hint = "put the file beside the content file or into an `assets` folder above it"
        sink.report(SOURCE_OUTSIDE, f"`{name}` leads outside the report's folders", SOURCE_KEY, hint=hint)
        return
    meant = files.suggest(name)
    hint = f"did you mean `{meant}`?" if meant else "a path counts from the content file's folder"
    sink.report(SOURCE_NOT_FOUND, f"there is no file `{name}`", SOURCE_KEY, hint=hint)


def _shown_path(path: Path, content: Path) -> str:
    """The way to a file that starts like the content file's, where that can be."""
    beside = content.resolve().parent
    return str(content.parent / path.relative_to(beside)) if path.is_relative_to(beside) else str(path)
