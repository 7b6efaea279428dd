"""A deck → the copy that LibreOffice gets to see: without empty placeholders, or coloured for the audit."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from deckgen.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

MOST_PACKED = 200_000_000
MOST_UNPACKED = 1_000_000_000
MOST_ENTRIES = 10_000
HIGHEST_RATIO = 100
RATIO_MATTERS_FROM = 1_000_000
"""Bytes unpacked below which a part may be packed as tightly as it likes."""

TEXT_PART = re.compile(r"^ppt/(slides|slideLayouts|slideMasters)/[^/]+\.xml$")
SLIDE_PART = re.compile(r"^ppt/slides/[^/]+\.xml$")


class UnreadableDeck(Exception):
    """The file is no PowerPoint deck, is damaged, or is far larger unpacked than any deck."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a deck by name, and its slides in order."""

    parts: dict[str, bytes]
    slides: tuple[str, ...]
    hidden: frozenset[str]
    main: str
    """The part that lists the slides."""

    @property
    def pages(self) -> int:
        """How many pages LibreOffice makes of it: hidden slides are left out."""
        return len(self.slides) - len(self.hidden)

    def with_parts(self, changed: dict[str, bytes]) -> Package:
        return replace(self, parts=self.parts | changed)

    def zipped(self) -> bytes:
        """Stored, not packed: it is read once, on this machine."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return target.getvalue()


def read_package(data: bytes) -> Package:
    """Unpack a deck within limits. Raises UnreadableDeck."""
    try:
        parts = dict(_unpacked(data))
        return _with_slides(parts)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError) as fault:
        raise UnreadableDeck(f"not a sound PowerPoint file ({fault})") from fault


def render_copy(package: Package) -> Package:
    """Without empty placeholders, which LibreOffice draws with icon and prompt, and without links out."""
    relationships = {
        name: _edited(data, _drop_external) for name, data in package.parts.items() if name.endswith(".rels")
    }
    return edit_parts(package, package.slides, _strip_empty).with_parts(relationships)


def edit_parts(package: Package, names: Iterable[str], change: Callable[[Element], None]) -> Package:
    """Apply `change` to the roots of these parts."""
    return package.with_parts({name: _edited(package.parts[name], change) for name in names})


def edit_text_parts(package: Package, change: Callable[[str, Element], None]) -> Package:
    """Apply `change` to the name and root of every master, slide layout and slide."""
    edited = {
        name: _edited(data, lambda root, name=name: change(name, root))  # type: ignore[misc]
        for name, data in package.parts.items()
        if TEXT_PART.match(name)
    }
    return package.with_parts(edited)


def parse(data: bytes) -> Element:
    """XML from elsewhere: no entities, no network. Raises ValueError when malformed or with a DTD."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        raise ValueError(str(fault)) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a DTD stands in it")
    return root


def target_of(package: Package, part: str, kind: str) -> str | None:
    """The part that `part` leads to by its first relationship of `kind` (`slideLayout`)."""
    return next((target for _, type_, target in _relationships(package.parts, part) if type_ == kind), None)


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    if len(data) > MOST_PACKED:
        raise ValueError(f"more than {MOST_PACKED:,} bytes")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise ValueError("unpacks to far more than a deck holds")
        for entry in entries:
            if entry.file_size > max(RATIO_MATTERS_FROM, HIGHEST_RATIO * entry.compress_size):
                raise ValueError(f"`{entry.filename}` unpacks to far more than a deck holds")
            yield entry.filename, archive.read(entry)


def _with_slides(parts: dict[str, bytes]) -> Package:
    main = next((target for _, kind, target in _relationships(parts, "") if kind == "officeDocument"), None)
    if main is None:
        raise ValueError("no main part")
    targets = {rid: target for rid, _, target in _relationships(parts, main)}
    ids = parse(parts[main]).iterfind(f"{P}sldIdLst/{P}sldId")
    slides = tuple(targets[str(entry.get(f"{R}id"))] for entry in ids)
    if not slides:
        raise ValueError("no slides")
    hidden = frozenset(name for name in slides if parse(parts[name]).get("show") in ("0", "false"))
    return Package(parts, slides, hidden, main)


def _relationships(parts: dict[str, bytes], part: str) -> Iterator[tuple[str, str, str]]:
    """Id, last word of the type, and target part of each internal relationship of `part`."""
    folder, name = posixpath.split(part)
    data = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    for entry in () if data is None else parse(data).iterfind(RELATIONSHIP):
        if entry.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, str(entry.get("Target")))).lstrip("/")
            yield str(entry.get("Id")), str(entry.get("Type")).rpartition("/")[2], target


def _edited(data: bytes, change: Callable[[Element], None]) -> bytes:
    from lxml import etree

    root = parse(data)
    change(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop_external(root: Element) -> None:
    for entry in list(root):
        # A hyperlink is not followed on conversion; a linked picture or sound is fetched.
        if entry.get("TargetMode") == "External" and not str(entry.get("Type")).endswith("/hyperlink"):
            root.remove(entry)


def _strip_empty(root: Element) -> None:
    for shape in list(root.iter(f"{P}sp")):
        if _is_empty_placeholder(shape):
            parent = shape.getparent()
            if parent is not None:
                parent.remove(shape)


def _is_empty_placeholder(shape: Element) -> bool:
    placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if placeholder is None:
        return False
    # A filled one is a p:pic; text in this one would be drawn with the icon.
    if placeholder.get("type") == "pic":
        return True
    text = "".join(node.text or "" for node in shape.iter(f"{A}t"))
    return not text.strip()
