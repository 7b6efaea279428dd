"""A chart and its place → the fitted chart: labels or legend, sizes, number formats, colours, the plot's place."""

from __future__ import annotations

from dataclasses import replace

from deckgen import codes
from deckgen.diagnostics import Sink
from deckgen.fit.areas import fit_areas
from deckgen.fit.bars import fit_bars
from deckgen.fit.chart_ground import FLOOR, ground_of
from deckgen.fit.columns import fit_columns
from deckgen.fit.fonts import FontBook
from deckgen.fit.lines import fit_lines
from deckgen.fit.model import FittedChart
from deckgen.fit.palette import Palette
from deckgen.fit.round_charts import fit_doughnut, fit_pie, fit_share
from deckgen.layouts.model import ChartFill
from deckgen.templates.model import Placeholder

KINDS = {
    "column": fit_columns,
    "stacked-column": fit_columns,
    "percent-column": fit_columns,
    "bar": fit_bars,
    "stacked-bar": fit_bars,
    "percent-bar": fit_bars,
    "ranking": fit_bars,
    "line": fit_lines,
    "area": fit_areas,
    "pie": fit_pie,
    "doughnut": fit_doughnut,
    "share": fit_share,
}


def fit_chart(
    fill: ChartFill, placeholder: Placeholder, palette: Palette, fonts: FontBook, sink: Sink
) -> FittedChart:
    """Everything about how the chart looks. Crowded labels are reported, never dropped in silence."""
    ground = ground_of(fill, placeholder, palette, fonts, sink)
    if fill.headings and ground.text_width(fill.headings[0], FLOOR, bold=True) > ground.width:
        message = f"`{fill.headings[0]}` does not fit above its chart at {FLOOR:g} pt"
        sink.report(codes.CHART_CROWDED, message, (*fill.origin, "name"), hint="shorten it")
    return replace(KINDS[fill.kind](ground), rule=palette.rule, base=palette.base)
