"""The art of much white: no grounds, only thin rules, one large number, one quarter of a disc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.templates.art.plain import Plain
from deckgen.templates.drawing import Drawing, Outline, Type, quarter, rectangle
from deckgen.templates.pages.grid import HEIGHT, Grid
from deckgen.templates.pages.model import (
    CARD,
    LIGHT,
    MAUVE,
    PLUM,
    PageDesign,
    confidentiality,
    slot,
    standing,
)
from deckgen.units import Box, inches

HAIR, THICK = inches(0.012), inches(0.04)
TICK = inches(0.4)
"""How long the strong beginning of a rule is."""


class Quiet(Plain):
    ground = "bg1"
    strong = LIGHT
    shade = strong_card = strong_shade = CARD
    rule = edge = MAUVE
    agenda_ink = "tx1"
    table_head = "accent1"
    laurel, honour = MAUVE, PLUM

    def cards(
        self, boxes: Sequence[Box], *, dark: bool = False, side: int | None = None
    ) -> Iterator[Drawing]:
        """No ground: a thin rule at the left, strong where it begins."""
        yield Drawing("Card rules", MAUVE, tuple(rectangle(box._replace(width=HAIR)) for box in boxes))
        ticks = (box._replace(width=THICK, height=TICK) for box in boxes)
        yield Drawing("Card ticks", PLUM, tuple(map(rectangle, ticks)))

    def low_cards(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        rules = (box._replace(top=box.bottom, height=HAIR) for box in boxes)
        yield Drawing("Card rules", MAUVE, tuple(map(rectangle, rules)))

    def card_bodies(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        rules = (box._replace(top=box.bottom, height=HAIR) for box in boxes)
        yield Drawing("Card rules", MAUVE, tuple(map(rectangle, rules)))

    def lead_marks(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        yield from ()

    def arrow(self, box: Box, tip: int) -> Outline:
        return rectangle(box._replace(width=box.width - inches(0.06)))

    def frame(self, grid: Grid, *, dark: bool = False) -> tuple[Drawing, ...]:
        """A rule above the footer, its beginning strong."""
        return (
            Drawing("Footer rule", MAUVE, (rectangle(self.foot(grid, grid.right - grid.margin, HAIR)),)),
            Drawing("Footer tick", PLUM, (rectangle(self.foot(grid, TICK, THICK)),)),
        )

    def foot(self, grid: Grid, width: int, height: int) -> Box:
        return Box(grid.margin, inches(6.93), width, height)

    def statement_art(self, grid: Grid, panel: Box, bar: Box) -> tuple[Drawing, ...]:
        return (*self.frame(grid), Drawing("Bar", PLUM, (rectangle(bar),)))

    def agenda_art(self, grid: Grid, panel: Box) -> tuple[Drawing, ...]:
        line = Box(panel.right, inches(0.6), HAIR, HEIGHT - inches(1.2))
        return (
            Drawing("Rule", MAUVE, (rectangle(line),)),
            Drawing("Tick", PLUM, (rectangle(line._replace(width=THICK, height=TICK)),)),
        )

    def corner(self, grid: Grid, side: float) -> tuple[Drawing, ...]:
        """A pale quarter disc in the lower right corner, a small one of the strong colour in its corner."""
        large, small = inches(side), inches(side * 0.28)
        return (
            Drawing("Disc", CARD, (quarter(Box(grid.width - large, HEIGHT - large, large, large), "br"),)),
            Drawing("Disc 2", PLUM, (quarter(Box(grid.width - small, HEIGHT - small, small, small), "br"),)),
        )

    def mark(self, grid: Grid) -> Drawing:
        return Drawing("Mark", PLUM, (rectangle(Box(grid.margin, inches(0.72), inches(0.9), inches(0.1))),))

    def line_at(self, grid: Grid, top: float) -> Drawing:
        return Drawing("Rule", MAUVE, (rectangle(Box(grid.margin, inches(top), inches(4.4), HAIR)),))

    def large(self, grid: Grid) -> Type:
        return Type(grid.sized(50, 42), "tx1", bold=True, major=True)

    def cover(self, grid: Grid) -> PageDesign:
        last = grid.sized(9, 11)
        return PageDesign(
            "cover",
            "封面 · Cover",
            (*self.corner(grid, grid.sized(4.6, 3.4)), self.mark(grid), self.line_at(grid, 5.35)),
            (
                slot("title", grid.box(1, last, 1.7, 3.85), self.large(grid), anchor="b", kind="ctrTitle"),
                slot("subtitle", grid.box(1, last, 4.1, 5.05), Type(26, "accent5")),
                slot("meta", grid.box(1, grid.sized(6, 8), 5.65, 6.85), Type(18, "tx1")),
                self.secret(grid, grid.margin + inches(1.1)),
            ),
            dark=True,
        )

    def divider(self, grid: Grid) -> PageDesign:
        last = grid.sized(9, 11)
        number = Type(grid.sized(138, 120), "accent1", bold=True, major=True)
        title = Type(grid.sized(40, 36), "tx1", bold=True, major=True)
        return PageDesign(
            "divider",
            "章节 · Section",
            (self.corner(grid, grid.sized(3.4, 2.6))[0], self.line_at(grid, 4.95)),
            (
                slot("number", grid.box(1, 5, 0.8, 3.2), number, anchor="b"),
                slot("title", grid.box(1, last, 3.2, 4.75), title, anchor="b"),
                slot("headline", grid.box(1, grid.sized(8, 9), 5.15, 6.65), Type(24, "accent5")),
                *standing(grid, dark=True, last=8),
                confidentiality(grid.box(1, 7, 0.5, 0.8), "accent5", 14, align="l"),
            ),
            dark=True,
        )

    def closing(self, grid: Grid) -> PageDesign:
        return PageDesign(
            "closing",
            "结束 · Closing",
            (*self.corner(grid, grid.sized(4.6, 3.4)), self.mark(grid), self.line_at(grid, 4.75)),
            (
                slot("title", grid.box(1, 10, 1.5, 3.3), self.large(grid), anchor="b"),
                slot("text", grid.box(1, grid.sized(9, 11), 3.55, 4.5), Type(24, "accent5")),
                slot("meta", grid.box(1, 7, 5.0, 5.8), Type(18, "tx1")),
                self.secret(grid, grid.margin + inches(1.1)),
            ),
            dark=True,
        )
