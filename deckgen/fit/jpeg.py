"""A JPEG file without what is not its picture: EXIF with its GPS place, thumbnails, profiles, comments, trailers.

The segments are those of ITU-T T.81, annex B.
"""

from __future__ import annotations

from collections.abc import Iterator

START, END = b"\xff\xd8", b"\xff\xd9"
SCAN = 0xDA
RESTARTS = range(0xD0, 0xD8)
JFIF, ADOBE = 0xE0, 0xEE
"""Application segments that say how the colours are meant."""
METADATA = {*range(0xE0, 0xF0), 0xFE} - {JFIF, ADOBE}


def without_metadata(data: bytes) -> bytes:
    """The same picture, bit for bit. Raises ValueError where the segments make no sense."""
    if not data.startswith(START):
        raise ValueError("not a JPEG file")
    kept = (piece for marker, piece in segments(data) if marker not in METADATA and not is_thumbnail(piece))
    return START + b"".join(kept) + END


def is_thumbnail(piece: bytes) -> bool:
    """Whether a segment is the extension of JFIF that holds a small picture, perhaps of what was cut off."""
    return piece[:2] == bytes([0xFF, JFIF]) and piece[4:9] != b"JFIF\0"


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment up to the end of the image; a scan brings its coded data along."""
    at = len(START)
    while data[at : at + 2] != END:
        if data[at : at + 1] != b"\xff" or at + 1 == len(data):
            raise ValueError("a segment is missing")
        if data[at + 1] == 0xFF:  # fill bytes may precede a marker
            at += 1
            continue
        marker = data[at + 1]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == SCAN:
            end = scan_end(data, end)
        if end > len(data) or end <= at + 2:
            raise ValueError("a segment is torn")
        yield marker, data[at:end]
        at = end


def scan_end(data: bytes, at: int) -> int:
    """Where the marker after the coded data that starts at `at` stands; stuffed and restart bytes belong to it."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("the picture has no end")
        if data[at + 1] != 0 and data[at + 1] not in RESTARTS:
            return at
        at += 2
