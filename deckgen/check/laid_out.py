"""What an office program made of a deck: where each line of text came to lie, and how each page looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from deckgen.records import dataclass
from deckgen.units import EMU_PER_POINT, Box
from deckgen.written.model import TextBody, WrittenShape, turned

Side = Literal["left", "top", "right", "bottom"]

TOLERANCE = 1.0
"""Points by which ink may leave its room: side bearings, rounding in the PDF."""

_TURNED = {
    "vert": 90.0, "eaVert": 90.0, "vert270": 270.0,
    "mongolianVert": 90.0, "wordArtVert": 90.0, "wordArtVertRtl": 90.0,
}  # fmt: skip
_BESIDE_ELLIPSE = 0.1464
"""Share of an ellipse's width or height beside the rectangle inside it, in which its text stands."""


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line as it was drawn. `box` is its ink, down to what the program keeps below a baseline."""

    text: str
    box: Box
    points: float
    """The largest type size on it."""
    fonts: tuple[str, ...]
    """Names of the typefaces that drew it, as the PDF knows them (`NotoSansCJKsc-Bold`)."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """How far text leaves its room, and where."""

    points: float
    side: Side
    text: str
    """The lines that are not inside."""


@dataclass(frozen=True, slots=True)
class LaidParagraph:
    """A paragraph's lines. None where the paragraph could not be found on the page."""

    text: str
    lines: tuple[LaidLine, ...]


@dataclass(frozen=True, slots=True)
class LaidShape:
    """A shape with text; of a table, a cell. Boxes are upright and in EMU on the slide."""

    id: int
    """The id of the shape, or of the table."""
    name: str
    box: Box
    room: Box
    """The box without its text insets."""
    paragraphs: tuple[LaidParagraph, ...]
    level: bool = True
    """Lines run from left to right; text that is turned or vertical has no lines of its own, only an extent."""
    grows: bool = False
    """The box follows its text: it is as large as its program made it."""
    wraps: bool = True

    @property
    def lines(self) -> tuple[LaidLine, ...]:
        return tuple(line for paragraph in self.paragraphs for line in paragraph.lines)

    @property
    def extent(self) -> Box | None:
        """The rectangle around all its text; None where none was found on the page."""
        boxes = [line.box for line in self.lines]
        if not boxes:
            return None
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        return Box(left, top, right - left, bottom - top)

    def overflow(self, room: Box | None = None, tolerance: float = TOLERANCE) -> Overflow | None:
        """The side on which text leaves its room (or the one given) farthest, if by more than `tolerance` points."""
        within = room or self.room
        outside = [(*excess(line.box, within), line.text) for line in self.lines]
        outside = [found for found in outside if found[0] > tolerance * EMU_PER_POINT]
        if not outside:
            return None
        farthest = max(outside, key=lambda found: found[0])
        text = "".join(text for _, _, text in outside)
        return Overflow(farthest[0] / EMU_PER_POINT, farthest[1], text)


@dataclass(frozen=True, slots=True)
class LaidSlide:
    """One page. `picture` is a PNG of it, empty when none was asked for."""

    number: int
    """Of the slide in the deck, hidden ones counted."""
    shapes: tuple[LaidShape, ...]
    picture: bytes = b""


@dataclass(frozen=True)
class LaidOut:
    """A whole deck; hidden slides have no page."""

    width: int
    height: int
    slides: tuple[LaidSlide, ...]
    program: str = field(default="LibreOffice")

    @cached_property
    def by_number(self) -> Mapping[int, LaidSlide]:
        return {slide.number: slide for slide in self.slides}

    @property
    def fonts(self) -> frozenset[str]:
        """The typefaces that its lines are drawn in."""
        paragraphs = (one for slide in self.slides for shape in slide.shapes for one in shape.paragraphs)
        return frozenset(font for one in paragraphs for line in one.lines for font in line.fonts if font)


def without_lines(shape: WrittenShape, body: TextBody, box: Box) -> LaidShape:
    """A shape with its place, whose lines are yet to be laid."""
    return LaidShape(
        shape.id,
        shape.name,
        turned(box, shape.rotation),
        turned(room_in(shape, body, box), shape.rotation),
        (),
        level=not (shape.rotation + angle_of(body)) % 360,
        grows=body.autofit == "grow",
        wraps=body.wraps,
    )


def room_in(shape: WrittenShape, body: TextBody, box: Box) -> Box:
    """What the insets leave of the shape's box, before it is turned."""
    if shape.geometry in ("ellipse", "flowChartConnector"):
        box = box.inset(*(round(side * _BESIDE_ELLIPSE) for side in (box.width, box.height) * 2))
    return box.inset(*body.insets)


def angle_of(body: TextBody) -> float:
    """By how many degrees its lines are turned inside their shape."""
    return body.rotation + _TURNED.get(body.vertical, 0.0)


def excess(box: Box, within: Box) -> tuple[int, Side]:
    """How far, in EMU, and on which side `box` is farthest outside `within`; negative when inside."""
    sides: tuple[tuple[int, Side], ...] = (
        (within.left - box.left, "left"),
        (within.top - box.top, "top"),
        (box.right - within.right, "right"),
        (box.bottom - within.bottom, "bottom"),
    )
    return max(sides, key=lambda side: side[0])
