"""The nearest deckgen.toml or pyproject.toml → severities and limits of a house, its glossary, its typefaces."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.check.settings import Settings, read_names, read_settings
from deckgen.check.stand_ins import StandIns, read_stand_ins
from deckgen.diagnostics import Sink
from deckgen.project import is_top

if TYPE_CHECKING:
    from deckgen.content.models import Name

SETTINGS_FILES = ("deckgen.toml", "pyproject.toml")
MAX_SETTINGS = 1_000_000
MOST_LEVELS = 12
"""How many folders above the content file are searched for settings."""


def find_settings(content: Path, sink: Sink) -> Settings:
    """What the nearest deckgen.toml or pyproject.toml says, up to the project's top."""
    for name, data in _settings_files(content):
        found = read_settings(data, name, sink, _known_codes)
        if found or name.endswith(SETTINGS_FILES[0]):
            return found
    return Settings()


def find_names(content: Path, sink: Sink) -> tuple[Name, ...]:
    """The glossary of the nearest deckgen.toml or pyproject.toml that has one."""
    found = (read_names(data, name, sink) for name, data in _settings_files(content))
    return next((names for names in found if names), ())


def find_stand_ins(file: Path, sink: Sink) -> StandIns:
    """What is drawn for typefaces that a machine lacks, by the nearest deckgen.toml or pyproject.toml that says so."""
    found = (read_stand_ins(data, name, sink) for name, data in _settings_files(file))
    return next((declared for declared in found if declared), ())


def settings_places(content: Path) -> Iterator[Path]:
    """Where settings may stand, nearest first."""
    for folder in islice(content.resolve().parents, MOST_LEVELS):
        yield from (folder / name for name in SETTINGS_FILES)
        if is_top(folder):
            return


def _settings_files(content: Path) -> Iterator[tuple[str, bytes]]:
    for path in settings_places(content):
        try:
            with path.open("rb") as file:
                yield str(path), file.read(MAX_SETTINGS)
        except OSError:
            continue


def _known_codes() -> Collection[str]:
    from deckgen.check.reports import KNOWN  # a deck without settings does without the rules on reports

    return KNOWN
