"""Bytes that one run leaves for the next, in the user's cache folder. Nothing depends on their being there."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

VARIABLE = "DECKGEN_CACHE_DIR"
"""The environment's word for the folder; `off` or nothing switches the cache off."""

MAX_BYTES = 50_000_000
"""Of one entry, unpacked."""
MOST_ENTRIES = 200
"""The oldest make way."""
SUFFIX = ".deckgen"


def find_folder() -> Path | None:
    """Where the cache is or would be; None where it is switched off."""
    said = os.environ.get(VARIABLE)
    if said is not None:
        return None if said.strip().lower() in ("", "off") else Path(said)
    try:
        return _usual() / "deckgen"
    except RuntimeError:  # a user without a home
        return None


def _usual() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    said = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return said if said.is_absolute() else Path.home() / ".cache"


class Entry:
    """One entry, by a name that is found out when it is first needed."""

    def __init__(self, name: Callable[[], str]) -> None:
        self._name = name
        self._path: Path | None = None

    def load(self) -> bytes | None:
        """What was kept; None where there is nothing, or nothing that can be trusted."""
        with suppress(OSError, zlib.error, ValueError):
            path = self._found()
            if path is not None and _is_own(path.parent) and _is_own(path):
                return _unpacked(path)
        return None

    def keep(self, data: bytes) -> None:
        """Whole or not at all, whoever else writes it at the same time; a full or closed disk is no fault."""
        with suppress(OSError, ValueError):
            path = self._found()
            if path is None:
                return
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_own(path.parent):
                _write(path, zlib.compress(data, 1))
                _thin_out(path.parent)

    def _found(self) -> Path | None:
        folder = find_folder()
        if folder is not None and self._path is None:
            self._path = folder / f"{self._name()}{SUFFIX}"
        return self._path


def _is_own(path: Path) -> bool:
    """Whether nobody else can write there. Windows keeps the folder of a user's own programs to that user."""
    if sys.platform == "win32":
        return True
    found = path.lstat()
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _unpacked(path: Path) -> bytes | None:
    with path.open("rb") as file:
        packed = file.read(MAX_BYTES + 1)
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(packed, MAX_BYTES)
    return data if unpacking.eof else None  # the sum at its end was right


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _thin_out(folder: Path) -> None:
    entries = [(entry.stat().st_mtime, entry) for entry in folder.glob(f"*{SUFFIX}")]
    for _, entry in sorted(entries)[:-MOST_ENTRIES]:
        entry.unlink(missing_ok=True)
