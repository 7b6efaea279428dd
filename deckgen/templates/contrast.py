"""How well colours stand out from one another, as WCAG 2 defines it (relative luminance, contrast ratio)."""

from __future__ import annotations

from collections.abc import Iterable

LEGIBLE, LARGE = 4.5, 3.0
"""Contrast that WCAG asks of text, and of text from 24 points, or 18.5 in bold."""


def luminance_of(parts: Iterable[float]) -> float:
    """The relative luminance of red, green and blue, each from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def luminance(colour: str) -> float:
    """The relative luminance of a colour, RRGGBB."""
    return luminance_of(channels(colour))


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of a colour, RRGGBB, each from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, RRGGBB."""
    return ratio(luminance(one), luminance(other))
