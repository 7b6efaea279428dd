"""The same deck by plain python-pptx, the usual way: `python -m benchmarks.plain REPORT OUTPUT [REPORT OUTPUT]…`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt


def main(*files: Path) -> None:
    for report, output in zip(files[::2], files[1::2], strict=True):
        write_deck(report, output)


def write_deck(report: Path, output: Path) -> None:
    content = yaml.load(report.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    deck = Presentation()
    for section in content["sections"]:
        for slide in section["slides"]:
            draw(deck, slide, report.parent)
    deck.save(str(output))


def draw(deck: Any, content: dict[str, Any], folder: Path) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1 if "achievements" in content else 5])
    slide.shapes.title.text = content["title"]
    slide.notes_slide.notes_text_frame.text = content["notes"]
    if "achievements" in content:
        slide.placeholders[1].text_frame.text = "\n".join(content["achievements"])
    for place, indicator in enumerate(content.get("indicators", ())):
        box = slide.shapes.add_shape(5, Inches(0.4 + 2.3 * place), Inches(2), Inches(2.1), Inches(2))
        box.text_frame.text = indicator["value"]
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(28)
        box.text_frame.add_paragraph().text = indicator["label"]
    if "chart" in content:
        draw_chart(slide, content["chart"])
    for photo in content.get("photos", ()):
        slide.shapes.add_picture(str(folder / photo["image"]), Inches(1), Inches(1.5), width=Inches(7))
        slide.shapes.add_textbox(Inches(1), Inches(6.4), Inches(7), Inches(0.5)).text_frame.text = photo[
            "caption"
        ]


def draw_chart(slide: Any, chart: dict[str, Any]) -> None:
    data = CategoryChartData()
    data.categories = chart["categories"]
    for series in chart["series"]:
        data.add_series(series["name"], series["values"])
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(0.5), Inches(1.5), Inches(9), Inches(5.5), data
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
