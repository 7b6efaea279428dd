"""Image files → sizes, crops, and pictures as small, upright and clean as the slide needs them."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.codes import PHOTO_NOT_FOUND, PHOTO_UNREADABLE
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.units import EMU_PER_INCH, Box

if TYPE_CHECKING:
    from PIL.Image import Image

Crop = tuple[float, float, float, float]
"""Fractions cut off at left, top, right and bottom."""

MOST_BYTES = 50_000_000
MOST_PIXELS = 100_000_000
DPI = 200

# Decided by content. JPEG and PNG stand first, because Pillow loads all its plugins for WebP and TIFF.
# The double files of phones (MPO) are opened as JPEG.
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
_FORMAT_NAMES = "JPEG, PNG, WebP, GIF, TIFF and BMP"
_JPEG_QUALITY = 88
_FEW_COLOURS = 256
_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class EncodedPhoto:
    """A photo as it goes into the deck. `digest` is the SHA-256 of `data`."""

    data: bytes
    extension: str
    pixels: tuple[int, int]
    digest: str
    see_through: bool = False
    """Whether it is transparent in places."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What one look at a file told."""

    path: Path
    digest: str
    size: tuple[int, int]


class _Unreadable(Exception):
    """Why a file is no usable photo, in the author's words."""


class PhotoBook:
    """The report's photos by the names the content gives them. Each file is examined once, when needed."""

    def __init__(
        self,
        find: Callable[[str], Path | None],
        suggest: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """`find` gives a photo's file, or None; `suggest` the name that could have been meant instead."""
        self._find = find
        self._suggest = suggest
        self._known: dict[str, _Known | _Unreadable | None] = {}
        self._encoded: dict[tuple[str, tuple[int, int]], EncodedPhoto] = {}
        self._asked: dict[str, tuple[KeyPath, Sink]] = {}

    def size(self, image: str, origin: KeyPath, sink: Sink) -> tuple[int, int] | None:
        """Width and height of the upright photo in pixels, or None, with a finding, where there is none."""
        if image not in self._known:
            self._known[image] = self._examine(image)
        match self._known[image]:
            case None:
                sink.report(PHOTO_NOT_FOUND, f"no image `{image}`", origin, hint=self._hint(image))
                return None
            case _Unreadable() as reason:
                sink.report(PHOTO_UNREADABLE, f"`{image}` {reason}", origin, hint=_UNREADABLE_HINT)
                return None
            case known:
                self._asked.setdefault(image, (origin, sink))
                return known.size

    def encoded(self, image: str, pixels: tuple[int, int]) -> EncodedPhoto:
        """The photo, for which `size` gave an answer, at `pixels` or at its own size if that is less."""
        known = self._known.get(image)
        if not isinstance(known, _Known):
            raise ValueError(f"photo {image} was never sized")
        size = known.size if 0 in pixels else (min(pixels[0], known.size[0]), min(pixels[1], known.size[1]))
        found = self._encoded.get((known.digest, size))
        if found is None:
            found = self._encoded[known.digest, size] = self._encode(image, known, size)
        return found

    def _examine(self, image: str) -> _Known | _Unreadable | None:
        path = self._find(image)
        if path is None:
            return None
        try:
            data = _read(path)
            return _Known(path, hashlib.sha256(data).hexdigest(), _upright_size(data))
        except _Unreadable as reason:
            return reason

    def _encode(self, image: str, known: _Known, size: tuple[int, int]) -> EncodedPhoto:
        try:
            data = _read(known.path)
            if hashlib.sha256(data).hexdigest() != known.digest:
                raise _Unreadable("changed while the deck was being made")
            return _encoded(data, size)
        except _Unreadable as reason:
            origin, sink = self._asked[image]
            sink.report(PHOTO_UNREADABLE, f"`{image}` {reason}", origin, hint="build again")
            raise BuildStopped from reason

    def _hint(self, image: str) -> str:
        close = self._suggest(image)
        return f"did you mean `{close}`?" if close else "put the file there; until then its slot stays open"


_UNREADABLE_HINT = f"save it again as JPEG or PNG; {_FORMAT_NAMES} can be read"


def cover_crop(
    image_size: tuple[int, int], box_size: tuple[int, int], focus: tuple[float, float] | None = None
) -> Crop:
    """What to cut off so that the photo fills the box, with `focus` (across, down: 0 to 1) kept in view.

    Without a focus the middle stays, and of an upright photo in a wide box the upper part: heads are there.
    """
    (image_width, image_height), (box_width, box_height) = image_size, box_size
    if min(image_width, image_height, box_width, box_height) <= 0:
        return (0.0, 0.0, 0.0, 0.0)
    upright_in_wide = image_height > image_width and box_width > box_height
    across, down = focus or (0.5, 0.35 if upright_in_wide else 0.5)
    ratio = (image_width * box_height) / (image_height * box_width)
    if ratio > 1:
        first, last = _cuts(1 / ratio, across)
        return (first, 0.0, last, 0.0)
    first, last = _cuts(ratio, down)
    return (0.0, first, 0.0, last)


def wanted_pixels(image_size: tuple[int, int], crop: Crop, box: Box, dpi: int = DPI) -> tuple[int, int]:
    """The size to store the whole photo at, so that what is seen of it has `dpi`; never more than it has."""
    width, height = image_size
    left, top, right, bottom = crop
    across = box.width / EMU_PER_INCH * dpi / (width * max(1 - left - right, 1e-6))
    down = box.height / EMU_PER_INCH * dpi / (height * max(1 - top - bottom, 1e-6))
    scale = min(1.0, max(across, down))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _cuts(visible: float, focus: float) -> tuple[float, float]:
    first = min(max(focus - visible / 2, 0.0), 1 - visible)
    return first, max(0.0, 1 - visible - first)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise _Unreadable("is not a file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _Unreadable(f"cannot be read ({error.strerror or error})") from error
    if not data:
        raise _Unreadable("is empty")
    if len(data) > MOST_BYTES:
        raise _Unreadable(f"is larger than {MOST_BYTES // 1_000_000} MB")
    return data


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    """The image in `data`, not yet decoded. Whatever damage makes Pillow raise comes out as `_Unreadable`."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        # Pillow warns of odd metadata, which is dropped, and of sizes, which are limited here.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise _Unreadable(f"has more than {MOST_PIXELS // 1_000_000} megapixels")
                yield image
        except _Unreadable:
            raise
        except UnidentifiedImageError as error:
            raise _Unreadable("is no image of a known kind") from error
        except Image.DecompressionBombError as error:
            raise _Unreadable(f"has more than {MOST_PIXELS // 1_000_000} megapixels") from error
        except Exception as error:
            # A decoder meets damage in its own way: struct.error, ValueError, SyntaxError, IndexError, …
            raise _Unreadable("is damaged") from error


def _upright_size(data: bytes) -> tuple[int, int]:
    """The photo's size after turning it upright. It is decoded to the end, so that a torn file shows here."""
    with _opened(data) as image:
        size = image.size
        # An eighth of the size is enough to find damage, and JPEG decodes to it in a fraction of the time.
        image.draft(image.mode, (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
        return (size[1], size[0]) if _orientation(image) in _ON_ITS_SIDE else size


def _orientation(image: Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        # Damaged EXIF says nothing; the pixels may be sound.
        return 1


def _encoded(data: bytes, size: tuple[int, int]) -> EncodedPhoto:
    with _opened(data) as image:
        is_jpeg = image.format in ("JPEG", "MPO")
        if is_jpeg:
            turned = _orientation(image) in _ON_ITS_SIDE
            # Twice the wanted size: what JPEG itself scales down by is coarser than what follows.
            image.draft(image.mode, (2 * size[turned], 2 * size[not turned]))
        image.load()
        upright = _turned(image)
    picture = _standard(upright)
    drawn = not is_jpeg and picture.getcolors(_FEW_COLOURS) is not None
    if picture.size != size:
        picture = _resized(picture, size)
    extension = "png" if drawn or picture.mode == "RGBA" else "jpg"
    encoded = _saved(picture, extension)
    see_through = picture.mode == "RGBA"
    return EncodedPhoto(encoded, extension, size, hashlib.sha256(encoded).hexdigest(), see_through)


def _turned(image: Image) -> Image:
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        return image


def _standard(image: Image) -> Image:
    """8-bit sRGB; RGBA only where something really shows through."""
    image = _eight_bits(image)
    opaque = not image.has_transparency_data or _is_opaque(image)
    converted = _in_srgb(image) or image
    mode = "RGB" if opaque else "RGBA"
    return converted if converted.mode == mode else converted.convert(mode)


def _eight_bits(image: Image) -> Image:
    """A grey picture with more than 8 bits a pixel, scaled down instead of cut off at white."""
    if not image.mode.startswith(("I", "F")):
        return image
    wide = image.convert("F")
    darkest, lightest = wide.getextrema()
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else (float(darkest), float(lightest))  # type: ignore[arg-type]
    scale = 255 / (high - low) if high > low else 1.0
    narrow = wide.point(lambda value: value * scale - low * scale).convert("L")
    # A transparent shade named in 16 bits means nothing in 8.
    narrow.info.pop("transparency", None)
    return narrow


def _is_opaque(image: Image) -> bool:
    return image.convert("RGBA").getchannel("A").getextrema() == (255, 255)


def _in_srgb(image: Image) -> Image | None:
    """The picture's colours by its own profile → sRGB, or None where no profile says otherwise."""
    profile = image.info.get("icc_profile")
    if not profile:
        return None
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(source).lower():
            return None
        alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
        mode = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "L"}[source.profile.xcolor_space]
        plain = image if image.mode == mode else image.convert(mode)
        converted = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        if converted is not None and alpha is not None:
            converted.putalpha(alpha)
        return converted
    except (ImageCms.PyCMSError, OSError, KeyError, ValueError):
        return None


def _resized(picture: Image, size: tuple[int, int]) -> Image:
    from PIL import Image

    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _saved(picture: Image, extension: str) -> bytes:
    # Pillow would copy comments and profiles from here into the file.
    picture.info.clear()
    file = io.BytesIO()
    if extension == "png":
        picture.save(file, "PNG", compress_level=6)
    else:
        # Full colour resolution: white characters on red banners blur without it.
        picture.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return file.getvalue()
