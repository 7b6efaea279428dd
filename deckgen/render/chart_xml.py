"""A fitted chart → the XML of its part, elements in the order that the schema of DrawingML charts asks for.

Every name and number refers to a cell of the embedded workbook, so that “Edit data” opens it and the chart follows.
What stays as it was then: labels of single points, highlights and the scales of charts that share one.
"""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.content.charts import BAR_KINDS, PILED_KINDS, ROUND_KINDS
from deckgen.fit.model import Area, ChartLine, FittedChart, FittedRow
from deckgen.fit.palette import TEXT
from deckgen.render.chart_axes import FIRST_IDS, SECOND_IDS, axes
from deckgen.render.chart_markup import NOTHING, lettering, letters
from deckgen.render.chart_series import series
from deckgen.render.markup import CHARTS, DECLARATION, DRAWING, RELATIONSHIPS, attribute, escaped


def chart_xml(chart: FittedChart, workbook: str, language: str) -> str:
    """The chart part; `workbook` is the id of its relationship to the embedded workbook."""
    legend = _legend(chart) if chart.legend else ""
    title = _title(chart, language) if chart.heading else ""
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{CHARTS}" xmlns:a="{DRAWING}" xmlns:r="{RELATIONSHIPS}">'
        f'<c:date1904 val="0"/><c:lang val="{attribute(language)}"/><c:roundedCorners val="0"/><c:chart>{title}'
        f'<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea>{_layout(chart.plot, inner=True)}'
        f'{_plot(chart)}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}<c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{NOTHING}{lettering(chart.points, TEXT)}'
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


Numbered = list[tuple[int, FittedRow]]
"""Rows with their numbers, which count from 0 over the whole chart."""


def _plot(chart: FittedChart) -> str:
    rows = list(enumerate(chart.rows))
    if chart.kind in ROUND_KINDS:
        name = "pieChart" if chart.kind == "pie" else "doughnutChart"
        hole = "" if chart.kind == "pie" else f'<c:holeSize val="{chart.hole}"/>'
        drawn = _series(chart, rows)
        return f'<c:{name}><c:varyColors val="1"/>{drawn}<c:firstSliceAng val="0"/>{hole}</c:{name}>'
    first = [(number, row) for number, row in rows if row.line and not row.second]
    second = [(number, row) for number, row in rows if row.second]
    marks = [(number, row) for number, row in rows if not row.line]
    return "".join(
        (
            _marks(chart, marks),
            _lines(chart, first, FIRST_IDS) if first else "",
            _lines(chart, second, SECOND_IDS) if second else "",
            axes(chart),
        )
    )


def _marks(chart: FittedChart, rows: Numbered) -> str:
    if chart.kind == "line":
        return _lines(chart, rows, FIRST_IDS)
    if chart.kind == "area":
        grouping = "stacked" if len(rows) > 1 else "standard"
        return (
            f'<c:areaChart><c:grouping val="{grouping}"/><c:varyColors val="0"/>{_series(chart, rows)}'
            f"{FIRST_IDS}</c:areaChart>"
        )
    piled = chart.kind in PILED_KINDS
    grouping = "percentStacked" if chart.kind.startswith("percent") else "stacked" if piled else "clustered"
    direction = "bar" if chart.kind in BAR_KINDS else "col"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{_series(chart, rows)}<c:gapWidth val="{chart.gap}"/>'
        f'<c:overlap val="{100 if piled else 0}"/>{FIRST_IDS}</c:barChart>'
    )


def _lines(chart: FittedChart, rows: Numbered, ids: str) -> str:
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{_series(chart, rows)}'
        f'<c:marker val="1"/>{ids}</c:lineChart>'
    )


def _series(chart: FittedChart, rows: Iterable[tuple[int, FittedRow]]) -> str:
    return "".join(series(chart, row, number) for number, row in rows)


def _title(chart: FittedChart, language: str) -> str:
    across, down = chart.heading_at
    alignment = ' algn="ctr"' if chart.kind == "share" else ' algn="l"'
    paragraphs = "".join(_heading_line(line, alignment, language) for line in chart.heading)
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="0" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
        f'{paragraphs}</c:rich></c:tx><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{across}"/><c:y val="{down}"/></c:manualLayout></c:layout><c:overlay val="1"/></c:title>'
    )


def _heading_line(line: ChartLine, alignment: str, language: str) -> str:
    properties = f'sz="{round(line.points * 100)}" b="{int(line.bold)}"'
    return (
        f"<a:p><a:pPr{alignment}><a:defRPr {properties}>{letters(line.tint)}</a:defRPr></a:pPr>"
        f'<a:r><a:rPr lang="{attribute(language)}" {properties}>{letters(line.tint)}</a:rPr>'
        f"<a:t>{escaped(line.text)}</a:t></a:r></a:p>"
    )


def _legend(chart: FittedChart) -> str:
    position = "r" if chart.kind in ("pie", "doughnut") else "t"
    area = _layout(chart.legend) if chart.legend else ""
    unnamed = "".join(
        f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
        for number, row in enumerate(chart.rows)
        if row.total
    )
    return (
        f'<c:legend><c:legendPos val="{position}"/>{unnamed}{area}<c:overlay val="0"/>'
        f"{lettering(chart.points, TEXT)}</c:legend>"
    )


def _layout(area: Area, *, inner: bool = False) -> str:
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    places = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in zip("xywh", (area.left, area.top, area.width, area.height), strict=True)
    )
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>{places}'
        "</c:manualLayout></c:layout>"
    )
