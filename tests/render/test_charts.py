"""Charts from content to file, seen by reopening it: data, types, placeholders, labels, workbooks, validity."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from deckgen.diagnostics import Sink
from tests.render.charted import CHECKER, SHIPPED, A, C, alt, colours, formats, frame, frames, plum, rendered
from tests.zips import members_of

VALIDATOR = os.environ.get("OOXML_VALIDATOR_CLI")

YEARS = ["2021年", "2022年", "2023年"]
TWO = [{"name": "城镇", "values": ["61.2", "62", "63.15"]}, {"name": "农村", "values": ["41", "43.5", "45"]}]
KINDS: dict[str, tuple[dict[str, Any], XL_CHART_TYPE]] = {
    "column": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.COLUMN_CLUSTERED),
    "stacked-column": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.COLUMN_STACKED),
    "bar": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.BAR_CLUSTERED),
    "percent-column": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.COLUMN_STACKED_100),
    "stacked-bar": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.BAR_STACKED),
    "percent-bar": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.BAR_STACKED_100),
    "area": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.AREA_STACKED),
    "line": ({"categories": YEARS, "series": TWO}, XL_CHART_TYPE.LINE_MARKERS),
    "pie": ({"categories": YEARS, "values": ["45.2", "30", "24.8"]}, XL_CHART_TYPE.PIE),
    "doughnut": ({"categories": YEARS, "values": ["45.2", "30", "24.8"]}, XL_CHART_TYPE.DOUGHNUT),
    "share": ({"value": "96.9%", "label": "覆盖率"}, XL_CHART_TYPE.DOUGHNUT),
}


COMPOSED: list[dict[str, Any]] = [
    {
        "categories": YEARS,
        "series": [TWO[0], {"name": "增速", "type": "line", "values": ["8%", "9%", "12%"]}],
    },
    {"categories": YEARS, "series": [*TWO, {"name": "计划", "type": "line", "values": ["50", "50", "50"]}]},
    {"type": "stacked-column", "categories": YEARS, "series": TWO, "totals": True},
    {"type": "area", "categories": YEARS, "values": ["1", "2", "3"]},
    {"type": "ranking", "categories": YEARS, "values": ["1", "3", "2"], "highlight": YEARS[0]},
    {"type": "ranking", "categories": [f"{n}市" for n in range(30)], "values": [f"{n}%" for n in range(30)]},
    *(
        {
            "type": kind,
            "categories": YEARS,
            "multiples": [{"name": "甲", "series": TWO}, {"name": "乙", "series": TWO}],
        }
        for kind in ("column", "stacked-column", "percent-column", "bar", "line", "area")
    ),
]


def all_kinds() -> bytes:
    plain = ({"chart": {"type": kind} | data} for kind, (data, _) in KINDS.items())
    return rendered(*plain, *({"chart": chart} for chart in COMPOSED))


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_native_and_fills_its_placeholder(kind: str) -> None:
    data, expected = KINDS[kind]
    found = frame({"type": kind} | data)
    assert found.chart.chart_type == expected
    assert found.is_placeholder
    assert found.placeholder_format.type.name == "CHART"
    place = plum().layouts["chart"].find_placeholder("chart")
    assert place is not None
    assert (found.left, found.top, found.width, found.height) == place.box


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "share"])
def test_categories_and_values_are_those_of_the_author(kind: str) -> None:
    data, _ = KINDS[kind]
    plot = frame({"type": kind} | data).chart.plots[0]
    assert list(plot.categories) == YEARS
    rows = data.get("series") or [{"values": data["values"]}]
    assert [list(series.values) for series in plot.series] == [
        [float(v) for v in row["values"]] for row in rows
    ]


def test_a_share_is_itself_and_the_rest() -> None:
    found = frame("96.9%")  # type: ignore[arg-type]
    assert [list(series.values) for series in found.chart.plots[0].series] == [[96.9, 3.1]]
    assert found.chart.chart_title.text_frame.text == "96.9%"


def test_numbers_stay_as_exact_as_they_were_written() -> None:
    values = ["1.50", "0.1234567890123456789", "1,234,567.8"]
    data = rendered({"chart": {"categories": YEARS, "values": values}})
    xml = members_of(data)["ppt/charts/chart1.xml"].decode()
    cached = re.findall(r"<c:v>([-\d.]+)</c:v>", xml)
    assert cached == ["1.50", "0.1234567890123456789", "1234567.8"]
    assert {"0.00", "#,##0.0"} <= set(re.findall(r'formatCode="([^"]+)"', xml))


def test_words_that_qualify_a_number_are_never_lost() -> None:
    indicators = [
        {"id": "a", "label": "贷款", "value": "205.78亿元"},
        {"id": "b", "label": "投资", "value": "近320亿元"},
    ]
    found, *_ = frames(rendered({"indicators": indicators}, {"chart": {"of": ["a", "b"]}}))
    assert list(found.chart.plots[0].categories) == ["贷款", "投资"]
    assert {'0.00"亿元"', '"近"0"亿元"'} <= set(formats(found))


def test_a_unit_that_has_no_room_at_the_labels_stands_in_the_caption() -> None:
    values = [f"{n}05.78亿元" for n in range(1, 13)]
    names = [f"{n}月" for n in range(1, 13)]
    found = frame({"categories": names, "values": values, "label": "贷款"})
    assert found.chart.chart_title.text_frame.text == "贷款（亿元）"
    assert not any("亿元" in code for code in formats(found))


def test_plus_and_per_cent_are_shown() -> None:
    found = frame({"categories": YEARS, "values": ["+12.5", "-8", "0"], "unit": "%"})
    assert {'+0.0"%";-0.0"%"', '0"%"'} <= set(formats(found))


def test_the_description_is_made_from_the_data() -> None:
    described = alt(frame({"categories": YEARS, "values": ["1", "3", "2"], "label": "贷款", "unit": "亿元"}))
    assert described.startswith(
        "柱形图：贷款（亿元）。2021年 1，2022年 3，2023年 2，最高 2022年 3，最低 2021年 1"
    )
    english = alt(frame({"categories": ["a", "b"], "values": ["1", "3"]}, language="en"))
    assert english.startswith("Column chart. a: 1, b: 3, highest b (3), lowest a (1).")


def test_the_author_may_describe_the_chart_himself() -> None:
    assert (
        alt(frame({"categories": YEARS, "values": ["1", "3", "2"], "alt": "贷款先升后降"})) == "贷款先升后降"
    )


def test_only_the_highlighted_point_has_the_colour_of_figures() -> None:
    plain = {"categories": YEARS, "values": ["1", "3", "2"]}
    assert "accent2" not in colours(frame(plain))
    marked = frame(plain | {"highlight": "2022年"})
    points = marked.chart._chartSpace.findall(f".//{C}dPt")
    told = {each.find(f"{C}idx").get("val"): each.find(f".//{A}schemeClr").get("val") for each in points}
    assert told["1"] == "accent2"
    assert [number for number, colour in told.items() if colour == "accent2"] == ["1"]


@pytest.mark.parametrize("kind", KINDS)
def test_colours_and_typefaces_come_from_the_theme(kind: str) -> None:
    space = frame({"type": kind} | KINDS[kind][0]).chart._chartSpace
    assert not list(space.iter(f"{A}srgbClr"))
    assert {each.get("typeface") for each in space.iter(f"{A}latin")} == {"+mn-lt"}
    assert space.find(f"{C}roundedCorners").get("val") == "0"
    sizes = [int(each.get("sz")) for each in space.iter(f"{A}defRPr")]
    assert min(sizes) >= 1200


def test_direct_labels_do_without_axis_and_gridlines() -> None:
    space = frame({"categories": YEARS, "values": ["1", "3", "2"]}).chart._chartSpace
    assert space.find(f".//{C}valAx/{C}delete").get("val") == "1"
    assert space.find(f".//{C}majorGridlines") is None
    assert space.find(f".//{C}legend") is None


def test_columns_too_narrow_for_labels_get_an_axis_with_few_steps() -> None:
    names = [f"{n}月" for n in range(1, 13)]
    rows = [{"name": name, "values": [f"{n}2,345" for n in range(1, 13)]} for name in ("甲", "乙", "丙")]
    found = frame({"categories": names, "series": rows})
    axis = found.chart.value_axis
    assert axis.visible
    assert axis.minimum_scale == 0
    assert 124_345 / axis.major_unit <= 6
    assert found.chart.has_legend


def test_lines_whose_ends_are_apart_are_named_there() -> None:
    rows = [{"name": "high", "values": ["90"] * 21}, {"name": "low", "values": ["10"] * 21}]
    found = frame({"type": "line", "categories": [str(year) for year in range(2000, 2021)], "series": rows})
    assert not found.chart.has_legend
    shown = [each.get("val") for each in found.chart._chartSpace.iter(f"{C}showSerName")]
    assert shown.count("1") == 2


def test_a_takeaway_and_a_source_stand_beside_the_chart() -> None:
    chart = {"categories": YEARS, "values": ["1", "3", "2"], "takeaway": "升势明显", "source": "来源：统计"}
    data = rendered({"chart": chart}, {"chart": chart, "achievements": ["培训", "招聘"]})
    alone, beside = Presentation(io.BytesIO(data)).slides
    assert [s.text_frame.text for s in alone.shapes if s.name in ("takeaway", "source")] == [
        "来源：统计",
        "升势明显",
    ]
    assert [s.text_frame.text for s in beside.shapes if s.name == "body"] == ["升势明显\n培训\n招聘"]


def test_text_too_long_for_its_place_beside_the_chart_goes_on_a_page_of_its_own() -> None:
    chart = {"categories": YEARS, "values": ["1", "3", "2"]}
    points = ["各级妇联组织扎实开展服务妇女群众的各项工作并取得了显著成效。"] * 7
    slides = Presentation(io.BytesIO(rendered({"chart": chart, "achievements": points}))).slides
    assert any(shape.has_chart for shape in slides[0].shapes)
    told = "".join(s.text_frame.text for slide in slides for s in slide.shapes if s.name == "body")
    assert told.replace("\n", "").replace("\v", "") == "".join(points)


def test_names_that_do_not_fit_are_reported() -> None:
    sink = Sink()
    names = [f"很长很长很长很长很长很长很长很长很长很长的名称{n}" for n in range(12)]
    rendered({"chart": {"categories": names, "values": ["1"] * 12}}, sink=sink)
    assert [found.code.name for found in sink if found.code.name.startswith("chart")] == ["chart-crowded"]


def test_charts_are_at_home_in_the_section_and_beside_other_content() -> None:
    everything = {
        "chart": {"categories": YEARS, "values": ["1", "3", "2"]},
        "achievements": ["培训"],
        "indicators": [{"value": "96.9%"}],
        "photos": [{"caption": "现场"}],
    }
    data = rendered(everything)
    assert len(frames(data)) == 1
    text = "".join(s.text_frame.text for slide in Presentation(io.BytesIO(data)).slides for s in slide.shapes
                   if s.has_text_frame)  # fmt: skip
    assert all(word in text for word in ("培训", "96.9%", "现场"))


def test_the_workbook_holds_the_data() -> None:
    found = frame({"categories": YEARS, "series": TWO})
    book = members_of(found.chart.part.chart_workbook.xlsx_part.blob)
    sheet, texts = (book[f"xl/{part}.xml"].decode() for part in ("worksheets/sheet1", "sharedStrings"))
    assert re.findall(r"<v>([\d.]+\.[\d]+)</v>", sheet) == ["61.2", "43.5", "63.15"]
    assert all(name in texts for name in (*YEARS, "城镇", "农村"))


def test_equal_data_have_equal_workbooks_of_their_own() -> None:
    chart = {"categories": YEARS, "values": ["1", "3", "2"]}
    one, other = frames(rendered({"chart": chart}, {"chart": chart | {"type": "line"}}))
    parts = [found.chart.part.chart_workbook.xlsx_part for found in (one, other)]
    assert parts[0].partname != parts[1].partname
    assert parts[0].blob == parts[1].blob


def test_two_builds_are_byte_identical() -> None:
    assert all_kinds() == all_kinds()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "share"])
def test_far_too_many_values_are_drawn_inside_their_place_all_the_same(kind: str) -> None:
    names = [f"category {n}" for n in range(60)]
    series = [{"name": f"series {n}", "values": ["0"] * 59 + ["5"]} for n in range(40)]
    data = {"values": ["0"] * 59 + ["5"]} if kind in ("pie", "doughnut") else {"series": series}
    sink = Sink()
    (found,) = frames(rendered({"chart": {"type": kind, "categories": names} | data}, sink=sink))
    places = [float(each.get("val")) for tag in "xywh" for each in found.chart._chartSpace.iter(f"{C}{tag}")]
    assert all(0 <= place <= 1 for place in places)
    assert kind in ("line", "area") or "chart-crowded" in {each.code.name for each in sink}


def test_names_of_any_kind_survive() -> None:
    names = ['=1+1 <&> "q"', "-x", "\N{GRINNING FACE}"]
    found = frame({"categories": names, "values": ["1", "3", "2"], "label": "a & b"})
    assert list(found.chart.plots[0].categories) == names


numbers = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=3)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(numbers, min_size=1, max_size=14),
    st.sampled_from(["column", "stacked-column", "bar", "stacked-bar", "line"]),
)
def test_any_numbers_make_a_chart_that_says_them(values: list[Decimal], kind: str) -> None:
    names = [f"c{n}" for n in range(len(values))]
    found = frame({"type": kind, "categories": names, "values": [f"{value:f}" for value in values]})
    assert list(found.chart.plots[0].series[0].values) == [float(value) for value in values]
    plot = found.chart._chartSpace.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    x, y, w, h = (float(plot.find(f"{C}{name}").get("val")) for name in "xywh")
    assert min(x, y, w, h) >= 0
    assert max(x + w, y + h) <= 1.001


@pytest.mark.skipif(not CHECKER.exists(), reason="../shared/ooxml is not beside this checkout")
def test_charts_pass_the_package_rules(tmp_path: Path) -> None:
    deck = tmp_path / "charts.pptx"
    deck.write_bytes(all_kinds())
    command = [sys.executable, str(CHECKER), "--strict", "--baseline", str(SHIPPED / "plum.pptx"), str(deck)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not VALIDATOR, reason="OOXML_VALIDATOR_CLI does not name Microsoft's validator")
def test_microsofts_validator_accepts_charts(tmp_path: Path) -> None:
    deck = tmp_path / "charts.pptx"
    deck.write_bytes(all_kinds())
    done = subprocess.run(
        [str(VALIDATOR), str(deck), "Microsoft365"], capture_output=True, text=True, check=False
    )
    assert '"ok": true' in done.stdout, done.stdout


def test_a_line_of_shares_ends_at_the_whole() -> None:
    values = ["61.2%", "72.5%", "84%", "92.3%", "96.9%"]
    series = [{"name": "甲", "values": values}, {"name": "乙", "values": values[::-1]}]
    found = frame({"type": "line", "categories": [*YEARS, "2024年", "2025年"], "series": series})
    assert found.chart.value_axis.maximum_scale == 100


def test_other_programs_read_the_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rows = [{"name": 'a & "b"', "values": ["1.50亿元", "近2亿元", "-3亿元"]}]
    file = tmp_path / "data.xlsx"
    found = frame({"type": "line", "categories": YEARS, "series": rows})
    file.write_bytes(found.chart.part.chart_workbook.xlsx_part.blob)
    sheet = openpyxl.load_workbook(file).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, 'a & "b"'],
        *([year, value] for year, value in zip(YEARS, (1.5, 2, -3), strict=True)),
    ]
    assert [sheet.cell(row, 2).number_format for row in (2, 3, 4)] == ['0.00"亿元"', '"近"0"亿元"', '0"亿元"']
