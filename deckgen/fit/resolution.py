"""How finely a photo shows in its place, and whether that is too coarse for a projector."""

from __future__ import annotations

from deckgen.units import EMU_PER_INCH, Box

SHARP_DPI = 144
"""A slide is 13.33 inches wide and a projector 1,920 pixels: here a photo's pixels meet the screen's one to one."""

LEAST_DPI = 96
"""Below this one pixel of the photo covers more than two of the screen's: edges are soft from the first rows on."""

EMU_PER_CM = 360_000


def is_coarse(dpi: float) -> bool:
    """Whether a photo that shows at `dpi` is too small for its place."""
    return dpi < LEAST_DPI


def sharp_size(box: Box, dpi: int = SHARP_DPI) -> tuple[int, int]:
    """Width and height in pixels that a photo needs to fill `box` sharply."""
    return -(-box.width * dpi // EMU_PER_INCH), -(-box.height * dpi // EMU_PER_INCH)


def coarseness(size: tuple[int, int], dpi: float, box: Box) -> str:
    """What there is to say of a photo of `size` pixels that shows too coarsely in `box`."""
    wide, high = sharp_size(box)
    return (
        f"photo {size[0]} × {size[1]} px is shown at {dpi:.0f} dpi in its {box.width / EMU_PER_CM:.1f} × "
        f"{box.height / EMU_PER_CM:.1f} cm place; wanted ≥ {wide} × {high} px"
    )
