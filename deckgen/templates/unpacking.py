"""The bytes of a PowerPoint file in, its parts out. Files of strangers: everything is limited and checked."""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import SEEK_END, BytesIO
from typing import BinaryIO
from urllib.parse import quote, unquote
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from deckgen.templates.foreign import (
    AGAIN,
    PRESENTATION_WANTED,
    Damaged,
    Unreadable,
    no_zip_file,
    other_zip_file,
    refuse_compound_file,
    refuse_other_office,
)
from deckgen.templates.markup import Element, parse_xml, refuse_dangerous_xml, xml_bytes
from deckgen.templates.model import Deflated, Part, Relationship
from deckgen.templates.strict import STRICT, transitional_address, transitional_xml
from deckgen.templates.types import OFFICE_DOCUMENT, PACKAGE

MAX_PACKED = 200_000_000
"""Bytes of a file that is held in memory."""
MAX_ON_DISK = 2_000_000_000
"""The same of one that is read from disk part by part; and all its parts together."""
MAX_UNPACKED = 1_000_000_000
MAX_ENTRIES = 50_000
MAX_RATIO = 100
RATIO_FLOOR = 10_000_000
"""Smaller parts may pack as well as they like: a megabyte of blank XML is no danger."""

MAX_XML = 96_000_000
MAX_TAGS = 3_000_000
"""How much of a file is looked into, in bytes and in tags: a tree takes many times the room of its text. The
largest templates met, with hundreds of slide layouts, have a twentieth of it; a deck of 5,000 slides has two thirds."""

_SMALLER = "remove sample slides and unused masters from it in PowerPoint"
CONTENT_TYPES = "[Content_Types].xml"
_DAMAGED = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)
_PLAIN = "/!$&'()*+,;=:@-._~[]"
"""What stands in a part name as it is, besides letters and digits."""

_LONGEST_START = 1_000_000
_HEADER = struct.Struct("<4s22x2H")
"""What stands before a zip entry: its mark, and the lengths of its name and of what follows that."""
_USUAL = re.compile(r"[\w/.\[\]-]*", re.ASCII)


