"""A template without a file: every slot of every variant gets a box of its own, sized by what stands in it."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layouts import find_layouts
from deckgen.layouts.slots import stem_of
from deckgen.templates.model import BoundLayout, LevelStyle, Part, Placeholder, SlideLayout, Template
from deckgen.units import Box, inches

BOXES: Mapping[str, tuple[float, float, float]] = {
    # width and height in inches, size in points
    "title": (12.0, 1.1, 30),
    "section": (12.0, 0.3, 14),
    "body": (6.0, 3.0, 20),
    "figure": (11.2, 0.9, 48),
    "label": (11.2, 0.7, 18),
    "photo": (6.0, 4.0, 18),
}
OTHERS = (6.0, 1.0, 18.0)
SHARED = ("figure", "label", "detail")
"""Slots whose places share the width of the page: the fewer there are, the wider each is."""
FOOTER = 11


def plain_template(without: frozenset[str] = frozenset()) -> Template:
    """All variants but those in `without`."""
    bound = {
        variant: bound_layout(variant, slots)
        for layout in find_layouts().values()
        for variant, slots in layout.variants.items()
        if variant not in without
    }
    presentation = Part("/ppt/presentation.xml", "application/xml", b"")
    return Template(
        "plain", inches(13.333), inches(7.5), bound, {}, presentation, (), "/ppt/notesMaster1.xml"
    )


def bound_layout(variant: str, slots: tuple[str, ...]) -> BoundLayout:
    count = sum(slot.startswith("figure") for slot in slots)
    placeholders = {
        idx: placeholder(idx, slot, share=count if stem_of(slot) in SHARED else 1, tall="tall" in variant)
        for idx, slot in enumerate(slots, start=20)
    }
    placeholders[FOOTER] = placeholder(FOOTER, "footer", "ftr")
    slide_layout = SlideLayout(variant, f"/ppt/slideLayouts/{variant}.xml", placeholders)
    return BoundLayout(slide_layout, {slot: idx for idx, slot in enumerate(slots, start=20)})


def placeholder(
    idx: int, slot: str, kind: str = "body", share: int = 1, *, tall: bool = False
) -> Placeholder:
    width, height, points = BOXES.get(stem_of(slot), OTHERS)
    if tall and stem_of(slot) == "photo":
        width, height = height, width
    level = LevelStyle(float(points), False, "Arial", "SimSun", 0, 0)
    box = Box(0, 0, inches(width / share), inches(height))
    return Placeholder(idx, kind, slot, box, (0, 0, 0, 0), (level,) * 9)
