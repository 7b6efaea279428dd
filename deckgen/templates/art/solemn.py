"""The art of formal meetings: a deep ground with ribbons, words in the middle, thin gold rules, white pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.templates.art.plain import Plain
from deckgen.templates.drawing import Drawing, Outline, Tint, Type, polygon, rectangle, star
from deckgen.templates.pages.grid import HEIGHT, Grid
from deckgen.templates.pages.model import (
    DARK,
    DARK_SHADE,
    MAUVE,
    PLUM,
    PageDesign,
    confidentiality,
    slot,
    standing,
)
from deckgen.units import Box, inches

RULE, HAIR = inches(0.045), inches(0.015)
STAR = inches(0.62)


def ribbon(width: int, left: float, right: float, bend: float, foot: float | None = None) -> Outline:
    """What lies below a curve from edge to edge; down to a parallel one `foot` inches lower, or to the page's end.
    Heights in inches from the page's top."""
    upper = (left - bend, right + bend)
    line = ((width * 0.35, inches(upper[0])), (width * 0.65, inches(upper[1])), (width, inches(right)))
    if foot is None:
        return (
            ("moveTo", ((0, inches(left)),)),
            ("cubicBezTo", line),
            ("lnTo", ((width, HEIGHT),)),
            ("lnTo", ((0, HEIGHT),)),
        )
    low = inches(foot)
    back = ((width * 0.65, line[1][1] + low), (width * 0.35, line[0][1] + low), (0, inches(left) + low))
    return (
        ("moveTo", ((0, inches(left)),)),
        ("cubicBezTo", line),
        ("lnTo", ((width, inches(right) + low),)),
        ("cubicBezTo", back),
    )


