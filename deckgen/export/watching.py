"""A slide's XML → its shapes and table cells with text, each with the box that its text must not leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from deckgen.export.copies import A, P, Package, parse, target_of
from deckgen.export.table_cells import CELL, cell_box, cell_name, cells_in, frame_of
from deckgen.units import Box
from deckgen.written.model import turned

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FRAME = f"{P}graphicFrame"
SHAPES = (f"{P}sp", FRAME)
PROPERTIES = f"{P}nvSpPr/{P}nvPr/{P}ph"
INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
MASTER_TYPES = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
FITS = (f"{A}noAutofit", f"{A}normAutofit", f"{A}spAutoFit")


@dataclass(frozen=True)
class Watched:
    """A shape with text, or a cell, as the file has it on the slide."""

    element: Element
    chain: tuple[Element, ...]
    """The shape itself and what it inherits from."""
    name: str
    box: Box
    room: Box

    @property
    def id(self) -> int:
        shape = frame_of(self.element) if self.element.tag == CELL else self.element
        properties = next(shape.iter(f"{P}cNvPr"), None)
        given = "" if properties is None else properties.get("id", "")
        return int(given) if given.isdecimal() else 0

    @cached_property
    def text(self) -> str:
        return shown_text(self.element)

    @property
    def paragraphs(self) -> Iterator[str]:
        """What each paragraph says, fields as they were last saved; line breaks are not in it."""
        for paragraph in self.element.iter(f"{A}p"):
            yield "".join(node.text or "" for node in paragraph.iter(f"{A}t"))

    @property
    def level(self) -> bool:
        """Whether its lines run from left to right."""
        return self._said("vert", "horz") == "horz" and not turn_of(self.chain)

    @property
    def wraps(self) -> bool:
        return self._said("wrap", "square") != "none"

    @property
    def grows(self) -> bool:
        """Whether the box follows the text, or the text the box."""
        fit = next((child for body in self._bodies for child in body if child.tag in FITS), None)
        return fit is not None and (fit.tag == FITS[2] or (fit.tag == FITS[1] and "fontScale" in fit.attrib))

    @property
    def _bodies(self) -> list[Element]:
        return [body for shape in self.chain if (body := _body(shape)) is not None]

    def _said(self, name: str, default: str) -> str:
        return next((str(body.get(name)) for body in self._bodies if body.get(name) is not None), default)


def watched_shapes(package: Package, slide: str, root: Element) -> Iterator[Watched]:
    """Shapes with text on the slide, in drawing order. Those that have no place are left out."""
    above = _above(package, slide)
    for shape in root.iter(*SHAPES):
        cells = list(cells_in(shape)) if shape.tag == FRAME else []
        for each in cells or [shape]:
            if shown_text(each).strip():
                try:
                    yield _watch(each, above)
                except (ValueError, OverflowError):
                    continue


def shown_text(shape: Element) -> str:
    """What is to be seen; a field's text is put in by the program, so it does not count."""
    return "".join(node.text or "" for run in shape.iter(f"{A}r") for node in run.iter(f"{A}t")) or (
        " x" if next(shape.iter(f"{A}fld"), None) is not None else ""
    )


def _body(shape: Element) -> Element | None:
    return shape.find(f"{P}txBody/{A}bodyPr")


def _above(package: Package, slide: str) -> tuple[Element | None, Element | None]:
    """The roots of the slide's slide layout and master, where it has them."""
    layout = target_of(package, slide, "slideLayout")
    master = layout and target_of(package, layout, "slideMaster")
    found = [package.parts.get(part) if part else None for part in (layout, master)]
    roots = [None if data is None else parse(data) for data in found]
    return roots[0], roots[1]


def _watch(shape: Element, above: tuple[Element | None, Element | None]) -> Watched:
    if shape.tag == CELL:
        frame = frame_of(shape)
        box = cell_box(shape, _to_slide(frame, _own_box([frame])))
        return Watched(shape, (shape,), cell_name(shape, name_of(frame)), box, box)
    chain = (shape, *_inherited(shape, above))
    box = turned(_to_slide(shape, _own_box(chain)), turn_of(chain))
    return Watched(shape, chain, name_of(shape), box, _inner_box(chain, box))


def _inherited(shape: Element, above: tuple[Element | None, Element | None]) -> Iterator[Element]:
    """The placeholder's namesakes on slide layout (by idx) and master (by type)."""
    own = shape.find(PROPERTIES)
    if own is None:
        return
    layout, master = above
    found = next(
        (other for other, ph in _placeholders(layout) if ph.get("idx", "0") == own.get("idx", "0")), None
    )
    if found is not None:
        yield found
        own = found.find(PROPERTIES)
    wanted = MASTER_TYPES.get("" if own is None else own.get("type", "obj"), "body")
    yield from [other for other, ph in _placeholders(master) if ph.get("type") == wanted][:1]


def _placeholders(root: Element | None) -> Iterator[tuple[Element, Element]]:
    for shape in () if root is None else root.iter(f"{P}sp"):
        placeholder = shape.find(PROPERTIES)
        if placeholder is not None:
            yield shape, placeholder


def _own_box(chain: tuple[Element, ...] | list[Element]) -> Box:
    for shape in chain:
        for place in (f"{P}spPr/{A}xfrm", f"{P}xfrm"):
            xfrm = shape.find(place)
            if xfrm is not None and len(xfrm) >= 2:
                return _box(xfrm, "off", "ext")
    raise ValueError(f"`{name_of(chain[0])}` has no place, on no level")


def _box(xfrm: Element, corner: str, extent: str) -> Box:
    at, size = xfrm.find(f"{A}{corner}"), xfrm.find(f"{A}{extent}")
    if at is None or size is None:
        return Box(0, 0, 1, 1)
    return Box(
        *(int(at.get(axis, "0")) for axis in "xy"), *(int(size.get(side, "0")) for side in ("cx", "cy"))
    )


def _to_slide(shape: Element, box: Box) -> Box:
    """Out of all groups that the shape is in."""
    for group in shape.iterancestors(f"{P}grpSp"):
        xfrm = group.find(f"{P}grpSpPr/{A}xfrm")
        if xfrm is not None:
            outer, inner = _box(xfrm, "off", "ext"), _box(xfrm, "chOff", "chExt")
            across, down = outer.width / (inner.width or 1), outer.height / (inner.height or 1)
            box = Box(
                outer.left + round((box.left - inner.left) * across),
                outer.top + round((box.top - inner.top) * down),
                round(box.width * across),
                round(box.height * down),
            )
    return box


def turn_of(chain: tuple[Element, ...]) -> float:
    """By how many degrees the shape itself is turned; groups around it are left aside."""
    own = next((xfrm for shape in chain if (xfrm := shape.find(f"{P}spPr/{A}xfrm")) is not None), None)
    return int(own.get("rot", "0")) / 60_000 if own is not None else 0.0


def _inner_box(chain: tuple[Element, ...], box: Box) -> Box:
    if chain[0].tag != f"{P}sp":
        return box
    bodies = [body for shape in chain if (body := _body(shape)) is not None]
    left, top, right, bottom = (
        next((int(str(body.get(side))) for body in bodies if body.get(side) is not None), default)
        for side, default in INSETS.items()
    )
    return box.inset(left, top, right, bottom)


def name_of(shape: Element) -> str:
    properties = next(shape.iter(f"{P}cNvPr"), None)
    return "?" if properties is None else properties.get("name", "?")
