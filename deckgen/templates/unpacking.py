"""The bytes of a .pptx or .potx in, its parts out. Files of strangers: everything is limited and checked."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from deckgen.templates.model import Part, Relationship
from deckgen.templates.types import OFFICE_DOCUMENT, PACKAGE

MAX_PACKED = 200_000_000
MAX_UNPACKED = 1_000_000_000
MAX_ENTRIES = 10_000
MAX_RATIO = 100
RATIO_FLOOR = 10_000_000
"""Smaller parts may pack as well as they like: a megabyte of blank XML is no danger."""

CONTENT_TYPES = "[Content_Types].xml"
_ENCRYPTED, _OLD_FORMAT = b"\xd0\xcf\x11\xe0", "it is password-protected or in the old .ppt format"
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
_STRICT = "http://purl.oclc.org/ooxml/"


class Unreadable(Exception):
    """The file is no template that can be used; says why, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of one package by name (`/ppt/presentation.xml`), still as they came."""

    data: Mapping[str, bytes]
    _types: Mapping[str, str]
    _related: dict[str, tuple[Relationship, ...]] = field(default_factory=dict)

    def find_type(self, name: str) -> str | None:
        extension = name.rpartition(".")[2].lower()
        return self._types.get(name.lower()) or self._types.get(f".{extension}")

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """Those of a part (`/` is the package). One that leads to a part that isn't there is left out."""
        if source not in self._related:
            self._related[source] = self._read_relationships(source)
        return self._related[source]

    def _read_relationships(self, source: str) -> tuple[Relationship, ...]:
        folder, _, name = source.rpartition("/")
        data = self.data.get(f"{folder}/_rels/{name}.rels")
        if data is None:
            return ()
        found = (self._relationship(element, folder or "/") for element in parse_xml(data, f"{source}.rels"))
        return tuple(one for one in found if one is not None)

    def part(self, name: str, relationships: Iterable[Relationship] | None = None) -> Part:
        own = self.relationships(name) if relationships is None else tuple(relationships)
        return Part(name, self.find_type(name) or "application/octet-stream", self.data[name], own)

    def main_part(self) -> str:
        """The name of the presentation part."""
        mains = [one for one in self.relationships("/") if one.type == OFFICE_DOCUMENT]
        if not mains:
            strict = any(one.type.startswith(_STRICT) for one in self.relationships("/"))
            if strict:
                raise Unreadable("it is a Strict Open XML file", "save it as an ordinary .pptx or .potx")
            raise Unreadable("it is a zip file, but no PowerPoint file")
        kind = self.find_type(mains[0].target) or ""
        if "presentationml" not in kind and "powerpoint" not in kind.lower():
            raise Unreadable("it is an Office file, but no PowerPoint file")
        return mains[0].target

    def _relationship(self, element: etree._Element, folder: str) -> Relationship | None:
        given = element.get("Id"), element.get("Type"), element.get("Target")
        if not isinstance(element.tag, str) or None in given:
            return None
        id_, kind, target = (value or "" for value in given)
        if element.get("TargetMode") == "External":
            return Relationship(id_, kind, target, external=True)
        resolved = posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))
        known = self._find(resolved)
        return Relationship(id_, kind, known) if known else None

    def _find(self, name: str) -> str | None:
        # Part names are the same whatever their case; a file may name one in two ways.
        if name in self.data:
            return name
        return next((known for known in self.data if known.lower() == name.lower()), None)


def unpack(data: bytes) -> Archive:
    """Raises Unreadable for whatever is damaged, hostile, or no Office file."""
    if len(data) > MAX_PACKED:
        raise Unreadable(f"it has {len(data):,} bytes; at most {MAX_PACKED:,} are read")
    if data.startswith(_ENCRYPTED):
        raise Unreadable(_OLD_FORMAT, "save it as a .pptx without password")
    if not data:
        raise Unreadable("it is empty")
    try:
        with ZipFile(BytesIO(data)) as file:
            members = _checked(file.infolist())
            parts = {f"/{name}": file.read(entry) for name, entry in members.items()}
    except _DAMAGED as error:
        raise Unreadable("it is damaged, or no PowerPoint file", "save it again in PowerPoint") from error
    types = parts.pop(f"/{CONTENT_TYPES}", None)
    if types is None:
        raise Unreadable("it is a zip file, but no PowerPoint file")
    return Archive(parts, dict(_declared_types(types)))


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of a part. A document type is refused: Office files have none, and attacks do."""
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"its part `{name}` is damaged", "save it again in PowerPoint") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Unreadable(f"its part `{name}` declares a document type", "save it again in PowerPoint")
    return root


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


def refuse_document_type(part: Part) -> None:
    """The same for parts that are handed on unread."""
    text = part.data[:4096]
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", "replace").encode("utf-8", "replace")
    if part.content_type.endswith("xml") and b"<!DOCTYPE" in text:
        raise Unreadable(f"its part `{part.name}` declares a document type", "save it again in PowerPoint")


def _checked(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"it holds {len(entries):,} files; at most {MAX_ENTRIES:,} are read")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
    members: dict[str, ZipInfo] = {}
    for entry in entries:
        if entry.is_dir():
            continue
        if entry.flag_bits & 1:
            raise Unreadable("it is password-protected", "save it without password")
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Unreadable(f"its part `{entry.filename}` unpacks to more than {MAX_RATIO} times its size")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("it is packed in a way that Office does not use", "save it again in PowerPoint")
        if entry.filename in members:
            raise Unreadable(f"it holds `{entry.filename}` twice", "save it again in PowerPoint")
        members[entry.filename] = entry
    return members


def _declared_types(data: bytes) -> Iterator[tuple[str, str]]:
    for element in parse_xml(data, CONTENT_TYPES):
        match element.tag:
            case tag if tag == f"{{{PACKAGE}/content-types}}Default":
                yield f".{element.get('Extension', '').lower()}", element.get("ContentType", "")
            case tag if tag == f"{{{PACKAGE}/content-types}}Override":
                yield element.get("PartName", "").lower(), element.get("ContentType", "")
