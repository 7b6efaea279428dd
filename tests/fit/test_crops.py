"""What is cut off a photo, where the whole of one stands, and how large it is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.fit.crops import (
    BALANCE,
    balanced,
    contained,
    cornered,
    cover_crop,
    lost,
    shown_dpi,
    wanted_pixels,
)
from deckgen.units import Box, inches


def test_a_wide_photo_loses_its_sides_and_a_tall_one_top_and_bottom() -> None:
    assert cover_crop((400, 100), (200, 100)) == (0.25, 0.0, 0.25, 0.0)
    assert cover_crop((100, 400), (100, 200), (0.5, 0.5)) == (0.0, 0.25, 0.0, 0.25)
    assert cover_crop((300, 200), (600, 400)) == (0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("box", [(400, 300), (300, 300), (300, 350)])
def test_an_upright_photo_keeps_its_upper_part(box: tuple[int, int]) -> None:
    _, top, _, bottom = cover_crop((300, 400), box)
    assert top < bottom


def test_the_share_lost_is_that_of_the_picture() -> None:
    assert lost((0.25, 0.0, 0.25, 0.0)) == 0.5
    assert lost((0.5, 0.5, 0.0, 0.0)) == 0.75
    assert lost((0.0, 0.0, 0.0, 0.0)) == 0.0


def test_the_focus_stays_in_view_and_the_cut_inside_the_photo() -> None:
    assert cover_crop((400, 100), (100, 100), (1.0, 0.0)) == (0.75, 0.0, 0.0, 0.0)
    assert cover_crop((400, 100), (100, 100), (0.0, 1.0)) == (0.0, 0.0, 0.75, 0.0)


LENGTH = st.integers(1, 20_000)
FRACTION = st.floats(0, 1)


@given(
    image=st.tuples(LENGTH, LENGTH),
    box=st.tuples(LENGTH, LENGTH),
    focus=st.none() | st.tuples(FRACTION, FRACTION),
)
def test_what_is_seen_has_the_shape_of_the_box(
    image: tuple[int, int], box: tuple[int, int], focus: tuple[float, float] | None
) -> None:
    left, top, right, bottom = cover_crop(image, box, focus)
    assert min(left, top, right, bottom) >= 0
    seen = image[0] * (1 - left - right), image[1] * (1 - top - bottom)
    assert seen[0] * box[1] == pytest.approx(seen[1] * box[0], rel=1e-6)
    if focus is not None:
        assert left - 1e-9 <= focus[0] <= 1 - right + 1e-9
        assert top - 1e-9 <= focus[1] <= 1 - bottom + 1e-9


def test_a_photo_is_stored_as_large_as_its_box_shows_it() -> None:
    box = Box(0, 0, inches(4), inches(3))
    assert wanted_pixels((4000, 3000), (0, 0, 0, 0), box) == (800, 600)
    assert wanted_pixels((8000, 3000), (0.25, 0, 0.25, 0), box) == (1600, 600)
    assert wanted_pixels((4000, 3000), (0, 0, 0, 0), box, dpi=100) == (400, 300)
    assert wanted_pixels((400, 300), (0, 0, 0, 0), box) == (400, 300)


@given(image=st.tuples(LENGTH, LENGTH), box=st.tuples(LENGTH, LENGTH))
def test_a_whole_picture_keeps_its_shape_inside_its_box_and_touches_two_sides(
    image: tuple[int, int], box: tuple[int, int]
) -> None:
    outer = Box(100, 200, *(length * 10_000 for length in box))
    place = contained(image, outer)
    assert outer.left <= place.left <= place.right <= outer.right
    assert outer.top <= place.top <= place.bottom <= outer.bottom
    assert outer.width - place.width <= 1 or outer.height - place.height <= 1
    # The same shape, but for the rounding of one side.
    assert abs(place.width * image[1] - place.height * image[0]) <= max(image) or 1 in place
    # Centred, as far as whole numbers allow.
    assert abs((place.left - outer.left) - (outer.right - place.right)) <= 1
    assert abs((place.top - outer.top) - (outer.bottom - place.bottom)) <= 1


def test_in_the_corner_it_has_the_same_size() -> None:
    box = Box(100, 200, 3000, 2000)
    middle, corner = contained((1, 1), box), cornered((1, 1), box)
    assert (corner.width, corner.height) == (middle.width, middle.height)
    assert (corner.left, corner.bottom) == (box.left, box.bottom)


def test_a_box_without_extent_is_left_alone() -> None:
    nothing = Box(1, 2, 0, 5)
    assert contained((30, 20), nothing) == nothing
    assert cover_crop((30, 20), (0, 5)) == (0, 0, 0, 0)


def test_the_shown_resolution_is_that_of_the_coarser_side() -> None:
    box = Box(0, 0, inches(4), inches(3))
    assert shown_dpi((400, 300), (0, 0, 0, 0), box) == 100
    assert shown_dpi((800, 300), (0.25, 0, 0.25, 0), box) == 100
    assert shown_dpi((200, 300), (0, 0, 0, 0), box) == 50


@given(image=st.tuples(LENGTH, LENGTH), box=st.builds(Box, LENGTH, LENGTH, LENGTH, LENGTH))
def test_a_balanced_picture_stands_in_its_box_and_is_never_larger_than_its_share(
    image: tuple[int, int], box: Box
) -> None:
    place = balanced(image, box)
    assert box.covers(place) or min(place.width, place.height) == 1
    assert place.width * place.height <= BALANCE * box.width * box.height * 1.1 + box.width + box.height


def test_wide_tall_and_square_logos_cover_the_same_area() -> None:
    box = Box(0, 0, inches(3), inches(2))
    areas = [
        (place := balanced(size, box)).width * place.height
        for size in ((300, 150), (150, 200), (1000, 1000), (20, 30))
    ]
    assert max(areas) < 1.01 * min(areas)


def test_a_logo_too_wide_for_its_share_is_as_wide_as_its_box() -> None:
    box = Box(100, 100, inches(3), inches(1))
    place = balanced((1200, 100), box)
    assert (place.left, place.width) == (box.left, box.width)
    assert abs(place.height * 12 - place.width) <= 12
