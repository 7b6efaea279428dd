"""Figures of a written deck: traced to a source, and compared with the report after somebody edited the deck."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from deckgen.check.deck_figures import formatted
from deckgen.diagnostics import BuildStopped, Diagnostic, Sink
from deckgen.gate.decks import check_file
from deckgen.gate.reports import check_edited
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.sources.files import docx, paragraph, pdf

SOURCE = (
    "累计发放创业贷款205.78亿元，开展宣讲3万余场。2024年61家，2025年75家。甲乡12万人，乙乡近9万人。共9条线。"
)
REPORT = """\
title: 报告
source: source.txt
show: {agenda: false}
sections:
  - title: 一
    slides:
      - title: 贷款与宣讲
        id: loans
        indicators:
          - {value: 205.78亿元, label: 创业贷款, quote: 累计发放创业贷款205.78亿元}
          - {value: 3万余场, label: 宣讲, quote: 开展宣讲3万余场}
        notes: 贷款超过205.78亿元的说法不对。
      - title: 家数
        id: firms
        chart: {categories: [2024年, 2025年], values: [61家, 75家]}
      - title: 人口
        id: people
        table:
          columns: [乡, {name: 人口, unit: 万人}]
          rows: [[甲乡, "12"], [乙乡, 近9]]
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edited")
    (folder / "source.txt").write_text(SOURCE, "utf-8")
    (folder / "source.docx").write_bytes(docx(paragraph(SOURCE)))
    (folder / "source.pdf").write_bytes(pdf([SOURCE[:30], SOURCE[30:]]))
    content = folder / "report.yaml"
    content.write_text(REPORT.replace("超过205.78亿元的说法不对", "惠及千家万户"), "utf-8")
    build_deck(content, folder / "deck.pptx", Resources(), Sink())
    return content


def edited(content: Path, change: Callable[[Any], None]) -> Path:
    deck = Presentation(str(content.parent / "deck.pptx"))
    change(deck)
    path = content.parent / "edited.pptx"
    deck.save(str(path))
    return path


def figures_in(sink: Sink) -> list[Diagnostic]:
    return [
        found for found in sink if found.code.name.startswith(("figure-", "qualifier-", "unit-", "scale-"))
    ]


def compared(content: Path, change: Callable[[Any], None]) -> list[tuple[str, str | None]]:
    sink = Sink()
    check_edited(content, edited(content, change), Resources(), sink)
    return [(found.code.name, found.spot.shape if found.spot else None) for found in figures_in(sink)]


def traced(content: Path, source: str, change: Callable[[Any], None]) -> list[tuple[str, int | None]]:
    sink = Sink()
    check_file(edited(content, change), sink, [content.parent / source])
    return [(found.code.name, found.spot.slide if found.spot else None) for found in figures_in(sink)]


def leave(deck: Any) -> None:
    """Change nothing."""


def slide_with(deck: Any, title: str) -> Any:
    return next(slide for slide in deck.slides if slide.shapes.title and slide.shapes.title.text == title)


def rewrite(old: str, new: str) -> Callable[[Any], None]:
    """Write `new` for `old` in runs, cells and notes."""

    def change(deck: Any) -> None:
        count = 0
        for slide in deck.slides:
            frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
            frames += [
                cell.text_frame
                for shape in slide.shapes
                if shape.has_table
                for row in shape.table.rows
                for cell in row.cells
            ]
            for run in (run for frame in frames for one in frame.paragraphs for run in one.runs):
                count += old in run.text
                run.text = run.text.replace(old, new)
        assert count

    return change


def set_value(deck: Any) -> None:
    from pptx.chart.data import CategoryChartData

    chart = next(shape.chart for shape in slide_with(deck, "家数").shapes if shape.has_chart)
    data = CategoryChartData()
    data.categories = ["2024年", "2025年"]
    data.add_series("家数", (61, 76))
    chart.replace_data(data)


def say(deck: Any) -> None:
    slide_with(deck, "家数").notes_slide.notes_text_frame.text = "其实有80家。"


def add_box(text: str) -> Callable[[Any], None]:
    def change(deck: Any) -> None:
        box = slide_with(deck, "家数").shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
        box.text_frame.text = text

    return change


def exchange(deck: Any, *, labels: bool = False) -> None:
    shapes = {shape.name: shape.text_frame for shape in slide_with(deck, "贷款与宣讲").shapes}
    for stem in ("figure", "label") if labels else ("figure",):
        one, other = shapes[f"{stem}-1"]._txBody, shapes[f"{stem}-2"]._txBody
        paragraphs = [body.p_lst for body in (one, other)]
        for body, taken in zip((other, one), paragraphs, strict=True):
            for moved in taken:
                body.append(moved)


def exchange_with_labels(deck: Any) -> None:
    exchange(deck, labels=True)


def delete_slide(deck: Any) -> None:
    slides = list(deck.slides)
    place = slides.index(slide_with(deck, "人口"))
    listed = deck.slides._sldIdLst[place]
    deck.part.drop_rel(listed.rId)
    deck.slides._sldIdLst.remove(listed)