class Solemn(Plain):
    rule = MAUVE
    edge = MAUVE

    def cards(
        self, boxes: Sequence[Box], *, dark: bool = False, side: int | None = None
    ) -> Iterator[Drawing]:
        """Cards with a rule along their upper edge."""
        yield from super().cards(boxes, dark=dark, side=side)
        rules = (box._replace(height=RULE) for box in boxes)
        yield Drawing("Card rules", MAUVE if dark else PLUM, tuple(map(rectangle, rules)))

    def low_cards(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        yield from super().low_cards(boxes)
        rules = (box._replace(width=RULE) for box in boxes)
        yield Drawing("Card rules", PLUM, tuple(map(rectangle, rules)))

    def lead_marks(self, boxes: Sequence[Box]) -> Iterator[Drawing]:
        yield Drawing("Card marks", Tint("accent6"), tuple(map(star, boxes)))

    def arrow(self, box: Box, tip: int) -> Outline:
        middle = box.top + box.height / 2
        return polygon(
            (box.left, box.top),
            (box.right - tip, box.top),
            (box.right, middle),
            (box.right - tip, box.bottom),
            (box.left, box.bottom),
        )

    def frame(self, grid: Grid, *, dark: bool = False) -> tuple[Drawing, ...]:
        """A band along the upper edge, gold rules below it and above the footer."""
        band, foot = inches(0.16), inches(6.92)
        rules = (
            Box(0, band, grid.width, inches(0.03)),
            Box(grid.margin, foot, grid.right - grid.margin, HAIR),
        )
        top = Drawing("Band", DARK_SHADE if dark else DARK, (rectangle(Box(0, 0, grid.width, band)),))
        return top, Drawing("Rules", MAUVE, tuple(map(rectangle, rules)))

    def highlights_art(self, grid: Grid) -> tuple[Drawing, ...]:
        side = inches(0.8)
        return (Drawing("Star", MAUVE, (star(Box(grid.right - side, inches(0.75), side, side)),)),)

    def statement_art(self, grid: Grid, panel: Box, bar: Box) -> tuple[Drawing, ...]:
        foot = Box(panel.left, panel.bottom, panel.width, inches(0.03))
        return (
            *super().statement_art(grid, panel, bar),
            *self.frame(grid),
            Drawing("Panel rule", MAUVE, (rectangle(foot),)),
        )

    def agenda_art(self, grid: Grid, panel: Box) -> tuple[Drawing, ...]:
        edge = Box(panel.right, 0, inches(0.05), HEIGHT)
        return (
            Drawing("Panel", DARK, (rectangle(panel),)),
            *self.ribbons(panel.width, 5.4),
            Drawing("Panel rule", MAUVE, (rectangle(edge),)),
        )

    def ribbons(self, width: int, top: float) -> tuple[Drawing, ...]:
        """Three that cross at the foot of the page, the foremost edged with gold; `top` in inches."""
        return (
            Drawing("Ribbon 1", DARK_SHADE, (ribbon(width, top + 0.75, top, -0.1),)),
            Drawing("Ribbon 2", PLUM, (ribbon(width, top + 0.35, top + 0.85, 0.9),)),
            Drawing("Ribbon edge", MAUVE, (ribbon(width, top + 0.35, top + 0.85, 0.9, 0.03),)),
            Drawing("Ribbon 3", DARK, (ribbon(width, top + 0.95, top + 0.75, 0.35),)),
        )

    def star_rule(self, grid: Grid, middle: float, side: int = STAR) -> Drawing:
        """A star in the middle of the page between two rules, `middle` inches from its top."""
        half, y = inches(2.1), inches(middle)
        centre, gap = grid.width // 2, side // 2 + inches(0.2)
        rules = (
            Box(centre - gap - half, y - HAIR, half, 2 * HAIR),
            Box(centre + gap, y - HAIR, half, 2 * HAIR),
        )
        return Drawing(
            "Star", MAUVE, (star(Box(centre - side // 2, y - side // 2, side, side)), *map(rectangle, rules))
        )

    def cover(self, grid: Grid) -> PageDesign:
        return PageDesign(
            "cover",
            "封面 · Cover",
            (*self.ribbons(grid.width, 5.75), self.star_rule(grid, 1.5)),
            (
                slot("title", grid.box(1, 12, 1.95, 3.75), self.centred(grid), anchor="ctr", kind="ctrTitle"),
                slot("subtitle", grid.box(1, 12, 3.85, 4.65), Type(26, "accent4", align="ctr")),
                slot("meta", grid.box(2, 11, 4.75, 5.75), Type(18, "bg1", align="ctr"), anchor="ctr"),
                self.secret(grid),
            ),
            dark=True,
        )

    def centred(self, grid: Grid) -> Type:
        return Type(grid.sized(48, 40), "bg1", bold=True, major=True, align="ctr", spacing=110)

    def divider(self, grid: Grid) -> PageDesign:
        return PageDesign(
            "divider",
            "章节 · Section",
            (*self.ribbons(grid.width, 5.75), self.star_rule(grid, 2.95, inches(0.36))),
            (
                slot(
                    "number",
                    grid.box(3, 10, 1.15, 2.7),
                    Type(80, "accent4", bold=True, major=True, align="ctr"),
                    anchor="b",
                ),
                slot(
                    "title",
                    grid.box(1, 12, 3.2, 4.55),
                    Type(grid.sized(40, 36), "bg1", bold=True, major=True, align="ctr"),
                    anchor="ctr",
                ),
                slot("headline", grid.box(2, 11, 4.6, 5.6), Type(24, "accent4", align="ctr")),
                *standing(grid, dark=True, last=8),
                confidentiality(grid.box(1, 7, 0.5, 0.8), "accent4", 14, align="l"),
            ),
            dark=True,
        )

    def closing(self, grid: Grid) -> PageDesign:
        return PageDesign(
            "closing",
            "结束 · Closing",
            (*self.ribbons(grid.width, 5.75), self.star_rule(grid, 1.5)),
            (
                slot("title", grid.box(1, 12, 1.95, 3.75), self.centred(grid), anchor="ctr"),
                slot("text", grid.box(1, 12, 3.85, 4.65), Type(24, "accent4", align="ctr")),
                slot("meta", grid.box(2, 11, 4.75, 5.55), Type(18, "bg1", align="ctr")),
                self.secret(grid),
            ),
            dark=True,
        )
