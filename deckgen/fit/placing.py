"""A photo fill and its placeholder → what is cut off or where it stands, and the size to store it at."""

from __future__ import annotations

from deckgen.codes import PHOTO_COARSE
from deckgen.diagnostics import Sink
from deckgen.fit.crops import WHOLE, contained, cover_crop, shown_dpi, wanted_pixels
from deckgen.fit.model import FittedPhoto
from deckgen.fit.photos import PhotoBook
from deckgen.fit.resolution import coarseness, is_coarse
from deckgen.layouts.model import PhotoFill
from deckgen.units import Box


def fit_photo(fill: PhotoFill, box: Box, photos: PhotoBook, sink: Sink) -> FittedPhoto:
    """The photo in `box`; pending, perhaps with a finding, where there is none. One too coarse is reported."""
    origin = (*fill.origin, "image")
    size = photos.size(fill.image, origin, sink) if fill.image else None
    if fill.image is None or size is None:
        return FittedPhoto(None, fill.caption, fill.alt, origin=fill.origin)
    place = contained(size, box) if fill.crop == "contain" else None
    crop = WHOLE if place else cover_crop(size, (box.width, box.height), fill.focus)
    dpi = shown_dpi(size, crop, place or box)
    if is_coarse(dpi):
        sink.report(PHOTO_COARSE, coarseness(size, dpi, place or box), origin, hint="ask for the original")
    pixels = wanted_pixels(size, crop, place or box, photos.dpi)
    return FittedPhoto(fill.image, fill.caption, fill.alt, crop, pixels, fill.origin, place, dpi)