class Archive:
    """The parts of one package by name (`/ppt/presentation.xml`). Each is unpacked when it is first asked for:
    sample slides and their photos, most of many templates, never are."""

    def __init__(
        self,
        data: bytes | None,
        file: ZipFile,
        members: Mapping[str, ZipInfo],
        types: Mapping[str, str],
        *,
        trusted: bool = False,
    ) -> None:
        self._data, self._file = data, file
        self._trusted = trusted
        self._members = members
        self._types = types
        self._by_lower_name = {name.lower(): name for name in members}
        self._unpacked: dict[str, bytes] = {}
        self._packed: dict[bytes, Deflated] = {}
        self._related: dict[str, tuple[Relationship, ...]] = {}
        self._given_by_source: dict[str, tuple[Relationship, ...]] = {}
        self._repeated: dict[str, list[str]] = {}
        self._given_by_text: dict[tuple[str, bytes], tuple[tuple[Relationship, ...], list[str]]] = {}
        self._known: set[str] = set()
        self._bytes = self._tags = 0
        self._strict = False
        self._strict = any(one.type.startswith(STRICT) for one in self.given("/"))

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The part's bytes. Strict Open XML comes out transitional."""
        if name not in self._unpacked:
            self._unpacked[name] = self._looked_at(name, self._unpack(name))
        return self._unpacked[name]

    def _looked_at(self, name: str, data: bytes) -> bytes:
        if not self._is_xml(name):
            return data
        refuse_dangerous_xml(data, name)
        return transitional_xml(data) if self._strict else data

    def _unpack(self, name: str) -> bytes:
        entry = self._members[name]
        in_memory = self._data if entry.compress_type == ZIP_DEFLATED else None
        found = None if in_memory is None else _found_whole(in_memory, entry)
        if found is None:
            return _unpacked(self._file, entry)
        self._packed.setdefault(*found)
        return found[0]

    @property
    def is_on_disk(self) -> bool:
        """Whether it is too large to be held in memory."""
        return self._data is None

    def packed(self, data: bytes) -> Deflated | None:
        """How the file has a part of these bytes, deflated; None where it has none."""
        return self._packed.get(data)

    def replace(self, name: str, root: Element) -> None:
        """Let the part be what `root` is by now."""
        self._unpacked[name] = xml_bytes(root)

    def parse(self, name: str) -> Element:
        """The root of an XML part. Raises Unreadable when it is damaged, or too large to be looked into."""
        return parse_xml(self.counted(name), name)

    def check(self, name: str) -> None:
        """Refuse an XML part as `parse` does, in a third of the time; a trusted file's is as good as it was."""
        if self._trusted:
            return
        parser = expat.ParserCreate(namespace_separator=" ")
        try:
            parser.Parse(self.counted(name), True)
        except expat.ExpatError:
            raise Unreadable(f"its part `{name}` is damaged", AGAIN) from None

    def counted(self, name: str) -> bytes:
        """The bytes of a part that is looked into, which count towards what may be. Raises Unreadable beyond that."""
        data = self.read(name)
        if name in self._known:
            return data
        self._known.add(name)
        self._bytes += len(data)
        self._tags += data.count(b"<")
        if self._bytes > MAX_XML or self._tags > MAX_TAGS:
            raise Unreadable(
                f"it holds too much XML; at most {MAX_XML:,} bytes and {MAX_TAGS:,} tags are read",
                _SMALLER,
            )
        return data

    def saved(self, changed: Mapping[str, Element]) -> bytes:
        """A package of all parts, with other roots for some. Stored, not packed: for a program on this machine."""
        target = BytesIO()
        with ZipFile(target, "w") as copy:
            for entry in self._file.infolist():
                name = part_name(entry.filename)
                if name in changed:
                    copy.writestr(entry.filename, xml_bytes(changed[name]))
                elif _is_part(entry):
                    copy.writestr(entry.filename, self._looked_at(name, _unpacked(self._file, entry)))
        return target.getvalue()

    def find_root(self, name: str) -> Element | None:
        """`parse`, but None for a part that is missing or damaged."""
        try:
            return self.parse(name) if name in self else None
        except Damaged:
            return None

    def repeated_ids(self, source: str) -> list[str]:
        """Ids that several of a part's relationships have."""
        self.given(source)
        return self._repeated[source]

    def start(self, name: str, count: int) -> bytes:
        """The first bytes of a part; fewer, or none, where it is missing or damaged."""
        if name in self._unpacked:
            return self._unpacked[name][:count]
        try:
            with self._file.open(self._members[name]) as part:
                return part.read(count)
        except (KeyError, *_DAMAGED):
            return b""

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every part's name with its unpacked size."""
        return ((name, entry.file_size) for name, entry in self._members.items())

    def find_type(self, name: str) -> str | None:
        extension = name.rpartition(".")[2].lower()
        return self._types.get(name.lower()) or self._types.get(f".{extension}")

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """Those of a part (`/` is the package). One that leads to a part that isn't there is left out."""
        if source not in self._related:
            self._related[source] = tuple(
                Relationship(one.id, transitional_address(one.type), one.target, one.external)
                for one in self.given(source)
                if one.external or one.target in self._members
            )
        return self._related[source]

    def given_ids(self, source: str) -> set[str]:
        """The ids of all the part's relationships, also of those that lead nowhere."""
        return {one.id for one in self.given(source)}

    def part(self, name: str, relationships: Iterable[Relationship] | None = None) -> Part:
        own = self.relationships(name) if relationships is None else tuple(relationships)
        return Part(name, self.find_type(name) or "application/octet-stream", self.read(name), own)

    def main_part(self) -> str:
        """The name of the presentation part."""
        main = next((one.target for one in self.relationships("/") if one.type == OFFICE_DOCUMENT), None)
        if main is None or main not in self._members:
            raise other_zip_file(self._file, self._members)
        refuse_other_office(self.find_type(main) or "")
        return main

    def given(self, source: str) -> tuple[Relationship, ...]:
        """A part's relationships as they stand in the file. Of two with one id the first counts."""
        if source not in self._given_by_source:
            self._given_by_source[source], self._repeated[source] = self._find_relationships(source)
        return self._given_by_source[source]

    def _find_relationships(self, source: str) -> tuple[tuple[Relationship, ...], list[str]]:
        """Those of the part, and the ids that come again. Those of most slide layouts are the same to a letter."""
        folder, _, name = source.rpartition("/")
        rels = self._find(f"{folder}/_rels/{name}.rels")
        if rels is None:
            return (), []
        text = (folder, self.read(rels))
        if text not in self._given_by_text:
            self._given_by_text[text] = self._read_relationships(parse_xml(text[1], rels), folder)
        return self._given_by_text[text]

    def _read_relationships(self, root: Element, folder: str) -> tuple[tuple[Relationship, ...], list[str]]:
        known: dict[str, Relationship] = {}
        repeated = []
        for element in root:
            id_, kind, target = element.get("Id"), element.get("Type"), element.get("Target")
            if id_ is not None and id_ in known:
                repeated.append(id_)
            if id_ is None or kind is None or target is None or id_ in known:
                continue
            external = element.get("TargetMode") == "External"
            place = target if external else self._resolved(target, folder)
            known[id_] = Relationship(id_, kind, place, external)
        return tuple(known.values()), repeated

    def _resolved(self, target: str, folder: str) -> str:
        """The name of the part that `target` means, or what it would have to be called."""
        path = target.partition("#")[0].replace("\\", "/")
        name = part_name(posixpath.normpath(posixpath.join(folder or "/", path)).lstrip("/"))
        return self._find(name) or name

    def _find(self, name: str) -> str | None:
        # Part names are the same whatever their case; a file may name one in two ways.
        return name if name in self._members else self._by_lower_name.get(name.lower())

    def _is_xml(self, name: str) -> bool:
        return name.endswith(".rels") or (self.find_type(name) or "").endswith("xml")


