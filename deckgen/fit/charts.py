"""A chart and its place → the fitted chart: labels or legend, sizes, number formats, colours, the plot's place."""

from __future__ import annotations

from deckgen.diagnostics import Sink
from deckgen.fit.axis_charts import fit_bars, fit_columns, fit_lines
from deckgen.fit.chart_ground import ground_of
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedChart
from deckgen.fit.palette import Palette
from deckgen.fit.round_charts import fit_doughnut, fit_pie, fit_share
from deckgen.layouts.model import ChartFill
from deckgen.templates.model import Placeholder

KINDS = {
    "column": fit_columns,
    "stacked-column": fit_columns,
    "bar": fit_bars,
    "line": fit_lines,
    "pie": fit_pie,
    "doughnut": fit_doughnut,
    "share": fit_share,
}


def fit_chart(
    fill: ChartFill, placeholder: Placeholder, palette: Palette, fonts: FontBook, sink: Sink
) -> FittedChart:
    """Everything about how the chart looks. Crowded labels are reported, never dropped in silence."""
    return KINDS[fill.kind](ground_of(fill, placeholder, palette, fonts, sink))
