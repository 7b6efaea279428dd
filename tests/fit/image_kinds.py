"""Image files of kinds that Pillow reads but does not write, put together byte by byte."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, ...]


def png_of_16_bits(left: Colour, right: Colour, width: int = 80, height: int = 40) -> bytes:
    """A PNG with 16 bits a channel (grey, grey and alpha, colour, colour and alpha), in two halves."""
    row = b"\0" + b"".join(_words(left)) * (width // 2) + b"".join(_words(right)) * (width // 2)
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[len(left)]
    header = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def tiff_of_16_bits(left: Colour, right: Colour, width: int = 80, height: int = 40) -> bytes:
    """An uncompressed TIFF of 16 bits a channel: grey, colour, or with four channels CMYK."""
    channels = len(left)
    row = b"".join(_words(left)) * (width // 2) + b"".join(_words(right)) * (width // 2)
    bits_at, pixels_at = 8, 16
    photometric = {1: 1, 3: 2, 4: 5}[channels]
    bits = (258, 3, channels, bits_at) if channels > 2 else (258, 3, channels, 16 << 16)
    entries = [
        (256, 3, 1, width << 16),
        (257, 3, 1, height << 16),
        bits,
        (259, 3, 1, 1 << 16),
        (262, 3, 1, photometric << 16),
        (273, 4, 1, pixels_at),
        (277, 3, 1, channels << 16),
        (278, 3, 1, height << 16),
        (279, 4, 1, len(row) * height),
    ]
    directory = struct.pack(">H", len(entries)) + b"".join(struct.pack(">HHII", *one) for one in entries)
    start = b"MM\0*" + struct.pack(">I", pixels_at + len(row) * height)
    return start + struct.pack(">4H", 16, 16, 16, 16) + row * height + directory + b"\0\0\0\0"


def _words(colour: Colour) -> list[bytes]:
    return [struct.pack(">H", value) for value in colour]


def profile_of_swapped_colours() -> bytes:
    """An ICC profile of a screen whose red is sRGB's blue, and whose blue is its red."""
    red, green, blue = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 8) + b"Swapped\0" + bytes(79),
        b"wtpt": _xyz((0.9642, 1.0, 0.8249)),
        b"rXYZ": _xyz(blue),
        b"gXYZ": _xyz(green),
        b"bXYZ": _xyz(red),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
        b"cprt": b"text" + bytes(4) + b"none\0" + bytes(3),
    }
    at = 128 + 4 + 12 * len(tags)
    table, body = b"", b""
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += padded
    size = at + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += struct.pack(">3I", *_fixed((0.9642, 1.0, 0.8249)))
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3I", *_fixed(values))


def _fixed(values: Sequence[float]) -> list[int]:
    return [round(value * 65536) for value in values]


def without_adobe_marker(jpeg: bytes) -> bytes:
    """A JPEG that does not say that its inks are stored inverted."""
    at = jpeg.index(b"\xff\xee")
    return jpeg[:at] + jpeg[at + 2 + int.from_bytes(jpeg[at + 2 : at + 4]) :]


def segment(marker: int, data: bytes) -> bytes:
    """A JPEG segment."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data
