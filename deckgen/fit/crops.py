"""A picture's size and its box → what is cut off, or where the whole of it stands; and the size to store it at."""

from __future__ import annotations

import math

from deckgen.units import EMU_PER_INCH, Box

Crop = tuple[float, float, float, float]
"""Fractions cut off at left, top, right and bottom."""

UPPER = 0.35
"""How far down the middle of an upright photo's people is, who stand on its lower edge."""

WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)
DPI = 200
BALANCE = 0.4
"""The part of its box that a balanced picture covers."""


def cover_crop(
    image_size: tuple[int, int], box_size: tuple[int, int], focus: tuple[float, float] | None = None
) -> Crop:
    """What to cut off so that the photo fills the box, with `focus` (across, down: 0 to 1) kept in view.

    Without a focus the middle stays, and of an upright photo the upper part: heads are there.
    """
    (image_width, image_height), (box_width, box_height) = image_size, box_size
    if min(image_width, image_height, box_width, box_height) <= 0:
        return WHOLE
    across, down = focus or (0.5, UPPER if image_height >= image_width else 0.5)
    ratio = (image_width * box_height) / (image_height * box_width)
    if ratio > 1:
        first, last = _cuts(1 / ratio, across)
        return (first, 0.0, last, 0.0)
    first, last = _cuts(ratio, down)
    return (0.0, first, 0.0, last)


def lost(crop: Crop) -> float:
    """The share of the picture that `crop` takes away."""
    left, top, right, bottom = crop
    return 1 - (1 - left - right) * (1 - top - bottom)


def contained(image_size: tuple[int, int], box: Box) -> Box:
    """Where the whole picture stands in the middle of `box`, as large as that allows."""
    width, height = image_size
    if min(width, height, box.width, box.height) <= 0:
        return box
    scale = min(box.width / width, box.height / height)
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    return Box(box.left + (box.width - wide) // 2, box.top + (box.height - high) // 2, wide, high)


def cornered(image_size: tuple[int, int], box: Box) -> Box:
    """The same in the lower left corner of `box`: in line with title and caption, and over the sign that frames
    of the shipped templates show while a photo is missing."""
    whole = contained(image_size, box)
    return whole._replace(left=box.left, top=box.bottom - whole.height)


def balanced(image_size: tuple[int, int], box: Box) -> Box:
    """Where the whole picture stands so that all pictures in equal boxes look equally large: they cover the same
    area, whatever their shape, as far as the box allows."""
    width, height = image_size
    if min(width, height, box.width, box.height) <= 0:
        return box
    area = BALANCE * box.width * box.height
    wide, high = math.sqrt(area * width / height), math.sqrt(area * height / width)
    across, down = (
        max(0, round((most - part) / 2)) for most, part in ((box.width, wide), (box.height, high))
    )
    return contained(image_size, box.inset(across, down, across, down))


def wanted_pixels(image_size: tuple[int, int], crop: Crop, box: Box, dpi: int = DPI) -> tuple[int, int]:
    """The size to store the whole photo at, so that what is seen of it has `dpi`; never more than it has."""
    width, height = image_size
    scale = min(1.0, dpi / max(shown_dpi(image_size, crop, box), 1e-6))
    return max(1, round(width * scale)), max(1, round(height * scale))


def shown_dpi(image_size: tuple[int, int], crop: Crop, box: Box) -> float:
    """How many of the photo's pixels there are to the inch where `box` shows what `crop` leaves of it."""
    (width, height), (left, top, right, bottom) = image_size, crop
    across = width * max(1 - left - right, 1e-6) * EMU_PER_INCH / max(box.width, 1)
    down = height * max(1 - top - bottom, 1e-6) * EMU_PER_INCH / max(box.height, 1)
    return min(across, down)


def _cuts(visible: float, focus: float) -> tuple[float, float]:
    first = min(max(focus - visible / 2, 0.0), 1 - visible)
    return first, max(0.0, 1 - visible - first)