@pytest.mark.parametrize("source", ["source.txt", "source.docx", "source.pdf"])
def test_a_deck_is_traced_to_any_source(content: Path, source: str):
    assert traced(content, source, leave) == []
    assert traced(content, source, rewrite("205.78", "205.87")) == [("figure-not-in-source", 3)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (rewrite("12", "13"), "figure-not-in-source"),
        (add_box("共182家"), "figure-not-in-source"),
        (add_box("宣讲3万场"), "qualifier-changed"),
        (add_box("贷款205.78万元"), "scale-changed"),
        (add_box("01 总则\n第7条，2026年"), None),
        (set_value, "figure-not-in-source"),
        (say, "figure-not-in-source"),
    ],
)
def test_a_figure_that_the_source_lacks_is_named_by_its_slide(
    content: Path, change: Callable[[Any], None], code: str | None
):
    assert [found for found, _ in traced(content, "source.txt", change)] == ([code] if code else [])


def test_figures_are_read_with_runs_joined(content: Path):
    def split(deck: Any) -> None:
        add_box("")(deck)
        paragraph = slide_with(deck, "家数").shapes[-1].text_frame.paragraphs[0]
        for text in ("20", "5.7", "9", "亿元"):
            paragraph.add_run().text = text

    assert [found for found, _ in traced(content, "source.txt", split)] == ["figure-not-in-source"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (leave, []),
        (rewrite("205.78", "205.87"), ["figure-foreign"]),
        (rewrite("12", "13"), ["figure-foreign"]),
        (rewrite("12", "75"), ["figure-foreign"]),
        (rewrite("近9", "12"), ["figure-lost"]),
        (set_value, ["figure-foreign", "figure-lost"]),
        (say, ["figure-foreign"]),
        (add_box("另有182家"), ["figure-foreign"]),
        (add_box("共9条线"), []),
        (delete_slide, ["figure-lost"]),
        (exchange, ["figure-displaced"]),
        (exchange_with_labels, []),
    ],
)
def test_an_edited_deck_still_says_what_its_report_says(
    content: Path, change: Callable[[Any], None], codes: list[str]
):
    assert sorted({code for code, _ in compared(content, change)}) == codes


def test_the_shape_is_named_and_what_stood_there(content: Path):
    sink = Sink()
    check_edited(content, edited(content, rewrite("205.78", "205.87")), Resources(), sink)
    found = next(one for one in sink if one.code.name == "figure-foreign")
    assert found.message == "`205.87亿元` is neither in the report nor in the source"
    assert found.hint == "the report has `205.78亿元` here"
    assert found.spot is not None
    assert (found.spot.slide, found.spot.shape) == (3, "figure-1")


def retitle(deck: Any) -> None:
    slide_with(deck, "人口").shapes.title.text = "人口稳定"


def add_slide(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "致谢"


def move_slide(deck: Any) -> None:
    listed = deck.slides._sldIdLst
    listed.append(listed[2])


def move_shape(deck: Any) -> None:
    slide_with(deck, "人口").shapes.title.top = Inches(1)


def clear_label(deck: Any) -> None:
    shapes = {shape.name: shape for shape in slide_with(deck, "贷款与宣讲").shapes}
    shapes["label-2"].element.getparent().remove(shapes["label-2"].element)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (leave, []),
        (move_shape, []),
        (rewrite("205.78", "205.87"), []),
        (retitle, [("title", "`人口稳定` stands where the report has `人口`")]),
        (add_box("说明见附件"), [("TextBox", "`说明见附件` is not in the report")]),
        (say, [(None, "`其实有80家。` is not in the report (notes)")]),
        (clear_label, [(None, '`宣讲` of the report is missing in the deck ("label-2")')]),
        (add_slide, [(None, "the slide `致谢` is not in the report")]),
        (move_slide, [(None, "the slides stand in another order than in the report")]),
    ],
)
def test_what_somebody_changed_by_hand_is_told(
    content: Path, change: Callable[[Any], None], told: list[tuple[str | None, str]]
):
    sink = Sink()
    check_edited(content, edited(content, change), Resources(), sink)
    found = [one for one in sink if one.code.name == "words-changed"]
    shapes = [one.spot.shape.split(" ")[0] if one.spot and one.spot.shape else None for one in found]
    assert list(zip(shapes, [one.message for one in found], strict=True)) == told


def test_a_source_that_cannot_be_read_stops_the_check(content: Path):
    sink = Sink()
    bad = content.parent / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7")
    with pytest.raises(BuildStopped):
        check_file(content.parent / "deck.pptx", sink, [bad])
    assert [found.code.name for found in sink] == ["source-unreadable"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("12", '"近"0"万名"', "近12万名"),
        ("0.969", "0.0%", "96.9%"),
        ("1234.5", "#,##0.0", "1234.5"),
        ("3", "General", "3"),
        ("96.899999999999991", "0.0", "96.9"),
        ("5", '"$"#,##0;("$"#,##0)', "$5"),
        ("7", "0\\家", "7家"),
        ("7", "[Red]0", "7"),
    ],
)
def test_a_charts_number_reads_as_it_is_shown(number: str, form: str, text: str):
    assert formatted(Decimal(number), form) == text
