"""The one grid of all pages: twelve columns between equal margins, lengths in EMU."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from deckgen.records import dataclass
from deckgen.templates.design import GridDesign
from deckgen.units import Box, inches

if TYPE_CHECKING:
    from deckgen.templates.art.plain import Plain

WIDTH, HEIGHT = 12_192_000, 6_858_000
NARROW = 9_144_000
"""The width of a page of 4:3, which is as high as one of 16:9."""
COLUMNS = 12

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grid:
    margin: int
    gutter: int
    art: Plain
    """What the pages on the grid are drawn with."""
    width: int = WIDTH
    narrow: bool = False
    """Whether pages are laid out anew for 4:3, instead of everything growing narrower."""

    logo: float | None = None
    """Width to height of the logo on all pages, if there is one."""

    @classmethod
    def of(cls, design: GridDesign, art: Plain, *, narrow: bool = False, logo: float | None = None) -> Grid:
        width = NARROW if narrow else WIDTH
        return cls(inches(design.margin), inches(design.gutter), art, width, narrow, logo)

    @property
    def footer_indent(self) -> int:
        """What the footer gives way to a mark or logo before it."""
        if self.logo is None:
            return self.art.footer_indent
        return inches(min(0.3 * self.logo, 1.5)) + inches(0.15)

    def sized(self, wide: T, narrow: T) -> T:
        """What holds on these pages: a size, a count, a ratio."""
        return narrow if self.narrow else wide

    @property
    def column(self) -> float:
        return (self.width - 2 * self.margin - (COLUMNS - 1) * self.gutter) / COLUMNS

    @property
    def right(self) -> int:
        return self.width - self.margin

    def left_of(self, column: int) -> int:
        """The left edge of a column, counted from 1."""
        return self.margin + round((column - 1) * (self.column + self.gutter))

    def right_of(self, column: int) -> int:
        return self.margin + round(column * self.column + (column - 1) * self.gutter)

    def ratio(self, across: int, down: int) -> tuple[int, int]:
        """The ratio of a photo that is as high here as one of `across` to `down` is on a page of the usual width."""
        if self.width == WIDTH or self.narrow:
            return across, down
        return across * (self.width - 2 * self.margin), down * (WIDTH - 2 * self.margin)

    def box(self, first: int, last: int, top: float, bottom: float) -> Box:
        """From the left of column `first` to the right of column `last`; heights in inches."""
        left, upper = self.left_of(first), inches(top)
        return Box(left, upper, self.right_of(last) - left, inches(bottom) - upper)
