"""A drawing (`a:custGeom`) → the areas it is made of, as corners."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from deckgen.templates.styles import A, whole
from deckgen.written.model import Outline

_MOST = 2_000
"""How many areas of a drawing are looked at."""

_STEPS = (0.25, 0.5, 0.75, 1.0)


def outlines_of(drawing: etree._Element) -> tuple[Outline, ...]:
    """The filled areas of the drawing. Arcs are taken as their chords; places that are formulas, as 0."""
    found: list[Outline] = []
    for path in drawing.iterfind(f"{A}pathLst/{A}path"):
        width, height = whole(path.get("w"), 0), whole(path.get("h"), 0)
        if width > 0 and height > 0 and path.get("fill") != "none":
            found += _areas(path, width, height)
    return tuple(found[:_MOST])


def _areas(path: etree._Element, width: int, height: int) -> Iterator[Outline]:
    corners: list[tuple[float, float]] = []
    for command in path:
        name = command.tag.rpartition("}")[2]
        points = [
            (whole(one.get("x"), 0) / width, whole(one.get("y"), 0) / height)
            for one in command.iter(f"{A}pt")
        ]
        if name == "moveTo":
            if len(corners) > 2:
                yield _outline(corners)
            corners = points[:1]
        elif name == "lnTo":
            corners += points[:1]
        elif name in ("cubicBezTo", "quadBezTo") and corners and points:
            corners += _curve([corners[-1], *points])
    if len(corners) > 2:
        yield _outline(corners)


def _outline(corners: list[tuple[float, float]]) -> Outline:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return Outline(tuple(corners), min(across), min(down), max(across), max(down))


def _curve(control: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Places on a Bézier curve, its end included."""
    for step in _STEPS:
        points = control
        while len(points) > 1:
            points = [
                (x + (to_x - x) * step, y + (to_y - y) * step) for (x, y), (to_x, to_y) in pairwise(points)
            ]
        yield points[0]
