"""What an outline says is what the slides say: no word lost, none added, breaks and marks put right."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from deckgen.export.outline import as_markdown, as_text
from deckgen.written.model import WrittenDeck
from deckgen.written.reading import read_deck


def saved(presentation: object) -> WrittenDeck:
    target = io.BytesIO()
    presentation.save(target)  # type: ignore[attr-defined]
    return read_deck(target.getvalue())


def test_titles_points_tables_charts_and_notes_are_told() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "就业\v与创业"
    body = slide.placeholders[1].text_frame
    body.text = "第一点"
    body.add_paragraph().text = "a | b"
    body.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "讲稿"
    cells = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    for place, text in enumerate(("项目", "2025", "贷款", "205.78")):
        cells.cell(*divmod(place, 2)).text = text
    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("城镇", (1.5, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data)
    told = as_markdown(saved(deck))
    assert "## 1. 就业与创业" in told
    assert "- 第一点\n  - a \\| b\n" in told
    assert "| 项目 | 2025 |\n|---|---|\n| 贷款 | 205.78 |" in told
    assert "| 2025 | 2 |" in told
    assert told.endswith("> 讲稿\n")
    assert "项目\t2025" in as_text(saved(deck))


def test_hidden_slides_are_left_out() -> None:
    deck = Presentation()
    for text in ("shown", "hidden"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = text
    slide._element.set("show", "0")
    assert "hidden" not in as_text(saved(deck))
