"""A slide → what is behind a place on it: the colours that its layers make there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, radians, sin

from deckgen.records import dataclass
from deckgen.units import Box
from deckgen.written.model import Colour, Outline, Paint, WrittenShape, WrittenSlide
from deckgen.written.package import Package

_UNKNOWN = ("chart", "table", "diagram", "object", "media", "ink")
"""What draws itself, in colours that nobody else knows."""

_HOLLOW = frozenset(
    [
        "donut",
        "blockArc",
        "arc",
        "frame",
        "halfFrame",
        "corner",
        "diagStripe",
        "noSmoking",
        "bracketPair",
        "bracePair",
    ]
    + [f"{side}{kind}" for side in ("left", "right") for kind in ("Bracket", "Brace")]
)
"""Presets that are a rim around nothing: what stands in them stands on what is below."""

_SPREAD = (0.1, 0.3, 0.5, 0.7, 0.9)
_FAINT, _HARDLY = 0.3, 0.2
"""The opacity up to which text is read as if nothing were there, and the share of places that may have more."""

_MOST_PICTURE = 60_000_000

RGB = tuple[float, float, float]
"""Red, green, blue, from 0 to 1."""


@dataclass(frozen=True)
class Layers:
    """What a slide shows from the bottom up: background, slide layout, shapes."""

    slide: WrittenSlide
    page: Box
    package: Package

    def behind(self, shape: WrittenShape, area: Box) -> Sequence[WrittenShape]:
        """The painted shapes below `shape`, itself included, that touch the area."""
        below: list[WrittenShape] = []
        for one in (*self.slide.backdrop, *self.slide.shapes):
            if one is shape and one.kind == "table":
                break  # its cells are asked one by one
            if (one.paint or one.kind != "shape") and _touches(one, area):
                below.append(one)
            if one is shape:
                break
        return below

    def colours_at(self, place: tuple[int, int], below: Sequence[WrittenShape]) -> list[RGB] | None:
        """The colours that a place may have: several where a gradient leaves that open. None where nobody knows."""
        found = self._painted(self.slide.ground, self.page, (0.0, 0.0, 0.0, 0.0), place, [(1.0, 1.0, 1.0)])
        for shape in below:
            if found is not None and (shape.box is None or not _covers(shape, place)):
                continue
            if shape.kind in _UNKNOWN:
                found = None
            elif shape.kind == "picture" and shape.box:
                found = self._painted(shape.paint, shape.box, shape.crop, place, found)
                found = self._painted(
                    Paint((), shape.picture, is_altered=shape.is_recoloured),
                    shape.box,
                    shape.crop,
                    place,
                    found,
                )
            elif shape.paint and shape.box:
                at = _turned_back(place, shape.box, shape.rotation)
                found = self._painted(
                    shape.paint, shape.box, (0.0, 0.0, 0.0, 0.0), (round(at[0]), round(at[1])), found
                )
        return found

    def is_see_through(self, shape: WrittenShape, area: Box) -> bool:
        """Whether hardly anything of a picture is seen in the area; False where that is not known."""
        box = shape.box
        if not shape.picture or box is None or shape.rotation:
            return False
        left, top = max(area.left, box.left), max(area.top, box.top)
        width, height = min(area.right, box.right) - left, min(area.bottom, box.bottom) - top
        places = [(round(left + width * x), round(top + height * y)) for x in _SPREAD for y in _SPREAD]
        seen = [self._pixel(shape.picture, box, shape.crop, place) for place in places]
        opaque = sum(one is None or one[1] > _FAINT for one in seen)
        return opaque <= len(places) * _HARDLY

    def _painted(
        self,
        paint: Paint,
        box: Box,
        crop: tuple[float, float, float, float],
        place: tuple[int, int],
        below: list[RGB] | None,
    ) -> list[RGB] | None:
        if paint.picture and paint.is_altered:
            return None
        if paint.picture:
            seen = self._pixel(paint.picture, box, crop, place)
            return None if seen is None else mixed((seen[0], seen[1] * paint.opacity), below)
        tops = (
            [_shade(paint, box, place)]
            if paint.stops
            else [(rgb_of(colour), colour.opacity) for colour in paint.colours]
        )
        if not tops:
            return below
        layers = [mixed(top, below) for top in tops]
        known = [colour for layer in layers if layer is not None for colour in layer]
        return list(dict.fromkeys(known))[:8] if all(layer is not None for layer in layers) else None

    def _pixel(
        self, part: str, box: Box, crop: tuple[float, float, float, float], place: tuple[int, int]
    ) -> tuple[RGB, float] | None:
        picture = _coarse(self.package, part)
        if picture is None or not box.width or not box.height:
            return None
        width, height, pixels = picture
        left, top, right, bottom = crop
        across = left + (place[0] - box.left) / box.width * (1 - left - right)
        down = top + (place[1] - box.top) / box.height * (1 - top - bottom)
        x, y = (min(max(int(part * size), 0), size - 1) for part, size in ((across, width), (down, height)))
        red, green, blue, opacity = pixels[y * width + x]
        return (red / 255, green / 255, blue / 255), opacity / 255


@lru_cache(maxsize=4096)
def rgb_of(colour: Colour) -> RGB:
    red, green, blue = (int(colour.code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _shade(paint: Paint, box: Box, place: tuple[int, int]) -> tuple[RGB, float]:
    """The colour that a linear gradient has at a place of its box, and its opacity."""
    across, down = cos(radians(paint.angle)), sin(radians(paint.angle))
    length = abs(box.width * across) + abs(box.height * down) or 1
    beyond = (place[0] - box.left - box.width / 2) * across + (place[1] - box.top - box.height / 2) * down
    at = beyond / length + 0.5
    after = next((number for number, stop in enumerate(paint.stops) if stop >= at), len(paint.stops) - 1)
    before = max(0, after - 1)
    gap = paint.stops[after] - paint.stops[before]
    share = min(max((at - paint.stops[before]) / gap, 0.0), 1.0) if gap else 1.0
    one, other = paint.colours[before], paint.colours[after]
    red, green, blue = (a + (b - a) * share for a, b in zip(rgb_of(one), rgb_of(other), strict=True))
    return (red, green, blue), one.opacity + (other.opacity - one.opacity) * share


def mixed(top: tuple[RGB, float], below: list[RGB] | None) -> list[RGB] | None:
    """What a layer of some opacity makes of the colours below."""
    (red, green, blue), opacity = top
    if opacity >= 1:
        return [(red, green, blue)]
    if below is None:
        return None
    rest = 1 - opacity
    return [
        (red * opacity + r * rest, green * opacity + g * rest, blue * opacity + b * rest) for r, g, b in below
    ]


@lru_cache(maxsize=64)
def _coarse(package: Package, part: str) -> tuple[int, int, list[tuple[int, int, int, int]]] | None:
    """The picture made small; None where it cannot be decoded."""
    from deckgen.fit.image_files import Unreadable
    from deckgen.fit.pictures import coarse_pixels

    fact = package.parts.get(part)
    if fact is None or fact.size > _MOST_PICTURE:
        return None
    try:
        return coarse_pixels(package.read(part))
    except Unreadable:
        return None


def _touches(shape: WrittenShape, area: Box) -> bool:
    box = shape.bounds
    return (
        box is not None
        and box.left < area.right
        and box.right > area.left
        and box.top < area.bottom
        and box.bottom > area.top
    )


def _covers(shape: WrittenShape, place: tuple[int, int]) -> bool:
    """Whether the shape is at the place. Presets that are neither hollow nor ellipses are taken as their box."""
    box = shape.box
    if box is None or not box.width or not box.height or shape.kind == "connector":
        return False
    x, y = _turned_back(place, box, shape.rotation)
    across, down = (x - box.left) / box.width, (y - box.top) / box.height
    if not (0 <= across <= 1 and 0 <= down <= 1):
        return False
    if shape.geometry in _HOLLOW:
        return False
    if shape.geometry == "ellipse":
        return (across - 0.5) ** 2 + (down - 0.5) ** 2 <= 0.25
    if shape.geometry == "custom" and shape.outlines:
        # An even number of outlines around a place leaves a hole.
        return sum(_inside(across, down, outline) for outline in shape.outlines) % 2 == 1
    return True


def _turned_back(place: tuple[int, int], box: Box, rotation: float) -> tuple[float, float]:
    if not rotation:
        return place
    middle = box.left + box.width / 2, box.top + box.height / 2
    angle = radians(-rotation)
    x, y = place[0] - middle[0], place[1] - middle[1]
    return middle[0] + x * cos(angle) - y * sin(angle), middle[1] + x * sin(angle) + y * cos(angle)


def _inside(x: float, y: float, outline: Outline) -> bool:
    """By the number of edges that a ray from the place crosses."""
    if not (outline.left <= x <= outline.right and outline.top <= y <= outline.bottom):
        return False
    inside = False
    for (x1, y1), (x2, y2) in _edges(outline.corners):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _edges(
    outline: Sequence[tuple[float, float]],
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    yield from pairwise(outline)
    yield outline[-1], outline[0]
