"""A chart beside the achievements that it shows.

Takes: a `chart` and achievements; the chart's `takeaway` opens the text.
Holds: one chart and two to four achievements.
Beyond: a text too long for its place beside the chart goes on a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.layouts import bullets, chart, ranking
from deckgen.layouts.model import Layout, Material, Pages, Text
from deckgen.layouts.slots import FRAME


def score(material: Material) -> float:
    return 0.9 if material.holds("chart", "points") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    text = body(material)
    if material.chart and ranking.is_long(material.chart):
        # Two columns of bars leave no room for text; the takeaway opens it already.
        alone = replace(material, chart=replace(material.chart, takeaway=None))
        *_, bars = ranking.pages(alone)
        yield (*bars, bullets.text_page(material, text))
        return
    yield (chart.page(material, "chart-text", body=text),)
    yield (chart.page(material), bullets.text_page(material, text))


def body(material: Material) -> Text:
    """What the chart proves, in bold, then the achievements."""
    text = bullets.body(material.points)
    takeaway = material.chart.takeaway if material.chart else None
    if takeaway is None:
        return text
    proved = (paragraph.in_bold for paragraph in takeaway.paragraphs)
    return replace(text, paragraphs=(*proved, *text.paragraphs))


CHART_TEXT = Layout("chart-text", __doc__, {"chart-text": (*FRAME, *chart.CHART_SLOTS, "body")}, pages, score)
