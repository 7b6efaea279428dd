"""A file that appears whole under its name, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from deckgen.render.zipping import is_as_written

if sys.platform != "win32":
    import fcntl

_SUFFIX = ".deckgen-part"
_STRAY_AGE = 3600.0
"""Seconds after which a closed part is nobody's on Windows, where the lock cannot tell."""
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is a file",
    errno.ENOENT: "its folder does not exist",
    errno.EACCES: "no permission, or the file is open in another program",
    errno.EPERM: "no permission",
    errno.EROFS: "the file system is read-only",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EFBIG: "it is larger than the file system allows",
    errno.EIO: "the disk reports an error",
}


OVERWRITE = "move the file away, or build with `--overwrite-edited`"


class OutputUnwritable(Exception):
    """The file could not be written; what stood there before is untouched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot write `{path}`: {reason}")
        self.path = path
        self.reason = reason


def make_folder(folder: Path) -> None:
    """Make sure of the folder to write to. Raises OutputUnwritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OutputUnwritable(folder, "a file has the name of the folder") from error
    except OSError as error:
        raise OutputUnwritable(folder, _reason(error)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Make a file of `data`, and its folder where there is none. Raises OutputUnwritable."""
    make_folder(path.parent)
    with save_whole(path) as file:
        file.write(data)


def edited_message(path: Path | str) -> str:
    return f"`{path}` was changed by somebody else, and is not overwritten"


def is_edited(path: Path) -> bool:
    """Whether another program has made the file, or saved it since deckgen wrote it. What is empty or cannot be read
    holds nothing to lose that the writing would not tell of."""
    try:
        with path.open("rb") as file:
            return file.seek(0, os.SEEK_END) > 0 and not is_as_written(file)
    except OSError:
        return False


@contextmanager
def save_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the name `path` when the block ends well.

    Whatever goes wrong, an interrupt included, leaves the earlier file as it was and nothing beside it.
    Faults of the disk come out as `OutputUnwritable`.
    """
    # A link stays a link: what it leads to is replaced.
    target = Path(os.path.realpath(path))
    # Short and independent of the target's name, which may be as long as names can be.
    part = target.parent / f".{os.urandom(8).hex()}{_SUFFIX}"
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        _remove_strays(target.parent)
        with _created(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if sys.platform != "win32":
                # Before the lock is given back: unlocked under its own name, it would be a stray.
                part.replace(target)
        if sys.platform == "win32":
            # Windows renames no file that is open.
            part.replace(target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            part.unlink()
        # Only faults of this file are ours; the block may have met others, which carry another name.
        if isinstance(error, OSError) and error.filename in (None, str(part), str(target)):
            raise OutputUnwritable(path, _reason(error)) from error
        raise
    _sync_folder(target.parent)


@contextmanager
def _created(part: Path) -> Iterator[BinaryIO]:
    """A new file with the permissions that the user's umask gives, locked while it is being written."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        with os.fdopen(os.open(part, flags, 0o666), "wb", buffering=1 << 20) as file:
            _lock(file.fileno())
            # Another process may have taken it for a stray before it was locked; by now it is done with it.
            if part.exists():
                yield file
                return


def _remove_strays(folder: Path) -> None:
    """Remove what a killed run left behind. What another run is writing is locked, and stays."""
    with contextlib.suppress(OSError):
        # Not a glob: where thousands of decks lie side by side, each of them would wait for it.
        with os.scandir(folder) as entries:
            strays = [
                entry.path for entry in entries if entry.name.endswith(_SUFFIX) and entry.name[0] == "."
            ]
        for stray in strays:
            with contextlib.suppress(OSError):
                _remove_if_unlocked(Path(stray))


def _remove_if_unlocked(stray: Path) -> None:
    if sys.platform != "win32":
        handle = os.open(stray, os.O_WRONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stray.unlink()
        finally:
            os.close(handle)
    elif time.time() - stray.stat().st_mtime > _STRAY_AGE:
        # Windows refuses to remove a file that is open, but not one that is closed and about to be renamed.
        stray.unlink()


def _lock(handle: int) -> None:
    if sys.platform != "win32":
        # Some network file systems have no locks. A process that looks for strays holds one for a moment only.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut. The file is in place by now, so no fault here undoes it."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
