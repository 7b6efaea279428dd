"""A LibreOffice that is kept between decks.

It holds an empty page open, or it would end with its first deck. Another `soffice` with the same profile hands its deck
over to it, and ends when that is done: LibreOffice's own way, which needs no library and no port.
"""

from __future__ import annotations

import time
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from deckgen.check.stand_ins import StandIns
from deckgen.export import processes
from deckgen.export.targets import Target

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:body><office:presentation><draw:page/></office:presentation></office:body></office:document>
"""
POLL = 0.01
"""Seconds between two looks at what is there."""


class Warm:
    """One LibreOffice. It starts at once and takes decks one after the other, even before it is ready."""

    def __init__(self, office: Path, seconds: float, memory: int, stand_ins: StandIns) -> None:
        """What it may take in all: seconds of the processor and bytes."""
        self._office = office
        self.stand_ins = stand_ins
        self._folder = TemporaryDirectory(prefix="deckgen-office-", ignore_cleanup_errors=True)
        self._path = Path(self._folder.name)
        processes.prepare(office, self._path, stand_ins)
        page = self._path / "page.fodp"
        page.write_text(PAGE, "utf-8")
        self._ready = self._path / "ready" / "page.pdf"
        job = ["--view", str(page), *processes.conversion("pdf", self._ready.parent, [page])]
        command = processes.command(office, self._path, job)
        self._process = processes.start(command, self._path, seconds, memory)
        self._decks = 0
        self._client: processes.Process | None = None
        self._said_before = 0

    @property
    def has_started(self) -> bool:
        return self._ready.exists()

    def hand_over(self, deck: bytes, target: Target) -> None:
        """Give it a deck. Raises OSError when it has gone."""
        self._decks += 1
        self._out.mkdir()
        source = self._out / "deck.pptx"
        source.write_bytes(deck)
        job = processes.conversion(target.argument, self._out, [source])
        command = processes.command(self._office, self._path, job)
        self._said_before = len(processes.printed(self._path))
        self._client = processes.start_beside(self._process, command, self._path, self._ready)

    def result(self, target: Target, limit: float) -> tuple[bytes, str]:
        """What it has made of the deck, nothing at worst, and what it said; waits so many seconds."""
        assert self._client is not None  # noqa: S101 (there is a deck to wait for)
        patience = time.monotonic() + limit
        while not processes.ends(self._client, POLL) and self._process.poll() is None:
            if time.monotonic() > patience:
                return b"", f"no end after {limit:.0f} seconds"
        result = self._out / f"deck.{target.ending}"
        made = result.read_bytes() if result.is_file() else b""
        rmtree(self._out, ignore_errors=True)
        said = processes.printed(self._path)[self._said_before :]
        return made, said.decode(errors="replace")

    @property
    def _out(self) -> Path:
        return self._path / str(self._decks)

    def close(self) -> None:
        processes.end(self._process, self._path)
        if self._client:
            self._client.wait()
        self._folder.cleanup()
