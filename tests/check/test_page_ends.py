"""Pages that continue each other end and begin where the sense allows it."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import check_written
from deckgen.diagnostics import Diagnostic, Sink
from deckgen.gate.reports import check_deck
from deckgen.resources import Resources
from deckgen.written.reading import read_deck

ENDS = {"heading-stranded", "line-stranded"}
LIST = ["推进创业就业", "建好服务阵地", "完善维权机制"]


def deck(*slides: tuple[str, Sequence[str]]) -> Any:
    """Slides with a title and a list; an item in asterisks is bold."""
    made = Presentation()
    for title, items in slides:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        for number, item in enumerate(items):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.bold = item.strip("*"), item.startswith("*")
    return made


def found(made: Any) -> list[Diagnostic]:
    target, sink = io.BytesIO(), Sink()
    made.save(target)
    check_written(DeckSubject(read_deck(target.getvalue(), "deck.pptx")), sink)
    return [one for one in sink if one.code.name in ENDS]


def codes(*slides: tuple[str, Sequence[str]]) -> list[str]:
    return [one.code.name for one in found(deck(*slides))]


@pytest.mark.parametrize("heading", ["下一步工作：", "*下一步工作", "Next steps:"])
@pytest.mark.parametrize(
    "title", ["工作", "工作（续）", "工作 (cont.)", "工作（2）", "工作 2/2", "工作 (continued)"]
)
def test_a_heading_at_the_end_of_a_page_that_goes_on_is_found(heading: str, title: str) -> None:
    (one,) = found(deck(("工作", [*LIST, heading]), (title, LIST)))
    assert one.code.name == "heading-stranded"
    assert one.spot is not None
    assert one.spot.slide == 1
    assert one.spot.shape == "Content Placeholder 2"


@pytest.mark.parametrize(
    "slides",
    [
        [("工作", [*LIST, "下一步工作："]), ("别的", LIST)],
        [("工作", LIST), ("工作（续）", LIST)],
        [("工作", ["*成效", *LIST]), ("工作（续）", ["*下一步", *LIST])],
        [("工作", ["*创业就业", "*维权服务"]), ("工作（续）", ["*家庭家教", "*改革创新"])],
        [("工作（上半年）", [*LIST, "下半年："]), ("工作（下半年）", LIST)],
        [
            (
                "工作",
                [
                    *LIST,
                    "第三季度的有关统计数据和各设区市的具体完成情况详见后面几页的图表和文字说明材料以及附件：",
                ],
            ),
            ("工作（续）", LIST),
        ],
    ],
)
def test_pages_that_end_well_or_do_not_go_on_are_left_alone(slides: list[tuple[str, list[str]]]) -> None:
    assert codes(*slides) == []


def test_one_line_of_a_list_on_the_next_page_is_found() -> None:
    (one,) = found(deck(("工作", LIST), ("工作（续）", ["最后一项"])))
    assert one.code.name == "line-stranded"
    assert one.spot is not None
    assert one.spot.slide == 2


@pytest.mark.parametrize(
    "rest",
    [["最后两项", "都在这里"], ["很长的一项工作，" * 12]],
    ids=["two lines", "one item of several lines"],
)
def test_more_than_a_line_is_no_orphan(rest: list[str]) -> None:
    assert codes(("工作", LIST), ("工作（续）", rest)) == []


def test_a_line_beside_a_picture_or_on_a_page_of_its_own_is_no_orphan() -> None:
    assert codes(("工作", LIST), ("展望", ["最后一项"])) == []
    assert codes(("工作", ["只有一项"]), ("工作（续）", ["最后一项"])) == []
    made = deck(("工作", LIST), ("工作（续）", ["最后一项"]))
    made.slides[1].shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1)).text_frame.text = "说明文字"
    assert found(made) == []


@pytest.mark.parametrize(("rows", "expected"), [(1, ["line-stranded"]), (2, [])])
def test_one_row_of_a_table_on_the_next_page_is_found(rows: int, expected: list[str]) -> None:
    made = Presentation()
    for title, count in (("进度", 6), ("进度（续）", rows)):
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = title
        table = slide.shapes.add_table(count + 1, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
        for number in range(count + 1):
            table.cell(number, 0).text, table.cell(number, 1).text = f"地市{number}", "12"
    assert [one.code.name for one in found(made)] == expected


@pytest.mark.parametrize("count", [8, 11, 15, 19])
def test_deckgens_own_pages_leave_nothing_alone(tmp_path: Path, count: int) -> None:
    """Of lists and tables that go on, whatever their length."""
    items = [
        f"第{number}件：按计划完成了一批重点任务，服务惠及城乡广大群众，各方面反映很好"
        for number in range(count)
    ]
    leads = [{"lead": f"要点{number}", "text": "说明文字" * 9} for number in range(count)]
    rows = [[f"地市{number}", "12"] for number in range(count + 4)]
    slides = [
        {"title": "工作", "achievements": items},
        {"title": "要点", "achievements": leads},
        {"title": "进度", "table": {"columns": ["地市", "数量"], "rows": rows}},
    ]
    report = tmp_path / "report.yaml"
    report.write_text(json.dumps({"title": "报告", "sections": [{"title": "一", "slides": slides}]}), "utf-8")
    sink = Sink()
    checked = check_deck(report, Resources(), sink)
    assert (checked.slides or 0) > 6
    assert not ENDS & {one.code.name for one in sink}
