"""Bars, side by side or piled up, names at their left: values beyond them or inside their parts, else an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deckgen.fit.chart_axes import axis_of, hidden_axis
from deckgen.fit.chart_ground import GAP, Ground
from deckgen.fit.chart_looks import Look, above, beside_heading, legend_of, looks, name_lines, report_crowded
from deckgen.fit.columns import is_piled, part_of
from deckgen.fit.model import FittedChart, Label
from deckgen.fit.number_formats import number_format, shown

GROUPED_GAP, STACKED_GAP, BAR_GAP = 70, 40, 45
"""Gap between bars, in per cent of one."""
SLACK = 1.03
"""For a name to stand on one line, it needs a trace more than its own width."""
NAMES_SHARE = 0.36
"""Of the width, at most, that the names of the bars take."""
LABEL_SHARE = 0.25
"""Of the width, at most, that labels beyond the bars take."""
CLOSEST = 0.8
"""Lines of text from one label to the next that still do not touch."""
INSIDE = 0.9
"""Of a plot's width, what the longest pile takes at least."""
THICKEST = 44.0
"""Points; a thicker bar is a wall."""
WIDEST_GAP = 200


def fit_bars(ground: Ground) -> FittedChart:
    several = len(ground.fill.rows) > 1
    look = bar_look(ground)
    heading = ground.heading(look.points, bare=look.bare)
    names, beyond = names_share(ground, look.points), bar_end(ground, look)
    top, height = bar_span(ground, look)
    width = ground.width - names - beyond
    labels = [bar_labels(ground, number, look, width) for number in range(len(ground.fill.rows))]
    alike = look.direct and bool(ground.fill.panels)
    labelled = alike or all(label for row in labels for label in row)
    if is_piled(ground) and not labelled and look.direct:
        height -= ground.pitch(look.points) + GAP
    plot = ground.area(names, top, width, height * ground.count / most_bars(ground))
    return replace(
        ground.chart(ground.rows(labels, bare=look.bare), look.points, plot),
        heading=heading,
        legend=legend_of(ground, look.points, bool(heading)) if several else None,
        axis=hidden_axis(ground, beyond / width) if labelled else axis_of(ground),
        gap=bar_gap(ground, height / most_bars(ground)),
    )


def bar_look(ground: Ground) -> Look:
    """The first way in which names fit beside the bars and labels beyond them or inside."""
    for look in looks(ground):
        pitch = ground.pitch(look.points)
        slot = bar_span(ground, look)[1] / most_bars(ground)
        lines = name_lines(ground, look.points, names_share(ground, look.points) - GAP)
        thick = slot / (side_by_side(ground) + bar_gap(ground, slot) / 100)
        closest = 1.0 if is_piled(ground) else CLOSEST if side_by_side(ground) > 1 else 0.0
        apart = not look.direct or thick >= pitch * closest
        if lines and slot >= lines * pitch and apart and bar_end(ground, look) <= ground.width * LABEL_SHARE:
            return look
    report_crowded(ground, bars=True)
    return look


def bar_labels(ground: Ground, number: int, look: Look, width: float) -> Sequence[Label | None]:
    row = ground.fill.rows[number]
    if not look.direct:
        return [None] * ground.count
    if not is_piled(ground):
        return ground.value_labels(row, "outEnd", bare=look.bare)
    found: list[Label | None] = []
    for place, (value, tint) in enumerate(zip(row.values, ground.tints()[number], strict=True)):
        wide = ground.text_width(shown(value, bare=look.bare), look.points) + GAP
        label = Label(number_format(value, bare=look.bare), ground.palette.on(tint), "ctr")
        found.append(label if part_of(ground, number, place) * width * INSIDE >= wide else None)
    return found


def most_bars(ground: Ground) -> int:
    """Of the fullest chart of the scale: its bars are as thick as those of the others."""
    return max(len(row.values) for row in ground.rows_compared)


def side_by_side(ground: Ground) -> int:
    return 1 if is_piled(ground) else len(ground.fill.rows)


def bar_gap(ground: Ground, slot: float) -> int:
    """The gap in per cent of a bar, wider where few bars would be too thick."""
    beside = side_by_side(ground)
    gap = STACKED_GAP if is_piled(ground) else GROUPED_GAP if beside > 1 else BAR_GAP
    return min(max(gap, round((slot / THICKEST - beside) * 100)), WIDEST_GAP)


def bar_span(ground: Ground, look: Look) -> tuple[float, float]:
    """Where the bars begin, and the height that they share."""
    heading = bool(ground.heading(look.points, bare=look.bare))
    legend = len(ground.fill.rows) > 1 and not beside_heading(ground)
    top = above(ground, look.points, heading, legend) + GAP
    return top, ground.height - top - (0 if look.direct else ground.pitch(look.points) + GAP)


def names_share(ground: Ground, points: float) -> float:
    return min(ground.names_width(points) * SLACK + GAP, ground.width * NAMES_SHARE)


def bar_end(ground: Ground, look: Look) -> float:
    """Room beyond the longest bar."""
    if is_piled(ground) or not look.direct:
        return 2 * GAP
    return ground.label_width(look.points, bare=look.bare) + GAP
