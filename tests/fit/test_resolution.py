"""When a photo is too coarse for its place, and what is said of it."""

from __future__ import annotations

from deckgen.fit.resolution import LEAST_DPI, SHARP_DPI, coarseness, is_coarse, sharp_size
from deckgen.units import Box, inches


def test_a_photo_is_too_coarse_below_the_least_resolution_only() -> None:
    assert is_coarse(LEAST_DPI - 0.1)
    assert not is_coarse(LEAST_DPI)
    assert LEAST_DPI < SHARP_DPI


def test_the_size_wanted_is_enough_for_every_pixel_of_the_screen() -> None:
    assert sharp_size(Box(0, 0, inches(13.3333), inches(7.5))) == (1920, 1080)
    assert sharp_size(Box(5, 5, inches(1) + 1, inches(1))) == (145, 144)


def test_the_numbers_are_told() -> None:
    box = Box(0, 0, round(22.6 * 360_000), round(12.7 * 360_000))
    assert coarseness((640, 480), 71.93, box) == (
        "photo 640 × 480 px is shown at 72 dpi in its 22.6 × 12.7 cm place; wanted ≥ 1282 × 720 px"
    )
