"""A written deck and how it was laid out → each slide's texts with the shapes that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.check.laid_out import LaidLine, LaidOut, LaidShape
from deckgen.records import dataclass
from deckgen.units import Box
from deckgen.written.model import WrittenDeck, WrittenShape, WrittenSlide


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The text of a shape or cell. `level` is the place of its shape in drawing order."""

    shape: WrittenShape
    laid: LaidShape
    level: int


@dataclass(frozen=True, slots=True)
class PlacedSlide:
    slide: WrittenSlide
    texts: tuple[PlacedText, ...]

    @property
    def is_ours(self) -> bool:
        """Whether deckgen made it: then all its text was fitted, and is to stay so."""
        return self.slide.id is not None


def place_texts(deck: WrittenDeck, laid_out: LaidOut) -> Iterator[PlacedSlide]:
    """Every slide that is shown."""
    laid = laid_out.by_number
    for slide in deck.slides:
        if slide.number in laid:
            yield PlacedSlide(slide, tuple(_texts(slide.shapes, laid[slide.number].shapes)))


def _texts(shapes: Sequence[WrittenShape], laid: Sequence[LaidShape]) -> Iterator[PlacedText]:
    levels: dict[tuple[int, str], int] = {}
    for level, shape in enumerate(shapes):
        levels.setdefault((shape.id, shape.name), level)
        # Cells are named after their place; the first shape of an id is the one that is meant.
        levels.setdefault((shape.id, ""), level)
    for one in laid:
        level = levels.get((one.id, one.name), levels.get((one.id, ""), -1))
        if level >= 0 and not shapes[level].hidden:
            yield PlacedText(shapes[level], one, level)


def overlap(one: Box, other: Box) -> tuple[int, int]:
    """Width and height of what two boxes share; negative where they are apart."""
    return (
        min(one.right, other.right) - max(one.left, other.left),
        min(one.bottom, other.bottom) - max(one.top, other.top),
    )


def lines_over(lines: Sequence[LaidLine], box: Box) -> Iterator[tuple[LaidLine, float]]:
    """The lines that `box` shares something with, and the share of each that is within it."""
    for line in lines:
        width, height = overlap(line.box, box)
        if width > 0 and height > 0:
            yield line, width * height / max(1, line.box.width * line.box.height)


def extract(text: str, most: int = 24) -> str:
    """The beginning of a text, for messages."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
