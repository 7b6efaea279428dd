"""Photos: what is found out about a file, and what goes into the deck."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from deckgen.codes import PHOTO_NOT_FOUND, PHOTO_UNREADABLE
from deckgen.diagnostics import BuildStopped, Code, Sink
from deckgen.fit import image_files as files_module
from deckgen.fit import photos as photos_module
from deckgen.fit.encodings import Encodings
from deckgen.fit.jpeg import without_metadata
from deckgen.fit.photos import PhotoBook

ORIENTATION = 0x0112


class Folder:
    """A folder of images and the book that reads from it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.asked: list[str] = []
        self.book = PhotoBook(self.find, self.suggest)
        self.sink = Sink()

    def find(self, name: str) -> Path | None:
        self.asked.append(name)
        path = self.path / name
        return path if path.exists() else None

    def suggest(self, name: str) -> str | None:
        return next((file.name for file in self.path.iterdir() if file.name[0] == name[0]), None)

    def put(self, name: str, image: Image.Image, **options: Any) -> str:
        image.save(self.path / name, **options)
        return name

    def put_bytes(self, name: str, data: bytes) -> str:
        (self.path / name).write_bytes(data)
        return name

    def size(self, name: str) -> tuple[int, int] | None:
        return self.book.size(name, ("photos", 0, "image"), self.sink)

    def picture(self, name: str, pixels: tuple[int, int] = (0, 0)) -> Image.Image:
        self.size(name)
        return Image.open(io.BytesIO(self.book.encoded(name, pixels).data))

    @property
    def codes(self) -> list[Code]:
        return [found.code for found in self.sink]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def noise(width: int = 90, height: int = 60) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((width, height), 50 + n) for n in range(3)])


def halves(left: Any, right: Any, mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (80, 40), left)
    image.paste(right, (40, 0, 80, 40))
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_a_photo_of_every_usual_kind_is_read_whatever_it_is_called(folder: Folder, kind: str) -> None:
    name = folder.put("photo.dat", noise(), format=kind)
    assert folder.size(name) == (90, 60)
    assert folder.picture(name).size == (90, 60)
    assert not len(folder.sink)


def test_the_first_picture_of_a_phones_double_file_is_taken(folder: Folder) -> None:
    name = folder.put("phone.jpg", noise(), format="MPO", save_all=True, append_images=[noise(30, 20)])
    assert folder.size(name) == (90, 60)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photo_is_sized_and_stored_upright(folder: Folder, kind: str, orientation: int) -> None:
    upright = halves("red", "blue")
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    lying = upright if undo is None else upright.transpose(undo)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    name = folder.put("a", lying, format=kind, exif=exif)
    assert folder.size(name) == (80, 40)
    stored = folder.picture(name).convert("RGB")
    assert stored.size == (80, 40)
    assert stored.getpixel((10, 20))[0] > 200
    assert stored.getpixel((70, 20))[2] > 200


def test_an_absent_photo_is_reported_with_the_nearest_name(folder: Folder) -> None:
    folder.put("opening.jpg", noise())
    assert folder.size("openning.jpg") is None
    (found,) = folder.sink
    assert (found.code, found.hint) == (PHOTO_NOT_FOUND, "did you mean `opening.jpg`?")


def test_an_address_is_no_photo_and_nothing_is_fetched(folder: Folder) -> None:
    assert folder.size("https://example.org/opening.jpg") is None
    (found,) = folder.sink
    assert found.code == PHOTO_NOT_FOUND
    assert found.hint == "nothing is fetched: save the photo as a file and name that"


def test_a_fault_is_reported_at_every_place_that_names_the_photo(folder: Folder) -> None:
    for number in (0, 1):
        folder.book.size("gone.jpg", ("photos", number), Sink())
    second = Sink()
    folder.book.size("gone.jpg", ("photos", 2), second)
    assert len(second) == 1
    assert folder.asked == ["gone.jpg"]


def test_each_file_is_examined_once(folder: Folder) -> None:
    name = folder.put("a.jpg", noise())
    for _ in range(3):
        folder.size(name)
    assert folder.asked == [name]


def test_another_deck_reads_a_photo_again_only_if_it_has_changed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    reading = photos_module._read
    monkeypatch.setattr(photos_module, "_read", lambda path: read.append(path) or reading(path))
    shared = Encodings()
    name = folder.put("a.jpg", noise())
    for _ in range(2):
        assert PhotoBook(folder.find, encodings=shared).find_size(name) == (90, 60)
    assert len(read) == 1
    folder.put(name, noise(30, 50))
    assert PhotoBook(folder.find, encodings=shared).find_size(name) == (30, 50)


