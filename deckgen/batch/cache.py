"""What earlier runs built and from what, in one small SQLite file. The one door to sqlite3.

Several runs may use it at once, and any of them may be killed at any moment. It is a help, never a need: one that is
damaged is put aside, and one that cannot be written is done without.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = ".deckgen-cache"
FILE = "batch.sqlite3"
_VERSION = 1
_PATIENCE = 30.0
"""Seconds to wait for another run that writes."""
_TABLES = """
CREATE TABLE IF NOT EXISTS decks (stem TEXT PRIMARY KEY, record TEXT NOT NULL, thumbnail BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (path TEXT, sha256 TEXT, PRIMARY KEY (path, sha256)) WITHOUT ROWID;
"""


class CacheUnusable(Exception):
    """Why there is no cache."""


class Cache:
    """Records by the decks' outputs; and the hashes of files that workers were about to put in place."""

    def __init__(self, path: Path) -> None:
        """Raises CacheUnusable when it can be neither read nor made anew."""
        self.path = path
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._make_sound()
        except (OSError, sqlite3.Error) as fault:
            raise CacheUnusable(f"`{path}`: {fault}") from fault

    def _make_sound(self) -> None:
        try:
            self._prepare()
        except sqlite3.DatabaseError as fault:
            # Locked, or on a full or read-only disk: not damaged.
            if isinstance(fault, sqlite3.OperationalError):
                raise
            self.close()
            self.path.replace(self.path.with_name(f"{FILE}.damaged-{time.time_ns()}"))
            for ending in ("-wal", "-shm"):
                self.path.with_name(FILE + ending).unlink(missing_ok=True)
            self._prepare()

    def _prepare(self) -> None:
        with self._open() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version != _VERSION:
                connection.execute("DROP TABLE IF EXISTS decks")
                connection.execute("DROP TABLE IF EXISTS written")
                connection.executescript(_TABLES)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("SELECT stem FROM decks LIMIT 1").fetchone()

    def records(self) -> dict[str, str]:
        """All records. Raises CacheUnusable."""
        with self._guarded() as connection:
            return dict(connection.execute("SELECT stem, record FROM decks"))

    def thumbnails(self) -> dict[str, bytes]:
        with self._guarded() as connection:
            return dict(connection.execute("SELECT stem, thumbnail FROM decks WHERE length(thumbnail) > 0"))

    def written(self) -> dict[str, frozenset[str]]:
        """Path → hashes of what workers were about to put there and no record tells of: a run was killed in between."""
        found: dict[str, set[str]] = {}
        with self._guarded() as connection:
            for path, digest in connection.execute("SELECT path, sha256 FROM written"):
                found.setdefault(path, set()).add(digest)
        return {path: frozenset(digests) for path, digests in found.items()}

    def announce(self, files: Iterable[tuple[str, str]]) -> None:
        """Say, before files are put in place, what they will be: a run that is killed then knows its own files."""
        with self._guarded() as connection:
            connection.executemany("INSERT OR IGNORE INTO written VALUES (?, ?)", files)

    def keep(self, stem: str, record: str, thumbnail: bytes, outputs: Iterable[str]) -> None:
        """Record a deck that is in place."""
        with self._guarded() as connection:
            connection.execute("INSERT OR REPLACE INTO decks VALUES (?, ?, ?)", (stem, record, thumbnail))
            connection.executemany("DELETE FROM written WHERE path = ?", ((path,) for path in outputs))

    def renew(self, records: Mapping[str, str]) -> None:
        """Replace records whose files were only touched."""
        with self._guarded() as connection:
            rows = [(record, stem) for stem, record in records.items()]
            connection.executemany("UPDATE decks SET record = ? WHERE stem = ?", rows)

    def forget(self, stems: Iterable[str]) -> None:
        """Drop the records of decks that are gone."""
        with self._guarded() as connection:
            connection.executemany("DELETE FROM decks WHERE stem = ?", ((stem,) for stem in stems))

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._open() as connection:
                yield connection
        # A path that is no Unicode cannot be kept; its deck is built every time.
        except (sqlite3.Error, UnicodeEncodeError) as fault:
            raise CacheUnusable(f"`{self.path}`: {fault}") from fault

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A transaction. The connection stays: whoever is the last to close one writes everything to disk."""
        if self._connection is None:
            self._connection = self._connected()
        with self._connection:
            yield self._connection

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_PATIENCE, check_same_thread=False)
        with suppress(sqlite3.OperationalError):  # file systems without shared memory keep their old journal
            connection.execute("PRAGMA journal_mode = WAL")
        # What a power cut may lose is the last records; the file itself stays whole.
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def close(self) -> None:
        """Write everything to disk; the next use opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
