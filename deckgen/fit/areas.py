"""Areas, piled up where there are several: an axis tells their heights, because labels would float inside."""

from __future__ import annotations

import math
from dataclasses import replace

from deckgen.fit.chart_axes import axis_of, axis_width
from deckgen.fit.chart_ground import GAP, Ground
from deckgen.fit.chart_looks import ROOM, Look, above, beside_heading, legend_of, looks, name_lines
from deckgen.fit.model import FittedChart, Label


def fit_areas(ground: Ground) -> FittedChart:
    look = area_look(ground)
    several, pitch = len(ground.fill.rows) > 1, ground.pitch(look.points)
    heading = ground.heading(look.points, bare=look.bare)
    left, right = axis_width(ground, look.points), last_name(ground, look.points)
    top = above(ground, look.points, bool(heading), several and not beside_heading(ground)) + 2 * GAP
    room = name_room(ground, look.points)
    lines = name_lines(ground, look.points, room)
    skip = 1 if lines else math.ceil(ground.names_width(look.points) / room)
    none: list[list[Label | None]] = [[None] * ground.count for _ in ground.fill.rows]
    height = ground.height - top - (lines or 1) * pitch - GAP
    plot = ground.area(left, top, ground.width - left - right, height)
    return replace(
        ground.chart(ground.rows(none, bare=look.bare), look.points, plot),
        heading=heading,
        legend=legend_of(ground, look.points, bool(heading)) if several else None,
        axis=axis_of(ground),
        skip=skip,
    )


def area_look(ground: Ground) -> Look:
    """The largest size at which all names have room; else the largest, and fewer names."""
    found = [look for look in looks(ground) if not look.direct]
    fits = (look for look in found if name_lines(ground, look.points, name_room(ground, look.points)))
    return next(fits, found[0])


def name_room(ground: Ground, points: float) -> float:
    """For a name, as if the first and the last did not stand at the plot's edges: LibreOffice counts so."""
    width = ground.width - axis_width(ground, points) - last_name(ground, points)
    return width / ground.count * ROOM


def last_name(ground: Ground, points: float) -> float:
    """What half the last name takes beyond the plot."""
    return min(ground.names_width(points) / 2, ground.width * 0.08) + GAP
