"""Charts made of several kinds or several charts: lines above columns, totals, small charts, rankings."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from deckgen.diagnostics import Sink
from tests.render.charted import A, C, alt, colours, formats, frame, frames, rendered
from tests.zips import members_of

YEARS = ["2023年", "2024年", "2025年"]
SPENT = {"name": "投入", "values": ["1.82亿元", "2.05亿元", "3.76亿元"]}
GROWTH = {"name": "增长率", "type": "line", "values": ["8.5%", "12.6%", "24.9%"]}
CITIES = ["南昌市", "赣州市", "九江市"]


def xml_of(found: Any) -> Any:
    return found.chart._chartSpace


def sheet(found: Any) -> str:
    return members_of(found.chart.part.chart_workbook.xlsx_part.blob)["xl/worksheets/sheet1.xml"].decode()


def range_of(axis: Any) -> tuple[float | None, float | None]:
    scaling = axis.find(f"{C}scaling")
    ends = (scaling.find(f"{C}{name}") for name in ("min", "max"))
    return tuple(None if end is None else float(end.get("val")) for end in ends)  # type: ignore[return-value]


def plot_of(found: Any) -> list[float]:
    place = xml_of(found).find(f"{C}chart/{C}plotArea/{C}layout/{C}manualLayout")
    return [float(place.find(f"{C}{name}").get("val")) for name in "xywh"]


def test_a_line_of_another_unit_goes_by_an_axis_of_its_own() -> None:
    found = frame({"categories": YEARS, "series": [SPENT, GROWTH]})
    columns, line = found.chart.plots
    assert [series.name for series in columns.series] == ["投入"]
    assert [(series.name, list(series.values)) for series in line.series] == [("增长率", [8.5, 12.6, 24.9])]
    ids = [[each.get("val") for each in plot._element.findall(f"{C}axId")] for plot in (columns, line)]
    assert not set(ids[0]) & set(ids[1])


def test_the_line_stands_above_the_columns() -> None:
    first, second = xml_of(frame({"categories": YEARS, "series": [SPENT, GROWTH]})).iter(f"{C}valAx")
    least, most = range_of(first)
    assert least == 0
    assert most is not None
    highest_column = 3.76 / most
    below, above = range_of(second)
    assert below is not None
    assert above is not None
    assert (8.5 - below) / (above - below) > highest_column + 0.1
    assert (24.9 - below) / (above - below) < 1


def test_a_line_of_the_same_unit_shares_the_axis_unless_told_otherwise() -> None:
    plan = {"name": "计划", "type": "line", "values": ["2亿元", "2亿元", "3亿元"]}
    together = xml_of(frame({"categories": YEARS, "series": [SPENT, plan]}))
    assert len(list(together.iter(f"{C}valAx"))) == 1
    apart = xml_of(frame({"categories": YEARS, "series": [SPENT, plan | {"axis": "second"}]}))
    assert len(list(apart.iter(f"{C}valAx"))) == 2


def test_lines_may_be_named_where_the_series_come_from_a_file() -> None:
    series = [SPENT, {"name": "增长率", "values": GROWTH["values"]}]
    found = frame({"categories": YEARS, "series": series, "lines": ["增长率"]})
    assert [[each.name for each in plot.series] for plot in found.chart.plots] == [["投入"], ["增长率"]]


def test_two_axes_say_in_the_legend_what_they_count() -> None:
    months = [f"{n}月" for n in range(1, 13)]
    lines = [
        {"name": name, "type": "line", "unit": "%", "values": [str(n) for n in range(12)]} for name in "甲乙"
    ]
    columns = {"name": "贷款", "values": [f"{n},000.5" for n in range(1, 13)]}
    found = frame({"categories": months, "unit": "万元", "series": [columns, *lines]})
    names = [series.name for plot in found.chart.plots for series in plot.series]
    assert names == ["贷款（万元）", "甲（%，右轴）", "乙（%，右轴）"]
    first, second = xml_of(found).iter(f"{C}valAx")
    steps = []
    for axis in (first, second):
        least, most = range_of(axis)
        assert least is not None
        assert most is not None
        steps.append((most - least) / float(axis.find(f"{C}majorUnit").get("val")))
    assert steps[0] == pytest.approx(steps[1])


def test_totals_are_said_above_and_summed_up_by_the_workbook() -> None:
    series = [{"name": "甲", "values": ["1.5", "2", "3.25"]}, {"name": "乙", "values": ["1", "2", "3"]}]
    found = frame({"type": "stacked-column", "categories": YEARS, "series": series, "totals": True})
    columns, totals = found.chart.plots
    assert len(columns.series) == 2
    assert list(totals.series[0].values) == [2.5, 4, 6.25]
    assert re.findall(r"<f>(.*?)</f>", sheet(found)) == [f"SUM(B{n}:C{n})" for n in (2, 3, 4)]
    hidden = xml_of(found).find(f".//{C}legend/{C}legendEntry")
    assert (hidden.find(f"{C}idx").get("val"), hidden.find(f"{C}delete").get("val")) == ("2", "1")
    assert xml_of(found).find(f".//{C}lineChart/{C}ser/{C}spPr/{A}ln/{A}noFill") is not None


def test_a_total_is_as_exact_as_its_parts() -> None:
    series = [{"name": name, "values": ["0.1234567890123456789", "1,000", "2"]} for name in "甲乙丙"]
    found = frame({"type": "stacked-column", "categories": YEARS, "series": series, "totals": True})
    texts = [each.text for each in xml_of(found).iter(f"{C}v")]
    assert "0.3703703670370370367" in texts
    assert "3000" in texts


def test_every_name_and_number_refers_to_its_cell() -> None:
    found = frame({"categories": YEARS, "series": [SPENT, GROWTH]})
    assert [each.text for each in xml_of(found).iter(f"{C}f")] == [
        *("Sheet1!$B$1", "Sheet1!$A$2:$A$4", "Sheet1!$B$2:$B$4"),
        *("Sheet1!$C$1", "Sheet1!$A$2:$A$4", "Sheet1!$C$2:$C$4"),
    ]
    assert xml_of(found).find(f"{C}externalData/{C}autoUpdate").get("val") == "0"


def test_shares_of_each_whole_keep_the_figures_as_written() -> None:
    series = [
        {"name": "甲", "values": ["120件", "40件", "9件"]},
        {"name": "乙", "values": ["80件", "60件", "1件"]},
    ]
    found = frame({"type": "percent-column", "categories": YEARS, "series": series})
    assert found.chart.chart_type == XL_CHART_TYPE.COLUMN_STACKED_100
    assert [list(each.values) for each in found.chart.plots[0].series] == [[120, 40, 9], [80, 60, 1]]
    assert '0"件"' in formats(found)


MULTIPLES = [
    {"name": "南昌市", "values": ["38.1", "39.2", "44"]},
    {"name": "赣州市", "values": ["12.5", "18.9", "39.8"]},
    {"name": "萍乡市", "values": ["3.1", "3.0", "3.9"]},
]


@pytest.mark.parametrize("kind", ["column", "stacked-column", "bar", "line", "area"])
def test_small_charts_have_one_scale_and_plots_of_one_size(kind: str) -> None:
    found = frames(rendered({"chart": {"type": kind, "categories": YEARS, "multiples": MULTIPLES}}))
    assert [each.chart.chart_title.text_frame.text for each in found] == ["南昌市", "赣州市", "萍乡市"]
    assert [list(each.chart.plots[0].series[0].values) for each in found] == [
        [float(value) for value in each["values"]] for each in MULTIPLES
    ]
    assert len({range_of(xml_of(each).find(f".//{C}valAx")) for each in found}) == 1
    assert None not in range_of(xml_of(found[0]).find(f".//{C}valAx"))
    assert len({tuple(plot_of(each)) for each in found}) == 1
    assert len({(each.top, each.width, each.height) for each in found}) == 1
    assert all(each.is_placeholder for each in found)


@pytest.mark.parametrize("count", range(2, 15))
def test_any_number_of_small_charts_is_shared_over_pages(count: int) -> None:
    many = [{"name": f"{n}号", "values": ["1", "2", str(n)]} for n in range(count)]
    slides = Presentation(io.BytesIO(rendered({"chart": {"categories": YEARS, "multiples": many}}))).slides
    per_page = [sum(shape.has_chart for shape in slide.shapes) for slide in slides]
    assert sum(per_page) == count
    assert 2 <= min(per_page) <= max(per_page) <= 6


def test_what_small_charts_count_opens_the_source_line() -> None:
    chart = {"categories": YEARS, "multiples": MULTIPLES, "label": "贷款", "unit": "亿元", "source": "来源：统计",
             "takeaway": "赣州增长最快"}  # fmt: skip
    (slide,) = Presentation(io.BytesIO(rendered({"chart": chart}))).slides
    told = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    assert told["source"] == "贷款（亿元） · 来源：统计"
    assert told["takeaway"] == "赣州增长最快"


def test_each_small_chart_is_described_by_itself() -> None:
    found = frames(rendered({"chart": {"categories": YEARS, "multiples": MULTIPLES, "unit": "亿元"}}))
    assert [alt(each).split("。")[0] for each in found] == [
        f"柱形图：{city}（亿元）" for city in ("南昌市", "赣州市", "萍乡市")
    ]


def test_a_ranking_sorts_and_counts_ranks_without_touching_the_figures() -> None:
    values = ["20.20亿元", "44亿元", "近20.20亿元"]
    found = frame({"type": "ranking", "categories": CITIES, "values": values, "highlight": "赣州市"})
    names = [re.sub(r"\s+", " ", name) for name in found.chart.plots[0].categories]
    assert names == ["1 赣州市", "2 南昌市", "2 九江市"]
    assert {'0.00"亿元"', '0"亿元"', '"近"0.00"亿元"'} <= set(formats(found))
    marked = xml_of(found).find(f".//{C}dPt")
    assert marked.find(f"{C}idx").get("val") == "0"
    assert "accent2" in colours(found)


def test_a_long_ranking_stands_in_columns_of_one_scale() -> None:
    names = [f"{n}号" for n in range(31)]
    values = [f"{n}%" for n in range(31)]
    chart = {"type": "ranking", "categories": names, "values": values, "highlight": "3号"}
    found = frames(rendered({"chart": chart}))
    told = [name for each in found for name in each.chart.plots[0].categories]
    assert [int(name.split()[0]) for name in told] == list(range(1, 32))
    assert [len(each.chart.plots[0].categories) for each in found] == [8, 8, 8, 7]
    assert len({range_of(xml_of(each).find(f".//{C}valAx")) for each in found}) == 1
    assert len({tuple(plot_of(each)[:1] + plot_of(each)[2:3]) for each in found}) == 1
    thick = {round(plot_of(each)[3] / len(each.chart.plots[0].categories), 2) for each in found}
    assert len(thick) == 1
    assert sum("accent2" in colours(each) for each in found) == 1
    assert len({alt(each) for each in found}) == 4


def test_indicators_can_be_ranked() -> None:
    indicators = [{"id": name, "label": name, "value": value} for name, value in (("a", "3%"), ("b", "5%"))]
    (found,) = frames(rendered({"indicators": indicators}, {"chart": {"type": "ranking", "of": ["a", "b"]}}))
    assert [name.split()[1] for name in found.chart.plots[0].categories] == ["b", "a"]


numbers = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2)
rows = st.integers(1, 13).flatmap(lambda n: st.tuples(*(st.lists(numbers, min_size=n, max_size=n),) * 2))


@settings(deadline=None, max_examples=15)
@given(rows, st.sampled_from(["column", "stacked-column"]))
def test_any_numbers_make_columns_and_a_line_that_say_them(
    given_rows: tuple[list[Decimal], list[Decimal]], kind: str
) -> None:
    columns, line = ([f"{value:f}" for value in row] for row in given_rows)
    series = [{"name": "a", "values": columns}, {"name": "b", "type": "line", "unit": "%", "values": line}]
    found = frame({"type": kind, "categories": [f"c{n}" for n in range(len(line))], "series": series})
    told = [list(each.values) for plot in found.chart.plots for each in plot.series]
    assert told == [[float(value) for value in row] for row in (columns, line)]
    for axis, values in zip(xml_of(found).iter(f"{C}valAx"), given_rows, strict=True):
        least, most = range_of(axis)
        assert least is not None
        assert most is not None
        assert least < most
        assert least <= float(min(values)) + 1e-3 or least <= float(min(values)) * 0.999
        assert most >= float(max(values)) * 0.999 - 1e-3


@settings(deadline=None, max_examples=15)
@given(rows, st.sampled_from(["column", "stacked-column", "bar", "stacked-bar", "line"]))
def test_any_numbers_make_small_charts_that_hold_them(
    given_rows: tuple[list[Decimal], list[Decimal]], kind: str
) -> None:
    names = [f"c{n}" for n in range(len(given_rows[0]))]
    many = [
        {"name": name, "values": [f"{value:f}" for value in row]}
        for name, row in zip("ab", given_rows, strict=True)
    ]
    found = frames(rendered({"chart": {"type": kind, "categories": names, "multiples": many}}, sink=Sink()))
    assert [list(each.chart.plots[0].series[0].values) for each in found] == [
        [float(value) for value in row] for row in given_rows
    ]
    for each in found:
        least, most = range_of(xml_of(each).find(f".//{C}valAx"))
        values = [float(value) for row in given_rows for value in row]
        assert least is not None
        assert most is not None
        assert least <= min(values) + abs(min(values)) * 1e-4 + 1e-3
        assert most >= max(values) - abs(max(values)) * 1e-4 - 1e-3


def lines_of(one: list[str], other: list[str]) -> Any:
    series = [{"name": "渡轮", "values": one}, {"name": "电车", "values": other}]
    return frame({"type": "line", "categories": YEARS, "series": series})


def test_lines_that_would_run_flat_along_the_top_get_an_axis_of_their_own_and_their_names_at_the_ends() -> (
    None
):
    found = lines_of(["81%", "84%", "89%"], ["77%", "78%", "83%"])
    (axis,) = xml_of(found).iter(f"{C}valAx")
    assert range_of(axis) == (75, 90)
    assert axis.find(f"{C}delete").get("val") == "0"
    assert not found.chart.has_legend


def test_lines_that_move_begin_where_they_always_did() -> None:
    (axis,) = xml_of(lines_of(["10", "20", "40"], ["5", "9", "20"])).iter(f"{C}valAx")
    assert range_of(axis) == (None, None)


@settings(deadline=None, max_examples=15)
@given(rows)
def test_an_axis_of_lines_holds_any_numbers(given_rows: tuple[list[Decimal], list[Decimal]]) -> None:
    names = [f"c{n}" for n in range(len(given_rows[0]))]
    series = [
        {"name": name, "values": [f"{value:f}" for value in row]}
        for name, row in zip("ab", given_rows, strict=True)
    ]
    found = frame({"type": "line", "categories": names, "series": series})
    least, most = range_of(next(xml_of(found).iter(f"{C}valAx")))
    values = [float(value) for row in given_rows for value in row]
    assert least is None or least <= min(values)
    assert most is None or most >= max(values)
