"""A restyled page in, a slide layout part of the template's own kind out: its title, furniture and footers kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.drawing import Slot, Tint
from deckgen.templates.inference.sheets import STANDING, MasterSheet, Sheet
from deckgen.templates.markup import parse_xml, xml_bytes
from deckgen.templates.master import NAMESPACES
from deckgen.templates.model import Part, Relationship
from deckgen.templates.pages.model import PageDesign
from deckgen.templates.placeholders import TITLE_TYPES, P, idx_of, placeholder_shapes, reference_of
from deckgen.templates.styles import FILLS, A, whole
from deckgen.templates.types import LAYOUT, MASTER, OFFICE, content_type
from deckgen.units import Box

_LEFT_OUT = ("transition", "timing", "extLst")
_TITLE = (
    f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr vert="horz"/><a:lstStyle/><a:p>'
    '<a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
)
R = f"{{{OFFICE}}}"


@dataclass(frozen=True, slots=True)
class TitleChange:
    """What titles of built pages have otherwise than those of their base: a larger box, a colour to be read by."""

    box: Box | None = None
    ink: Tint | None = None
    points: float | None = None
    """Its size, where no master says one."""


@dataclass(frozen=True, slots=True)
class Base:
    """What built slide layouts are made from: a slide layout of the template, or its master alone."""

    master: MasterSheet
    sheet: Sheet

    def part(self, page: PageDesign, name: str, part: str, title: TitleChange) -> Part:
        """The slide layout `page` as a part, its title changed as `title` says."""
        root = self._root()
        root.set("preserve", "1")
        root.set("userDrawn", "1")
        common = _required(root, f"{P}cSld")
        common.set("name", name)
        tree = _required(common, f"{P}spTree")
        kept = self._kept(tree, page, title)
        number = max([1, *(whole(one.get("id"), 0) for one in tree.iter(f"{P}cNvPr"))])
        for xml in _shapes(page, number + 1):
            tree.append(_unfilled(_parsed(xml)))
        for shape in kept:
            tree.append(shape)
        _renumber(tree)
        return Part(part, content_type(LAYOUT), xml_bytes(root), self._relationships(root))

    def amended(
        self,
        boxes: Mapping[int, Box],
        inks: Mapping[int, Tint],
        loosened: Collection[int],
        name: str,
        part: str,
    ) -> Part:
        """The base itself as a part of its own, with larger boxes for some placeholders, other colours for some, and
        lines that follow the size of the text for those whose lines are of a fixed height."""
        root = self._root()
        _required(root, f"{P}cSld").set("name", name)
        for shape in placeholder_shapes(root):
            if idx_of(shape) in boxes:
                _place(shape, boxes[idx_of(shape)])
            if idx_of(shape) in loosened:
                for level in _levels(shape, 2):
                    _loosen(level)
            if idx_of(shape) in inks:
                title = reference_of(shape).get("type") in TITLE_TYPES
                for level in _levels(shape, 1 if title else 5):
                    _colour(level, inks[idx_of(shape)])
        _renumber(root)
        return Part(part, content_type(LAYOUT), xml_bytes(root), self._relationships(root))

    def _root(self) -> etree._Element:
        """The base's own XML, without what belongs to it alone."""
        root = deepcopy(self.sheet.root)
        for attribute in ("type", "matchingName"):
            if attribute in root.attrib:
                del root.attrib[attribute]
        for parent in (root, _required(root, f"{P}cSld")):
            for name in (*_LEFT_OUT, "custDataLst", "controls"):
                for element in parent.findall(f"{P}{name}"):
                    parent.remove(element)
        return root

    def _kept(self, tree: etree._Element, page: PageDesign, change: TitleChange) -> list[etree._Element]:
        """Title and footers, taken out of the tree to be put in front; all other placeholders go."""
        shapes = list(placeholder_shapes(_tree_root(tree)))
        for shape in shapes:
            tree.remove(shape)
        kept = [shape for shape in shapes if reference_of(shape).get("type") in STANDING]
        titles = [
            shape
            for shape in shapes
            if reference_of(shape).get("type") in TITLE_TYPES and idx_of(shape) not in self.sheet.turned
        ]
        title = titles[0] if titles else _parsed(_TITLE)
        for extension in title.iter(f"{P}extLst"):
            parent = extension.getparent()
            if parent is not None:
                parent.remove(extension)
        moved = next((placed for placed in page.slots if placed.slot == "title"), None)
        if moved is not None:
            _move(title, moved)
        else:
            if change.box is not None:
                _place(title, change.box)
            if change.ink is not None:
                _colour(_levels(title)[0], change.ink)
            if change.points is not None:
                _required(_levels(title)[0], f"{A}defRPr").set("sz", str(round(change.points * 100)))
        return [title, *kept]

    def _relationships(self, root: etree._Element) -> tuple[Relationship, ...]:
        """Those that the layout still names, and its master."""
        used = {
            value
            for element in root.iter()
            for name, value in element.attrib.items()
            if str(name).startswith(R)
        }
        kept = [one for one in self.sheet.relationships if one.id in used or one.type == MASTER]
        if any(one.type == MASTER for one in kept):
            return tuple(kept)
        return (*kept, Relationship("rIdMaster", MASTER, self.master.part))


