"""Rules for people who see no colours, or no slide: charts, reading order, heads of tables, links."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import check_written
from deckgen.diagnostics import Sink
from deckgen.written.reading import read_deck


class Deck:
    """A slide with a title; lengths in inches."""

    def __init__(self) -> None:
        self.deck = Presentation()
        self.slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        self.slide.shapes.title.text = "各地进度一览"

    def box(self, text: str, left: float, top: float, width: float = 3) -> Any:
        box = self.slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(0.5))
        box.text_frame.word_wrap = True
        box.text_frame.text = text
        return box

    def finds(self, code: str) -> bool:
        target, sink = io.BytesIO(), Sink()
        self.deck.save(target)
        check_written(DeckSubject(read_deck(target.getvalue(), "deck.pptx")), sink)
        return code in {found.code.name for found in sink}


@pytest.mark.parametrize(
    ("kind", "series", "values", "legend", "labels", "expected"),
    [
        (XL_CHART_TYPE.LINE, 3, 4, True, False, True),
        (XL_CHART_TYPE.COLUMN_CLUSTERED, 4, 3, True, False, True),
        (XL_CHART_TYPE.PIE, 1, 4, True, False, True),
        (XL_CHART_TYPE.DOUGHNUT, 1, 3, True, False, True),
        (XL_CHART_TYPE.PIE, 1, 2, True, False, False),
        (XL_CHART_TYPE.PIE, 1, 4, True, True, False),
        (XL_CHART_TYPE.LINE_MARKERS, 3, 4, True, False, False),
        (XL_CHART_TYPE.COLUMN_CLUSTERED, 2, 3, True, False, False),
        (XL_CHART_TYPE.COLUMN_CLUSTERED, 1, 6, True, False, False),
        (XL_CHART_TYPE.COLUMN_CLUSTERED, 4, 3, False, False, False),
    ],
)
def test_parts_of_a_chart_that_only_colours_tell_apart(
    kind: XL_CHART_TYPE, series: int, values: int, legend: bool, labels: bool, expected: bool
) -> None:
    deck, data = Deck(), CategoryChartData()
    data.categories = [f"地市{number}" for number in range(values)]
    for number in range(series):
        data.add_series(f"指标{number}", [number + value + 1 for value in range(values)])
    place = Inches(1), Inches(2), Inches(6), Inches(4)
    chart = deck.slide.shapes.add_chart(kind, *place, data).chart
    chart.has_legend = legend
    chart.plots[0].has_data_labels = labels
    assert deck.finds("colour-alone") is expected


LONG_ONE, LONG_TWO = "第一段文字说明了全年工作情况", "第二段文字说明了明年工作打算"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((LONG_ONE, 1, 4), (LONG_TWO, 1, 3), True),
        ((LONG_ONE, 1, 3), (LONG_TWO, 1, 4), False),
        ((LONG_ONE, 5, 3), (LONG_TWO, 1, 3), False),
        ((LONG_ONE, 5, 4), (LONG_TWO, 1, 3), False),
        ((LONG_ONE, 1, 4), ("单位：万元", 1, 3), False),
        ((LONG_ONE, 1, 4), ("江西省妇女联合会二〇二五年工作报告", 1, 0.1), False),
    ],
    ids=["upper last", "in order", "side by side", "columns", "a label above", "a running head"],
)
def test_texts_of_a_column_are_read_from_top_to_bottom(
    first: tuple[str, float, float], second: tuple[str, float, float], expected: bool
) -> None:
    deck = Deck()
    deck.box(*first)
    deck.box(*second)
    assert deck.finds("reading-order") is expected


@pytest.mark.parametrize(
    ("rows", "columns", "marked", "expected"),
    [(3, 3, False, True), (3, 3, True, False), (1, 3, False, False), (3, 1, False, False)],
)
def test_tables_of_several_rows_and_columns_need_a_head(
    rows: int, columns: int, marked: bool, expected: bool
) -> None:
    deck = Deck()
    table = deck.slide.shapes.add_table(rows, columns, Inches(1), Inches(2), Inches(6), Inches(2)).table
    table.first_row = marked
    for row in range(rows):
        for column in range(columns):
            table.cell(row, column).text = f"内容{row}{column}"
    assert deck.finds("table-header-missing") is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["这里"], True),
        (["Read more"], True),
        (["https://example.org/reports/2025/annual.pdf"], True),
        (["点", "击这", "里"], True),
        (["2025年工作报告"], False),
        (["example.org"], False),
        (["这里", "有全文"], False),
        (["详情见省妇联官网"], False),
    ],
)
def test_a_links_text_says_where_it_leads(texts: list[str], expected: bool) -> None:
    deck = Deck()
    paragraph = deck.box("", 1, 3).text_frame.paragraphs[0]
    for text in texts:
        run = paragraph.add_run()
        run.text = text
        run.hyperlink.address = "https://example.org/report"
    assert deck.finds("link-text-unhelpful") is expected
