"""Decks → PDF or ODP by one LibreOffice that is started for them; whether what comes of a deck is sound."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from deckgen.export import processes
from deckgen.export.copies import DeckCopy
from deckgen.export.targets import Target

SECONDS_TO_START = 120
SECONDS_PER_PAGE = 1
BYTES_TO_START = 4 << 30
BYTES_PER_PAGE = 8 << 20
POLL = 0.05
"""Seconds between two looks at what is there."""


class ExportFailed(Exception):
    """LibreOffice made nothing sound of the deck."""


def limit_of(packages: Sequence[DeckCopy]) -> float:
    """Seconds that LibreOffice may take for each of the decks."""
    return SECONDS_TO_START + SECONDS_PER_PAGE * max(package.pages for package in packages)


@contextmanager
def at_work(
    office: Path, packages: Sequence[DeckCopy], target: Target, limit: float
) -> Iterator[Callable[[], list[bytes | ExportFailed]]]:
    """One process at work on decks with the same stand-ins; what is yielded waits for what it makes of them, `limit`
    seconds for each."""
    memory = BYTES_TO_START + BYTES_PER_PAGE * sum(package.pages for package in packages)
    names = [f"deck{number or ''}" for number in range(len(packages))]
    with TemporaryDirectory(prefix="deckgen-office-", ignore_cleanup_errors=True) as name:
        folder, out = Path(name), Path(name, "out")
        processes.prepare(office, folder, packages[0].stand_ins)
        out.mkdir()
        decks = [folder / f"{stem}.pptx" for stem in names]
        for deck, package in zip(decks, packages, strict=True):
            deck.write_bytes(package.data)
        command = processes.command(office, folder, processes.conversion(target.argument, out, decks))
        process = processes.start(command, folder, limit * len(packages), memory)

        def results() -> list[bytes | ExportFailed]:
            said = _said(process, folder, limit)
            made = [_read(out / f"{stem}.{target.ending}") for stem in names]
            return [sound(data, package, target, said) for data, package in zip(made, packages, strict=True)]

        try:
            yield results
        finally:
            processes.end(process, folder)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _said(process: processes.Process, folder: Path, limit: float) -> str:
    """Wait for its end, or until a deck takes longer than the limit. Returns what it printed."""
    if not _ends(process, folder / "out", limit):
        return f"no end after {limit:.0f} seconds"
    return processes.printed(folder).decode(errors="replace")


def _ends(process: processes.Process, out: Path, limit: float) -> bool:
    """Whether it ends by itself; each deck that comes out gives it `limit` seconds more."""
    made, patience = 0, time.monotonic() + limit
    while not processes.ends(process, POLL):
        if (now := len(list(out.iterdir()))) > made:
            made, patience = now, time.monotonic() + limit
        if time.monotonic() > patience:
            return False
    return True


def sound(data: bytes, package: DeckCopy, target: Target, said: str) -> bytes | ExportFailed:
    """The data, or what is wrong with it: LibreOffice exits with 0 even when it wrote nothing."""
    name = target.ending.upper()
    if not data:
        return ExportFailed(f"LibreOffice wrote no {name}: {_last_line(said)}")
    if target.ending != "pdf":
        whole = zipfile.is_zipfile(io.BytesIO(data))
        return data if whole else ExportFailed(f"LibreOffice wrote a damaged {name}")
    from deckgen.export.rasters import count_pages

    found = count_pages(data) if data.rstrip().endswith(b"%%EOF") else None
    if found is None:
        return ExportFailed("LibreOffice wrote a damaged PDF")
    if found != package.pages:
        return ExportFailed(f"LibreOffice wrote {found} pages for {package.pages} slides")
    return data


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it gave no reason"
