"""Deck → every text that LibreOffice lays out beyond its shape, or not at all.

On a throw-away copy without autofit each shape gets a colour of its own; the colour of a glyph in the PDF
then tells the shape it belongs to.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deckgen.export.copies import SLIDE_PART, A, P, Package, edit_text_parts, parse, render_copy, target_of
from deckgen.export.office import convert
from deckgen.export.rasters import Glyph, read_glyphs
from deckgen.export.table_cells import CELL, cell_box, cell_name, cells_in, frame_of
from deckgen.units import EMU_PER_POINT, Box

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TOLERANCE = 1.0
"""Points by which ink may leave its box: side bearings, rounding in the PDF."""

DESCENT_EMS = 0.2
"""What LibreOffice keeps below a baseline, whatever the face (1.2 em a line)."""

VISIBLE_SHARE = 0.9
"""The share of a shape's letters and digits that must be found in the PDF. Emoji may be drawn as pictures."""

FRAME = f"{P}graphicFrame"
SHAPES = (f"{P}sp", FRAME)
PROPERTIES = f"{P}nvSpPr/{P}nvPr/{P}ph"
INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
MASTER_TYPES = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
BEFORE_FILL = f"{A}ln"
FILLS = [f"{A}{name}" for name in ["noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"]]

# Without it a link is drawn in the theme's link colour, whatever its run says.
LINK_KEEPS_COLOUR = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst>"
)


@dataclass(frozen=True, slots=True)
class Overflow:
    """A shape whose text does not stay inside it."""

    slide: int
    shape: str
    text: str
    """The characters that are outside, or all of the shape's text when it did not appear."""
    points: float
    """How far the outermost one is out; infinite when the text did not appear."""

    def __str__(self) -> str:
        how = "did not appear" if math.isinf(self.points) else f"is {self.points:.1f} pt outside"
        return f"slide {self.slide}, {self.shape}: `{self.text[:60]}` {how}"


@dataclass(frozen=True, slots=True)
class Watched:
    """A shape with text, and the box in points that the text must not leave."""

    name: str
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def excess(self, glyph: Glyph) -> float:
        """How far `glyph` is outside, negative when inside."""
        lowest = max(glyph.bottom, glyph.baseline + DESCENT_EMS * glyph.points)
        return max(
            self.left - glyph.left, glyph.right - self.right, self.top - glyph.top, lowest - self.bottom
        )


def audit_deck(package: Package, tolerance: float = TOLERANCE) -> list[Overflow]:
    """All overflows of the deck's visible slides, found with one conversion.

    Raises what `office.convert` raises.
    """
    stripped = render_copy(package)
    watched, coloured = _coloured(stripped)
    visible = [(number, part) for number, part in enumerate(package.slides, 1) if part not in package.hidden]
    pages = read_glyphs(convert(coloured))
    return [
        overflow
        for (number, part), glyphs in zip(visible, pages, strict=True)
        for overflow in _overflows(number, watched[part], glyphs, tolerance)
    ]


def _overflows(
    slide: int, shapes: Mapping[str, Watched], glyphs: list[Glyph], tolerance: float
) -> Iterator[Overflow]:
    for colour, shape in shapes.items():
        own = [glyph for glyph in glyphs if glyph.colour == colour]
        outside = [glyph for glyph in own if shape.excess(glyph) > tolerance]
        if _letters(glyph.text for glyph in own) < VISIBLE_SHARE * _letters(shape.text):
            yield Overflow(slide, shape.name, shape.text, math.inf)
        elif outside:
            text = "".join(glyph.text for glyph in outside)
            yield Overflow(slide, shape.name, text, max(map(shape.excess, outside)))


def _letters(text: Iterable[str]) -> int:
    return sum(letter.isalnum() for letter in text)


def _coloured(package: Package) -> tuple[dict[str, dict[str, Watched]], Package]:
    """Slide part → colour → shape, and the copy in those colours."""
    watched: dict[str, dict[str, Watched]] = {}
    number = 0

    def change(part: str, root: Element) -> None:
        nonlocal number
        _forbid_autofit(root)
        if not SLIDE_PART.match(part):
            return
        shapes = watched[part] = {}
        above = _above(package, part)
        for shape in _text_shapes(root):
            number += 1
            colour = f"{number:06X}"
            shapes[colour] = _watch(shape, above)
            _paint(shape, colour)

    return watched, edit_text_parts(package, change)


def _forbid_autofit(root: Element) -> None:
    for body in root.iter(f"{A}bodyPr"):
        for fit in [child for child in body if child.tag in (f"{A}normAutofit", f"{A}spAutoFit")]:
            fit.tag = f"{A}noAutofit"
            fit.attrib.clear()


