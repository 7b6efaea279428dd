"""Slide layouts and masters as their author wrote them, with what they say resolved on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.inference.colours import Scheme, scheme_of
from deckgen.templates.markup import parse_xml
from deckgen.templates.master import NAMESPACES
from deckgen.templates.model import Part, Placeholder, Relationship, SlideLayout
from deckgen.templates.placeholders import (
    TITLE_TYPES,
    Master,
    P,
    Placeholders,
    ground_of,
    idx_of,
    placeholder_shapes,
    reference_of,
)
from deckgen.templates.styles import A

BARE = (
    f'<p:sldLayout {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    "</p:nvGrpSpPr><p:grpSpPr/></p:spTree></p:cSld>"
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
)
STANDING = ("dt", "ftr", "sldNum", "hdr")


@dataclass(frozen=True, eq=False)
class MasterSheet:
    """A slide master: its part, its XML, and what its slide layouts inherit."""

    part: str
    root: etree._Element
    theme: etree._Element
    scheme: Scheme
    inherited: Master
    parts: Mapping[str, Part] = field(default_factory=dict)
    """All parts of the package by name, for the pictures among them."""
    looked_at: dict[str, Any] = field(default_factory=dict)
    """What has been found out about the pictures that its slide layouts stand on."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One slide layout. Its placeholders are read when first asked for: a deck uses a few of a template's."""

    part: str
    root: etree._Element
    master: MasterSheet
    relationships: tuple[Relationship, ...] = ()
    name: str = ""
    """The name it goes by, which no other slide layout has."""

    @property
    def kind(self) -> str:
        """What the layout's author, or their program, says it is: `title`, `obj`, `secHead` …"""
        return self.root.get("type", "")

    @cached_property
    def scheme(self) -> Scheme:
        """The theme's colours as this slide layout maps them."""
        own = self.root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        return self.master.scheme if own is None else scheme_of(own, self.master.scheme.theme)

    @cached_property
    def placeholders(self) -> Placeholders:
        return Placeholders(placeholder_shapes(self.root), self.master.inherited)

    def read(self) -> SlideLayout:
        return SlideLayout(self.name, self.part, self.placeholders, self.ground, colour_map=self.colour_map)

    @property
    def ground(self) -> str:
        return ground_of(self.root) or ground_of(self.master.root) or "bg1"

    @property
    def colour_map(self) -> str:
        own = self.root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        if own is None:
            return ""
        pairs: list[tuple[str, str]] = sorted((str(name), own.get(name, "")) for name in own.attrib)
        said = "".join([f' {name}="{value}"' for name, value in pairs if value.isalnum()])
        return f"<a:overrideClrMapping{said}/>"

    @cached_property
    def turned(self) -> frozenset[int]:
        """The placeholders whose text runs downwards or that are turned: no place for ordinary text."""
        said = {idx_of(shape) for shape in placeholder_shapes(self.root) if _is_turned(shape)}
        upended = (idx for idx, one in self.placeholders.items() if _is_upended(one))
        return frozenset(said.union(upended))

    def of_types(self, *types: str) -> list[Placeholder]:
        return [one for one in self.upright() if one.type in types]

    def upright(self) -> Iterator[Placeholder]:
        """The placeholders that ordinary text or pictures can stand in."""
        for idx, found in self.placeholders.items():
            if idx not in self.turned and found.box.width and found.box.height:
                yield found


def _is_turned(shape: etree._Element) -> bool:
    body, transform = shape.find(f"{P}txBody/{A}bodyPr"), shape.find(f"{P}spPr/{A}xfrm")
    vertical = body is not None and body.get("vert", "horz") != "horz"
    vertical = vertical or reference_of(shape).get("orient") == "vert"
    return vertical or (transform is not None and transform.get("rot", "0") != "0")


def _is_upended(one: Placeholder) -> bool:
    return one.vertical or (one.type in TITLE_TYPES and one.box.height > 2 * one.box.width)


def bare(master: MasterSheet) -> Sheet:
    """A slide layout of nothing but what the master draws."""
    return Sheet("", parse_xml(BARE.encode(), "layout"), master)