def _unfilled(shape: etree._Element) -> etree._Element:
    """A placeholder without the fill and the line that its master's text may have."""
    properties = shape.find(f"{P}spPr")
    if properties is not None and shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None:
        etree.SubElement(properties, f"{A}noFill")
        etree.SubElement(etree.SubElement(properties, f"{A}ln"), f"{A}noFill")
    return shape


def _shapes(page: PageDesign, number: int) -> Iterator[str]:
    for drawing in page.drawings:
        yield drawing.xml(number)
        number += 1
    for placed in page.slots:
        if placed.slot != "title":
            yield placed.xml(number)
            number += 1


def _strip(properties: etree._Element) -> None:
    """No bar or frame: what titles stand on belongs where the template has them."""
    for name in (*FILLS, "ln"):
        for old in properties.findall(f"{A}{name}"):
            properties.remove(old)
    shaped = [f"{A}{name}" for name in ("xfrm", "custGeom", "prstGeom")]
    place = sum(each.tag in shaped for each in properties)
    line = etree.Element(f"{A}ln")
    etree.SubElement(line, f"{A}noFill")
    properties[place:place] = [etree.Element(f"{A}noFill"), line]


def _move(title: etree._Element, moved: Slot) -> None:
    """Give the title another place and size; its typeface stays, and its colour, where it can be read there."""
    _place(title, moved.box)
    _strip(_required(title, f"{P}spPr"))
    body = title.find(f"{P}txBody/{A}bodyPr")
    if body is not None:
        body.set("anchor", moved.anchor)
    wanted, level = moved.levels[0], _levels(title)[0]
    level.set("algn", "l")
    _required(level, f"{A}defRPr").set("sz", str(round(wanted.points * 100)))
    if isinstance(wanted.colour, Tint):
        _colour(level, wanted.colour)


def _levels(shape: etree._Element, least: int = 1) -> list[etree._Element]:
    """The level styles of a placeholder, at least the first few."""
    body = _required(shape, f"{P}txBody")
    styles = body.find(f"{A}lstStyle")
    if styles is None:
        styles = etree.Element(f"{A}lstStyle")
        body.insert(1 if body.find(f"{A}bodyPr") is not None else 0, styles)
    for number in range(1, least + 1):
        if styles.find(f"{A}lvl{number}pPr") is None:
            earlier = {f"{A}defPPr", *(f"{A}lvl{other}pPr" for other in range(1, number))}
            before = sum(level.tag in earlier for level in styles)
            styles.insert(before, etree.Element(f"{A}lvl{number}pPr"))
    return [level for level in styles if str(level.tag).endswith("pPr")]


def _loosen(level: etree._Element) -> None:
    for spacing in level.findall(f"{A}lnSpc"):
        level.remove(spacing)
    spacing = etree.Element(f"{A}lnSpc")
    etree.SubElement(spacing, f"{A}spcPct", val="100000")
    level.insert(0, spacing)


def _colour(level: etree._Element, tint: Tint) -> None:
    style = level.find(f"{A}defRPr")
    if style is None:
        style = etree.SubElement(level, f"{A}defRPr")
    for name in FILLS:
        for fill in style.findall(f"{A}{name}"):
            style.remove(fill)
    style.insert(1 if style.find(f"{A}ln") is not None else 0, _parsed(tint.xml))


def _place(shape: etree._Element, box: Box) -> None:
    properties = _required(shape, f"{P}spPr")
    for transform in properties.findall(f"{A}xfrm"):
        properties.remove(transform)
    properties.insert(0, etree.SubElement(properties, f"{A}xfrm"))
    transform = properties[0]
    etree.SubElement(transform, f"{A}off", x=str(box.left), y=str(box.top))
    etree.SubElement(transform, f"{A}ext", cx=str(box.width), cy=str(box.height))


def _renumber(tree: etree._Element) -> None:
    """Every shape has a number of its own."""
    for number, properties in enumerate(tree.iter(f"{P}cNvPr"), start=1):
        properties.set("id", str(number))


def _tree_root(tree: etree._Element) -> etree._Element:
    return tree.getroottree().getroot()


def _required(parent: etree._Element, tag: str) -> etree._Element:
    found = parent.find(tag)
    return etree.SubElement(parent, tag) if found is None else found


def _parsed(xml: str) -> etree._Element:
    wrapped = parse_xml(f"<x {NAMESPACES}>{xml}</x>".encode(), "layout")
    return wrapped[0]