def _text_shapes(root: Element) -> Iterator[Element]:
    """Shapes with text; of a table, each cell for itself."""
    for shape in root.iter(*SHAPES):
        cells = list(cells_in(shape)) if shape.tag == FRAME else []
        yield from (each for each in cells or [shape] if _text(each).strip())


def _text(shape: Element) -> str:
    """What is to be seen; a field's text is put in by the program, so it does not count."""
    return "".join(node.text or "" for run in shape.iter(f"{A}r") for node in run.iter(f"{A}t")) or (
        " x" if next(shape.iter(f"{A}fld"), None) is not None else ""
    )


def _paint(shape: Element, colour: str) -> None:
    from lxml import etree

    for run in shape.iter(f"{A}r", f"{A}fld", f"{A}br"):
        style = run.find(f"{A}rPr")
        if style is None:
            style = etree.Element(f"{A}rPr")
            run.insert(0, style)
        for fill in [child for child in style if child.tag in FILLS]:
            style.remove(fill)
        fill = etree.Element(f"{A}solidFill")
        etree.SubElement(fill, f"{A}srgbClr", val=colour)
        style.insert(1 if style.find(BEFORE_FILL) is not None else 0, fill)
        for link in style.iterfind(f"{A}hlinkClick"):
            for old in link.findall(f"{A}extLst"):
                link.remove(old)
            link.append(etree.fromstring(LINK_KEEPS_COLOUR))


def _above(package: Package, slide: str) -> tuple[Element, Element]:
    """The roots of the slide's slide layout and master."""
    layout = target_of(package, slide, "slideLayout")
    master = layout and target_of(package, layout, "slideMaster")
    if not layout or not master:
        raise ValueError(f"`{slide}` has no slide layout or no master")
    return parse(package.parts[layout]), parse(package.parts[master])


def _watch(shape: Element, above: tuple[Element, Element]) -> Watched:
    if shape.tag == CELL:
        frame = frame_of(shape)
        box = cell_box(shape, _to_slide(frame, _own_box([frame])))
        return _watched(cell_name(shape, _name(frame)), _text(shape), box)
    chain = [shape, *_inherited(shape, above)]
    box = _inner_box(chain, _turned(_to_slide(shape, _own_box(chain)), chain))
    return _watched(_name(shape), _text(shape), box)


def _watched(name: str, text: str, box: Box) -> Watched:
    return Watched(name, text, *(edge / EMU_PER_POINT for edge in (box.left, box.top, box.right, box.bottom)))


def _inherited(shape: Element, above: tuple[Element, Element]) -> Iterator[Element]:
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


def _placeholders(root: Element) -> Iterator[tuple[Element, Element]]:
    for shape in root.iter(f"{P}sp"):
        placeholder = shape.find(PROPERTIES)
        if placeholder is not None:
            yield shape, placeholder


def _own_box(chain: list[Element]) -> Box:
    for shape in chain:
        for place in (f"{P}spPr/{A}xfrm", f"{P}xfrm"):
            xfrm = shape.find(place)
            if xfrm is not None and len(xfrm) >= 2:
                return _box(xfrm, "off", "ext")
    raise ValueError(f"`{_name(chain[0])}` has no place, on no level")


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


def _turned(box: Box, chain: list[Element]) -> Box:
    """What a turned box covers, upright."""
    own = next((xfrm for shape in chain if (xfrm := shape.find(f"{P}spPr/{A}xfrm")) is not None), None)
    angle = math.radians(int(own.get("rot", "0")) / 60_000) if own is not None else 0.0
    if not angle:
        return box
    sine, cosine = abs(math.sin(angle)), abs(math.cos(angle))
    width = round(box.width * cosine + box.height * sine)
    height = round(box.width * sine + box.height * cosine)
    return Box(box.left + (box.width - width) // 2, box.top + (box.height - height) // 2, width, height)


def _inner_box(chain: list[Element], box: Box) -> Box:
    if chain[0].tag != f"{P}sp":
        return box
    bodies = [body for shape in chain if (body := shape.find(f"{P}txBody/{A}bodyPr")) is not None]
    left, top, right, bottom = (
        next((int(str(body.get(side))) for body in bodies if body.get(side) is not None), default)
        for side, default in INSETS.items()
    )
    return box.inset(left, top, right, bottom)


def _name(shape: Element) -> str:
    properties = next(shape.iter(f"{P}cNvPr"), None)
    return "?" if properties is None else properties.get("name", "?")
