"""The zip file itself, in one pass: what is packed already is copied, and nothing depends on clock or system.

`zipfile` takes as long for its own bookkeeping as for packing, and cannot copy what is packed. Layout of the records:
APPNOTE.TXT of PKWARE, 4.3.
"""

from __future__ import annotations

import errno
import os
import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import BinaryIO, NamedTuple

STORED, DEFLATED = 0, 8
LEVEL = 6

_ENTRY = struct.Struct("<4s5H3I2H")
_LISTED = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR_64 = struct.Struct("<4sIQI")
_VERSION, _VERSION_64 = 20, 45
_UTF_8 = 0x800
_DATE = 0x21
"""The first day that zip can express, so that a file does not depend on when it was made."""
_MOST_ENTRIES = 0xFFFF
MOST_BYTES = 0xFFFFFFFF
_REMEMBERED = 4096


class Packed(NamedTuple):
    """Bytes as they stand in a zip file."""

    method: int
    checksum: int
    size: int
    """Unpacked."""
    data: bytes | memoryview


def store(data: bytes) -> Packed:
    """For what is compressed already."""
    return Packed(STORED, zlib.crc32(data), len(data), data)


def copied(size: int, checksum: int, data: bytes | memoryview) -> Packed:
    """For what another zip file has deflated; `size` and `checksum` are of what it unpacks to."""
    return Packed(DEFLATED, checksum, size, data)


def pack(data: bytes) -> Packed:
    return Packed(DEFLATED, zlib.crc32(data), len(data), zlib.compress(data, LEVEL, -zlib.MAX_WBITS))


pack_lasting = lru_cache(_REMEMBERED)(pack)
"""For what goes into many decks: the parts of a template."""


def write_zip(file: BinaryIO, entries: Iterable[tuple[str, Packed]]) -> None:
    """Write the entries in their order, from where `file` stands. Raises OSError beyond four gigabytes, which no
    presentation program opens."""
    place, listed = 0, []
    for name, packed in entries:
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        shared = (_VERSION, flags, packed.method, 0, _DATE, packed.checksum, len(packed.data), packed.size)
        if place > MOST_BYTES or packed.size > MOST_BYTES:
            raise _too_large()
        file.write(_ENTRY.pack(b"PK\3\4", *shared, len(encoded), 0) + encoded)
        file.write(packed.data)
        listed.append(
            _LISTED.pack(b"PK\1\2", _VERSION, *shared, len(encoded), 0, 0, 0, 0, 0, place) + encoded
        )
        place += _ENTRY.size + len(encoded) + len(packed.data)
    directory = b"".join(listed)
    file.write(directory + _end(len(listed), len(directory), place))


def is_as_written(file: BinaryIO) -> bool:
    """Whether the file is one that `write_zip` made and nobody has saved since: every other program dates, marks or
    packs some entry in another way."""
    end = file.seek(0, os.SEEK_END) - _END.size
    if end < 0:
        return False
    file.seek(end)
    sign, _, _, _, _, size, place, _ = _END.unpack(file.read(_END.size))
    if sign != b"PK\5\6" or place + size > end:
        return False
    file.seek(place)
    directory = file.read(size)
    at = follows = 0
    while at <= size - _LISTED.size:
        entry = _LISTED.unpack_from(directory, at)
        sign, made, needed, flags, _, time, date, _, packed, _, name, *unused, begins = entry
        marks = (sign, made, needed, flags & ~_UTF_8, time, date, begins)
        if marks != (b"PK\1\2", _VERSION, _VERSION, 0, 0, _DATE, follows) or any(unused):
            return False
        at += _LISTED.size + name
        follows += _ENTRY.size + name + packed
    return bool(at == size and follows == place)


def _end(count: int, size: int, place: int) -> bytes:
    if place > MOST_BYTES:
        raise _too_large()
    end = _END.pack(b"PK\5\6", 0, 0, *[min(count, _MOST_ENTRIES)] * 2, size, place, 0)
    if count <= _MOST_ENTRIES:
        return end
    versions = (_VERSION_64, _VERSION_64)
    wide = _END_64.pack(b"PK\6\6", _END_64.size - 12, *versions, 0, 0, count, count, size, place)
    return wide + _LOCATOR_64.pack(b"PK\6\7", 0, place + size, 1) + end


def _too_large() -> OSError:
    return OSError(errno.EFBIG, os.strerror(errno.EFBIG))