def torn(kind: str, keep: float) -> bytes:
    file = io.BytesIO()
    noise(400, 300).save(file, kind)
    return file.getvalue()[: int(len(file.getvalue()) * keep)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"not found", "is no image of a known kind"),
        (b"\xff\xd8\xff", "is no image"),
        (torn("JPEG", 0.5), "is damaged"),
        (torn("PNG", 0.5), "is damaged"),
        (torn("JPEG", 0.001), "is"),
        (torn("WEBP", 0.5), "is"),
        (torn("TIFF", 0.5), "is"),
    ],
)
def test_a_broken_file_is_a_finding_and_no_photo(folder: Folder, data: bytes, words: str) -> None:
    assert folder.size(folder.put_bytes("photo.jpg", data)) is None
    (found,) = folder.sink
    assert found.code is PHOTO_UNREADABLE
    assert words in found.message


def test_a_folder_is_no_photo(folder: Folder) -> None:
    (folder.path / "photo.jpg").mkdir()
    assert folder.size("photo.jpg") is None
    assert folder.codes == [PHOTO_UNREADABLE]


def test_limits_are_named(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    name = folder.put("a.png", Image.new("1", (3000, 2000)))
    monkeypatch.setattr(files_module, "MOST_PIXELS", 5_000_000)
    assert folder.size(name) is None
    monkeypatch.setattr(photos_module, "MOST_BYTES", 100)
    assert folder.size(folder.put("b.jpg", noise())) is None
    messages = [found.message for found in folder.sink]
    assert any("has more than 5 megapixels" in message for message in messages)
    assert any("is larger than" in message for message in messages)


def test_a_picture_of_a_billion_pixels_in_few_bytes_is_refused_unopened(folder: Folder) -> None:
    header = io.BytesIO()
    Image.new("1", (10, 10)).save(header, "PNG")
    data = bytearray(header.getvalue())
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    assert folder.size(folder.put_bytes("bomb.png", bytes(data))) is None
    assert [found.message for found in folder.sink] == ["`bomb.png` has more than 100 megapixels"]


@given(
    data=st.binary(max_size=200),
    start=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a"]),
)
def test_no_bytes_whatever_raise(tmp_path_factory: pytest.TempPathFactory, start: bytes, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(start + data)
    sink = Sink()
    if PhotoBook(lambda _: path).size("any", (), sink) is None:
        assert [found.code for found in sink] == [PHOTO_UNREADABLE]


def test_a_photo_is_scaled_down_but_never_up(folder: Folder) -> None:
    name = folder.put("a.jpg", noise(400, 300))
    assert folder.picture(name, (200, 150)).size == (200, 150)
    assert folder.picture(name, (800, 600)).size == (400, 300)
    assert folder.book.encoded(name, (800, 600)) is folder.book.encoded(name, (400, 300))


def test_one_content_at_one_size_is_encoded_once_whatever_its_name(folder: Folder) -> None:
    folder.put("a.jpg", noise())
    folder.put_bytes("b.jpg", (folder.path / "a.jpg").read_bytes())
    folder.size("a.jpg")
    folder.size("b.jpg")
    assert folder.book.encoded("a.jpg", (30, 20)) is folder.book.encoded("b.jpg", (30, 20))


def test_nothing_but_the_picture_goes_into_the_deck(folder: Folder) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    jpeg = folder.put(
        "a.jpg", noise(), exif=exif, comment=b"SecretComment", icc_profile=profile, dpi=(300, 300)
    )
    png = folder.put("a.png", halves("red", "blue"), exif=exif, icc_profile=profile)
    for name in (jpeg, png):
        picture = folder.picture(name)
        data = folder.book.encoded(name, (0, 0)).data
        assert b"Secret" not in data
        assert not picture.getexif()
        assert "icc_profile" not in picture.info


def test_photos_become_jpeg_and_drawings_and_cut_outs_stay_png(folder: Folder) -> None:
    kinds = {
        folder.put("photo.png", noise()): ("jpg", "JPEG", "RGB"),
        folder.put("drawing.png", halves("red", "blue")): ("png", "PNG", "RGB"),
        folder.put("drawing.gif", halves("red", "blue")): ("png", "PNG", "RGB"),
        folder.put("flat.jpg", halves("red", "blue")): ("jpg", "JPEG", "RGB"),
        folder.put("cut-out.png", halves((255, 0, 0, 0), (0, 0, 255, 255), "RGBA")): ("png", "PNG", "RGBA"),
        folder.put("opaque.png", noise().convert("RGBA")): ("jpg", "JPEG", "RGB"),
    }
    for name, (extension, kind, mode) in kinds.items():
        picture = folder.picture(name)
        assert (folder.book.encoded(name, (0, 0)).extension, picture.format, picture.mode) == (
            extension,
            kind,
            mode,
        )


def test_palette_transparency_is_kept(folder: Folder) -> None:
    image = halves(0, 1, "P")
    image.putpalette([255, 0, 0, 0, 0, 255])
    picture = folder.picture(folder.put("a.png", image, transparency=0))
    assert picture.mode == "RGBA"
    assert [picture.getpixel((x, 20)) for x in (10, 70)] == [(255, 0, 0, 0), (0, 0, 255, 255)]


def grey_of_16_bits() -> Image.Image:
    return Image.frombytes(
        "I;16", (80, 40), b"".join(n.to_bytes(2, "little") for n in ([0] * 40 + [32768] * 40) * 40)
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: halves(0, 255, "L"),
        lambda: halves(0, 1, "1"),
        lambda: halves((0, 255), (255, 255), "LA"),
        lambda: halves((0, 0, 0, 255), (0, 0, 0, 0), "CMYK"),
        lambda: halves(0.0, 7.5, "F"),
        lambda: halves(-5, 100_000, "I"),
    ],
)
def test_pictures_of_other_depths_become_eight_bit_colour(
    folder: Folder, make: Callable[[], Image.Image]
) -> None:
    picture = folder.picture(folder.put("a.tif", make(), format="TIFF"))
    assert picture.mode == "RGB"
    assert max(picture.getpixel((10, 20))) < 60
    assert min(picture.getpixel((70, 20))) > 195


def test_sixteen_bits_of_grey_keep_their_middle(folder: Folder) -> None:
    picture = folder.picture(folder.put("a.png", grey_of_16_bits()))
    assert picture.getpixel((10, 20)) == (0, 0, 0)
    assert abs(picture.getpixel((70, 20))[0] - 128) < 3


def test_colours_of_another_profile_become_srgb(folder: Folder) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    plain = folder.put("plain.png", halves("red", "blue"))
    odd = folder.put("odd.png", halves("red", "blue"), icc_profile=lab.tobytes())
    broken = folder.put("broken.png", halves("red", "blue"), icc_profile=b"no profile")
    assert folder.picture(odd).getpixel((10, 20)) == folder.picture(plain).getpixel((10, 20))
    assert folder.picture(broken).getpixel((10, 20)) == (255, 0, 0)


def test_encoding_is_the_same_bytes_every_time(folder: Folder) -> None:
    name = folder.put("a.jpg", noise(300, 200))
    folder.size(name)
    other = Folder(folder.path)
    other.size(name)
    assert folder.book.encoded(name, (150, 100)).data == other.book.encoded(name, (150, 100)).data


def test_a_photo_that_changes_under_way_stops_the_build_with_a_finding(folder: Folder) -> None:
    name = folder.put("a.jpg", noise())
    folder.size(name)
    folder.put(name, noise(30, 30))
    with pytest.raises(BuildStopped):
        folder.book.encoded(name, (10, 10))
    assert folder.codes == [PHOTO_UNREADABLE]


def test_a_photo_that_was_never_sized_is_a_callers_mistake(folder: Folder) -> None:
    with pytest.raises(ValueError, match="never sized"):
        folder.book.encoded("a.jpg", (10, 10))


def test_a_sound_jpeg_keeps_its_pixels_and_loses_its_metadata(folder: Folder) -> None:
    exif = Image.Exif()
    exif[0x010E] = "GPS: 28.68 N, 115.86 E"
    folder.put("plain.jpg", noise(), quality=90, exif=exif, comment=b"secret", progressive=True)
    before = (folder.path / "plain.jpg").read_bytes()
    folder.put_bytes("trailing.jpg", before + b"hidden after the end")
    for name in ("plain.jpg", "trailing.jpg"):
        folder.size(name)
        stored = folder.book.encoded(name, (0, 0)).data
        assert Image.open(io.BytesIO(stored)).tobytes() == Image.open(io.BytesIO(before)).tobytes()
        assert not Image.open(io.BytesIO(stored)).getexif()
        for private in (b"GPS", b"secret", b"hidden"):
            assert private in before + b"hidden"
            assert private not in stored


@given(st.binary(max_size=200))
def test_stripping_metadata_from_any_bytes_ends_in_a_picture_or_a_value_error(tail: bytes) -> None:
    with suppress(ValueError):
        assert without_metadata(b"\xff\xd8" + tail).endswith(b"\xff\xd9")
