"""The package behind a written deck: its parts, relationships and properties, as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from xml.parsers.expat import ExpatError, ParserCreate

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.foreign import Damaged, Unreadable
from deckgen.templates.model import Relationship
from deckgen.templates.types import APP, CORE
from deckgen.templates.unpacking import Archive


def find_root_name(data: bytes) -> str | None:
    """The tag of the root of well-formed XML."""
    names: list[str] = []
    parser = ParserCreate(namespace_separator="}")

    def start(name: str, _: object) -> None:
        names.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError):
        return None
    return "{" + names[0] if "}" in names[0] else names[0]


@dataclass(frozen=True, slots=True)
class PartFact:
    """A part's name, its content type (empty where the file declares none) and its unpacked size in bytes."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, eq=False)
class Package:
    """Parts are unpacked and parsed when first asked for, each once."""

    archive: Archive = field(repr=False)
    _roots: dict[str, etree._Element | None] = field(default_factory=dict, repr=False)
    _by_id: dict[str, dict[str, Relationship]] = field(default_factory=dict, repr=False)
    """The relationships of each part: that of the presentation has thousands in a long deck."""

    @cached_property
    def parts(self) -> Mapping[str, PartFact]:
        """Every part but the relationships and content types themselves."""
        return {
            name: PartFact(name, self.archive.find_type(name) or "", size)
            for name, size in self.archive.sizes()
            if not name.endswith(".rels")
        }

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """Those of a part (`/` is the package), also those that lead to no part. Damaged ones count as none."""
        try:
            return self.archive.given(source)
        except Unreadable:
            return ()

    def target(self, source: str, id_: str | None) -> Relationship | None:
        """The relationship `id_` of `source`."""
        if source not in self._by_id:
            self._by_id[source] = {one.id: one for one in self.relationships(source)}
        return self._by_id[source].get(id_) if id_ else None

    def related(self, source: str, kind: str) -> Iterator[str]:
        """The parts there are that relationships of this kind lead to; `kind` ends their type: `slideLayout`."""
        for one in self.relationships(source):
            if not one.external and one.type.endswith("/" + kind) and one.target in self.archive:
                yield one.target

    def read(self, name: str) -> bytes:
        """The part's bytes; none where it is missing or damaged."""
        try:
            return self.archive.read(name) if name in self.archive else b""
        except Unreadable:
            return b""

    def start(self, name: str, count: int) -> bytes:
        """The part's first bytes, without unpacking the rest."""
        return self.archive.start(name, count)

    @cached_property
    def reached(self) -> tuple[str, ...]:
        """The parts that relationships lead to, in order from the top; the others no program ever looks at."""
        found: dict[str, None] = {"/": None}
        queue = ["/"]
        for source in queue:
            for one in self.relationships(source):
                if not one.external and one.target not in found and one.target in self.archive:
                    found[one.target] = None
                    queue.append(one.target)
        return tuple(found)[1:]

    def root(self, name: str) -> etree._Element | None:
        """The root of an XML part; None where it is missing or damaged. Raises Unreadable at the limits for XML."""
        if name not in self._roots:
            self._roots[name] = self.archive.find_root(name)
        return self._roots[name]

    def glance(self, name: str) -> etree._Element | None:
        """`root` for a part that is looked at once: its tree is not kept."""
        return self._roots[name] if name in self._roots else self.archive.find_root(name)

    def root_name(self, name: str) -> str | None:
        """The tag of an XML part's root (`{namespace}name`); None where the part is missing or damaged. Raises
        Unreadable at the limits for XML.

        No tree is made of parts that are not looked into otherwise: it would take several times as long.
        """
        if name in self._roots:
            root = self._roots[name]
            return None if root is None else str(root.tag)
        try:
            return find_root_name(self.archive.counted(name)) if name in self.archive else None
        except Damaged:
            return None

    @cached_property
    def core(self) -> Mapping[str, str]:
        """Core properties that say something: `creator`, `lastModifiedBy`, `revision`, `title` …"""
        return self._properties(CORE)

    @cached_property
    def app(self) -> Mapping[str, str]:
        """Extended properties of plain text: `Application`, `Company`, `Manager` …"""
        return self._properties(APP)

    def _properties(self, kind: str) -> Mapping[str, str]:
        part = next((one.target for one in self.relationships("/") if one.type == kind), None)
        root = self.root(part) if part else None
        return (
            {}
            if root is None
            else {
                etree.QName(element).localname: text
                for element in root.iterchildren(etree.Element)
                if not len(element) and (text := (element.text or "").strip())
            }
        )
