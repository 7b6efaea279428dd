"""A chart beside the achievements that it shows.

Takes: a `chart` and achievements; the chart's `takeaway` opens the text.
Holds: one chart and two to four achievements.
Beyond: a text too long for its place beside the chart goes on a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.layouts import bullets, chart, ranking
from deckgen.layouts.model import Layout, Material, Page, Pages, Paragraph, Text
from deckgen.layouts.slots import FRAME


def score(material: Material) -> float:
    return 0.9 if material.holds("chart", "points") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    text = body(material)
    if material.chart and ranking.is_long(material.chart):
        # Two columns of bars leave no room for text; the takeaway opens it already.
        alone = replace(material, chart=replace(material.chart, takeaway=None))
        *_, bars = ranking.pages(alone)
        yield (*bars, Page("bullets", {**material.frame, "body": text}))
        return
    yield (chart.page(material, "chart-text", body=text),)
    yield (chart.page(material), Page("bullets", {**material.frame, "body": text}))


def body(material: Material) -> Text:
    """What the chart proves, in bold, then the achievements."""
    text = bullets.body(material.points)
    takeaway = material.chart.takeaway if material.chart else None
    if takeaway is None:
        return text
    return replace(text, paragraphs=(*map(in_bold, takeaway.paragraphs), *text.paragraphs))


def in_bold(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, runs=tuple(replace(run, bold=True) for run in paragraph.runs))


CHART_TEXT = Layout("chart-text", __doc__, {"chart-text": (*FRAME, *chart.CHART_SLOTS, "body")}, pages, score)
