"""Resources that remember what a deck was made from, and read each template once in a worker's life."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from deckgen.batch.model import Stamp
from deckgen.batch.stamps import absence_of, hash_of
from deckgen.content.models import Report
from deckgen.diagnostics import Sink
from deckgen.fit.encodings import Encodings
from deckgen.resources import DataFolders, Images, Resources, TemplateFiles, Templates, asset_places

Finder = TypeVar("Finder", bound=Images)

MOST_HASHES = 20_000


class Hashes:
    """Hashes of files, by size and time: the same photos and templates go into many decks."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], str] = {}

    def stamp(self, path: Path) -> Stamp:
        """The file as it is now, or its absence."""
        name = os.path.abspath(path)  # noqa: PTH100
        try:
            found = os.stat(name)  # noqa: PTH116
            key = (name, found.st_size, found.st_mtime_ns)
            if key not in self._known:
                if len(self._known) >= MOST_HASHES:
                    self._known.clear()
                self._known[key] = hash_of(name)
        except OSError:
            return absence_of(path)
        return Stamp(*key, self._known[key])


class Watched(Resources):
    """The resources of one deck. `hashes` and `known` are the worker's."""

    def __init__(
        self,
        hashes: Hashes | None = None,
        known: Templates | None = None,
        encodings: Encodings | None = None,
    ) -> None:
        super().__init__(encodings=encodings or Encodings(), known=known or Templates())
        self.hashes = hashes or Hashes()
        self.stamps: dict[str, Stamp] = {}
        self.finders: list[Images] = []

    def note(self, path: Path) -> Stamp:
        """Remember a file, or that it is not there. What was noted first counts: it was read after that."""
        stamp = self.hashes.stamp(path)
        return self.stamps.setdefault(stamp.path, stamp)

    def inputs(self) -> tuple[Stamp, ...]:
        """All that was used, and all that was looked for in vain."""
        for finder in self.finders:
            for path in finder.looked_for:
                self.note(path)
        return tuple(self.stamps.values())

    def find_template(self, name: str | None, content: Path, sink: Sink) -> TemplateFiles:
        files = Resources.find_template(self, name, content, sink)
        self.note(files.pptx.with_suffix(".yaml"))
        for path in files.paths:
            self.note(path)
        return files

    def state_of(self, path: Path) -> object:
        return self.note(path).sha256

    def images(self, content: Path) -> Images:
        for folder in asset_places(content.resolve().parent):
            if not folder.is_dir():
                self.note(folder)
        return self._watch(Images(content))

    def data_files(self, content: Path) -> DataFolders:
        return self._watch(DataFolders(content))

    def note_checked(self, report: Report, content: Path) -> None:
        """Remember what `deckgen check` reads besides: sources, pins and settings."""
        from deckgen.check.pins import pins_beside
        from deckgen.gate.settings import settings_places

        finder = self.source_files(content)
        for name in report.source:
            finder.find(name)
        for place in (pins_beside(content), *settings_places(content)):
            self.note(place)

    def source_files(self, content: Path) -> Images:
        from deckgen.gate.sources import SourceFolders

        return self._watch(SourceFolders(content))

    def _watch(self, finder: Finder) -> Finder:
        self.finders.append(finder)
        return finder


def changed_since(stamps: Iterable[Stamp], moment: int) -> tuple[Stamp, ...]:
    """The stamps, those of files written after `moment` (nanoseconds) without a hash: what was read of such a file is
    not certain, so the next run takes it for changed."""
    return tuple(Stamp(each.path, each.size, 0, "") if each.mtime_ns > moment else each for each in stamps)
