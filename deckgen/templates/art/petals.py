"""The art of plum: leaves between the corners of squares, cards with one round corner, dark pages full of petals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.templates.art.plain import RADIUS, Plain
from deckgen.templates.drawing import (
    Drawing,
    Outline,
    Slot,
    Tint,
    Type,
    disc,
    leaning,
    petal,
    quarter,
    rectangle,
)
from deckgen.templates.pages.grid import HEIGHT, Grid
from deckgen.templates.pages.model import (
    CARD,
    CARD_SHADE,
    DARK,
    DARK_CARD,
    DARK_SHADE,
    MAUVE,
    PLUM,
    PageDesign,
    card_corner,
    confidentiality,
    slot,
    standing,
)
from deckgen.units import Box, inches

TILE = HEIGHT // 3
"""The petals of dark pages stand in a grid of squares, three to the height of the page."""


def flower(name: str, tint: Tint, left: float, top: float, tile: float) -> Drawing:
    """Four petals around a centre, in a square of two tiles by two; lengths in EMU."""
    step = round(tile)
    boxes = [
        (Box(round(left) + across * step, round(top) + down * step, step, step), across != down)
        for down in (0, 1)
        for across in (0, 1)
    ]
    return Drawing(name, tint, tuple(petal(box, rising=rising) for box, rising in boxes))


def falling(*boxes: Box) -> tuple[Outline, ...]:
    """Petals from top left to bottom right."""
    return tuple(petal(box, rising=False) for box in boxes)


def half_mark(left: int, top: int) -> tuple[Outline, Outline]:
    """One of the two strokes of an opening quotation mark: a petal that grows out of a drop."""
    drop = inches(0.3)
    stem = Box(left, top, drop, inches(0.37))
    return petal(stem, rising=True), disc(Box(left, stem.bottom - drop // 2, drop, drop))


def tile(grid: Grid, across: int, down: int) -> Box:
    """A square counted from the upper right corner of the page."""
    return Box(grid.width - (across + 1) * TILE, down * TILE, TILE, TILE)


def drawn(drawings: Sequence[tuple[str, Tint, Sequence[Outline]]]) -> tuple[Drawing, ...]:
    """Those with outlines: narrow pages have fewer petals."""
    return tuple(Drawing(name, tint, tuple(outlines)) for name, tint, outlines in drawings if outlines)


class Petals(Plain):
    footer_indent = inches(0.3)

    def outline(self, box: Box, radius: int) -> Outline:
        return leaning(box, radius)

    def cards(
        self, boxes: Sequence[Box], *, dark: bool = False, side: int | None = None
    ) -> Iterator[Drawing]:
        tint, shade = (DARK_CARD, DARK_SHADE) if dark else (CARD, CARD_SHADE)
        yield Drawing("Cards", tint, tuple(leaning(box, RADIUS) for box in boxes))
        side = card_corner(boxes[0]) if side is None else side
        if side:
            yield self.corner_petals(boxes, side, shade)

    def corner_petals(self, boxes: Sequence[Box], side: int, shade: Tint) -> Drawing:
        corners = (Box(box.right - side, box.bottom - side, side, side) for box in boxes)
        return Drawing("Card petals", shade, falling(*corners))

    def solid_cards(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        if boxes:
            yield Drawing("Dark cards", self.solid, tuple(leaning(box, RADIUS) for box in boxes))
            petals = self.corner_petals(boxes, card_corner(boxes[0]), self.solid_shade)
            yield Drawing("Dark card petals", petals.tint, petals.outlines)

    def card_bodies(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        yield from super().card_bodies(boxes)
        yield self.corner_petals(boxes, inches(0.9), CARD_SHADE)

    def lead_marks(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        yield Drawing("Card marks", PLUM, tuple(petal(box, rising=True) for box in boxes))

    def emblem(self, name: str, tint: Tint, left: float, top: float, tile: float) -> tuple[Drawing, ...]:
        return (flower(name, tint, left, top, tile),)

    def quotation(self, left: int, top: int) -> tuple[Outline, ...]:
        return tuple(part for n in (0, 1) for part in half_mark(left + n * inches(0.38), top))

    def photo_ornament(self, number: int, box: Box) -> tuple[Drawing, ...]:
        side = round(min(box.width, box.height) * 0.75)
        corner = Box(box.right - side, box.bottom - side, side, side)
        return (Drawing(f"Photo petal {number}", CARD_SHADE, falling(corner)),)

    def frame(self, grid: Grid, *, dark: bool = False) -> tuple[Drawing, ...]:
        """A plum tab at the edge by the title, a small flower at the footer."""
        tab = Box(0, inches(0.53), inches(0.2), inches(1.15))
        tint = MAUVE if dark else PLUM
        return Drawing("Title tab", tint, (leaning(tab, inches(0.2)),)), self.footer_flower(grid, tint)

    def footer_flower(self, grid: Grid, tint: Tint) -> Drawing:
        return flower("Footer flower", tint, grid.margin, inches(7.03), inches(0.1))

    def page_art(self, grid: Grid) -> tuple[Drawing, ...]:
        """Petals that grow from the right edge."""
        side = inches(1.3)
        left, top = grid.width - side, inches(4.0)
        return (
            Drawing(
                "Petals",
                CARD,
                (
                    petal(Box(left, top, side, side), rising=True),
                    petal(Box(left, top + side, side, side), rising=False),
                    quarter(Box(left - side, top + side, side, side), "br"),
                ),
            ),
            Drawing("Petal", CARD_SHADE, falling(Box(left - side, top, side, side))),
        )

    def highlights_art(self, grid: Grid) -> tuple[Drawing, ...]:
        side = inches(0.75)
        one = Box(grid.right - side, inches(0.35), side, side)
        return (
            flower("Petals", DARK_CARD, grid.right - 2 * side, inches(0.35), side),
            Drawing("Petal", MAUVE, (petal(one, rising=True),)),
        )

    def statement_art(self, grid: Grid, panel: Box, bar: Box) -> tuple[Drawing, ...]:
        side = inches(grid.sized(1.7, 1.2))
        away = 2 * side + inches(0.3)
        return (
            Drawing("Panel", CARD, (leaning(panel, inches(0.8)),)),
            flower("Panel flower", CARD_SHADE, panel.right - away, panel.bottom - away, side),
            Drawing("Bar", PLUM, (rectangle(bar),)),
            self.footer_flower(grid, PLUM),
        )

    def agenda_art(self, grid: Grid, panel: Box) -> tuple[Drawing, ...]:
        side = panel.width // 2
        upper, lower = HEIGHT - 2 * side, HEIGHT - side
        return (
            Drawing("Panel", DARK, (rectangle(panel),)),
            Drawing("Petals 1", PLUM, falling(Box(0, upper, side, side), Box(side, lower, side, side))),
            Drawing("Petals 2", DARK_SHADE, (petal(Box(side, upper, side, side), rising=True),)),
            Drawing("Petals 3", MAUVE, (petal(Box(0, lower, side, side), rising=True),)),
        )

    def mark(self, grid: Grid) -> Drawing:
        return flower("Mark", MAUVE, grid.margin, inches(0.6), inches(0.28))

    def beside_mark(self, grid: Grid) -> Slot:
        return self.secret(grid, grid.margin + inches(0.76))

    def cover(self, grid: Grid) -> PageDesign:
        wide = not grid.narrow
        art = drawn(
            (
                (
                    "Petals 1",
                    DARK_CARD,
                    (quarter(tile(grid, 1, 0), "br"), *falling(tile(grid, 2, 2))) if wide else (),
                ),
                (
                    "Petals 2",
                    PLUM,
                    (
                        petal(tile(grid, 0, 0), rising=True),
                        *(falling(tile(grid, 1, 1)) if wide else ()),
                        *falling(tile(grid, 0, 2)),
                    ),
                ),
                ("Petals 3", MAUVE, (petal(tile(grid, 0, 1), rising=True),)),
                ("Petals 4", DARK_SHADE, (petal(tile(grid, 1, 2), rising=True),) if wide else ()),
            )
        )
        last = grid.sized(7, 8)
        return PageDesign(
            "cover",
            "封面 · Cover",
            (*art, self.mark(grid)),
            (
                slot("title", grid.box(1, last, 1.6, 3.75), self.large(grid), anchor="b", kind="ctrTitle"),
                slot("subtitle", grid.box(1, last, 4.0, 4.95), Type(grid.sized(26, 24), "accent4")),
                slot("meta", grid.box(1, grid.sized(5, 8), 5.7, 6.9), Type(18, "bg1"), anchor="b"),
                self.beside_mark(grid),
            ),
            dark=True,
        )

    def divider(self, grid: Grid) -> PageDesign:
        wide = not grid.narrow
        art = drawn(
            (
                (
                    "Petals 1",
                    PLUM,
                    (petal(tile(grid, 0, 0), rising=False), petal(tile(grid, 0, 2), rising=True)),
                ),
                ("Petals 2", MAUVE, (quarter(tile(grid, 0, 1), "br"),)),
                (
                    "Petals 3",
                    DARK_CARD,
                    (petal(tile(grid, 1, 0), rising=True), *falling(tile(grid, 1, 2))) if wide else (),
                ),
            )
        )
        last = grid.sized(7, 8)
        number = Type(grid.sized(138, 120), "accent4", bold=True, major=True)
        title = Type(grid.sized(40, 36), "bg1", bold=True, major=True)
        return PageDesign(
            "divider",
            "章节 · Section",
            (*art, self.footer_flower(grid, MAUVE)),
            (
                slot("number", grid.box(1, 5, 0.8, 3.2), number, anchor="b"),
                slot("title", grid.box(1, last, 3.2, 4.75), title, anchor="b"),
                slot("headline", grid.box(1, last, 5.0, 6.5), Type(grid.sized(24, 22), "accent4")),
                *standing(grid, dark=True, last=8),
                confidentiality(grid.box(1, 7, 0.5, 0.8), "accent4", 14, align="l"),
            ),
            dark=True,
        )

    def closing(self, grid: Grid) -> PageDesign:
        size = grid.width // 8
        top = HEIGHT - size

        def square(n: int) -> Box:
            return Box(n * size, top, size, size)

        art = (
            Drawing(
                "Petals 1",
                PLUM,
                (petal(square(0), rising=True), *falling(square(3)), petal(square(6), rising=True)),
            ),
            Drawing("Petals 2", DARK_SHADE, (quarter(square(4), "bl"), *falling(square(1), square(7)))),
            Drawing("Petals 3", DARK_CARD, (quarter(square(5), "tr"),)),
            Drawing("Petals 4", MAUVE, (petal(square(2), rising=True),)),
        )
        return PageDesign(
            "closing",
            "结束 · Closing",
            (*art, self.mark(grid)),
            (
                slot("title", grid.box(1, grid.sized(10, 12), 1.5, 3.3), self.large(grid), anchor="b"),
                slot("text", grid.box(1, grid.sized(10, 12), 3.5, 4.4), Type(24, "accent4")),
                slot("meta", grid.box(1, 8, 4.7, 5.5), Type(18, "bg1")),
                self.beside_mark(grid),
            ),
            dark=True,
        )
