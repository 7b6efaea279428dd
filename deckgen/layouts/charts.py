"""Two to six small charts of the same kind on one page, with one common scale, so that they can be compared.

Takes: a chart with `multiples`: its `type`, `categories` and `unit` hold for all of them, and each has a `name` and
    its `values` or `series`. The `takeaway` stands beneath them.
Holds: two to six charts a page.
Beyond: shared over further pages, still with the one scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen.layouts.bullets import text_page
from deckgen.layouts.model import ChartFill, ChartSet, Layout, Material, Page, Pages
from deckgen.layouts.slots import FRAME, numbered, shares

FEWEST, MOST = 2, 6
BESIDE = ("takeaway", "source")


def score(material: Material) -> float:
    return 1.0 if material.holds("charts") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    if material.charts:
        yield from ways(material, material.charts, shares(material.charts.charts, MOST))


def ways(material: Material, found: ChartSet, parts: Sequence[Sequence[ChartFill]]) -> Iterator[Pages]:
    """One page for the charts of each part; the takeaway stands beneath the first ones, or on a page of its own."""
    first, *others = (page(material, found, part) for part in parts)
    if found.takeaway is None:
        yield (first, *others)
        return
    yield (replace(first, fills={**first.fills, "takeaway": found.takeaway}), *others)
    yield (first, *others, text_page(material, found.takeaway))


def page(material: Material, found: ChartSet, part: Sequence[ChartFill]) -> Page:
    fills = material.frame
    fills |= {f"chart-{place}": chart for place, chart in enumerate(part, start=1)}
    if found.source:
        fills["source"] = found.source
    return Page(f"charts-{len(part)}", fills)


CHARTS = Layout(
    "charts",
    __doc__,
    {f"charts-{n}": (*FRAME, *numbered(("chart",), n), *BESIDE) for n in range(FEWEST, MOST + 1)},
    pages,
    score,
)
