"""The picture that a page is made of: where it is calm enough for text to stand on it."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.contrast import contrast, luminance
from deckgen.templates.inference.colours import mixed
from deckgen.templates.inference.furniture import PICTURE, furniture_of, ground_of, share_inside
from deckgen.templates.inference.look import body_colour
from deckgen.templates.inference.sheets import Sheet
from deckgen.templates.model import Part, Relationship
from deckgen.templates.page import Page
from deckgen.templates.placeholders import P, box_of
from deckgen.templates.styles import A, whole
from deckgen.templates.types import OFFICE
from deckgen.units import Box

if TYPE_CHECKING:
    from PIL.Image import Image

EMBED = f"{{{OFFICE}}}embed"

ACROSS, DOWN, SAMPLES = 48, 27, 4
"""Cells that a page is looked at in, and points of each cell, across and down."""

UNEVEN = 50
"""Steps of brightness, of 255, that a cell may span before words on it are hard to read."""

LEAST_CONTRAST = 3.0
"""Contrast of the template's own text with a cell below which nothing is to stand there."""

PAGE_WIDE = 0.85
"""Share of the slide from which on a picture is its ground."""

ONE_COLOUR = 0.15
"""Luminance that a place may span, but for its outermost parts, and still count as of one colour."""

MOST_PIXELS = 20_000_000


