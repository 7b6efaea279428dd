"""A shape tree → shapes in reading order, groups undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from math import cos, radians, sin
from typing import NamedTuple

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.placeholders import P, box_of
from deckgen.templates.styles import TRUE, A, whole
from deckgen.templates.types import R_ID
from deckgen.units import Box
from deckgen.written.charts import CHART, CHART_EX, read_chart
from deckgen.written.colours import Scheme
from deckgen.written.inheriting import Ancestry, Heritage, Page, reference_of, transform_of
from deckgen.written.model import NOTHING, Colour, Kind, Link, Paint, PlaceholderRef, TextBody, WrittenShape
from deckgen.written.outlines import outlines_of
from deckgen.written.package import Package
from deckgen.written.tables import TableReader
from deckgen.written.texts import Ground, Texts

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DEEPEST = 50
"""Groups in groups that are followed; PowerPoint's own files have a handful."""

_KINDS: dict[str, Kind] = {
    "sp": "shape", "pic": "picture", "grpSp": "group", "cxnSp": "connector", "contentPart": "ink",
    "graphicFrame": "object",
}  # fmt: skip
_NO_HERITAGE = Heritage((), None, 0.0, None)  # type: ignore[arg-type]


class Frame(NamedTuple):
    """How a group's members are moved, stretched and turned."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1.0
    down: float = 1.0
    rotation: float = 0.0
    middle: tuple[float, float] = (0.0, 0.0)

    def placed(self, box: Box) -> Box:
        """The box of a member on the slide."""
        if self == _STILL:
            return box
        width, height = box.width * self.across, box.height * self.down
        x = self.left + box.left * self.across + width / 2
        y = self.top + box.top * self.down + height / 2
        if self.rotation:
            angle = radians(self.rotation)
            off_x, off_y = x - self.middle[0], y - self.middle[1]
            x = self.middle[0] + off_x * cos(angle) - off_y * sin(angle)
            y = self.middle[1] + off_x * sin(angle) + off_y * cos(angle)
        return Box(round(x - width / 2), round(y - height / 2), round(width), round(height))


_STILL = Frame()


@dataclass(frozen=True, slots=True)
class ShapeReader:
    """Reads the shapes of one slide, or what a slide layout or master draws itself."""

    part: str
    package: Package
    ancestry: Ancestry
    layout: Page | None
    scheme: Scheme
    tables: TableReader

    def read(self, root: etree._Element, *, placeholders: bool = True) -> Iterator[WrittenShape]:
        """All shapes of the part; without placeholders, those that a page draws behind its slides."""
        tree = root.find(f"{P}cSld/{P}spTree")
        texts = Texts(self.scheme, self.find_link)
        if tree is not None:
            yield from self._members(tree, _STILL, None, texts, placeholders=placeholders, depth=0)

    def _members(
        self,
        tree: etree._Element,
        frame: Frame,
        group: int | None,
        texts: Texts,
        *,
        placeholders: bool,
        depth: int,
    ) -> Iterator[WrittenShape]:
        for element in _drawn(tree):
            reference = reference_of(element)
            if reference is not None and not placeholders:
                continue
            heritage = self.ancestry.heritage(reference, self.layout) if reference else _NO_HERITAGE
            shape = self._shape(element, reference, heritage, frame, group, texts)
            yield shape
            if shape.kind == "group" and depth < _DEEPEST:
                inner = _inside(element, shape, frame)
                yield from self._members(
                    element, inner, shape.id, texts, placeholders=placeholders, depth=depth + 1
                )

    def _shape(
        self,
        element: etree._Element,
        reference: PlaceholderRef | None,
        heritage: Heritage,
        frame: Frame,
        group: int | None,
        texts: Texts,
    ) -> WrittenShape:
        described = _described(element)
        said: Mapping[str, str] = {} if described is None else dict(described.attrib)  # type: ignore[arg-type]
        transform = transform_of(element)
        own = None if transform is None else box_of(transform)
        turn = (
            heritage.rotation if own is None or transform is None else whole(transform.get("rot"), 0) / 60_000
        )
        box = frame.placed(own) if own is not None else heritage.box
        kind, table, chart = self._content(element)
        geometry, drawing = _geometry(element, heritage)
        picture = self._picture(element) if kind in ("picture", "media") else None
        link = None if described is None or not len(described) else self._click(described)
        return WrittenShape(
            id=whole(said.get("id"), 0),
            name=said.get("name", ""),
            kind=kind,
            box=box,
            placeholder=reference,
            rotation=(turn + frame.rotation) % 360,
            alt=said.get("descr", ""),
            decorative=_is_decorative(described),
            hidden=said.get("hidden") in TRUE,
            body=self._body(element, heritage, texts),
            paint=self._paint(element, heritage),
            outline=self._outline(element, heritage),
            geometry=geometry,
            read_outlines=None if drawing is None else partial(outlines_of, drawing),
            table=None if table is None else self.tables.read(table, texts, self.scheme, self.part),
            picture=None if picture is None else picture[0].picture,
            is_recoloured=picture is not None and picture[0].is_altered,
            crop=(0.0, 0.0, 0.0, 0.0) if picture is None else picture[1],
            link=link,
            group=group,
            read_chart=None if chart is None else partial(read_chart, self.package, chart),
        )

    def _content(self, element: etree._Element) -> tuple[Kind, etree._Element | None, str | None]:
        """The kind of a shape; for frames also the table, or the chart's part."""
        name = element.tag.rpartition("}")[2]
        kind = _KINDS[name]
        if name == "pic" and any(_is_media(one) for one in element.iter(f"{P}nvPr")):
            return "media", None, None
        if name != "graphicFrame":
            return kind, None, None
        data = element.find(f"{A}graphic/{A}graphicData")
        uri = "" if data is None else data.get("uri", "")
        if data is not None and uri.endswith("/table"):
            return "table", data.find(f"{A}tbl"), None
        if data is not None and uri in (CHART, CHART_EX):
            ids = (one.get(R_ID) for one in data)
            found = (self.package.target(self.part, id_) for id_ in ids)
            return "chart", None, next((one.target for one in found if one and not one.external), "")
        return ("diagram" if uri.endswith("/diagram") else "object"), None, None

    def _picture(self, element: etree._Element) -> tuple[Paint, tuple[float, float, float, float]]:
        fill = element.find(f"{P}blipFill")
        if fill is None:
            return NOTHING, (0.0, 0.0, 0.0, 0.0)
        cut = fill.find(f"{A}srcRect")
        sides = (0 if cut is None else whole(cut.get(side), 0) for side in "ltrb")
        left, top, right, bottom = (side / 100_000 for side in sides)
        return self.scheme.picture_of(fill, self.part), (left, top, right, bottom)

    def _body(self, element: etree._Element, heritage: Heritage, texts: Texts) -> TextBody | None:
        body = element.find(f"{P}txBody")
        if body is None:
            return None
        reference = element.find(f"{P}style/{A}fontRef")
        ink = None if reference is None else self.scheme.find_colour(reference)
        return texts.read(body, Ground(heritage.inherited or self.ancestry.plain, ink))

    def _paint(self, element: etree._Element, heritage: Heritage) -> Paint:
        """The shape's own fill, its style's, or what it inherits."""
        for shape, part in ((element, self.part), *heritage.shapes):
            properties = shape.find(f"{P}spPr")
            own = self.scheme.find_paint(properties, part)
            if own is not None:
                return own
            styled = self.scheme.styled_paint(shape.find(f"{P}style/{A}fillRef"), "fillStyleLst")
            if styled is not None:
                return styled
        return NOTHING

    def _outline(self, element: etree._Element, heritage: Heritage) -> Colour | None:
        for shape, part in ((element, self.part), *heritage.shapes):
            line = shape.find(f"{P}spPr/{A}ln")
            paint = None if line is None else self.scheme.find_paint(line, part)
            if paint is not None:
                return paint.colours[0] if paint.colours else None
            reference = shape.find(f"{P}style/{A}lnRef")
            if reference is not None and whole(reference.get("idx"), 0):
                return self.scheme.find_colour(reference)
        return None

    def _click(self, described: etree._Element) -> Link | None:
        click = described.find(f"{A}hlinkClick")
        return None if click is None else self.find_link(click)

    def find_link(self, click: etree._Element) -> Link | None:
        """Where `a:hlinkClick` leads; None for one that leads nowhere."""
        found = self.package.target(self.part, click.get(R_ID))
        action = click.get("action", "")
        if found is None and not action:
            return None
        target, external = (found.target, found.external) if found else ("", False)
        return Link(target, external, action)


