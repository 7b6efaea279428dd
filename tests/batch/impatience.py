"""A worker that gives LibreOffice three seconds."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from deckgen.batch.working import work
from deckgen.export import cold


def hurry(connection: Connection, cache: Path | None, folder: str) -> None:
    cold.SECONDS_TO_START, cold.SECONDS_PER_PAGE = 3, 0
    work(connection, cache, folder)
