"""Drawings become pictures, in a process of their own, and never for longer than it is worth waiting."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from deckgen.diagnostics import Sink
from deckgen.fit import drawings
from deckgen.fit.drawings import LONGER_SIDE, draw_apart, read_drawing
from deckgen.fit.image_files import Unreadable
from deckgen.fit.photos import PhotoBook
from deckgen.fit.placing import fit_photo
from deckgen.fit.svg import CleanSvg, read_svg
from deckgen.layouts.model import PhotoFill
from deckgen.units import Box, inches
from tests.fit.test_svg import svg

LOGO = svg('<rect width="15" height="20" fill="red"/>')
BOMB = svg(
    '<g id="a0"><rect width="10" height="10" opacity=".5"/></g>'
    + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 12 + "</g>" for n in range(1, 12))
)


def test_a_drawing_is_made_in_the_pixels_of_a_slide() -> None:
    drawing = read_drawing(LOGO)
    picture = Image.open(io.BytesIO(drawing.png))
    assert picture.size == drawing.pixels
    assert picture.size == (LONGER_SIDE, pytest.approx(LONGER_SIDE * 2 / 3, abs=1))
    assert picture.getpixel((100, 100)) == (255, 0, 0, 255)
    assert picture.getpixel((1900, 100)) == (0, 0, 0, 0)
    assert read_drawing(LOGO).png == drawing.png


def test_a_drawing_that_would_take_years_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "MOST_SECONDS", 2)
    with pytest.raises(Unreadable, match=r"takes more than|cannot be drawn"):
        draw_apart(read_svg(BOMB))


def test_what_the_library_cannot_draw_is_refused() -> None:
    with pytest.raises(Unreadable, match="cannot be drawn"):
        draw_apart(CleanSvg(b"<svg/>no", (1, 1), False))


def book(folder: Path, data: bytes) -> PhotoBook:
    (folder / "logo.svg").write_bytes(data)
    return PhotoBook(lambda name: folder / name)


BOX = Box(0, 0, inches(8), inches(2))


def test_a_logo_is_shown_whole_unless_the_author_says_otherwise(tmp_path: Path) -> None:
    photos, sink = book(tmp_path, LOGO), Sink()
    fills = {crop: PhotoFill("logo.svg", "c", "a", crop=crop) for crop in (None, "contain", "cover")}
    places = {crop: fit_photo(fill, BOX, photos, sink).place for crop, fill in fills.items()}
    assert places == {None: places[None], "contain": places[None], "cover": None}
    assert places[None] == pytest.approx(Box(0, 0, inches(3), inches(2)), abs=2000)
    assert not len(sink)


def test_the_deck_gets_the_drawing_and_its_picture(tmp_path: Path) -> None:
    photos, sink = book(tmp_path, LOGO), Sink()
    photo = fit_photo(PhotoFill("logo.svg", "c", "a"), BOX, photos, sink)
    encoded = photos.encoded("logo.svg", photo.pixels)
    assert (encoded.extension, encoded.pixels, encoded.see_through) == ("png", photo.pixels, True)
    assert encoded.svg == read_svg(LOGO).data


def test_words_in_a_drawing_are_warned_of(tmp_path: Path) -> None:
    photos, sink = book(tmp_path, svg("<text>Logo</text>")), Sink()
    assert fit_photo(PhotoFill("logo.svg", "c", "a"), BOX, photos, sink).image
    assert [found.code.name for found in sink] == ["drawing-lettered"]


def test_a_hostile_drawing_leaves_its_slot_open(tmp_path: Path) -> None:
    photos, sink = book(tmp_path, svg('<use href="http://evil"/>')), Sink()
    assert fit_photo(PhotoFill("logo.svg", "c", "a"), BOX, photos, sink).image is None
    (found,) = sink
    assert found.code.name == "photo-unreadable"
    assert found.message == "`logo.svg` refers to something outside it, `http://evil`"


def test_behind_a_logo_shown_whole_its_frame_goes_on_and_behind_others_there_is_the_page(
    tmp_path: Path,
) -> None:
    photos, sink = book(tmp_path, LOGO), Sink()
    grounds = [
        fit_photo(PhotoFill("logo.svg", "c", "a", crop=crop), BOX, photos, sink, frame="bg2").ground
        for crop in ("contain", "cover")
    ]
    assert grounds == ["bg2", "bg1"]
