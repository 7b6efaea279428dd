"""The watermark: one pale line across the page, as large as the page allows, on every slide layout in use; and the
line that says how confidential a deck is, where a slide layout has no footer for it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from deckgen import codes
from deckgen.diagnostics import Sink
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedWatermark
from deckgen.fit.palette import PAGE, TEXT, luminance, luminance_behind
from deckgen.fit.text import line_pitch, line_width
from deckgen.templates.contrast import ratio
from deckgen.templates.model import BoundLayout, LevelStyle, SlideLayout, Template
from deckgen.units import EMU_PER_POINT, Box, emu

LARGEST, FLOOR, STEP = 148, 60, 4
STEEPNESS = 0.85
"""Of the page's diagonal; on the diagonal itself it would seem to cross the page out."""
SHARE = 0.9
"""Of the page's width and height that it may span."""
CONFIDENTIALITY = "密级 · Confidentiality"
"""What the shape is called."""
OPACITY = 0.07
"""Seen at a glance, and lighter than anything that is to be read: text on it keeps its contrast of 4.5."""
STAMPED = (12.0, 11.0, 10.0, 9.0)
"""Points of what stands in the place of a footer, on slides of the usual size."""
PLAIN = LevelStyle(LARGEST, False, "Arial", "Microsoft YaHei", 0, 0)


def fit_watermarks(
    text: str, template: Template, used: Iterable[SlideLayout], fonts: FontBook, sink: Sink
) -> Mapping[str, FittedWatermark]:
    """Part name of each slide layout in `used` → its watermark; none without `text`."""
    if not text:
        return {}
    layouts = {slide_layout.part: slide_layout for slide_layout in used}
    angle = math.atan2(template.height, template.width) * STEEPNESS
    return {part: watermark(text, template, found, angle, fonts, sink) for part, found in layouts.items()}


def watermark(
    text: str, template: Template, slide_layout: SlideLayout, angle: float, fonts: FontBook, sink: Sink
) -> FittedWatermark:
    style = style_of(slide_layout)
    points = largest(text, style, template, angle, fonts)
    if points < FLOOR:
        message = f"the watermark spans the page only at {points:g} pt; the smallest allowed is {FLOOR} pt"
        sink.report(codes.TEXT_TOO_LONG, message, ("watermark",), hint="shorten it")
    width, height = size_of(text, style, points, fonts)
    box = Box((template.width - width) // 2, (template.height - height) // 2, width, height)
    return FittedWatermark(text, points, box, -math.degrees(angle), tint_on(slide_layout, template), OPACITY)


def stamp(text: str, bound: BoundLayout, template: Template, fonts: FontBook) -> FittedWatermark | None:
    """How confidential the deck is, in the free strip of a slide layout; None without one, or with one too short."""
    strip, slide_layout = bound.strip, bound.slide_layout
    for usual in STAMPED if strip else ():
        points = usual * template.scale
        width, height = size_of(text, style_of(slide_layout), points, fonts)
        if strip and width <= strip.width and height <= strip.height * 1.2:
            # At the edge or in the middle of the page, as the strip is.
            share = strip.left / max(1, template.width - strip.width)
            spare = (strip.width - width) * (0 if share < 0.25 else 1 if share > 0.75 else 0.5)
            box = Box(strip.left + round(spare), strip.top + (strip.height - height) // 2, width, height)
            return FittedWatermark(text, points, box, 0, tint_on(slide_layout, template), 1, CONFIDENTIALITY)
    return None


def style_of(slide_layout: SlideLayout) -> LevelStyle:
    """The title's typefaces, not bold: large strokes are heavy enough."""
    styles = [placeholder.levels[0] for placeholder in slide_layout.placeholders.values()]
    return replace(styles[0] if styles else PLAIN, bold=False)


def largest(text: str, style: LevelStyle, template: Template, angle: float, fonts: FontBook) -> float:
    """The largest size at which the turned line stays on the page; it always ends somewhere above nothing."""
    points = float(LARGEST)
    while points > STEP and not spans(size_of(text, style, points, fonts), template, angle):
        points -= STEP
    return points


def spans(size: tuple[int, int], template: Template, angle: float) -> bool:
    width, height = size
    across = width * math.cos(angle) + height * math.sin(angle)
    down = width * math.sin(angle) + height * math.cos(angle)
    return across <= SHARE * template.width and down <= SHARE * template.height


def size_of(text: str, style: LevelStyle, points: float, fonts: FontBook) -> tuple[int, int]:
    height = line_pitch(replace(style, line_spacing=1.0, line_points=None), points, fonts)
    return math.ceil(line_width(text, style, points, fonts) * EMU_PER_POINT), emu(height)


def tint_on(slide_layout: SlideLayout, template: Template) -> str:
    """The theme's text or page colour, whichever stands out from the slide layout's ground."""
    behind = luminance_behind(template, slide_layout)
    tints = (TEXT, PAGE)
    return max(tints, key=lambda tint: ratio(luminance(template.colours, tint), behind)).slot
