"""Every kind of image that people send: what is seen is right, and what is none is a finding that says so."""

from __future__ import annotations

import builtins
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, features

from deckgen.codes import PHOTO_UNREADABLE
from deckgen.diagnostics import Sink
from deckgen.fit.photos import PhotoBook
from tests.fit.image_kinds import (
    png_of_16_bits,
    profile_of_swapped_colours,
    segment,
    tiff_of_16_bits,
    without_adobe_marker,
)

RED, BLUE = (255, 0, 0), (0, 0, 255)


class Desk:
    """Where files arrive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sink = Sink()
        self.book = PhotoBook(lambda name: folder / name)

    def put(self, data: bytes, name: str = "photo.jpg") -> tuple[int, int] | None:
        (self.folder / name).write_bytes(data)
        return self.book.size(name, ("photos", 0, "image"), self.sink)

    def stored(self, data: bytes, name: str = "photo.jpg") -> Image.Image:
        """The picture as it goes into the deck."""
        assert self.put(data, name), [found.message for found in self.sink]
        return Image.open(io.BytesIO(self.book.encoded(name, (0, 0)).data))

    def bytes_of(self, data: bytes) -> bytes:
        self.stored(data)
        return self.book.encoded("photo.jpg", (0, 0)).data

    @property
    def message(self) -> str:
        (found,) = self.sink
        assert found.code is PHOTO_UNREADABLE
        return f"{found.message} ({found.hint})"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def halves(left: Any = RED, right: Any = BLUE, mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (80, 40), left)
    image.paste(right, (40, 0, 80, 40))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def colours(image: Image.Image) -> tuple[Any, Any]:
    """The colours of both halves."""
    plain = image.convert("RGB")
    return plain.getpixel((10, 20)), plain.getpixel((70, 20))


def close(found: tuple[Any, Any], left: Any = RED, right: Any = BLUE, most: int = 12) -> bool:
    return all(
        abs(one - other) <= most
        for pair in zip(found, (left, right), strict=True)
        for one, other in zip(*pair, strict=True)
    )


INKS = halves((0, 255, 255, 0), (255, 255, 0, 0), "CMYK")


def test_a_jpeg_of_inks_as_photoshop_writes_it_keeps_its_colours(desk: Desk) -> None:
    data = saved(INKS, "JPEG", quality=95)
    assert b"Adobe" in data
    stored = desk.stored(data)
    assert stored.mode == "RGB"
    assert close(colours(stored))


def test_a_jpeg_of_inks_that_are_not_inverted_keeps_its_colours(desk: Desk) -> None:
    inverted = Image.merge("CMYK", [band.point(lambda value: 255 - value) for band in INKS.split()])
    plain = without_adobe_marker(saved(inverted, "JPEG", quality=95))
    assert close(colours(desk.stored(plain)))


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 2}, {"optimize": True}])
def test_jpegs_of_every_build_are_read(desk: Desk, options: dict[str, Any]) -> None:
    assert close(colours(desk.stored(saved(halves(), "JPEG", quality=95, **options))), most=40)


def test_a_grey_jpeg_stays_grey(desk: Desk) -> None:
    stored = desk.stored(saved(halves(40, 200, "L"), "JPEG", quality=95))
    assert stored.mode == "L"
    assert close(colours(stored), (40,) * 3, (200,) * 3, most=3)


@pytest.mark.parametrize(
    ("left", "right"),
    [((65535, 0, 0), (0, 0, 65535)), ((65535, 0, 0, 65535), (0, 0, 65535, 65535))],
)
def test_a_png_of_16_bits_a_channel_keeps_its_colours(desk: Desk, left: Any, right: Any) -> None:
    assert colours(desk.stored(png_of_16_bits(left, right))) == (RED, BLUE)


def test_a_png_of_16_bits_keeps_what_shows_through(desk: Desk) -> None:
    stored = desk.stored(png_of_16_bits((65535, 0, 0, 0), (0, 0, 65535, 65535)))
    assert stored.mode == "RGBA"
    assert [stored.getpixel((x, 20))[3] for x in (10, 70)] == [0, 255]  # type: ignore[index]


def test_a_grey_png_of_12_bits_in_16_is_no_darker_than_it_was(desk: Desk) -> None:
    stored = desk.stored(png_of_16_bits((0,), (0x8000,)))
    assert close(colours(stored), (0, 0, 0), (128, 128, 128), most=3)


@pytest.mark.parametrize(
    ("left", "right"),
    [((65535, 0, 0), (0, 0, 65535)), ((0, 65535, 65535, 0), (65535, 65535, 0, 0))],
)
def test_a_tiff_of_16_bits_in_light_or_inks_keeps_its_colours(desk: Desk, left: Any, right: Any) -> None:
    assert close(colours(desk.stored(tiff_of_16_bits(left, right))))


def test_a_tiff_of_inks_keeps_its_colours(desk: Desk) -> None:
    assert close(colours(desk.stored(saved(INKS, "TIFF"))))


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_deflate", "jpeg", "packbits"])
def test_compressed_tiffs_are_read(desk: Desk, compression: str) -> None:
    assert close(colours(desk.stored(saved(halves(), "TIFF", compression=compression))), most=40)


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "WEBP", "PNG", "MPO"])
def test_of_several_pictures_in_one_file_the_first_is_taken(desk: Desk, kind: str) -> None:
    options: dict[str, Any] = {"save_all": True, "append_images": [halves("green", "white")]}
    if kind == "WEBP":
        options["lossless"] = True
    stored = desk.stored(saved(halves(), kind, **options))
    assert close(colours(stored), most=40)
    assert getattr(stored, "n_frames", 1) == 1


def test_a_gif_keeps_what_shows_through(desk: Desk) -> None:
    image = halves(0, 1, "P")
    image.putpalette([255, 0, 0, 0, 0, 255])
    stored = desk.stored(saved(image, "GIF", transparency=0))
    assert [stored.convert("RGBA").getpixel((x, 20))[3] for x in (10, 70)] == [0, 255]  # type: ignore[index]


def test_a_bitmap_of_windows_is_read(desk: Desk) -> None:
    assert colours(desk.stored(saved(halves(), "BMP"))) == (RED, BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_colours_by_a_profile_of_their_own_become_those_of_the_web(desk: Desk, kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {"quality": 95} if kind == "JPEG" else {}
    data = saved(halves(), kind, icc_profile=profile_of_swapped_colours(), **options)
    stored = desk.stored(data)
    left, right = colours(stored)
    assert left[2] > 200 > 60 > left[0]
    assert right[0] > 200 > 60 > right[2]
    assert "icc_profile" not in stored.info


def test_a_profile_does_not_cost_a_cut_out_its_edges(desk: Desk) -> None:
    image = halves((255, 0, 0, 0), (0, 0, 255, 255), "RGBA")
    stored = desk.stored(saved(image, "PNG", icc_profile=profile_of_swapped_colours()))
    assert [stored.getpixel((x, 20))[3] for x in (10, 70)] == [0, 255]  # type: ignore[index]


PRIVATE = b"GPS 28.68 N"


def test_no_private_word_of_a_jpeg_goes_into_the_deck(desk: Desk) -> None:
    plain = saved(halves(), "JPEG", quality=95)
    private = b"".join(
        [
            segment(0xE0, b"JFXX\0\x10" + PRIVATE),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PRIVATE + b"</x:xmpmeta>"),
            segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + PRIVATE),
            segment(0xE2, b"MPF\0" + PRIVATE),
            segment(0xEF, PRIVATE),
            segment(0xFE, PRIVATE),
        ]
    )
    data = plain[:2] + private + plain[2:] + PRIVATE
    assert PRIVATE not in desk.bytes_of(data)
    assert close(colours(desk.stored(data)), most=40)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "GIF", "JPEG"])
def test_no_private_word_of_any_kind_of_file_goes_into_the_deck(desk: Desk, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = PRIVATE.decode()
    options: dict[str, Any] = {"exif": exif, "xmp": PRIVATE, "comment": PRIVATE}
    data = saved(halves(), kind, **options)
    assert PRIVATE in data
    assert PRIVATE not in desk.bytes_of(data)


def test_avif_is_read(desk: Desk) -> None:
    assert features.check("avif"), "Pillow from 11.3 on reads AVIF"
    assert close(colours(desk.stored(saved(halves(), "AVIF", quality=95))), most=40)


def heic() -> bytes:
    from pillow_heif import from_pillow

    file = io.BytesIO()
    from_pillow(halves()).save(file, quality=95)
    return file.getvalue()


def test_heic_is_read(desk: Desk) -> None:
    assert close(colours(desk.stored(heic())), most=40)


def test_without_the_extra_heic_is_a_finding_that_names_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = heic()
    load = builtins.__import__

    def without_heif(name: str, *rest: Any) -> Any:
        if name == "pillow_heif":
            raise ImportError(name)
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_heif)
    assert desk.put(data) is None
    assert desk.message == (
        "`photo.jpg` is a HEIC picture, as telephones take them "
        "(install deckgen[heif], which reads them, or save it again as JPEG)"
    )


def test_an_old_pillow_without_avif_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(halves(), "AVIF")
    monkeypatch.setattr(features, "check", lambda _: False)
    assert desk.put(data) is None
    assert "is an AVIF picture (install Pillow 11.3" in desk.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n<!DOCTYPE html><html>404</html>", "is no image but a web page"),
        (b"<HTML>", "is no image but a web page"),
        (b"%PDF-1.7", "is no image but a PDF document"),
        (b"PK\x03\x04 and so on", "is no image but an Office document or a zip archive"),
        (b"hello", "is no image of a known kind"),
        (heic()[:300], "is"),
        (saved(halves(), "AVIF")[:200], "is"),
        (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", "is"),
        (b"\0\0\0\x18ftyp", "is no image of a known kind"),
    ],
)
def test_what_is_no_picture_is_said_and_stays_pending(desk: Desk, data: bytes, words: str) -> None:
    assert desk.put(data) is None
    assert words in desk.message


def test_a_picture_under_a_wrong_name_is_read(desk: Desk) -> None:
    assert colours(desk.stored(saved(halves(), "PNG"), "photo.jpg")) == (RED, BLUE)
    assert close(colours(desk.stored(heic(), "other.png")), most=40)
