"""Pages of photos: frames in fixed ratios, each with its caption beside or beneath it."""

from __future__ import annotations

from dataclasses import replace

from deckgen.templates.drawing import Drawing, Slot, Type, disc, polygon, rectangle
from deckgen.templates.pages.grid import HEIGHT, Grid
from deckgen.templates.pages.model import (
    BOTTOM,
    TOP,
    PageDesign,
    inked,
    progress,
    slot,
    standing,
    topic_page,
)
from deckgen.templates.pages.texts import body_slot
from deckgen.units import Box, inches

CAPTION = Type(14, "tx1")
PROMPT = "点击图标添加照片 · Click the icon to add a photo"
CAPTION_GAP = inches(0.08)
BAR_TOP, NARROW_BAR_TOP = 5.45, 5.0
"""Where the bar on a full photo begins, in inches."""
TWO_LINES, THREE_LINES = 0.5, 0.75
"""Heights of captions of 14 points, in inches."""
TALL = (5, 6)
"""The shape of upright frames: four columns wide they are as high as a page allows."""


def framed_photo(
    grid: Grid, number: int, area: Box, ratio: tuple[int, int]
) -> tuple[tuple[Drawing, ...], Slot]:
    """A photo as wide as `area`, and the frame that shows while it is missing."""
    box = area._replace(height=area.width * ratio[1] // ratio[0])
    return photo_frame(grid, number, box), replace(
        slot(f"photo-{number}", box, Type(14)), prompt=PROMPT, insets=(inches(0.12),) * 4
    )


def photo_frame(grid: Grid, number: int, box: Box) -> tuple[Drawing, ...]:
    """A quiet ground and, in the corner, a small picture of a picture."""
    glyph = Box(box.left + inches(0.25), box.bottom - inches(0.65), inches(0.56), inches(0.4))
    return (
        Drawing(f"Photo frame {number}", grid.art.photo_ground, (rectangle(box),)),
        *grid.art.photo_ornament(number, box),
        Drawing(f"Photo glyph {number}", grid.art.glyph, hills(glyph)),
    )


def hills(box: Box) -> tuple[tuple[tuple[str, tuple[tuple[float, float], ...]], ...], ...]:
    """Two hills and a sun."""

    def place(across: float, down: float) -> tuple[float, float]:
        return box.left + box.width * across, box.top + box.height * down

    sun = Box(box.left + round(box.width * 0.62), box.top, round(box.width * 0.2), round(box.width * 0.2))
    return (
        polygon(place(0, 1), place(0.32, 0.25), place(0.52, 0.68), place(0.66, 0.48), place(1, 1)),
        disc(sun),
    )


def caption_box(photo: Box, height: float) -> Box:
    """Under the photo, as wide as it."""
    return Box(photo.left, photo.bottom + CAPTION_GAP, photo.width, inches(height))


def photo(grid: Grid) -> PageDesign:
    """One photo as large as the page allows; the caption stands on a card at its right."""
    return with_card(grid, "photo", "照片 · Photo", 8, grid.sized((16, 9), (4, 3)))


def photo_tall(grid: Grid) -> PageDesign:
    """The same for an upright photo."""
    return with_card(grid, "photo-tall", "竖幅照片 · Upright photo", grid.sized(4, 5), TALL)


def with_card(grid: Grid, variant: str, name: str, last: int, ratio: tuple[int, int]) -> PageDesign:
    """A photo in the columns up to `last`, and its caption on a card in the others."""
    drawings, picture = framed_photo(grid, 1, grid.box(1, last, TOP, BOTTOM), grid.ratio(*ratio))
    card = grid.box(last + 1, 12, TOP, BOTTOM)._replace(height=picture.box.height)
    caption = card.inset(*(inches(0.25),) * 4)
    caption = caption._replace(top=caption.bottom - inches(1.6), height=inches(1.6))
    mark = grid.art.emblem(
        "Card flower", grid.art.shade, card.left + inches(0.25), card.top + inches(0.25), inches(0.7)
    )
    return topic_page(
        grid,
        variant,
        name,
        (*drawings, *grid.art.cards((card,), side=0), *mark),
        (picture, slot("caption-1", caption, Type(18, "tx1"), anchor="b")),
    )


def below(
    grid: Grid, variant: str, name: str, areas: list[Box], ratio: tuple[int, int], height: float
) -> PageDesign:
    """Photos with their captions beneath, which are `height` inches high."""
    drawings: list[Drawing] = []
    slots: list[Slot] = []
    for number, area in enumerate(areas, start=1):
        drawn, picture = framed_photo(grid, number, area, grid.ratio(*ratio))
        drawings += drawn
        slots += (picture, slot(f"caption-{number}", caption_box(picture.box, height), CAPTION))
    return topic_page(grid, variant, name, drawings, slots)


def photo_pair(grid: Grid) -> PageDesign:
    areas = grid.box(1, 12, TOP, BOTTOM).columns(2, grid.gutter)
    return below(grid, "photo-pair", "照片 2 · Photos 2", areas, grid.sized((3, 2), (5, 4)), 0.62)


def photo_grid_3(grid: Grid) -> PageDesign:
    areas = grid.box(1, 12, TOP, BOTTOM).columns(3, grid.gutter)
    return below(grid, "photo-grid-3", "照片 3 · Photos 3", areas, grid.sized((3, 2), (5, 6)), THREE_LINES)


def photo_grid_4(grid: Grid) -> PageDesign:
    """Two by two, the captions at the right of their photos: the photos can be twice as large so. Narrow pages have
    no room beside them."""
    if grid.narrow:
        rows = grid.box(1, 12, TOP, BOTTOM).rows(2, inches(0.1))
        areas = [area for row in rows for area in row.columns(2, grid.gutter)]
        return below(grid, "photo-grid-4", "照片 4 · Photos 4", areas, (21, 9), 0.4)
    drawings: list[Drawing] = []
    slots: list[Slot] = []
    area = grid.box(1, 12, TOP, BOTTOM)
    cells = [cell for row in area.rows(2, grid.gutter) for cell in row.columns(2, grid.gutter)]
    for number, cell in enumerate(cells, start=1):
        first = 1 if number % 2 else 7
        width = grid.right_of(first + 3) - grid.left_of(first)
        drawn, picture = framed_photo(grid, number, cell._replace(width=width), grid.ratio(16, 9))
        drawings += drawn
        slots += (picture, caption_beside(grid, number, picture, first + 4))
    return topic_page(grid, "photo-grid-4", "照片 4 · Photos 4", drawings, slots)


def caption_beside(grid: Grid, number: int, picture: Slot, column: int) -> Slot:
    """At the right of its photo, two columns wide."""
    left = grid.left_of(column)
    box = Box(left, picture.box.top, grid.right_of(column + 1) - left, picture.box.height)
    return slot(f"caption-{number}", box, CAPTION, anchor="b")


def photo_grid_6(grid: Grid) -> PageDesign:
    """Two rows of three, in a wide format so that two rows and their captions keep to the page."""
    rows = grid.box(1, 12, TOP, BOTTOM).rows(2, inches(0.1))
    areas = [area for row in rows for area in row.columns(3, grid.gutter)]
    return below(grid, "photo-grid-6", "照片 6 · Photos 6", areas, grid.sized((21, 9), (16, 9)), 0.5)


def full_photo(grid: Grid) -> PageDesign:
    """The photo is the page. Nothing drawn on a slide layout would be seen before it: the bar is the ground of the
    title, and all other words stand on the part of it that the title's text keeps out of."""
    ink, top = grid.art.on_bar, grid.sized(BAR_TOP, NARROW_BAR_TOP)
    page = Box(0, 0, grid.width, HEIGHT)
    picture = replace(
        slot("photo-1", page, Type(14)), prompt=PROMPT, insets=(grid.margin, grid.margin, grid.margin, 0)
    )
    words, beside = grid.box(1, 8, top + 0.44, 6.87), grid.box(9, 12, top + 0.49, 6.87)
    bar = Box(0, inches(top), grid.width, HEIGHT - inches(top))
    title = replace(
        slot("title", bar, Type(28, ink.main, bold=True, major=True)),
        insets=(words.left, words.top - bar.top, grid.width - words.right, HEIGHT - words.bottom),
        ground=grid.art.bar,
    )
    section = grid.box(1, 8, top + 0.16, top + 0.44)
    return PageDesign(
        "full-photo",
        "满版照片 · Full photo",
        full_frame(grid, bar.top),
        (
            picture,
            title,
            slot("section", section, Type(14, ink.quiet, bold=True)),
            progress(grid.box(11, 12, top + 0.16, top + 0.44), ink.quiet),
            slot("caption-1", beside, Type(16, ink.main)),
            *(inked(each, ink.quiet) for each in standing(grid, dark=True, mark=False)),
        ),
    )


def full_frame(grid: Grid, bottom: int) -> tuple[Drawing, ...]:
    """What is seen while the photo is missing, down to the bar."""
    page = Box(0, 0, grid.width, bottom)
    *ground, glyph = photo_frame(grid, 1, page)
    hidden = Box(grid.margin, bottom - inches(0.9), inches(0.84), inches(0.6))
    return *ground, replace(glyph, outlines=hills(hidden))


def photo_text(grid: Grid) -> PageDesign:
    drawings, picture = framed_photo(
        grid, 1, grid.box(1, 7, TOP, BOTTOM), grid.sized(grid.ratio(16, 9), (4, 3))
    )
    caption = caption_box(picture.box, TWO_LINES)
    body = (
        grid.box(8, 12, TOP, BOTTOM)._replace(height=caption.bottom - inches(TOP)).inset(inches(0.3), 0, 0, 0)
    )
    return topic_page(
        grid,
        "photo-text",
        "照片 + 要点 · Photo + text",
        drawings,
        (picture, slot("caption-1", caption, CAPTION), body_slot(body, anchor="ctr")),
    )


def photo_pair_tall(grid: Grid) -> PageDesign:
    """Two upright photos, each with its caption at its right."""
    drawings: list[Drawing] = []
    slots: list[Slot] = []
    for number, first in ((1, 1), (2, 7)):
        drawn, picture = framed_photo(
            grid, number, grid.box(first, first + 3, TOP, BOTTOM), grid.sized(TALL, (2, 3))
        )
        drawings += drawn
        slots += (picture, caption_beside(grid, number, picture, first + 4))
    return topic_page(grid, "photo-pair-tall", "照片 2 竖幅 · Photos 2 upright", drawings, slots)


def photo_text_tall(grid: Grid) -> PageDesign:
    """An upright photo as high as the page allows; at its right the text and, at the foot, the caption."""
    drawings, picture = framed_photo(grid, 1, grid.box(1, grid.sized(4, 5), TOP, BOTTOM), TALL)
    beside = (
        grid.box(grid.sized(5, 6), 12, TOP, BOTTOM)
        ._replace(height=picture.box.height)
        .inset(inches(0.3), 0, 0, 0)
    )
    height = inches(TWO_LINES)
    caption = beside._replace(top=beside.bottom - height, height=height)
    body = beside._replace(height=beside.height - height - inches(0.2))
    return topic_page(
        grid,
        "photo-text-tall",
        "竖幅照片 + 要点 · Upright photo + text",
        drawings,
        (picture, slot("caption-1", caption, CAPTION, anchor="b"), body_slot(body, anchor="ctr")),
    )
