"""Ways to label a chart, best first; the room that names, labels, heading and legend take."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen import codes
from deckgen.fit.breaking import SLACK
from deckgen.fit.chart_ground import GAP, KEY, Ground
from deckgen.fit.model import Area
from deckgen.fit.number_formats import can_be_bare
from deckgen.records import dataclass

MOST_LINES = 3
"""Of a category's name beneath its column."""
ROUNDING = 0.01
"""Points, more than whole EMU make of a width."""
ROOM = 0.94
"""Share of its slot that a label or a name may fill."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to label a chart."""

    points: float
    bare: bool
    direct: bool


def looks(ground: Ground) -> Iterator[Look]:
    """Best first: every value at its mark with its unit, then without it, then smaller, then an axis."""
    rows = tuple(row for row in ground.rows_compared if not row.second)
    bares = (False, True) if can_be_bare(rows) else (False,)
    yield from (Look(points, bare, True) for points in ground.sizes for bare in bares)
    yield from (Look(points, bares[-1], False) for points in ground.sizes)


def above(ground: Ground, points: float, heading: bool, legend: bool) -> float:
    """Points that heading and legend take at the top."""
    return (heading + legend) * (ground.pitch(points) + GAP)


def legend_of(ground: Ground, points: float, heading: bool, names: list[str] | None = None) -> Area:
    names = names or [row.name for row in ground.drawn]
    if beside_heading(ground):
        return ground.legend_at_right(names, points)
    return ground.legend(names, points, above(ground, points, heading, False))


def beside_heading(ground: Ground) -> bool:
    """Whether heading and legend share a line, as those of small charts do where they fit."""
    if not ground.fill.headings:
        return False
    points = ground.sizes[0]
    names = sum(ground.text_width(name, points) + KEY for name in {row.name for row in ground.rows_compared})
    return headings_width(ground, points) + 2 * GAP + names * 1.1 <= ground.width


def headings_width(ground: Ground, points: float) -> float:
    """The widest heading of all small charts."""
    return max(ground.text_width(heading, points, bold=True) for heading in ground.fill.headings)


def name_lines(ground: Ground, points: float, width: float) -> int | None:
    """Lines of the longest category name in so many points; None where it does not fit."""
    if ground.names_width(points) <= width * (1 - SLACK) - ROUNDING:
        return 1
    most = 1
    for name in ground.names:
        lines, cut = ground.lines_of(name, points, width)
        if cut or len(lines) > MOST_LINES:
            return None
        most = max(most, len(lines))
    return most


def report_crowded(ground: Ground, *, bars: bool = False) -> None:
    ground.sink.report(
        codes.CHART_CROWDED,
        "the bars and their names are too many for the slide at 12 pt"
        if bars
        else "the names of the categories do not fit beneath their marks at 12 pt",
        ground.fill.origin,
        hint="shorten them, show fewer" + ("" if bars else ", or use `type: bar`"),
    )
