"""Parts in, one zip pass out: names by counter, content types, relationships, the same bytes every time."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import BinaryIO

from deckgen.render.markup import DECLARATION, attribute
from deckgen.templates.model import Relationship

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = "application/xml"
RELATIONSHIPS_XML = "application/vnd.openxmlformats-package.relationships+xml"
PHOTO_TYPES = {"jpg": "image/jpeg", "png": "image/png"}

_STORED = {"jpg", "jpeg", "png", "gif"}
# MS-DOS time: the first day zip can express, so that a file does not depend on when it was made.
_DATE = (1 << 5) | 1
_UTF8_NAME = 1 << 11
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MOST_ENTRIES = 0xFFFF
_MOST_BYTES = 0xFFFF_FFFF


class DeckTooLarge(Exception):
    """The deck passes what a zip file that every PowerPoint opens can hold: 65,535 parts or 4 GB."""


class Package:
    """The parts of one file. Each is compressed when added, so that a large deck stays small in memory."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[int, int, int, bytes]] = {}
        self._names: set[str] = set()
        self._counters: dict[str, int] = {}
        self._defaults = {"rels": RELATIONSHIPS_XML, "xml": XML}
        self._overrides: dict[str, str] = {}

    def reserve(self, names: Iterable[str]) -> None:
        """Keep `free_name` from giving out `names`."""
        self._names.update(name.lower() for name in names)

    def free_name(self, pattern: str) -> str:
        """The next part name after `pattern` (`/ppt/tags/tag{}.xml`) that is not taken."""
        while True:
            number = self._counters[pattern] = self._counters.get(pattern, 0) + 1
            name = pattern.format(number)
            if name.lower() not in self._names:
                return name

    def add(
        self, name: str, data: bytes, content_type: str, relationships: Sequence[Relationship] = ()
    ) -> None:
        """Put a part in. `relationships` name their targets by part name."""
        self._declare(name, content_type)
        self._put(name, data)
        if relationships:
            self._put(_relationships_name(name), _relationships_xml(name, relationships))

    def add_root(self, relationships: Sequence[Relationship]) -> None:
        """The relationships of the package itself: where its main parts are."""
        self._put("/_rels/.rels", _relationships_xml("/", relationships))

    def write(self, file: BinaryIO) -> None:
        """Write everything: content types first, where readers look first, then by name."""
        self._put("/[Content_Types].xml", self._content_types())
        first, *others = sorted(self._entries, key=lambda name: (name != "/[Content_Types].xml", name))
        directory = []
        offset = 0
        for name in (first, *others):
            packed_name, (method, crc, size, data) = name[1:].encode(), self._entries[name]
            fields = (_UTF8_NAME, method, 0, _DATE, crc, len(data), size, len(packed_name), 0)
            if offset > _MOST_BYTES or size > _MOST_BYTES:
                raise DeckTooLarge
            directory.append(_CENTRAL.pack(b"PK\1\2", 20, 20, *fields, 0, 0, 0, 0, offset) + packed_name)
            file.write(_LOCAL.pack(b"PK\3\4", 20, *fields) + packed_name)
            file.write(data)
            offset += _LOCAL.size + len(packed_name) + len(data)
        entries = b"".join(directory)
        if len(directory) >= _MOST_ENTRIES or offset + len(entries) > _MOST_BYTES:
            raise DeckTooLarge
        count = len(directory)
        file.write(entries + _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), offset, 0))

    def _declare(self, name: str, content_type: str) -> None:
        extension = _extension(name)
        if extension and extension != "xml":
            self._defaults.setdefault(extension, content_type)
        if self._defaults.get(extension) != content_type:
            self._overrides[name] = content_type

    def _put(self, name: str, data: bytes) -> None:
        if name in self._entries:
            # Two parts of one name are the surest way to a file that PowerPoint repairs.
            raise ValueError(f"part {name} was added twice")
        self._names.add(name.lower())
        method = 0 if _extension(name) in _STORED else 8
        payload = _deflated(data) if method else data
        self._entries[name] = (method, zlib.crc32(data), len(data), payload)

    def _content_types(self) -> bytes:
        defaults = "".join(
            f'<Default Extension="{attribute(extension)}" ContentType="{attribute(content_type)}"/>'
            for extension, content_type in sorted(self._defaults.items())
        )
        overrides = "".join(
            f'<Override PartName="{attribute(name)}" ContentType="{attribute(content_type)}"/>'
            for name, content_type in sorted(self._overrides.items())
        )
        return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def _relationships_name(name: str) -> str:
    folder, base = posixpath.split(name)
    return f"{folder.rstrip('/')}/_rels/{base}.rels"


def _relationships_xml(source: str, relationships: Iterable[Relationship]) -> bytes:
    folder = posixpath.dirname(source)
    entries = "".join([_relationship(folder, relationship) for relationship in relationships])
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'.encode()


def _relationship(folder: str, relationship: Relationship) -> str:
    start = f'<Relationship Id="{relationship.id}" Type="{relationship.type}" Target='
    if relationship.external:
        return f'{start}"{attribute(relationship.target)}" TargetMode="External"/>'
    return f'{start}"{_relative(folder, relationship.target)}"/>'


def _relative(folder: str, target: str) -> str:
    target_folder, base = posixpath.split(target)
    return attribute(_way(folder, target_folder) + base)


@cache
def _way(folder: str, target_folder: str) -> str:
    way = posixpath.relpath(target_folder, folder)
    return "" if way == "." else way + "/"


def _extension(name: str) -> str:
    return posixpath.splitext(name)[1][1:].lower()


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()
