"""One chart as large as the page allows, perhaps with a sentence beside it that says what it proves.

Takes: a `chart` alone; its `takeaway` stands on a card at the right, its `source` beneath it.
Holds: one chart: two to some twelve categories, one to four series.
Beyond: a takeaway too long for its card follows on a page of its own.

`type` is `column`, `stacked-column`, `percent-column`, `bar`, `stacked-bar`, `percent-bar`, `line`, `area`, `pie`,
`doughnut` or `share`; small charts and rankings have layouts of their own. Among columns, a series with
`type: line`, or one that `lines` names, is a line above them; if it counts something else, it has an axis of its
own. `totals: true` says the sum of each stacked column above it. The numbers stand in the YAML or in a file:
`data: figures.xlsx`.

“Edit data” in PowerPoint opens the chart's own workbook, in which the totals are formulas. Marks, labels and totals
follow a change; what belongs to one point stays with its place: a highlight, and words around a number (近, the
unit). Fixed scales stay, too: those of a line above columns, of small charts, and of charts with negative values;
Format Axis, Reset sets them free.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.bullets import text_page
from deckgen.layouts.model import Layout, Material, Page, Pages, Text
from deckgen.layouts.slots import FRAME

CHART_SLOTS = ("chart", "source")


def score(material: Material) -> float:
    return 0.9 if material.holds("chart") and material.chart and not material.chart.is_ranking else 0.0


def pages(material: Material) -> Iterator[Pages]:
    chart = material.chart
    takeaway = chart.takeaway if chart else None
    if takeaway is None:
        yield (page(material),)
        return
    yield (page(material, "chart-takeaway", takeaway=takeaway),)
    yield (page(material), text_page(material, takeaway))


def page(material: Material, variant: str = "chart", **beside: Text) -> Page:
    """The chart with its source line; `beside` are texts for further slots of the variant."""
    fills = material.frame
    if material.chart:
        fills |= material.chart.fills
    return Page(variant, fills | beside)


CHART = Layout(
    "chart",
    __doc__,
    {"chart": (*FRAME, *CHART_SLOTS), "chart-takeaway": (*FRAME, *CHART_SLOTS, "takeaway")},
    pages,
    score,
)
