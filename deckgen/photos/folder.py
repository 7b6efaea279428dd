"""A folder → the photos in it, known by their content, and the texts that name each one."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from deckgen.fit.embedded import embedded_caption
from deckgen.photos.names import name_of

MOST_FILES = 10_000
"""How many files of a folder are looked at."""
_HEAD = 512
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_BOXED = re.compile(rb"....ftyp(heic|heix|hevc|mif1|msf1|avif|avis)", re.DOTALL)
_WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
_WHERE_CAPTIONS_STAND = 1_000_000
"""So many bytes from a file's beginning are searched for a caption: folders of photos are large."""
_CAMERA = re.compile(
    r"[^\W\d]{0,4}[-_ ]?\d{3,}([-_ ]\d+)*|(img|image|photo|dsc|微信图片|mmexport)[-_ \d()]*", re.IGNORECASE
)


def files_in(folder: Path) -> tuple[list[Path], bool]:
    """The files in `folder` and below it, up to a limit, and whether there are more. Hidden ones do not count."""
    found = list(islice(_files(folder), MOST_FILES + 1))
    return found[:MOST_FILES], len(found) > MOST_FILES


def photo_files(files: Sequence[Path], leave_out: Collection[Path] = ()) -> list[Path]:
    """The images among `files`, told by their first bytes; of equal files the first.

    `leave_out` are files, by their real paths, that are not wanted.
    """
    skipped = set(leave_out)
    found = [file for file in files if file.resolve() not in skipped]
    return list(_without_copies([file for file in found if _is_image(file)]))


def texts_of(file: Path, folder: Path) -> Sequence[str]:
    """What names the photo: the file's name, the caption stored in it, and for a camera's name the folder's."""
    texts = [file.stem]
    if _CAMERA.fullmatch(file.stem) or not (name_of(file.stem).grams or name_of(file.stem).numbering):
        texts = [] if file.parent == folder else [file.parent.name]
    return [*texts, *_embedded(file)]


def _embedded(file: Path) -> Iterator[str]:
    try:
        with file.open("rb") as stream:
            head = stream.read(_WHERE_CAPTIONS_STAND)
    except OSError:
        return
    yield from embedded_caption(head)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _is_image(file: Path) -> bool:
    try:
        # A pipe would be waited for without end.
        if not file.is_file():
            return False
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    return head.startswith(_BEGINNINGS) or b"<svg" in head or bool(_BOXED.match(head) or _WEBP.match(head))


def _without_copies(files: Sequence[Path]) -> Iterator[Path]:
    sizes = Counter(map(_size, files))
    seen: set[str] = set()
    for file in files:
        if sizes[_size(file)] > 1:
            digest = _digest(file)
            if digest in seen:
                continue
            seen.add(digest)
        yield file


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return str(file)
