"""Pies, doughnuts and the ring of one share: parts labelled where they are, the whole centred in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deckgen import codes
from deckgen.content.charts import exact_number
from deckgen.fit.chart_ground import FLOOR, GAP, KEY, Ground
from deckgen.fit.model import Area, ChartLine, FittedChart, FittedRow, Label, Tint
from deckgen.fit.number_formats import can_be_bare, number_format, shown
from deckgen.fit.palette import TEXT

THIN = 0.07
"""Share of the whole below which a part is too thin to be named beside it."""
SMALLEST_PIE = 0.5
"""Share of the height that a pie with labels around it must keep."""
HOLE, SHARE_HOLE = 58, 68
"""Diameter of the hole in per cent of the ring's."""
INSET = 5.0
"""Points: half of what LibreOffice puts around a chart's title, where PowerPoint puts nothing."""
SEEN_HOLE = 50
"""What LibreOffice draws whatever the file says; the figure must fit that, too."""
LEGEND_PITCH = 1.3
"""From one legend entry to the next, in lines of text."""
LARGEST_SHARE = 60.0
SHARE_GROUND = Tint("bg2", 94)
"""The part of a progress ring that is still missing."""


def fit_pie(ground: Ground) -> FittedChart:
    """Names and values around the pie; a legend where they would be too wide or too close."""
    for points in ground.sizes:
        for bare in (False, True) if can_be_bare(ground.fill.rows) else (False,):
            heading = ground.heading(points, bare=bare)
            pairs = zip(ground.fill.categories, ground.fill.rows[0].values, strict=True)
            width = max(
                ground.text_width(f"{name} {shown(value, bare=bare)}", points) for name, value in pairs
            )
            top = len(heading) * (ground.pitch(points) + GAP)
            edge = ground.pitch(points) + GAP
            side = min(ground.height - top - 2 * edge, ground.width - 2 * (width + 2 * GAP))
            if side >= ground.height * SMALLEST_PIE and thin_parts(ground) <= 1:
                labels = [
                    Label(number_format(value, bare=bare), TEXT, "outEnd", category=True)
                    for value in ground.fill.rows[0].values
                ]
                area = ground.area((ground.width - side) / 2, top + edge, side, side)
                return round_chart(ground, points, bare, labels, area, heading)
    return with_legend(ground, "outEnd")


def fit_doughnut(ground: Ground) -> FittedChart:
    """Values on the ring, names in a legend beside it: no program can set labels around a doughnut."""
    return with_legend(ground, None)


def with_legend(ground: Ground, position: str | None) -> FittedChart:
    ring = position is None
    for points in ground.sizes:
        for bare in (False, True) if can_be_bare(ground.fill.rows) else (False,):
            heading = ground.heading(points, bare=bare)
            top = len(heading) * (ground.pitch(points) + GAP)
            names = ground.names_width(points) * 1.08 + KEY
            width = ground.label_width(points, bare=bare)
            edge = 0 if ring else ground.pitch(points) + GAP
            around = 0 if ring else 2 * (width + GAP)
            side = min(ground.height - top - 2 * edge, ground.width - names - around - 4 * GAP)
            thick = side * (100 - HOLE) / 200 * 0.95
            readable = ground.count * ground.pitch(points) * LEGEND_PITCH <= ground.height - top
            if readable and side >= ground.height * SMALLEST_PIE and (not ring or width <= thick):
                return legend_right(ground, points, bare, position, side, heading)
    ground.sink.report(
        codes.CHART_CROWDED,
        "the names of the parts leave too little room for the chart at 12 pt",
        ground.fill.origin,
        hint="shorten them, or use `type: bar`",
    )
    heading = ground.heading(FLOOR, bare=True)
    return legend_right(ground, FLOOR, bare, position, ground.height * SMALLEST_PIE, heading)


def legend_right(
    ground: Ground,
    points: float,
    bare: bool,
    position: str | None,
    side: float,
    heading: tuple[ChartLine, ...],
) -> FittedChart:
    pitch = ground.pitch(points) * LEGEND_PITCH
    top = len(heading) * (ground.pitch(points) + GAP)
    middle = top + (ground.height - top) / 2
    names = ground.names_width(points) * 1.08 + KEY
    edge = 0 if position is None else ground.label_width(points, bare=bare) + GAP
    left = max(edge, (ground.width - side - names - 2 * edge - 4 * GAP) / 2)
    tints = part_tints(ground)
    values = ground.fill.rows[0].values
    labels = [
        Label(
            number_format(value, bare=bare), ground.palette.on(tint) if position is None else TEXT, position
        )
        for value, tint in zip(values, tints, strict=True)
    ]
    legend = ground.area(
        left + side + edge + 4 * GAP, middle - pitch * ground.count / 2, names, pitch * ground.count
    )
    chart = round_chart(
        ground, points, bare, labels, ground.area(left, middle - side / 2, side, side), heading
    )
    return replace(chart, legend=legend, hole=HOLE if position is None else 0)


def fit_share(ground: Ground) -> FittedChart:
    """A ring that is filled as far as the share goes, the figure inside and its name beneath."""
    value, rest = ground.fill.rows[0].values
    name = ground.fill.name
    small = next(
        (points for points in ground.sizes if ground.text_width(name, points) + KEY < ground.width), FLOOR
    )
    foot = ground.pitch(small) + 2 * GAP if name else 0.0
    side = min(ground.width, ground.height - foot)
    inside = side * SEEN_HOLE / 100 * 0.84
    points = LARGEST_SHARE
    while ground.text_width(value.display, points, bold=True) > inside and points > FLOOR:
        points -= 1
    width, height = ground.text_width(value.display, points, bold=True), ground.pitch(points)
    wide = min(ground.text_width(name, small) * 1.1 + KEY, ground.width)
    row = FittedRow(
        ground.fill.categories[0],
        (exact_number(value), exact_number(rest)),
        (number_format(value, bare=False), number_format(rest, bare=False)),
        ground.palette.tint(0),
        (ground.palette.tint(0), SHARE_GROUND),
        (None, None),
    )
    at = ground.area((ground.width - width) / 2 - INSET, (side - height) / 2 - INSET, width, height)
    ring = ground.area((ground.width - side) / 2, 0, side, side)
    beneath = ground.area((ground.width - wide) / 2, ground.height - foot + GAP, wide, foot - GAP)
    return replace(
        ground.chart((row,), small, ring),
        heading=(ChartLine(value.display, points, ground.palette.stressed, bold=True),),
        heading_at=(at.left, at.top),
        legend=beneath if name else None,
        hole=SHARE_HOLE,
    )


def round_chart(
    ground: Ground,
    points: float,
    bare: bool,
    labels: Sequence[Label | None],
    area: Area,
    heading: tuple[ChartLine, ...],
) -> FittedChart:
    (row,) = ground.rows([labels], bare=bare)
    chart = ground.chart((replace(row, tints=part_tints(ground)),), points, area)
    return replace(chart, heading=heading)


def part_tints(ground: Ground) -> tuple[Tint, ...]:
    """A colour for every part; with a highlight, all the others step back together."""
    if ground.fill.highlight is not None:
        return ground.tints()[0]
    return tuple(ground.palette.tint(number) for number in range(ground.count))


def thin_parts(ground: Ground) -> int:
    values = [exact_number(value) for value in ground.fill.rows[0].values]
    whole = sum(values) or 1
    return sum(float(value / whole) < THIN for value in values)
