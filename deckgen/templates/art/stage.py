"""The art of large screens: dark pages, cards with round corners, bright strokes that all lean one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.templates.art.plain import Plain
from deckgen.templates.drawing import Drawing, Outline, Tint, Type, polygon, rectangle, rounded
from deckgen.templates.pages.grid import HEIGHT, Grid
from deckgen.templates.pages.model import LIGHT, MAUVE, PLUM, PageDesign, confidentiality, slot, standing
from deckgen.units import EMU_PER_INCH, Box, inches

CARD, RAISED = Tint("bg2"), Tint("bg2", 90, 10)
DEEP = Tint("accent1", 45)
LEAN = 0.32
"""How far strokes lean to the right, for each inch that they rise."""
RADIUS, PAD = inches(0.16), inches(0.25)


def stroke(left: float, width: float, top: float, bottom: float) -> Outline:
    """A leaning band; `left` is that of its lower end. Inches."""
    shift = (bottom - top) * LEAN
    points = (
        (left, bottom),
        (left + shift, top),
        (left + shift + width, top),
        (left + width, bottom),
    )
    return polygon(*((inches(x), inches(y)) for x, y in points))


class Stage(Plain):
    ground = "bg1"
    strong = on_bar = LIGHT
    card = photo_ground = strong_card = CARD
    shade = strong_shade = rule = RAISED
    edge = Tint("bg2", 80, 20)
    logo_ground, logo_ink = Tint("tx1"), "bg1"
    glyph = Tint("bg2", 80, 20)
    bar = Tint("bg1", opaque=90)
    agenda_ink = "tx1"
    table_head, dim_rules = "accent1", True
    laurel, honour = Tint("accent5", 70), PLUM

    def outline(self, box: Box, radius: int) -> Outline:
        return rounded(box, min(RADIUS, box.height // 4))

    def cards(
        self, boxes: Sequence[Box], *, dark: bool = False, side: int | None = None
    ) -> Iterator[Drawing]:
        yield Drawing("Cards", CARD, tuple(rounded(box, RADIUS) for box in boxes))
        if dark:
            heads = (Box(box.left + PAD, box.top, inches(0.9), inches(0.05)) for box in boxes)
            yield Drawing("Card heads", PLUM, tuple(map(rectangle, heads)))

    def lead_marks(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        yield Drawing("Card marks", PLUM, tuple(self.ticks(box.left, box.top, box.height) for box in boxes))

    def ticks(self, left: int, top: int, height: int) -> Outline:
        return self.band(left, top, height, height * 0.45)

    def head(self, box: Box) -> Outline:
        return rectangle(box)

    def arrow(self, box: Box, tip: int) -> Outline:
        lean = round(box.height * LEAN)
        return polygon(
            (box.left, box.bottom),
            (box.left + lean, box.top),
            (box.right, box.top),
            (box.right - lean, box.bottom),
        )

    def frame(self, grid: Grid, *, dark: bool = False) -> tuple[Drawing, ...]:
        """Two strokes that come down from the upper edge."""
        height, left = inches(0.26), grid.margin
        return (
            Drawing("Mark 1", PLUM, (self.band(left, 0, height, inches(0.5)),)),
            Drawing("Mark 2", MAUVE, (self.band(left + inches(0.6), 0, height, inches(0.16)),)),
        )

    def band(self, left: int, top: int, height: int, width: float) -> Outline:
        shift = height * LEAN
        return polygon(
            (left, top + height),
            (left + shift, top),
            (left + shift + width, top),
            (left + width, top + height),
        )

    def highlights_art(self, grid: Grid) -> tuple[Drawing, ...]:
        top, height = inches(0.9), inches(0.8)
        left = grid.right - inches(2.0)
        return (
            Drawing("Stroke 1", PLUM, (self.band(left, top, height, inches(0.9)),)),
            Drawing("Stroke 2", MAUVE, (self.band(left + inches(1.05), top, height, inches(0.3)),)),
            Drawing("Stroke 3", CARD, (self.band(left + inches(1.5), top, height, inches(0.24)),)),
        )

    def statement_art(self, grid: Grid, panel: Box, bar: Box) -> tuple[Drawing, ...]:
        card = panel._replace(left=0, width=grid.right)
        return (
            Drawing("Panel", CARD, (rectangle(card),)),
            Drawing("Bar", PLUM, (rectangle(bar),)),
            *self.frame(grid),
        )

    def agenda_art(self, grid: Grid, panel: Box) -> tuple[Drawing, ...]:
        """A panel whose edge leans, as far as its width allows."""
        lean = inches(0.9)
        edge = polygon((0, 0), (panel.right, 0), (panel.right - lean, HEIGHT), (0, HEIGHT))
        low = inches(2.2)
        shift = round(low * LEAN)
        return (
            Drawing("Panel", CARD, (edge,)),
            Drawing("Stroke 1", PLUM, (self.band(grid.margin, HEIGHT - low, low, inches(0.7)),)),
            Drawing(
                "Stroke 2", MAUVE, (self.band(grid.margin + inches(0.9), HEIGHT - low, low, inches(0.22)),)
            ),
            Drawing("Stroke 3", DEEP, (polygon((0, HEIGHT), (0, HEIGHT - shift), (shift // 3, HEIGHT)),)),
        )

    def leaning_art(self, grid: Grid, size: float) -> tuple[Drawing, ...]:
        """Strokes from the foot of the page to its head at the right edge; `size` is how wide they all are."""
        right, unit = grid.width / EMU_PER_INCH, size / 10
        edge = right - HEIGHT / EMU_PER_INCH * LEAN
        bands = (
            (CARD, -7.0, 2.2, 0.0, 7.5),
            (DEEP, -4.5, 1.0, 2.4, 7.5),
            (PLUM, -3.2, 1.9, 0.0, 7.5),
            (MAUVE, -1.0, 0.5, 0.0, 4.6),
            (RAISED, -0.2, 0.2, 0.0, 7.5),
        )
        return tuple(
            Drawing(
                f"Stroke {n}",
                tint,
                (stroke(edge + (away * unit) + (7.5 - low) * LEAN, width * unit, top, low),),
            )
            for n, (tint, away, width, top, low) in enumerate(bands, start=1)
        )

    def large(self, grid: Grid) -> Type:
        return Type(grid.sized(54, 44), "tx1", bold=True, major=True)

    def cover(self, grid: Grid) -> PageDesign:
        last = grid.sized(7, 8)
        return PageDesign(
            "cover",
            "封面 · Cover",
            self.leaning_art(grid, grid.sized(5.6, 3.2)),
            (
                slot("title", grid.box(1, last, 1.6, 3.85), self.large(grid), anchor="b", kind="ctrTitle"),
                slot("subtitle", grid.box(1, last, 4.1, 5.05), Type(26, "accent1")),
                slot("meta", grid.box(1, grid.sized(5, 7), 5.7, 6.9), Type(18, "tx1"), anchor="b"),
                self.secret(grid),
            ),
            dark=True,
        )

    def divider(self, grid: Grid) -> PageDesign:
        last = grid.sized(8, 9)
        number = Type(grid.sized(150, 120), "accent1", bold=True, major=True)
        title = Type(grid.sized(44, 38), "tx1", bold=True, major=True)
        return PageDesign(
            "divider",
            "章节 · Section",
            self.leaning_art(grid, grid.sized(3.6, 2.4)),
            (
                slot("number", grid.box(1, 5, 0.82, 3.2), number, anchor="b"),
                slot("title", grid.box(1, last, 3.2, 4.75), title, anchor="b"),
                slot("headline", grid.box(1, grid.sized(7, 8), 5.0, 6.5), Type(24, "accent5")),
                *standing(grid, dark=True, last=grid.sized(7, 8)),
                confidentiality(grid.box(1, 7, 0.5, 0.8), "accent5", 14, align="l"),
            ),
            dark=True,
        )

    def closing(self, grid: Grid) -> PageDesign:
        last = grid.sized(8, 9)
        return PageDesign(
            "closing",
            "结束 · Closing",
            self.leaning_art(grid, grid.sized(4.4, 2.8)),
            (
                slot("title", grid.box(1, last, 1.5, 3.4), self.large(grid), anchor="b"),
                slot("text", grid.box(1, grid.sized(7, 8), 3.6, 4.6), Type(24, "accent1")),
                slot("meta", grid.box(1, 6, 4.8, 5.6), Type(18, "tx1")),
                self.secret(grid),
            ),
            dark=True,
        )
