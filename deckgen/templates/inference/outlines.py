"""How much of a place a drawn shape really covers: free forms have holes, frames are hollow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from deckgen.templates.styles import A
from deckgen.units import Box

Polygon = tuple[tuple[float, float], ...]
"""Corners in shares of the shape's box; curves are taken for the lines between their points."""

HOLLOW = frozenset({"frame", "halfFrame", "donut", "arc", "corner", "diagStripe", "bracketPair", "bracePair"})
"""Shapes of the gallery that leave most of their box free."""

MOST_POINTS = 5000
ACROSS, DOWN = 9, 7
"""Points at which an outline is asked."""

_STEPS = {"moveTo": 1, "lnTo": 1, "quadBezTo": 2, "cubicBezTo": 3}


def outline_of(drawn: etree._Element) -> tuple[Polygon, ...] | None:
    """The polygons that a free form fills; None for what is no free form, or more than lines and curves."""
    geometry, transform = drawn.find(f"{A}custGeom"), drawn.find(f"{A}xfrm")
    if geometry is None or transform is None or transform.get("rot", "0") != "0":
        return None
    found: list[Polygon] = []
    try:
        for path in geometry.iterfind(f"{A}pathLst/{A}path"):
            if path.get("fill") != "none":
                found += _polygons(path, _size(path, transform), _flips(transform))
    except (ValueError, KeyError):
        return None
    return tuple(found) if 0 < sum(map(len, found)) <= MOST_POINTS else None


def covered(area: Box, box: Box, outline: tuple[Polygon, ...]) -> float:
    """The share of `area` that lies inside the outline of a shape in `box`."""
    if not box.width or not box.height:
        return 0.0
    points = [
        (
            (area.left + area.width * (column + 0.5) / ACROSS - box.left) / box.width,
            (area.top + area.height * (row + 0.5) / DOWN - box.top) / box.height,
        )
        for row in range(DOWN)
        for column in range(ACROSS)
    ]
    return sum(_holds(outline, x, y) for x, y in points) / len(points)


def _holds(outline: tuple[Polygon, ...], x: float, y: float) -> bool:
    """Even and odd: a polygon inside another is a hole."""
    crossings = sum(
        (one[1] > y) != (other[1] > y)
        and x < (other[0] - one[0]) * (y - one[1]) / (other[1] - one[1]) + one[0]
        for polygon in outline
        for one, other in pairwise((*polygon, polygon[0]))
    )
    return crossings % 2 == 1


def _polygons(path: etree._Element, size: tuple[float, float], flips: tuple[bool, bool]) -> Iterator[Polygon]:
    corners: list[tuple[float, float]] = []
    for step in path:
        name = str(step.tag).removeprefix(A)
        if name in ("moveTo", "close"):
            if corners:
                yield tuple(corners)
            corners = []
        if name == "close":
            continue
        points = [_point(point, size, flips) for point in step.iterfind(f"{A}pt")]
        if len(points) != _STEPS[name]:
            raise ValueError(name)
        corners.append(points[-1])
    if corners:
        yield tuple(corners)


def _point(point: etree._Element, size: tuple[float, float], flips: tuple[bool, bool]) -> tuple[float, float]:
    x, y = int(point.get("x", "")) / size[0], int(point.get("y", "")) / size[1]
    return (1 - x if flips[0] else x), (1 - y if flips[1] else y)


def _size(path: etree._Element, transform: etree._Element) -> tuple[float, float]:
    """The units of the path's points across and down its shape."""
    extent = transform.find(f"{A}ext")
    shape = ("0", "0") if extent is None else (extent.get("cx", "0"), extent.get("cy", "0"))
    width, height = (int(path.get(side) or own) or int(own) for side, own in zip("wh", shape, strict=True))
    if width <= 0 or height <= 0:
        raise ValueError("size")
    return width, height


def _flips(transform: etree._Element) -> tuple[bool, bool]:
    across, down = (transform.get(name) in ("1", "true") for name in ("flipH", "flipV"))
    return across, down
