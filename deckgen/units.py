"""Lengths and rectangles: everything that names a place on a slide is in EMU."""

from __future__ import annotations

from typing import NamedTuple

EMU_PER_INCH = 914_400
EMU_PER_POINT = 12_700


def emu(points: float) -> int:
    """`points` as EMU, rounded: OOXML takes whole numbers only."""
    return round(points * EMU_PER_POINT)


def inches(length: float) -> int:
    """`length` inches as EMU."""
    return round(length * EMU_PER_INCH)


class Box(NamedTuple):
    """A rectangle on the slide, in EMU from the top-left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def covers(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def columns(self, count: int, gutter: int) -> list[Box]:
        """Cut into `count` equal columns with `gutter` between them."""
        width = (self.width - gutter * (count - 1)) // count
        return [self._replace(left=self.left + n * (width + gutter), width=width) for n in range(count)]

    def rows(self, count: int, gutter: int) -> list[Box]:
        """Cut into `count` equal rows with `gutter` between them."""
        height = (self.height - gutter * (count - 1)) // count
        return [self._replace(top=self.top + n * (height + gutter), height=height) for n in range(count)]

    def inset(self, left: int, top: int, right: int, bottom: int) -> Box:
        """What is left inside the given margins; never less than nothing."""
        return Box(
            self.left + left,
            self.top + top,
            max(0, self.width - left - right),
            max(0, self.height - top - bottom),
        )
