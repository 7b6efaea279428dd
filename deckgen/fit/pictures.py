"""Image bytes → sound, upright, clean pictures of the wanted size."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from typing import TYPE_CHECKING

from deckgen.fit.image_files import opened
from deckgen.fit.jpeg import without_metadata
from deckgen.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

_JPEG_QUALITY = 88
_FEW_COLOURS = 256
_ORIENTATION = 0x0112
_UPRIGHT = 1
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
    svg: bytes | None = None
    """The drawing itself, for programs that can draw it; `data` is its picture for those that cannot."""


def as_jpeg(data: bytes) -> bytes:
    """An opaque picture, small enough to be shown among many."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        target = io.BytesIO()
        picture.convert("RGB").save(target, "JPEG", quality=82, optimize=True, subsampling=0)
    return target.getvalue()


def upright_size(data: bytes) -> tuple[int, int]:
    """The photo's size after turning it upright. It is decoded to the end, so that a torn file shows here."""
    with opened(data) as image:
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


def coarse_pixels(data: bytes, side: int = 48) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Width, height and the pixels, row by row (red, green, blue, opacity), of the picture made small."""
    with opened(data) as image:
        image.draft(image.mode, (side, side))
        image.load()
        small = image.convert("RGBA")
        small.thumbnail((side, side))
        raw = small.tobytes()
        pixels = [(raw[at], raw[at + 1], raw[at + 2], raw[at + 3]) for at in range(0, len(raw), 4)]
        return small.width, small.height, pixels


def encode(data: bytes, size: tuple[int, int], *, drawn: bool = False) -> EncodedPhoto:
    """The picture at `size`. A JPEG that is fine as it is keeps its pixels and loses its metadata only.

    What was drawn stays PNG; left out, the number of its colours tells.
    """
    with opened(data) as image:
        is_jpeg = image.format in ("JPEG", "MPO")
        if image.format == "JPEG" and image.size == size and _is_standard(image):
            with suppress(ValueError):  # odd segments: then it is drawn anew
                return _as_photo(without_metadata(data), "jpg", size)
        if is_jpeg:
            turned = _orientation(image) in _ON_ITS_SIDE
            # Twice the wanted size: what JPEG itself scales down by is coarser than what follows.
            image.draft(image.mode, (2 * size[turned], 2 * size[not turned]))
        image.load()
        upright = _inked(_turned(image), adobe=not is_jpeg or "adobe" in image.info)
    picture = _standard(upright)
    drawn = drawn or (not is_jpeg and picture.getcolors(_FEW_COLOURS) is not None)
    if picture.size != size:
        picture = _resized(picture, size)
    extension = "png" if drawn or picture.mode == "RGBA" else "jpg"
    return _as_photo(_saved(picture, extension), extension, size, see_through=picture.mode == "RGBA")


def _as_photo(
    data: bytes, extension: str, size: tuple[int, int], *, see_through: bool = False
) -> EncodedPhoto:
    return EncodedPhoto(data, extension, size, hashlib.sha256(data).hexdigest(), see_through)


def _is_standard(image: Image) -> bool:
    """Whether a JPEG is upright, in grey or sRGB, so that its pixels can stay."""
    return (
        image.mode in ("L", "RGB") and _orientation(image) == _UPRIGHT and not image.info.get("icc_profile")
    )


def _turned(image: Image) -> Image:
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        return image


def _inked(image: Image, *, adobe: bool) -> Image:
    """Pillow takes the inks of every JPEG for inverted, as Adobe stores them; without its mark they are not."""
    from PIL import ImageChops

    return image if adobe or image.mode != "CMYK" else ImageChops.invert(image)


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
