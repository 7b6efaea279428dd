"""Pages without ornament: plain cards, plain frames. Every other art says only what it draws otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.templates.drawing import (
    Drawing,
    Outline,
    Slot,
    Tint,
    Type,
    disc,
    polygon,
    rectangle,
)
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import (
    CARD,
    CARD_SHADE,
    DARK,
    DARK_CARD,
    DARK_SHADE,
    MAUVE,
    PLUM,
    REVERSED,
    PageDesign,
    confidentiality,
    slot,
    standing,
)
from deckgen.units import Box, inches


class Plain:
    """What pages are drawn with. A method that returns nothing leaves an ornament out."""

    card, shade = CARD, CARD_SHADE
    """Of cards, and of what is drawn on them."""
    strong_card, strong_shade = DARK_CARD, DARK_SHADE
    """The same on strong pages."""
    solid, solid_shade = PLUM, Tint("accent1", 85)
    """Of arrows, heads and bars that carry words in the page's colour, and of what is drawn on them."""
    line = MAUVE
    rule = CARD_SHADE
    """Between the entries of an agenda."""
    photo_ground = CARD
    logo_ground, logo_ink = Tint("bg1"), "tx1"
    glyph = MAUVE
    """Of the small picture on the ground of a photo that is missing."""
    edge = Tint("bg2", 88)
    """Of the thin lines around logos."""
    ground = "tx2"
    """The theme colour behind strong pages: cover, dividers, at a glance, closing."""
    strong = REVERSED
    bar, on_bar = Tint("tx2", opaque=92), REVERSED
    """The bar on a full photo: dark enough over a white one, light enough for the photo to go on beneath it."""
    table_head, table_band, dim_rules = "tx2", "bg2", False
    laurel, honour = Tint("accent6", 60, 40), Tint("accent6")
    """Of the emblem of an award, and of the star in its middle."""
    footer_indent = 0
    """EMU that the footer gives way to a mark before it."""

    # Shapes of the content.

    def outline(self, box: Box, radius: int) -> Outline:
        """The outline of a card; `radius` is how round it may be."""
        return rectangle(box)

    def cards(
        self, boxes: Sequence[Box], *, dark: bool = False, side: int | None = None
    ) -> Iterator[Drawing]:
        """All cards of a page, and what stands in their lower right corners, `side` wide; nothing if that is 0."""
        yield Drawing("Cards", self.strong_card if dark else self.card, tuple(map(rectangle, boxes)))

    def solid_cards(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        """Cards that stand out from others."""
        if boxes:
            yield Drawing("Dark cards", self.solid, tuple(self.outline(box, RADIUS) for box in boxes))

    def low_cards(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        """Cards of one line of text."""
        yield Drawing("Cards", self.card, tuple(self.outline(box, inches(0.25)) for box in boxes))

    def card_bodies(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        """The lower part of cards with a head."""
        yield Drawing("Cards", self.card, tuple(map(rectangle, boxes)))

    def head(self, box: Box) -> Outline:
        return self.outline(box, RADIUS)

    def lead_marks(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        """Small marks at the head of columns."""
        marks = (Box(box.left, box.bottom - inches(0.08), box.width, inches(0.05)) for box in boxes)
        yield Drawing("Card marks", self.solid, tuple(map(rectangle, marks)))

    def emblem(self, name: str, tint: Tint, left: float, top: float, tile: float) -> tuple[Drawing, ...]:
        """An ornament on a wide card, in a square of two tiles by two; lengths in EMU."""
        return ()

    def dot(self, box: Box) -> Outline:
        """A point of time on a line."""
        return disc(box)

    def arrow(self, box: Box, tip: int) -> Outline:
        """A step that the next one follows."""
        middle = box.top + box.height / 2
        return polygon(
            (box.left, box.top),
            (box.right - tip, box.top),
            (box.right, middle),
            (box.right - tip, box.bottom),
            (box.left, box.bottom),
            (box.left + tip, middle),
        )

    def quotation(self, left: int, top: int) -> tuple[Outline, ...]:
        """An opening quotation mark, 0.68 inches wide and half an inch high."""
        return tuple(part for n in (0, 1) for part in plain_half_mark(left + n * inches(0.38), top))

    def photo_ornament(self, number: int, box: Box) -> tuple[Drawing, ...]:
        """What is drawn on the ground of a photo that is missing."""
        return ()

    # Marks of the pages.

    def frame(self, grid: Grid, *, dark: bool = False) -> tuple[Drawing, ...]:
        """What marks every content page."""
        return ()

    def page_art(self, grid: Grid) -> tuple[Drawing, ...]:
        """What fills the lower right of pages with nothing but lines of text."""
        return ()

    def highlights_art(self, grid: Grid) -> tuple[Drawing, ...]:
        """What stands at the right of the title of highlights."""
        return ()

    def statement_art(self, grid: Grid, panel: Box, bar: Box) -> tuple[Drawing, ...]:
        return (
            Drawing("Panel", self.card, (rectangle(panel),)),
            Drawing("Bar", self.solid, (rectangle(bar),)),
        )

    def agenda_art(self, grid: Grid, panel: Box) -> tuple[Drawing, ...]:
        return (Drawing("Panel", DARK, (rectangle(panel),)),)

    agenda_ink = "bg1"
    """Of the agenda's title."""

    # Pages around the content.

    def cover(self, grid: Grid) -> PageDesign:
        last = 12
        return PageDesign(
            "cover",
            "封面 · Cover",
            (Drawing("Bar", self.line, (rectangle(grid.box(1, 2, 4.02, 4.08)),)),),
            (
                slot("title", grid.box(1, last, 1.6, 3.75), self.large(grid), anchor="b", kind="ctrTitle"),
                slot("subtitle", grid.box(1, last, 4.3, 5.25), Type(26, self.strong.quiet)),
                slot("meta", grid.box(1, 8, 5.7, 6.9), Type(18, self.strong.main), anchor="b"),
                self.secret(grid),
            ),
            dark=True,
        )

    def large(self, grid: Grid) -> Type:
        return Type(grid.sized(48, 40), self.strong.main, bold=True, major=True)

    def secret(self, grid: Grid, left: int | None = None) -> Slot:
        """Cover and closing say at their upper left who may see the deck, where official documents have it."""
        left = grid.margin if left is None else left
        if grid.logo is not None:
            left = grid.margin + inches(min(0.62 * grid.logo, 2.6)) + inches(0.25)
        box = Box(left, inches(0.6), grid.right_of(7) - left, inches(0.56))
        return confidentiality(box, self.strong.quiet, 16, align="l")

    def divider(self, grid: Grid) -> PageDesign:
        last = 11
        number = Type(grid.sized(138, 120), self.strong.quiet, bold=True, major=True)
        title = Type(grid.sized(40, 36), self.strong.main, bold=True, major=True)
        return PageDesign(
            "divider",
            "章节 · Section",
            (Drawing("Bar", self.line, (rectangle(grid.box(1, 2, 4.86, 4.92)),)),),
            (
                slot("number", grid.box(1, 5, 0.8, 3.2), number, anchor="b"),
                slot("title", grid.box(1, last, 3.2, 4.75), title, anchor="b"),
                slot("headline", grid.box(1, last, 5.1, 6.6), Type(24, self.strong.quiet)),
                *standing(grid, dark=True, last=8),
                confidentiality(grid.box(1, 7, 0.5, 0.8), self.strong.quiet, 14, align="l"),
            ),
            dark=True,
        )

    def closing(self, grid: Grid) -> PageDesign:
        return PageDesign(
            "closing",
            "结束 · Closing",
            (Drawing("Bar", self.line, (rectangle(grid.box(1, 2, 3.4, 3.46)),)),),
            (
                slot("title", grid.box(1, 11, 1.5, 3.2), self.large(grid), anchor="b"),
                slot("text", grid.box(1, 11, 3.7, 4.6), Type(24, self.strong.quiet)),
                slot("meta", grid.box(1, 8, 4.9, 5.7), Type(18, self.strong.main)),
                self.secret(grid),
            ),
            dark=True,
        )


RADIUS = inches(0.4)
"""Of the round corner of cards."""


def plain_half_mark(left: int, top: int) -> tuple[Outline, Outline]:
    """One of the two strokes of an opening quotation mark: a slanted stem on a square."""
    side, stem = inches(0.3), inches(0.24)
    square = Box(left, top + stem, side, side)
    slant = polygon(
        (left + side * 0.45, top),
        (left + side, top),
        (left + side * 0.62, top + stem),
        (left, top + stem),
    )
    return slant, rectangle(square)
