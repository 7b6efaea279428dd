"""The first bytes of a picture → what it is, its size, and what it says of where and by whom it was taken."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

ENOUGH = 262_144
"""How many bytes of a picture hold all that is asked here."""

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"\x01\0\x09\0", "wmf"),
    (b"\x01\0\0\0", "emf"),
    (b"\0\0\1\0", "ico"),
)
_TAGS = {0x8825: "the place where it was taken", 0x013B: "who took it", 0xA430: "whose camera it was"}
_NUMBER_TAGS = {0xA431: "the camera's serial number"}
_EXIF_FOLDER = 0x8769
_NO_LENGTH = (0x01, *range(0xD0, 0xDA))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class PictureFacts(NamedTuple):
    """`kind` is empty for unknown bytes, `pixels` None where the kind has none or they are not found."""

    kind: str
    pixels: tuple[int, int] | None = None
    tells: tuple[str, ...] = ()
    """What its metadata say of people and places."""


def picture_facts(start: bytes) -> PictureFacts:
    """What the first `ENOUGH` bytes of a picture say."""
    kind = next((kind for magic, kind in _STARTS if start.startswith(magic)), "")
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        kind = "webp"
    elif start[4:8] == b"ftyp":
        kind = "heic"
    elif b"<svg" in start[:1000]:
        kind = "svg"
    try:
        pixels, exif = _look_into(kind, start)
        tells = tuple(dict.fromkeys(_tells(exif))) if exif else ()
    except (struct.error, IndexError):
        pixels, tells = None, ()
    if b"exif:GPSLatitude" in start and _TAGS[0x8825] not in tells:
        tells += (_TAGS[0x8825],)
    return PictureFacts(kind, pixels, tells)


def _look_into(kind: str, start: bytes) -> tuple[tuple[int, int] | None, bytes]:
    if kind == "png":
        width, height = struct.unpack(">II", start[16:24])
        place = start.find(b"eXIf")
        return (width, height), start[place + 4 :] if place > 0 else b""
    if kind == "gif":
        width, height = struct.unpack("<HH", start[6:10])
        return (width, height), b""
    return _look_into_jpeg(start) if kind == "jpeg" else (None, b"")


def _look_into_jpeg(start: bytes) -> tuple[tuple[int, int] | None, bytes]:
    place, exif = 2, b""
    while place + 4 < len(start) and start[place] == 0xFF:
        marker = start[place + 1]
        if marker in _NO_LENGTH:
            place += 2
            continue
        length = struct.unpack(">H", start[place + 2 : place + 4])[0]
        data = start[place + 4 : place + 2 + length]
        if marker == 0xE1 and data.startswith(b"Exif\0\0"):
            exif = data[6:]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[1:5])
            return (width, height), exif
        place += 2 + length
    return None, exif


def _tells(exif: bytes) -> Iterator[str]:
    order = "<" if exif[:2] == b"II" else ">"
    folders = [struct.unpack(f"{order}I", exif[4:8])[0]]
    for folder in folders:
        count = struct.unpack(f"{order}H", exif[folder : folder + 2])[0]
        for number in range(min(count, 500)):
            at = folder + 2 + 12 * number
            tag, _, length, value = struct.unpack(f"{order}HHII", exif[at : at + 12])
            if tag == _EXIF_FOLDER and len(folders) < 4:
                folders.append(value)
            elif tag in _TAGS and length and (tag != 0x8825 or _says_place(exif, value, order)):
                yield _TAGS[tag]
            elif tag in _NUMBER_TAGS and length:
                yield _NUMBER_TAGS[tag]


def _says_place(exif: bytes, folder: int, order: str) -> bool:
    """Whether a folder of places has a latitude: cameras write empty ones, too."""
    count = struct.unpack(f"{order}H", exif[folder : folder + 2])[0]
    places = range(folder + 2, folder + 2 + 12 * min(count, 100), 12)
    return any(struct.unpack(f"{order}H", exif[at : at + 2])[0] == 2 for at in places)
