"""How large text may be set in its place: the largest size at which it fits, and what follows from a size."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from deckgen.fit.breaking import SCRIPT_GAP, SLACK, measure
from deckgen.fit.fonts import Fonts
from deckgen.fit.text import as_shown, indents, lay_out, line_pitch, pen_of
from deckgen.layouts.model import Figure, Paragraph
from deckgen.templates.model import LevelStyle, Placeholder
from deckgen.units import EMU_PER_POINT

SMALL_SHARE = 0.5
"""Size of what stands before and after a figure's number, as a share of the number's."""
SMALL_FLOOR = 14.0


def level_points(levels: Sequence[LevelStyle], points: float) -> tuple[float, ...]:
    """A size per level with level 0 at `points`: the others keep their proportion, to half a point below."""
    share = points / levels[0].points
    return (points, *(math.floor(level.points * share * 2 + 1e-6) / 2 for level in levels[1:]))


def levels_used(paragraphs: Sequence[Paragraph], levels: Sequence[LevelStyle]) -> Sequence[LevelStyle]:
    """The first of the levels, as far as the paragraphs go: most texts have one, and templates nine."""
    return levels[: 1 + max([paragraph.level for paragraph in paragraphs], default=0)]


def sizes_down(largest: float, floor: float) -> Iterator[float]:
    """The template's own size, then whole points below it, down to `floor`."""
    yield largest
    points = math.ceil(largest) - 1
    while points > floor:
        yield float(points)
        points -= 1
    if floor < largest:
        yield floor


def largest_fitting(
    paragraphs: Sequence[Paragraph],
    placeholder: Placeholder,
    floor: float,
    fonts: Fonts,
    *,
    headline: bool = False,
    lines: int | None = None,
) -> float | None:
    """The size of level 0, between `floor` and the template's own, at which everything fits; None if none.

    A size at which no word has to be cut is preferred to a larger one. `lines` are the most that there may be.
    """
    cutting = None
    levels, box = levels_used(paragraphs, placeholder.levels), placeholder.text_box
    for size in sizes_down(levels[0].points, floor):
        points = level_points(levels, size)
        laid = lay_out(paragraphs, levels, points, box.width, fonts, headline=headline)
        if laid.height > box.height or laid.widest > box.width:
            continue
        if lines is not None and laid.line_count > lines:
            continue
        if not laid.cuts_words:
            return size
        cutting = cutting or size
    return cutting


def small_points(points: float) -> float:
    """The size of what stands before and after a number of `points`: half of it, readable all the same."""
    return max(float(round(points * SMALL_SHARE)), min(SMALL_FLOOR, points))


def figure_width(figure: Figure, style: LevelStyle, points: float, fonts: Fonts) -> float:
    """Points the figure takes on its line, with the number at `points`."""
    pen = ((0, pen_of(fonts, style.latin, style.east_asian, style.bold)),)
    small = small_points(points)
    pieces = [(figure.before, small), (figure.number, points), (figure.after, small)]
    sized = [
        (measure(as_shown(text, style), pen, tracking=style.tracking / size), size)
        for text, size in pieces
        if text
    ]
    fonts.note(name for piece, _ in sized for name in piece.guessed)
    between = sum(SCRIPT_GAP * max(size, following) for (_, size), (_, following) in pairwise(sized))
    return between + sum(piece.right[-1] * size for piece, size in sized)


def figure_points(figure: Figure, placeholder: Placeholder, fonts: Fonts, floor: float) -> float | None:
    """The largest size of the number at which the figure fits on one line; None if `floor` is too large."""
    style, box = placeholder.levels[0], placeholder.text_box
    for points in sizes_down(style.points, floor):
        first, _ = indents(style, points, fonts)
        room = (box.width / EMU_PER_POINT - first) * (1 - SLACK)
        tall = line_pitch(style, points, fonts) * EMU_PER_POINT
        if figure_width(figure, style, points, fonts) <= room and tall <= box.height:
            return points
    return None