def _drawn(tree: etree._Element) -> Iterator[etree._Element]:
    """The shapes of a tree; of alternatives the first, which newer programs draw."""
    for element in tree:
        name = element.tag.rpartition("}")[2]
        if name in _KINDS:
            yield element
        elif element.tag == f"{_COMPATIBILITY}AlternateContent":
            choices = (list(_plain(choice)) for choice in element)
            yield from next((choice for choice in choices if choice), [])


def _plain(tree: etree._Element) -> Iterator[etree._Element]:
    return (element for element in tree if element.tag.rpartition("}")[2] in _KINDS)


def _inside(element: etree._Element, group: WrittenShape, frame: Frame) -> Frame:
    """How the members of a group are placed, which stands in `frame` itself."""
    transform = transform_of(element)
    inner = None if transform is None else box_of(transform, "chOff", "chExt")
    box = group.box
    if inner is None or box is None:
        return frame
    across = box.width / inner.width if inner.width else 1.0
    down = box.height / inner.height if inner.height else 1.0
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    return Frame(
        box.left - inner.left * across, box.top - inner.top * down, across, down, group.rotation, middle
    )


def _described(element: etree._Element) -> etree._Element | None:
    return next((found for part in element if (found := part.find(f"{P}cNvPr")) is not None), None)


def _is_decorative(described: etree._Element | None) -> bool:
    if described is None or not len(described):
        return False
    return any(one.get("val") in TRUE for one in described.iter(_DECORATIVE))


def _geometry(element: etree._Element, heritage: Heritage) -> tuple[str, etree._Element | None]:
    """The name of the shape's form, and for drawings the form itself."""
    for shape, _ in ((element, ""), *heritage.shapes):
        properties = shape.find(f"{P}spPr")
        for one in () if properties is None else properties:
            if one.tag == f"{A}prstGeom":
                return one.get("prst", "rect"), None
            if one.tag == f"{A}custGeom":
                return "custom", one
    return "rect", None


def _is_media(properties: etree._Element) -> bool:
    return any(
        one.tag.rpartition("}")[2] in ("videoFile", "audioFile", "wavAudioFile", "quickTimeFile")
        for one in properties
    )
