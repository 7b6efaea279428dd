"""Tables from content to file, seen by reopening it: cells, spans, marks, placeholders, style, validity."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deckgen.content.models import Report
from deckgen.diagnostics import Sink
from deckgen.fit.deck import fit_deck
from deckgen.fit.fonts import FontBook
from deckgen.fit.photos import PhotoBook
from deckgen.forms.reading import read_form
from deckgen.layouts import find_layouts
from deckgen.plan.deck import plan_deck
from deckgen.render.deck import render_deck
from deckgen.render.table_styles import theme_of, with_style
from deckgen.templates.model import Template
from deckgen.templates.table_style import STYLE_ID
from tests.audit import audit
from tests.render.charted import BARE, CHECKER, SHIPPED, plum
from tests.zips import members_of

COLUMNS = ["片区", "地区", {"name": "2024年", "columns": ["户数", {"name": "金额", "unit": "亿元"}]}]
ROWS: list[list[Any]] = [
    [{"text": "赣南", "down": 2}, "赣州市", "12,480", "38.2"],
    ["**吉安市**", "8,316", ""],
    [{"text": "合计", "across": 2}, "20,796", "57.1"],
]


def written(*tables: dict[str, Any], template: Template | None = None) -> bytes:
    slides = [{"title": f"第{n}张", "table": table} for n, table in enumerate(tables)]
    report = read_form(Report, {"title": "T", "sections": [{"title": "S", "slides": slides}], "show": BARE})
    sink, photos, template = Sink(), PhotoBook(lambda _: None), template or plum()
    deck = fit_deck(plan_deck(report, find_layouts(), sink), template, FontBook(), photos, sink)
    assert not sink.has_errors
    file = io.BytesIO()
    render_deck(deck, template, photos, file)
    return file.getvalue()


def shapes(data: bytes) -> list[Any]:
    slides = Presentation(io.BytesIO(data)).slides
    return [shape for slide in slides for shape in slide.shapes if shape.has_table]


def test_cells_stand_where_they_belong_and_merged_ones_are_merged():
    (shape,) = shapes(written({"columns": COLUMNS, "rows": ROWS, "total": True}))
    table = shape.table
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["片区", "地区", "2024年", ""],
        ["", "", "户数", "金额（亿元）"],
        ["赣南", "赣州市", "12,480", "38.2"],
        ["", "吉安市", "8,316", ""],
        ["合计", "", "20,796", "57.1"],
    ]
    spans = {(r, c): (cell.span_height, cell.span_width) for r, row in enumerate(table.rows)
             for c, cell in enumerate(row.cells) if cell.is_merge_origin}  # fmt: skip
    assert spans == {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (2, 0): (2, 1), (4, 0): (1, 2)}
    assert all(table.cell(*at).is_spanned for at in [(1, 0), (1, 1), (0, 3), (3, 0), (4, 1)])
    (run,) = table.cell(3, 1).text_frame.paragraphs[0].runs
    assert run.font.bold


def test_head_and_totals_are_marked_as_such_and_the_style_is_the_decks_own():
    (shape,) = shapes(written({"columns": ["a", "b"], "rows": [["x", "1"], ["y", "2"]], "total": True}))
    assert (shape.table.first_row, shape.table.last_row, shape.table.horz_banding) == (True, True, True)
    assert STYLE_ID in shape._element.xml
    assert not shape.table.cell(0, 0)._tc.xpath("./a:tcPr/a:solidFill")


def test_a_table_without_a_head_has_none():
    (shape,) = shapes(written({"rows": [["x", "1"]]}))
    assert (shape.table.first_row, shape.table.last_row) == (False, False)


def test_the_table_sits_in_the_placeholder_of_its_slide_layout_with_a_description():
    (shape,) = shapes(written({"columns": ["a"], "rows": [["x"]], "alt": "说明"}))
    assert shape.is_placeholder
    assert shape.placeholder_format.type.name == "TABLE"
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == "说明"
    assert shape.height == sum(row.height for row in shape.table.rows)


def test_a_long_table_goes_on_with_its_head_under_a_title_that_says_so():
    rows = [[f"第{n}行", str(n)] for n in range(40)] + [["合计", "780"]]
    data = written({"columns": ["行", "数"], "rows": rows, "total": True, "source": "来源"})
    found = shapes(data)
    assert len(found) > 3
    assert [line.cells[0].text for shape in found for line in list(shape.table.rows)[1:]] == [
        r[0] for r in rows
    ]
    assert [shape.table.last_row for shape in found] == [False] * (len(found) - 1) + [True]
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(data)).slides]
    assert titles[:3] == ["第0张", "第0张（续）", "第0张（续2）"]


def test_a_template_without_the_style_gets_it_beside_its_own():
    parts = tuple(part for part in plum().parts if part.name != "/ppt/tableStyles.xml")
    (own,) = (part for part in plum().parts if part.name == "/ppt/tableStyles.xml")
    bare = own.data[: own.data.index(b"<a:tblStyle ")] + b"</a:tblStyleLst>"
    closed = bare.replace(b"></a:tblStyleLst>", b"/>")
    for data in (bare, closed):
        part, known = with_style(replace(plum(), parts=(*parts, replace(own, data=data))))
        assert known
        assert part.data.count(STYLE_ID.encode()) == 2
        assert part.data.endswith(b"</a:tblStyleLst>")
    presentation = replace(
        plum().presentation,
        relationships=tuple(r for r in plum().presentation.relationships if r.target != own.name),
    )
    made = written({"rows": [["a"]]}, template=replace(plum(), parts=parts, presentation=presentation))
    members = members_of(made)
    assert STYLE_ID.encode() in members["ppt/tableStyles.xml"]
    assert b"tableStyles.xml" in members["ppt/_rels/presentation.xml.rels"]


def test_the_head_takes_the_first_theme_colour_that_is_dark_enough():
    assert theme_of(plum()).dark == "tx2"
    pale = replace(plum(), colours={**plum().colours, "tx2": "DDDDDD", "bg2": "222222"})
    assert theme_of(pale) == ("accent1", "bg1")


@pytest.mark.skipif(not CHECKER.is_file(), reason="the OOXML checker is not beside this checkout")
def test_tables_meet_the_schemas_and_the_package_rules(tmp_path: Path):
    deck = tmp_path / "tables.pptx"
    deck.write_bytes(written({"columns": COLUMNS, "rows": ROWS, "total": True, "highlight": "合计"}))
    command = [sys.executable, CHECKER, "--no-sdk", "--strict", "--baseline", SHIPPED / "plum.pptx", deck]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.office
def test_the_audit_sees_a_cell_whose_row_is_too_low(tmp_path: Path):
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(written({"columns": COLUMNS, "rows": ROWS}))
    assert audit(deck) == []
    opened = Presentation(str(deck))
    (table,) = [shape.table for slide in opened.slides for shape in slide.shapes if shape.has_table]
    table.cell(2, 1).text_frame.text = "这一格的文字比这一行所能容纳的要多得多，" * 6
    opened.save(str(deck))
    found = audit(deck)
    assert found
    assert "row" in found[0].shape
