"""What a template draws behind its slides: rectangles and pictures, and where they stand."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pptx.enum.shapes import MSO_SHAPE_TYPE

if TYPE_CHECKING:
    from PIL.Image import Image

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

PAGE_LIKE = 0.6
"""Share of the slide from which on something drawn is what the page is made of."""
FAINT = 25
"""Opacity, of 255, up to which nobody sees a point of a picture."""


class Rect(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def shared(self, other: Rect) -> float:
        """The area that both cover."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return (right - left) * (bottom - top) if right > left and bottom > top else 0.0

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, margin: float) -> Rect:
        return Rect(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


@dataclass(frozen=True)
class Picture:
    """A picture of the template. `opaque` is how much of each point is seen; None for all of it."""

    opaque: Image | None

    def shows(self, part: Rect) -> bool:
        """Whether anything is seen in `part`, whose edges are shares of the picture's."""
        if self.opaque is None:
            return True
        across, down = self.opaque.size
        left, top = max(0, math.floor(part.left * across)), max(0, math.floor(part.top * down))
        right, bottom = min(across, math.ceil(part.right * across)), min(down, math.ceil(part.bottom * down))
        if right <= left or bottom <= top:
            return False
        return any(self.opaque.crop((left, top, right, bottom)).histogram()[FAINT + 1 :])


Place = Callable[[Rect], Rect]


class Furniture(NamedTuple):
    name: str
    box: Rect
    picture: Picture | None


def box_of(shape: Any) -> Rect | None:
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    if None in (left, top, width, height) or not width * height:
        return None
    return Rect(left, top, left + width, top + height)


def furniture_of(layout: Any) -> list[Furniture]:
    """All that master and slide layout draw in rectangles."""
    sources = [layout]
    if layout._element.get("showMasterSp") not in ("0", "false"):
        sources.insert(0, layout.slide_master)
    return [piece for source in sources for piece in _pieces(source.shapes, lambda box: box)]


def _pieces(shapes: Iterable[Any], place: Place) -> Iterator[Furniture]:
    """`place` says where a box in the shapes' coordinates stands on the slide."""
    for shape in shapes:
        if shape.is_placeholder:
            continue
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            page = shape.part.package.presentation_part.presentation
            if shape.width * shape.height > PAGE_LIKE * page.slide_width * page.slide_height:
                continue  # a composition that the page is made of
            yield from _pieces(shape.shapes, _inside(shape, place))
            continue
        box = box_of(shape)
        picture = _picture(shape) if shape.shape_type == MSO_SHAPE_TYPE.PICTURE else None
        if box is not None and (picture or _is_plain(shape)):
            yield Furniture(shape.name, place(turned(box, getattr(shape, "rotation", 0))), picture)


def _picture(shape: Any) -> Picture:
    """Turned, enlarged and vector pictures count as seen all over."""
    from PIL import Image

    left, top, right, bottom = shape.crop_left, shape.crop_top, shape.crop_right, shape.crop_bottom
    if shape.rotation or min(left, top, right, bottom) < 0:
        return Picture(None)
    try:
        with Image.open(io.BytesIO(shape.image.blob)) as image:
            if not image.has_transparency_data:
                return Picture(None)
            across, down = image.size
            part = (left * across, top * down, (1 - right) * across, (1 - bottom) * down)
            return Picture(image.convert("RGBA").getchannel("A").crop(tuple(map(round, part))))
    except (ValueError, KeyError, OSError):
        return Picture(None)


def _is_plain(shape: Any) -> bool:
    """Whether it is a filled rectangle: of free forms and rings the box says little.

    Those that deckgen builds are the grounds of its own placeholders and carry no text.
    """
    geometry = shape._element.find(f"{P}spPr/{A}prstGeom")
    filled = shape._element.find(f"{P}spPr/{A}solidFill") is not None
    return geometry is not None and geometry.get("prst") == "rect" and filled


def rotation_of(shape: Any, layout: Any) -> float:
    """Degrees, the placeholder's on the slide layout where the slide says nothing."""
    if shape.is_placeholder and shape._element.find(f"{P}spPr/{A}xfrm") is None:
        idx = shape.placeholder_format.idx
        above = (each for each in layout.placeholders if each.placeholder_format.idx == idx)
        shape = next(above, shape)
    return float(getattr(shape, "rotation", 0.0))


def turned(box: Rect, degrees: float) -> Rect:
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    width, height = box.right - box.left, box.bottom - box.top
    across, down = (width * cosine + height * sine) / 2, (width * sine + height * cosine) / 2
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Rect(x - across, y - down, x + across, y + down)


def _inside(group: Any, outer: Place) -> Place:
    """How a box in the group's own coordinates becomes one of the slide's."""
    transform = group._element.grpSpPr.find(f"{A}xfrm")
    offset = None if transform is None else transform.find(f"{A}chOff")
    extent = None if transform is None else transform.find(f"{A}chExt")
    seen = box_of(group)
    if offset is None or extent is None or seen is None:
        return outer
    left, top = int(offset.get("x")), int(offset.get("y"))
    across = (seen.right - seen.left) / max(1, int(extent.get("cx")))
    down = (seen.bottom - seen.top) / max(1, int(extent.get("cy")))

    def place(box: Rect) -> Rect:
        return outer(
            Rect(
                seen.left + (box.left - left) * across,
                seen.top + (box.top - top) * down,
                seen.left + (box.right - left) * across,
                seen.top + (box.bottom - top) * down,
            )
        )

    return place
