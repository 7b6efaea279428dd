"""Text can be read: the contrast of every placeholder against everything that may lie behind it."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image, ImageDraw
from pptx import Presentation

SHIPPED = Path(__file__).parents[2] / "templates"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
NEEDED = 4.5

LEANING = ("Stroke", "Mark", "Ribbon", "Star", "Panel leaning")
"""Drawings whose boxes are mostly empty."""
PLAIN = ("Cards", "Card", "Dark cards", "Panel", "Arrows", "Heads", "Quiet heads", "Photo frame")
"""Drawings that fill their boxes behind words."""
RULE = 45_720
"""EMU: what is no thicker hides no word."""
GRAIN = 9_144
"""EMU to a pixel where it is looked whether a stroke reaches a text: a hundredth of an inch."""
TEMPLATES = sorted(SHIPPED.glob("*.pptx"))
every_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)

Rgb = tuple[float, float, float]
Edges = tuple[int, int, int, int]


def theme_colours(presentation: Presentation) -> dict[str, Rgb]:
    part = presentation.slide_masters[0].part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    scheme = etree.fromstring(part.blob).find(f".//{A}clrScheme")
    assert scheme is not None
    return {
        slot.tag.removeprefix(A): tuple(int(slot[0].get("val")[n : n + 2], 16) / 255 for n in (0, 2, 4))
        for slot in scheme
    }


def resolve(colour: etree._Element, theme: dict[str, Rgb]) -> Rgb:
    name = colour.get("val")
    hue, light, saturation = colorsys.rgb_to_hls(*theme[MAPPED.get(name, name)])
    opaque = 1.0
    for change in colour:
        amount = int(change.get("val")) / 100_000
        if change.tag == f"{A}alpha":
            opaque = amount
        else:
            light = light * amount if change.tag == f"{A}lumMod" else light + amount
    # Dark grounds alone are see-through, and white is the worst that can be seen through them.
    return tuple(part * opaque + 1 - opaque for part in colorsys.hls_to_rgb(hue, min(light, 1), saturation))


def luminance(colour: Rgb) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Rgb, other: Rgb) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Ground:
    """One outline that is filled, in EMU."""

    place: int
    """Of its shape in the drawing order."""
    colour: Rgb
    box: Edges
    plain: bool
    """Whether it fills its box: cards, panels and heads do, and arrows where their numbers stand."""
    points: tuple[tuple[int, int], ...] | None
    """The outline itself, where its box is mostly empty."""


def cases(template: Path | BytesIO) -> Iterator[tuple[str, str, float]]:
    """Slide layout, placeholder, and its contrast with the worst thing that reaches behind it."""
    presentation = Presentation(template)
    theme = theme_colours(presentation)
    for layout in presentation.slide_layouts:
        own = layout._element.find(f"{P}cSld/{P}bg//{A}schemeClr")
        background = theme["lt1"] if own is None else resolve(own, theme)
        shapes = list(layout.shapes)
        grounds = [ground for place, shape in enumerate(shapes) for ground in grounds_of(shape, place, theme)]
        for place, shape in enumerate(shapes):
            if not shape.is_placeholder:
                continue
            box = box_of(shape)
            behind = [ground for ground in grounds if ground.place <= place and reaches(ground, box)]
            for colour in shape._element.iterfind(f".//{A}defRPr/{A}solidFill/{A}schemeClr"):
                seen = seen_behind(box, behind, background)
                yield layout.name, shape.name, min(contrast(resolve(colour, theme), each) for each in seen)


def seen_behind(box: Edges, grounds: list[Ground], background: Rgb) -> list[Rgb]:
    """What may be seen behind the text: the uppermost shape that covers it all, and whatever lies on that."""
    seen = [background]
    for ground in grounds:
        seen = [ground.colour] if fills(ground, box) else [*seen, ground.colour]
    return seen


def grounds_of(shape: Any, place: int, theme: dict[str, Rgb]) -> Iterator[Ground]:
    fill = shape._element.find(f"{P}spPr/{A}solidFill/{A}schemeClr")
    if fill is None:
        return
    colour, plain = resolve(fill, theme), shape.is_placeholder or shape.name.startswith(PLAIN)
    if shape.is_placeholder:
        yield Ground(place, colour, box_of(shape), plain, None)
    for path in shape._element.iterfind(f".//{A}path"):
        points = [
            (int(each.get("x")) + shape.left, int(each.get("y")) + shape.top) for each in path.iter(f"{A}pt")
        ]
        across, down = [x for x, _ in points], [y for _, y in points]
        box = (min(across), min(down), max(across), max(down))
        if min(box[2] - box[0], box[3] - box[1]) <= RULE:
            continue
        exact = tuple(outline(path, shape)) if shape.name.startswith(LEANING) else None
        yield Ground(place, colour, box, plain, exact)


def outline(path: Any, shape: Any) -> Iterator[tuple[int, int]]:
    """The path's points, curves in short straight pieces."""
    last = (0.0, 0.0)
    for step in path:
        points = [(int(each.get("x")) + shape.left, int(each.get("y")) + shape.top) for each in step]
        if step.tag == f"{A}cubicBezTo":
            (a, b), (c, d), (e, f) = points
            for n in range(1, 25):
                t, u = n / 24, 1 - n / 24
                yield (
                    round(u**3 * last[0] + 3 * u * u * t * a + 3 * u * t * t * c + t**3 * e),
                    round(u**3 * last[1] + 3 * u * u * t * b + 3 * u * t * t * d + t**3 * f),
                )
        else:
            yield from points
        last = points[-1] if points else last


def reaches(ground: Ground, box: Edges) -> bool:
    if not overlaps(ground.box, box):
        return False
    return ground.points is None or 1 in pixels(ground.points, box)


def fills(ground: Ground, box: Edges) -> bool:
    if ground.points is None:
        return ground.plain and covers(ground.box, box)
    return 0 not in pixels(ground.points, box)


@cache
def pixels(points: tuple[tuple[int, int], ...], box: Edges) -> frozenset[int]:
    """Which values a picture of the outline has inside the box."""
    left, top, right, bottom = (n // GRAIN for n in box)
    mask = Image.new("L", (right - left + 1, bottom - top + 1))
    ImageDraw.Draw(mask).polygon([(x // GRAIN - left, y // GRAIN - top) for x, y in points], fill=1)
    return frozenset(mask.tobytes())


def box_of(shape: Any) -> Edges:
    left, top = shape.left, shape.top
    return left, top, left + shape.width, top + shape.height


def overlaps(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def covers(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


@every_template
def test_every_placeholder_stands_out_from_all_that_lies_behind_it(template: Path) -> None:
    found = list(cases(template))
    assert len(found) > 300
    assert [case for case in found if case[2] < NEEDED] == []


@every_template
def test_figures_alone_have_the_accent_colour(template: Path) -> None:
    presentation = Presentation(template)
    for layout in presentation.slide_layouts:
        for colour in layout._element.iter(f"{A}schemeClr"):
            if colour.get("val") in ("accent2", "accent3"):
                shape = next(one for one in colour.iterancestors(f"{P}sp"))
                name = shape.find(f"{P}nvSpPr/{P}cNvPr").get("name")
                assert "Figure" in name, (layout.name, name)


@pytest.mark.parametrize(("one", "other", "ratio"), [((0, 0, 0), (1, 1, 1), 21), ((1, 1, 1), (1, 1, 1), 1)])
def test_contrast_is_that_of_wcag(one: Rgb, other: Rgb, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio)
