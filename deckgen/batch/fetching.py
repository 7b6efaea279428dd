"""Resources that come out of a mirror: what a deck needs is fetched when it is asked for, and nothing else."""

from __future__ import annotations

from pathlib import Path

from deckgen.batch.mirrors import Mirror
from deckgen.batch.model import Stamp
from deckgen.batch.tracking import Hashes, Watched
from deckgen.diagnostics import Sink
from deckgen.fit.encodings import Encodings
from deckgen.gate.sources import SourceFolders
from deckgen.project import MARKS
from deckgen.resources import (
    DEFAULT_TEMPLATE,
    TEMPLATE_SUFFIXES,
    DataFolders,
    Images,
    TemplateFiles,
    Templates,
    asset_places,
)


class _FetchedImages(Images):
    """Finds by name, and fetches what it has found."""

    def __init__(self, content: Path, mirror: Mirror) -> None:
        super().__init__(content)
        self._mirror = mirror

    def find(self, image: str) -> Path | None:
        path = super().find(image)
        if path is not None:
            self._mirror.fetch(path)
        return path


class _FetchedData(_FetchedImages, DataFolders):
    """The same for data files."""


class _FetchedSources(_FetchedImages, SourceFolders):
    """The same for sources."""


class Fetched(Watched):
    """The resources of one deck whose report is in a mirror."""

    def __init__(
        self,
        mirror: Mirror,
        hashes: Hashes | None = None,
        known: Templates | None = None,
        encodings: Encodings | None = None,
    ) -> None:
        super().__init__(hashes, known, encodings)
        self._mirror = mirror

    def note(self, path: Path) -> Stamp:
        self._mirror.fetch(path)
        return super().note(path)

    def find_template(self, name: str | None, content: Path, sink: Sink) -> TemplateFiles:
        file = name or DEFAULT_TEMPLATE
        if file.lower().endswith(TEMPLATE_SUFFIXES):
            self._mirror.list((content.parent / file).parent)
        return super().find_template(name, content, sink)

    def images(self, content: Path) -> Images:
        self._show(content)
        super().images(content)  # notes the folders that are not there
        self.finders.pop()
        return self._watch(_FetchedImages(content, self._mirror))

    def data_files(self, content: Path) -> DataFolders:
        self._show(content)
        return self._watch(_FetchedData(content, self._mirror))

    def source_files(self, content: Path) -> Images:
        return self._watch(_FetchedSources(content, self._mirror))

    def _show(self, content: Path) -> None:
        """Let all names appear among which the report's files are looked for."""
        folder = content.parent
        self._mirror.list(folder, deep=True)
        for place in asset_places(folder):
            for mark in MARKS:
                self._mirror.show(place.with_name(mark))
            self._mirror.list(place, deep=True)