def unpack(data: bytes, *, trusted: bool = False) -> Archive:
    """Raises Unreadable for whatever is damaged, hostile, or no Office file; what is `trusted` is less looked at."""
    if len(data) > MAX_PACKED:
        raise Unreadable(f"it has {len(data):,} bytes; at most {MAX_PACKED:,} are read", _SMALLER)
    if not data:
        raise Unreadable("it is empty", PRESENTATION_WANTED)
    return _opened(BytesIO(data), data, data, MAX_UNPACKED, trusted=trusted)


def unpack_file(file: BinaryIO) -> Archive:
    """The same for a file that is too large to be held in memory; it has to stay open."""
    size = file.seek(0, SEEK_END)
    if size > MAX_ON_DISK:
        raise Unreadable(f"it has {size:,} bytes; at most {MAX_ON_DISK:,} are read", _SMALLER)
    file.seek(0)
    return _opened(file, None, file.read(_LONGEST_START), MAX_ON_DISK)


def _opened(
    source: BinaryIO, data: bytes | None, start: bytes, most: int, *, trusted: bool = False
) -> Archive:
    """The archive in `source`, all of which is `data`, or which begins with `start`."""
    refuse_compound_file(start)
    try:
        file = ZipFile(source)
        entries = file.infolist()
    except _DAMAGED:
        raise no_zip_file(start) from None
    members = _checked(entries, most)
    entry = members.pop(f"/{CONTENT_TYPES}", None)
    if entry is None:
        raise other_zip_file(file, members)
    types = _unpacked(file, entry)
    refuse_dangerous_xml(types, CONTENT_TYPES)
    return Archive(data, file, members, dict(_declared_types(types)), trusted=trusted)


def part_name(path: str) -> str:
    """The name of the part that a zip entry or a relationship's target stands for, always spelt the same."""
    if not _USUAL.fullmatch(path):
        path = quote(unquote(path.replace("\\", "/"), errors="replace"), safe=_PLAIN)
    return "/" + path.lstrip("/")


def _unpacked(file: ZipFile, entry: ZipInfo) -> bytes:
    try:
        return file.read(entry)
    except _DAMAGED:
        raise Damaged(f"its part `{part_name(entry.filename)}` is damaged", AGAIN) from None


def _found_whole(package: bytes, entry: ZipInfo) -> tuple[bytes, Deflated] | None:
    """A deflated entry's bytes, and how they are packed; None unless both are to the byte what the package's
    directory says of them. Then `zipfile` has to say what is wrong."""
    start = entry.header_offset
    header = package[start : start + _HEADER.size]
    if len(header) < _HEADER.size:
        return None
    mark, name_length, more = _HEADER.unpack(header)
    name = package[start + _HEADER.size : start + _HEADER.size + name_length]
    place = start + _HEADER.size + name_length + more
    packed = memoryview(package)[place : place + entry.compress_size]
    if mark != b"PK\3\4" or name != entry.orig_filename.encode("ascii", "replace"):
        return None
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacking.decompress(packed, entry.file_size + 1)
    except zlib.error:
        return None
    whole = unpacking.eof and not unpacking.unused_data and len(packed) == entry.compress_size
    if not whole or len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        return None
    return data, Deflated(entry.CRC, packed)


def _checked(entries: list[ZipInfo], most: int) -> dict[str, ZipInfo]:
    """The entries by part name. Names are never used as paths on disk, whatever they say."""
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"it holds {len(entries):,} files; at most {MAX_ENTRIES:,} are read", _SMALLER)
    if sum(entry.file_size for entry in entries) > most:
        raise Unreadable(f"it unpacks to more than {most:,} bytes", _SMALLER)
    members: dict[str, ZipInfo] = {}
    seen: set[str] = set()
    for entry in entries:
        if not _is_part(entry):
            continue
        if entry.flag_bits & 1:
            raise Unreadable("it is protected by a password", "save it without password")
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            message = f"its part `{entry.filename}` unpacks to more than {MAX_RATIO} times its size"
            raise Unreadable(message, AGAIN)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("it is packed in a way that Office does not use", AGAIN)
        name = part_name(entry.filename)
        if name.lower() in seen:
            raise Unreadable(f"it holds `{entry.filename}` twice", AGAIN)
        seen.add(name.lower())
        members[name] = entry
    return members


def _is_part(entry: ZipInfo) -> bool:
    # Not `is_dir`: a name may be empty.
    return entry.filename[-1:] not in ("", "/")


def _declared_types(data: bytes) -> Iterator[tuple[str, str]]:
    for element in parse_xml(data, CONTENT_TYPES):
        match element.tag:
            case tag if tag == f"{{{PACKAGE}/content-types}}Default":
                yield f".{element.get('Extension', '').lower()}", element.get("ContentType", "")
            case tag if tag == f"{{{PACKAGE}/content-types}}Override":
                name = part_name(element.get("PartName", "")).lower()
                yield name, element.get("ContentType", "")
