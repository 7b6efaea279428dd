"""Parts in, one zip pass out: names by counter, content types, relationships, the same bytes every time."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import cache, lru_cache
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from deckgen.render.markup import DECLARATION, attribute
from deckgen.render.zipping import Packed, copied, pack, pack_lasting, store, write_zip
from deckgen.templates.model import Deflated, Relationship

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = "application/xml"
RELATIONSHIPS_XML = "application/vnd.openxmlformats-package.relationships+xml"
PHOTO_TYPES = {"jpg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml"}

_STORED = {"jpg", "jpeg", "png", "gif", "xlsx"}
"""What is compressed already."""
MOST_HELD = 64_000_000
"""Bytes of photos, or of a whole file, that are kept in memory until they are written."""


class _Spooled(NamedTuple):
    """Where a part waits for the writing."""

    place: int
    size: int


class Package:
    """The parts of one file. `known` says of lasting parts how they are packed already."""

    def __init__(self, known: Callable[[bytes], Deflated | None] = lambda _: None) -> None:
        self._known = known
        self._entries: dict[str, bytes | _Spooled] = {}
        self._held = 0
        self._spool: BinaryIO | None = None
        self._lasting: set[str] = set()
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
        self,
        name: str,
        data: bytes,
        content_type: str,
        relationships: Sequence[Relationship] = (),
        *,
        lasting: bool = False,
    ) -> None:
        """Put a part in. `relationships` name their targets by part name; a `lasting` part goes into other decks,
        too."""
        self._declare(name, content_type)
        self._put(name, data, lasting)
        if relationships:
            written = _lasting_relationships if lasting else _relationships_xml
            self._put(_relationships_name(name), written(name, tuple(relationships)), lasting)

    def add_root(self, relationships: Sequence[Relationship]) -> None:
        """The relationships of the package itself: where its main parts are."""
        self._put("/_rels/.rels", _relationships_xml("/", relationships))

    def write(self, file: BinaryIO) -> None:
        """Write everything, once: content types first, where readers look first, then by name. Raises OSError."""
        with self._spool or nullcontext():
            write_zip(file, self.packed())

    def packed(self) -> Iterator[tuple[str, Packed]]:
        """The entries of the zip file in their order."""
        yield "[Content_Types].xml", pack(self._content_types())
        for name in sorted(self._entries):
            packer = store if _extension(name) in _STORED else self._lasts if name in self._lasting else pack
            yield name[1:], packer(self._data(name))

    def _lasts(self, data: bytes) -> Packed:
        found = self._known(data)
        return copied(len(data), found.checksum, found.data) if found else pack_lasting(data)

    def _declare(self, name: str, content_type: str) -> None:
        extension = _extension(name)
        if extension and extension != "xml":
            self._defaults.setdefault(extension, content_type)
        if self._defaults.get(extension) != content_type:
            self._overrides[name] = content_type

    def _put(self, name: str, data: bytes, lasting: bool = False) -> None:
        if name in self._entries:
            # Two parts of one name are the surest way to a file that PowerPoint repairs.
            raise ValueError(f"part {name} was added twice")
        self._names.add(name.lower())
        self._entries[name] = self._spooled(data) if _extension(name) in PHOTO_TYPES else data
        if lasting:
            self._lasting.add(name)

    def _spooled(self, data: bytes) -> bytes | _Spooled:
        """Photos beyond what memory should hold wait in a file that has no name."""
        self._held += len(data)
        if self._held <= MOST_HELD:
            return data
        self._spool = self._spool or TemporaryFile()  # noqa: SIM115
        place = self._spool.seek(0, os.SEEK_END)
        self._spool.write(data)
        return _Spooled(place, len(data))

    def _data(self, name: str) -> bytes:
        data = self._entries[name]
        if isinstance(data, bytes):
            return data
        assert self._spool is not None  # noqa: S101
        self._spool.seek(data.place)
        return self._spool.read(data.size)

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
    folder, _, base = name.rpartition("/")
    return f"{folder}/_rels/{base}.rels"


def _relationships_xml(source: str, relationships: Iterable[Relationship]) -> bytes:
    folder = source.rpartition("/")[0] or "/"
    entries = "".join([_relationship(folder, relationship) for relationship in relationships])
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'.encode()


_lasting_relationships = lru_cache(maxsize=4096)(_relationships_xml)
"""For parts that go into many decks: those of a template."""


def _relationship(folder: str, relationship: Relationship) -> str:
    start = _start_of(relationship.id, relationship.type)
    if relationship.external:
        return f'{start}"{attribute(relationship.target)}" TargetMode="External"/>'
    return f'{start}"{_relative(folder, relationship.target)}"/>'


@lru_cache(maxsize=1024)
def _start_of(name: str, kind: str) -> str:
    return f'<Relationship Id="{attribute(name)}" Type="{attribute(kind)}" Target='


def _relative(folder: str, target: str) -> str:
    target_folder, _, base = target.rpartition("/")
    return attribute(_way(folder, target_folder or "/") + base)


@cache
def _way(folder: str, target_folder: str) -> str:
    way = posixpath.relpath(target_folder, folder)
    return "" if way == "." else way + "/"


def _extension(name: str) -> str:
    base, _, extension = name.rpartition(".")
    return extension.lower() if base and "/" not in extension else ""
