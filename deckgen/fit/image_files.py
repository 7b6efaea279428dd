"""Image bytes → an opened image, whatever the file is called; or in the author's words why they are none."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000

# Decided by content. JPEG and PNG stand first, because Pillow loads all its plugins for WebP and TIFF.
# The double files of phones (MPO) are opened as JPEG.
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
FORMAT_NAMES = "JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF and SVG"
SAVE_AGAIN = f"save it again as JPEG or PNG; {FORMAT_NAMES} can be read"

_AVIF_BRANDS = frozenset([b"avif", b"avis"])
_HEIC_BRANDS = frozenset([b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"])
_NO_PICTURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "an Office document or a zip archive",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"\x1f\x8b": "a compressed file",
}
"""What files under an image's name turn out to be, by their first bytes."""


class Unreadable(Exception):
    """Why a file is no usable photo, in the author's words, and what to do about it."""

    def __init__(self, reason: str, hint: str = SAVE_AGAIN) -> None:
        super().__init__(reason)
        self.hint = hint


@contextmanager
def opened(data: bytes) -> Iterator[Image]:
    """The image in `data`, not yet decoded. Whatever damage makes Pillow raise comes out as `Unreadable`."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        # Pillow warns of odd metadata, which is dropped, and of sizes, which are limited here.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_formats(data)) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Unreadable(f"has more than {MOST_PIXELS // 1_000_000} megapixels")
                yield image
        except Unreadable:
            raise
        except UnidentifiedImageError as error:
            raise Unreadable(_what_it_is(data)) from error
        except Image.DecompressionBombError as error:
            raise Unreadable(f"has more than {MOST_PIXELS // 1_000_000} megapixels") from error
        except Exception as error:
            # A decoder meets damage in its own way: struct.error, ValueError, SyntaxError, IndexError, …
            raise Unreadable("is damaged") from error


def _what_it_is(data: bytes) -> str:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, kind in _NO_PICTURES.items():
        if start[: len(mark)].lower() == mark.lower():
            return f"is no image but {kind}"
    return "is no image of a known kind"


def _formats(data: bytes) -> tuple[str, ...]:
    """The formats to try. The two that share one container need decoders that are not always there."""
    brands = _brands(data)
    if brands & _AVIF_BRANDS:
        return (_avif(),)
    if brands & _HEIC_BRANDS:
        return (_heif(),)
    return _FORMATS


def _brands(data: bytes) -> set[bytes]:
    """The names of its kinds that an ISO base media file, such as HEIC or AVIF, begins with."""
    if data[4:8] != b"ftyp":
        return set()
    listed = data[8 : min(int.from_bytes(data[:4]), 256)]
    return {listed[at : at + 4] for at in range(0, len(listed) - 3, 4)} - {listed[4:8]}


def _avif() -> str:
    from PIL import features

    if not features.check("avif"):
        raise Unreadable("is an AVIF picture", "install Pillow 11.3 or newer, or save it again as JPEG")
    return "AVIF"


def _heif() -> str:
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        hint = "install deckgen[heif], which reads them, or save it again as JPEG"
        raise Unreadable("is a HEIC picture, as telephones take them", hint) from None
    register_heif_opener(thumbnails=False)
    return "HEIF"
