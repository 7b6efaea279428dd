"""A photo fill and its placeholder → what is cut off or where it stands, and the size to store it at."""

from __future__ import annotations

from deckgen.codes import PHOTO_COARSE
from deckgen.diagnostics import Sink
from deckgen.fit.crops import WHOLE, balanced, cornered, cover_crop, lost, shown_dpi, wanted_pixels
from deckgen.fit.model import FittedPhoto
from deckgen.fit.photos import PhotoBook
from deckgen.fit.resolution import coarseness, is_coarse
from deckgen.layouts.model import Fill, PhotoFill
from deckgen.units import Box

PAGE = "bg1"

MOST_LOST = 0.6
"""The share of a photo that may be cut off: a panorama that loses more is no panorama any more."""

MOST_HEIGHT_LOST = 0.4
"""The same for an upright or square photo that is cut above and below: one that loses more loses people's heads."""


def fit_photo(fill: PhotoFill, box: Box, photos: PhotoBook, sink: Sink, frame: str = PAGE) -> FittedPhoto:
    """The photo in `box`; pending, perhaps with a finding, where there is none. One too coarse is reported.

    `frame` is the theme colour of what the template draws behind photos.
    """
    origin = (*fill.origin, "image")
    size = photos.size(fill.image, origin, sink) if fill.image else None
    if fill.image is None or size is None:
        return FittedPhoto(None, fill.caption, fill.alt, origin=fill.origin)
    drawing = photos.is_drawing(fill.image)
    place = whole_place(fill, size, box, drawing=drawing)
    crop = WHOLE if place else cover_crop(size, (box.width, box.height), fill.focus)
    dpi = shown_dpi(size, crop, place or box)
    if is_coarse(dpi) and not drawing:
        sink.report(PHOTO_COARSE, coarseness(size, dpi, place or box), origin, hint="ask for the original")
    pixels = wanted_pixels(size, crop, place or box, photos.dpi)
    # Logos keep the ground of their cards, whatever that is.
    ground = None if fill.crop == "balance" else frame if place else PAGE
    return FittedPhoto(fill.image, fill.caption, fill.alt, crop, pixels, fill.origin, place, dpi, ground)


def whole_place(fill: PhotoFill, size: tuple[int, int], box: Box, *, drawing: bool = False) -> Box | None:
    """Where the whole picture stands; None where it is cut to fill `box`."""
    if fill.crop == "balance":
        return balanced(size, box)
    return cornered(size, box) if is_contained(fill, size, box, drawing=drawing) else None


def is_contained(fill: PhotoFill, size: tuple[int, int], box: Box, *, drawing: bool = False) -> bool:
    """Whether the photo is shown whole: because the author says so, or because filling `box` would spoil it.

    Logos and other drawings are never cut unless the author says so.
    """
    if fill.crop:
        return fill.crop == "contain"
    if fill.focus or drawing:
        return not fill.focus
    crop = cover_crop(size, (box.width, box.height))
    upright = size[1] >= size[0] and (crop[1] or crop[3])
    return lost(crop) > (MOST_HEIGHT_LOST if upright else MOST_LOST)


def hangs_loose(fill: Fill, box: Box, photos: PhotoBook) -> bool:
    """Whether the fill is a photo that would be shown whole in `box` instead of filling it."""
    size = _size_of(fill, photos)
    if size is None or not isinstance(fill, PhotoFill):
        return False
    return is_contained(fill, size, box, drawing=photos.is_drawing(fill.image or ""))


def share_lost(fill: Fill, box: Box, photos: PhotoBook) -> float:
    """The share of the photo that would be cut off if it filled `box`; 0 for what is no photo."""
    size = _size_of(fill, photos)
    return 0.0 if size is None else lost(cover_crop(size, (box.width, box.height)))


def _size_of(fill: Fill, photos: PhotoBook) -> tuple[int, int] | None:
    return photos.find_size(fill.image) if isinstance(fill, PhotoFill) and fill.image else None
