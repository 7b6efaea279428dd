"""Whether files are as they were: a look at size and time first, their hash only where that tells nothing."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from deckgen.batch.addresses import is_url, parent_of
from deckgen.batch.model import Stamp

ABSENT = -1
"""The size of a file that is not there."""

Look = tuple[int, int]
"""Size and time of a file of this machine, or size and version of one in a store: both change with the file."""
NOTHING: Look = (ABSENT, 0)


def hash_of(path: str | Path) -> str:
    """SHA-256 of a file. Raises OSError."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def absence_of(path: str | Path) -> Stamp:
    return Stamp(os.path.abspath(path), ABSENT, 0, "")  # noqa: PTH100


class Glance:
    """Looks at each file once for a whole run: many decks are made of the same photos and templates."""

    def __init__(self) -> None:
        self._looks: dict[str, Look] = {}
        self._hashes: dict[str, str] = {}
        self._folders: dict[str, dict[str, Look]] = {}

    def is_same(self, stamp: Stamp) -> bool:
        look = self._look(stamp.path)
        if look == (stamp.size, stamp.mtime_ns) or look[0] == stamp.size == ABSENT:
            return True
        return look[0] == stamp.size and self.hash(stamp.path) == stamp.sha256

    def now(self, stamp: Stamp) -> Stamp:
        """The stamp with the present time of a file that was only touched; any other as it is."""
        size, mtime = self._look(stamp.path)
        touched = size == stamp.size != ABSENT and mtime != stamp.mtime_ns and self.is_same(stamp)
        return replace(stamp, mtime_ns=mtime) if touched else stamp

    def exists(self, path: str) -> bool:
        return self._look(path)[0] != ABSENT

    def hash(self, path: str) -> str:
        if path not in self._hashes:
            try:
                self._hashes[path] = _hash_at(path) if is_url(path) else hash_of(path)
            except OSError:
                self._hashes[path] = ""
        return self._hashes[path]

    def _look(self, path: str) -> Look:
        if path not in self._looks:
            self._looks[path] = self._look_at_url(path) if is_url(path) else _look_at(path)
        return self._looks[path]

    def _look_at_url(self, url: str) -> Look:
        """A folder at once: a request for each file would take minutes for a thousand decks."""
        from deckgen.batch import stores

        folder = parent_of(url)
        try:
            if folder not in self._folders:
                self._folders[folder] = stores.files_in(folder)
            found = self._folders[folder].get(url)
            # Folders are not listed, nor is everything in a folder of very many files.
            return found or stores.look_at(url)
        except stores.StoreFault:
            return NOTHING


def _look_at(path: str) -> Look:
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return NOTHING
    return found.st_size, found.st_mtime_ns


def _hash_at(url: str) -> str:
    from deckgen.batch import stores

    try:
        return stores.hash_at(url) or ""
    except stores.StoreFault:
        return ""
