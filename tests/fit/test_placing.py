"""A photo in its placeholder: filling it or whole, and reported when it is too small for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from deckgen.diagnostics import Sink
from deckgen.fit.model import FittedPhoto
from deckgen.fit.photos import PhotoBook
from deckgen.fit.placing import fit_photo
from deckgen.layouts.model import PhotoFill
from deckgen.units import Box, inches

WIDE = Box(inches(1), inches(2), inches(8), inches(4.5))


class Wall:
    """One frame, and photos to hang in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sink = Sink()
        self.book = PhotoBook(lambda name: folder / name if (folder / name).exists() else None)

    def hang(
        self,
        width: int,
        height: int,
        crop: str | None = None,
        focus: tuple[float, float] | None = None,
        box: Box = WIDE,
    ) -> FittedPhoto:
        name = f"{width}x{height}.png"
        Image.new("RGB", (width, height)).save(self.folder / name)
        fill = PhotoFill(name, "caption", "alt", focus, ("photos", 0), crop)
        return fit_photo(fill, box, self.book, self.sink)

    @property
    def codes(self) -> list[str]:
        return [found.code.name for found in self.sink]


@pytest.fixture
def wall(tmp_path: Path) -> Wall:
    return Wall(tmp_path)


def test_a_photo_shown_whole_stands_in_the_lower_left_corner_of_its_frame(wall: Wall) -> None:
    photo = wall.hang(1200, 1800, crop="contain")
    assert photo.crop == (0, 0, 0, 0)
    assert photo.place == Box(inches(1), inches(2), inches(3), inches(4.5))
    assert wall.hang(3200, 900, crop="contain").place == Box(inches(1), inches(4.25), inches(8), inches(2.25))
    assert photo.pixels == (600, 900)
    assert photo.dpi == 400


def test_a_photo_that_covers_fills_its_frame(wall: Wall) -> None:
    photo = wall.hang(1200, 1800, crop="cover")
    assert photo.place is None
    assert photo.crop[1] + photo.crop[3] == pytest.approx(1 - 675 / 1800)


def test_a_photo_too_coarse_for_its_place_is_shown_and_reported_with_the_numbers(wall: Wall) -> None:
    photo = wall.hang(640, 360)
    assert photo.image
    assert photo.dpi == 80
    (found,) = wall.sink
    assert found.code.name == "photo-coarse"
    assert found.message == (
        "photo 640 × 360 px is shown at 80 dpi in its 20.3 × 11.4 cm place; wanted ≥ 1152 × 648 px"
    )


def test_a_small_photo_in_a_small_place_is_fine(wall: Wall) -> None:
    wall.hang(320, 180, box=Box(0, 0, inches(2), inches(1.125)))
    assert not wall.codes


def test_a_photo_shown_whole_is_measured_in_its_own_place(wall: Wall) -> None:
    wall.hang(300, 450, crop="contain")
    assert not wall.codes
    wall.hang(300, 450, crop="cover")
    assert wall.codes == ["photo-coarse"]


def test_a_photo_without_a_file_stays_pending_in_silence(wall: Wall) -> None:
    pending = fit_photo(PhotoFill(None, "caption", "alt"), WIDE, wall.book, wall.sink)
    assert (pending.image, pending.place, pending.dpi) == (None, None, None)
    assert not wall.codes


TALL = Box(0, 0, inches(3), inches(4))


@pytest.mark.parametrize(
    ("size", "box", "whole"),
    [
        ((1200, 1600), WIDE, True),  # a portrait
        ((1080, 1920), WIDE, True),  # a telephone held upright
        ((1500, 1500), WIDE, True),
        ((1500, 1500), Box(0, 0, inches(6), inches(4)), False),  # a third of it is lost
        ((1600, 1200), WIDE, False),
        ((1800, 1200), WIDE, False),
        ((5000, 1000), WIDE, True),  # a panorama
        ((1200, 1600), TALL, False),
        ((1080, 1920), TALL, False),
        ((1800, 1200), TALL, False),
        ((3000, 1000), TALL, True),
    ],
)
def test_a_photo_that_would_lose_its_heads_or_its_breadth_is_shown_whole(
    wall: Wall, size: tuple[int, int], box: Box, whole: bool
) -> None:
    assert (wall.hang(*size, box=box).place is not None) is whole


def test_the_author_has_the_last_word_about_a_crop(wall: Wall) -> None:
    assert wall.hang(1200, 1600, crop="cover").place is None
    assert wall.hang(1200, 1600, focus=(0.5, 0.2)).place is None
    assert wall.hang(1200, 1600, crop="contain", focus=(0.5, 0.2)).place is not None
    assert wall.hang(1600, 900, crop="contain").place == WIDE