class Cell(NamedTuple):
    """A small part of the page: its mean colour, RRGGBB, and why it may be no place for text."""

    colour: str
    uneven: bool
    """Light and dark in itself."""
    unread: bool
    """Hardly lighter or darker than the template's own text."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as large as the page, in rows of cells."""

    page: Page
    rows: tuple[tuple[Cell, ...], ...]

    def calm_part(self, area: Box, *, any_ink: bool = False) -> Box | None:
        """The largest part of `area` where text can stand; that of another ink than the template's only with `any_ink`.
        None for none."""
        first, top, cells = self._under(area)
        parts = [
            _largest_free([[cell.uneven or cell.unread == other for cell in row] for row in cells])
            for other in ((True, False) if any_ink else (True,))
        ]
        found = max(filter(None, parts), key=_size, default=None)
        if found is None:
            return None
        wide, high = self.page.width / ACROSS, self.page.height / DOWN
        left, upper, right, lower = found
        edges = (
            max(area.left, round((left + first) * wide)),
            max(area.top, round((upper + top) * high)),
            min(area.right, round((right + first) * wide)),
            min(area.bottom, round((lower + top) * high)),
        )
        return Box(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1])

    def colour_in(self, area: Box) -> str:
        """The colour behind `area`, or `PICTURE` if it is of several."""
        # Half a cell less at each edge: only those whose middle is inside.
        across, down = self.page.width // ACROSS // 2, self.page.height // DOWN // 2
        inner = area.inset(across, down, across, down)
        inner = inner if min(inner.width, inner.height) > 0 else area
        colours = [cell.colour for row in self._under(inner)[2] for cell in row]
        if not colours:
            return PICTURE
        light = sorted(luminance(colour) for colour in colours)
        spread = light[len(light) * 9 // 10] - light[len(light) // 10]
        return mixed(colours) if spread <= ONE_COLOUR else PICTURE

    def _under(self, area: Box) -> tuple[int, int, list[tuple[Cell, ...]]]:
        """The first column and row of the cells that `area` touches, and the cells."""
        wide, high = self.page.width / ACROSS, self.page.height / DOWN
        first, last = max(0, int(area.left / wide)), math.ceil(area.right / wide)
        top, foot = max(0, int(area.top / high)), math.ceil(area.bottom / high)
        return first, top, [row[first:last] for row in self.rows[top:foot]]


def calm_part(sheet: Sheet, page: Page, area: Box, least: float, *, any_ink: bool = False) -> Box:
    """The part of `area` where the page's picture lets text be read, of `any_ink` or of the template's own; all of it
    if there is no picture, or if less than a share of `least` were left."""
    picture = picture_of(sheet, page)
    found = picture.calm_part(area, any_ink=any_ink) if picture else None
    if found is None or found.width * found.height < least * area.width * area.height:
        return area
    return found


def picture_of(sheet: Sheet, page: Page) -> PagePicture | None:
    """The picture that all of `sheet` stands on; None without one, or for one that cannot be read."""
    kept: dict[str, PagePicture | None] = sheet.master.looked_at
    if sheet.part not in kept:
        kept[sheet.part] = _looked_at(sheet, page)
    return kept[sheet.part]


def _looked_at(sheet: Sheet, page: Page) -> PagePicture | None:
    if ground_of(sheet, furniture_of(sheet), page.box) != PICTURE:
        return None
    fill, part = _page_picture(sheet, page)
    data = None if fill is None or part is None else _data(sheet, fill, part)
    picture = None if data is None or fill is None else _opened(data, fill)
    if picture is None:
        return None
    ink = body_colour(sheet.master, sheet.scheme) or sheet.scheme.rgb("tx1")
    return PagePicture(page, tuple(_rows(picture, ink)))


def _page_picture(sheet: Sheet, page: Page) -> tuple[etree._Element | None, Part | None]:
    """The fill of the topmost picture as large as the page, and the part that it belongs to."""
    parts = sheet.master.parts
    layout, master = parts.get(sheet.part), parts.get(sheet.master.part)
    shows_master = sheet.root.get("showMasterSp") not in ("0", "false")
    sources = [(sheet.root, layout), *([(sheet.master.root, master)] if shows_master else [])]
    for root, part in sources:
        large = list(_large_fills(root, page))
        if large:
            return large[-1], part
    for root, part in ((sheet.root, layout), (sheet.master.root, master)):
        background = root.find(f"{P}cSld/{P}bg")
        if background is None:
            continue
        fill = background.find(f"{P}bgPr/{A}blipFill")
        return (fill, part) if fill is not None else _themed(sheet, background)
    return None, None


def _large_fills(root: etree._Element, page: Page) -> Iterator[etree._Element]:
    for shape in root.iterfind(f"{P}cSld/{P}spTree/*"):
        transform = shape.find(f"{P}spPr/{A}xfrm")
        fill = shape.find(f"{P}blipFill")
        fill = shape.find(f"{P}spPr/{A}blipFill") if fill is None else fill
        box = None if transform is None else box_of(transform)
        if fill is not None and box is not None and share_inside(page.box, box) >= PAGE_WIDE:
            yield fill


def _themed(sheet: Sheet, background: etree._Element) -> tuple[etree._Element | None, Part | None]:
    """The picture among the theme's background fills that a reference names."""
    reference = background.find(f"{P}bgRef")
    fills = sheet.master.theme.find(f".//{A}fmtScheme/{A}bgFillStyleLst")
    place = -1 if reference is None else whole(reference.get("idx"), 0) - 1001
    if fills is None or not 0 <= place < len(fills) or fills[place].tag != f"{A}blipFill":
        return None, None
    master = sheet.master.parts.get(sheet.master.part)
    named = () if master is None else master.relationships
    theme = next((one.target for one in named if one.type.endswith("/theme")), "")
    return fills[place], sheet.master.parts.get(theme)


def _data(sheet: Sheet, fill: etree._Element, part: Part) -> bytes | None:
    blip = fill.find(f"{A}blip")
    wanted = None if blip is None else blip.get(EMBED)
    found: Relationship | None = next((one for one in part.relationships if one.id == wanted), None)
    picture = None if found is None or found.external else sheet.master.parts.get(found.target)
    return None if picture is None else picture.data


def _opened(data: bytes, fill: etree._Element) -> Image | None:
    """The picture's points as the page shows them; None for what is no bitmap, or is too large to look at."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft("RGB", (ACROSS * SAMPLES, DOWN * SAMPLES))
            shown = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    crop = fill.find(f"{A}srcRect")
    cut = [0 if crop is None else max(0, whole(crop.get(side), 0)) / 100_000 for side in "ltrb"]
    if cut[0] + cut[2] >= 1 or cut[1] + cut[3] >= 1:
        return None
    box = (
        paper.width * cut[0],
        paper.height * cut[1],
        paper.width * (1 - cut[2]),
        paper.height * (1 - cut[3]),
    )
    return paper.convert("RGB").resize((ACROSS * SAMPLES, DOWN * SAMPLES), Image.Resampling.BOX, box)


def _rows(picture: Image, ink: str) -> Iterator[tuple[Cell, ...]]:
    points, width = picture.tobytes(), picture.width
    for row in range(DOWN):
        yield tuple(_cell(points, width, column, row, ink) for column in range(ACROSS))


def _cell(points: bytes, width: int, column: int, row: int, ink: str) -> Cell:
    places = [
        3 * ((row * SAMPLES + down) * width + column * SAMPLES + across)
        for down in range(SAMPLES)
        for across in range(SAMPLES)
    ]
    bright = [299 * points[at] + 587 * points[at + 1] + 114 * points[at + 2] for at in places]
    mean = "".join(f"{sum(points[at + part] for at in places) // len(places):02X}" for part in range(3))
    return Cell(mean, max(bright) - min(bright) > UNEVEN * 1000, contrast(mean, ink) < LEAST_CONTRAST)


def _size(part: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = part
    return (right - left) * (bottom - top)


def _largest_free(rows: Sequence[Sequence[bool]]) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the largest rectangle of cells that are not taken."""
    best, size = None, 0
    width = len(rows[0]) if rows else 0
    depths = [0] * width
    for bottom, row in enumerate(rows, start=1):
        depths = [0 if taken else depth + 1 for depth, taken in zip(depths, row, strict=True)]
        for left in range(width):
            for right, depth in enumerate(accumulate(depths[left:], min), start=left + 1):
                if depth * (right - left) > size:
                    size, best = depth * (right - left), (left, bottom - depth, right, bottom)
    return best
