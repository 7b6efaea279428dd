"""Text can be read: the contrast of every placeholder against everything that may lie behind it."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

SHIPPED = Path(__file__).parents[2] / "templates"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
NEEDED = 4.5

Rgb = tuple[float, float, float]


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


def cases() -> Iterator[tuple[str, str, float]]:
    """Slide layout, placeholder, and its contrast with the worst thing that reaches behind it."""
    presentation = Presentation(SHIPPED / "plum.pptx")
    theme = theme_colours(presentation)
    for layout in presentation.slide_layouts:
        own = layout._element.find(f"{P}cSld/{P}bg//{A}schemeClr")
        background = theme["lt1"] if own is None else resolve(own, theme)
        shapes = [shape for shape in layout.shapes if ground_of(shape) is not None]
        order = [shape.shape_id for shape in layout.shapes]
        for placeholder in layout.placeholders:
            behind = [
                shape for shape in shapes if order.index(shape.shape_id) <= order.index(placeholder.shape_id)
            ]
            grounds = grounds_behind(placeholder, behind, background, theme)
            for colour in placeholder._element.iterfind(f".//{A}defRPr/{A}solidFill/{A}schemeClr"):
                worst = min(contrast(resolve(colour, theme), ground) for ground in grounds)
                yield layout.name, placeholder.name, worst


def ground_of(shape: object) -> etree._Element | None:
    return shape._element.find(f"{P}spPr/{A}solidFill/{A}schemeClr")  # type: ignore[attr-defined]


def grounds_behind(
    placeholder: object, shapes: list[object], background: Rgb, theme: dict[str, Rgb]
) -> list[Rgb]:
    """What may be seen behind the text: the uppermost shape that covers it all, and whatever lies on that."""
    grounds = [background]
    for shape in shapes:
        for box in outlines_of(shape):
            if not overlaps(box, box_of(placeholder)):
                continue
            colour = resolve(ground_of(shape), theme)
            if covers(box, box_of(placeholder)) and is_plain(shape):
                grounds = []
            grounds.append(colour)
    return grounds


def is_plain(shape: object) -> bool:
    """Cards, panels and heads fill their outline, arrows where their numbers stand; petals do not."""
    return (
        shape.is_placeholder
        or shape.name
        in (  # type: ignore[attr-defined]
            "Cards",
            "Card",
            "Dark cards",
            "Panel",
            "Arrows",
            "Heads",
            "Quiet heads",
        )
        or shape.name.startswith("Photo frame")
    )  # type: ignore[attr-defined]


def outlines_of(shape: object) -> Iterator[tuple[int, int, int, int]]:
    if shape.is_placeholder:  # type: ignore[attr-defined]
        yield box_of(shape)
    for path in shape._element.iterfind(f".//{A}path"):  # type: ignore[attr-defined]
        points = [(int(point.get("x")), int(point.get("y"))) for point in path.iter(f"{A}pt")]
        across, down = [x for x, _ in points], [y for _, y in points]
        left, top = shape.left, shape.top  # type: ignore[attr-defined]
        yield left + min(across), top + min(down), left + max(across), top + max(down)


def box_of(shape: object) -> tuple[int, int, int, int]:
    left, top, width, height = shape.left, shape.top, shape.width, shape.height  # type: ignore[attr-defined]
    return left, top, left + width, top + height


def overlaps(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def covers(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


def test_every_placeholder_stands_out_from_all_that_lies_behind_it() -> None:
    found = list(cases())
    assert len(found) > 300
    assert [case for case in found if case[2] < NEEDED] == []


def test_figures_alone_have_the_accent_colour() -> None:
    presentation = Presentation(SHIPPED / "plum.pptx")
    for layout in presentation.slide_layouts:
        for colour in layout._element.iter(f"{A}schemeClr"):
            if colour.get("val") in ("accent2", "accent3"):
                shape = next(one for one in colour.iterancestors(f"{P}sp"))
                name = shape.find(f"{P}nvSpPr/{P}cNvPr").get("name")
                assert "Figure" in name, (layout.name, name)


@pytest.mark.parametrize(("one", "other", "ratio"), [((0, 0, 0), (1, 1, 1), 21), ((1, 1, 1), (1, 1, 1), 1)])
def test_contrast_is_that_of_wcag(one: Rgb, other: Rgb, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio)
