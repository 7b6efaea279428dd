"""A fitted chart → the XML of its part, elements in the order that the schema of DrawingML charts asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from deckgen.fit.model import Area, ChartLine, FittedChart, FittedRow, Label, Tint
from deckgen.fit.palette import BASE, LINE, PAGE, TEXT
from deckgen.render.markup import CHARTS, DECLARATION, DRAWING, RELATIONSHIPS, attribute, escaped
from deckgen.render.workbooks import SHEET, column_name

NAMES_AXIS, VALUES_AXIS = 111_111_111, 222_222_222
"""Ids need only differ within one chart."""
POINT = 12_700
_NO_FILL = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_MARKER = 8


def chart_xml(chart: FittedChart, workbook: str, language: str) -> str:
    """The chart part; `workbook` is the id of its relationship to the embedded workbook."""
    legend = _legend(chart) if chart.legend else ""
    title = _title(chart, language) if chart.heading else ""
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{CHARTS}" xmlns:a="{DRAWING}" xmlns:r="{RELATIONSHIPS}">'
        f'<c:date1904 val="0"/><c:lang val="{attribute(language)}"/><c:roundedCorners val="0"/><c:chart>{title}'
        f'<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea>{_layout(chart.plot, inner=True)}'
        f'{_plot(chart)}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}<c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_NO_FILL}{_text(chart.points, TEXT)}'
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _plot(chart: FittedChart) -> str:
    kind = chart.kind
    rows = "".join(_row(chart, row, number) for number, row in enumerate(chart.rows))
    ids = f'<c:axId val="{NAMES_AXIS}"/><c:axId val="{VALUES_AXIS}"/>'
    if kind in ("pie", "doughnut", "share"):
        name = "pieChart" if kind == "pie" else "doughnutChart"
        hole = "" if kind == "pie" else f'<c:holeSize val="{chart.hole}"/>'
        return f'<c:{name}><c:varyColors val="1"/>{rows}<c:firstSliceAng val="0"/>{hole}</c:{name}>'
    if kind == "line":
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{rows}<c:marker val="1"/>'
            f"{ids}</c:lineChart>{_axes(chart)}"
        )
    stacked = kind == "stacked-column"
    direction, grouping = ("bar" if kind == "bar" else "col"), ("stacked" if stacked else "clustered")
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{rows}'
        f'<c:gapWidth val="{chart.gap}"/><c:overlap val="{100 if stacked else 0}"/>{ids}</c:barChart>'
        f"{_axes(chart)}"
    )


def _row(chart: FittedChart, row: FittedRow, number: int) -> str:
    column, last = column_name(number + 1), len(chart.categories) + 1
    name = _strings(f"{SHEET}!${column}$1", (row.name,))
    named = f"<c:tx>{name}</c:tx>" if row.name else ""
    head = f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{named}'
    data = (
        f"{_labels(chart, row)}<c:cat>{_strings(f'{SHEET}!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{_numbers(f'{SHEET}!${column}$2:${column}${last}', row)}</c:val>"
    )
    if chart.kind == "line":
        line = _line(row.tint, 2.5)
        return f'{head}<c:spPr>{line}</c:spPr>{_marker(row.tint)}{_line_points(row)}{data}<c:smooth val="0"/></c:ser>'
    if chart.kind in ("pie", "doughnut", "share"):
        return f"{head}<c:spPr>{_fill(row.tint)}{_seam()}</c:spPr>{_parts(row)}{data}</c:ser>"
    seam = _seam() if chart.kind == "stacked-column" else ""
    return (
        f"{head}<c:spPr>{_fill(row.tint)}{seam}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_bar_points(row, seam)}{data}</c:ser>'
    )


def _bar_points(row: FittedRow, seam: str) -> str:
    return "".join(
        f'<c:dPt><c:idx val="{number}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{_fill(tint)}{seam}</c:spPr></c:dPt>"
        for number, tint in enumerate(row.tints)
        if tint != row.tint
    )


def _parts(row: FittedRow) -> str:
    return "".join(
        f'<c:dPt><c:idx val="{number}"/><c:bubble3D val="0"/><c:spPr>{_fill(tint)}{_seam()}</c:spPr></c:dPt>'
        for number, tint in enumerate(row.tints)
    )


def _line_points(row: FittedRow) -> str:
    return "".join(
        f'<c:dPt><c:idx val="{number}"/>{_marker(tint, _MARKER + 3)}<c:bubble3D val="0"/>'
        f"<c:spPr>{_line(row.tint, 2.5)}</c:spPr></c:dPt>"
        for number, tint in enumerate(row.tints)
        if tint != row.tint
    )


def _labels(chart: FittedChart, row: FittedRow) -> str:
    """What most points have stands for the whole series; what differs has an entry of its own."""
    most, count = Counter(row.labels).most_common(1)[0]
    usual = most if count > 1 or len(row.labels) == 1 else None
    own = "".join(
        f'<c:dLbl><c:idx val="{number}"/>{_label(label, chart.points)}</c:dLbl>'
        if label
        else f'<c:dLbl><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>'
        for number, label in enumerate(row.labels)
        if label != usual
    )
    whole = _label(usual, chart.points) if usual else _flags(())
    lines = '<c:showLeaderLines val="0"/>' if chart.kind in ("pie", "doughnut", "share") else ""
    return f"<c:dLbls>{own}{whole}{lines}</c:dLbls>"


def _label(label: Label, points: float) -> str:
    position = f'<c:dLblPos val="{label.position}"/>' if label.position else ""
    named = label.series or label.category
    shown = ("Val", *("CatName",) * label.category, *("SerName",) * label.series)
    return (
        f'<c:numFmt formatCode="{attribute(label.format)}" sourceLinked="0"/>{_NO_FILL}'
        f"{_text(points, label.tint, bold=label.bold)}{position}{_flags(shown)}"
        f"{'<c:separator> </c:separator>' if named else ''}"
    )


def _flags(shown: Sequence[str]) -> str:
    return "".join(f'<c:show{flag} val="{int(flag in shown)}"/>' for flag in _FLAGS)


def _axes(chart: FittedChart) -> str:
    bar = chart.kind == "bar"
    upright = "" if bar else ' rot="0"'
    skip = f'<c:tickLblSkip val="{chart.skip}"/><c:tickMarkSkip val="1"/>'
    low = any(number < 0 for row in chart.rows for number in row.numbers)
    # A column that does not begin at zero lies; lines may choose their own range.
    least = "" if chart.kind == "line" or low else '<c:min val="0"/>'
    names = (
        f'<c:catAx><c:axId val="{NAMES_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if bar else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if bar else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{_line(BASE, 1)}</c:spPr>{_text(chart.points, TEXT, upright)}'
        f'<c:crossAx val="{VALUES_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    shown = chart.axis is not None
    most = f'<c:max val="{chart.axis.most:f}"/>' if chart.axis and chart.axis.most else ""
    code = chart.axis.format if chart.axis else "General"
    step = f'<c:majorUnit val="{chart.axis.step:f}"/>' if chart.axis and chart.axis.step else ""
    grid = f"<c:majorGridlines><c:spPr>{_line(LINE, 0.75)}</c:spPr></c:majorGridlines>" if shown else ""
    values = (
        f'<c:valAx><c:axId val="{VALUES_AXIS}"/><c:scaling><c:orientation val="minMax"/>{most}{least}</c:scaling>'
        f'<c:delete val="{int(not shown)}"/><c:axPos val="{"b" if bar else "l"}"/>{grid}'
        f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(chart.points, chart.muted)}"
        f'<c:crossAx val="{NAMES_AXIS}"/><c:crosses val="{"max" if bar else "autoZero"}"/>'
        f'<c:crossBetween val="between"/>{step}</c:valAx>'
    )
    return names + values


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
        f"<a:p><a:pPr{alignment}><a:defRPr {properties}>{_letters(line.tint)}</a:defRPr></a:pPr>"
        f'<a:r><a:rPr lang="{attribute(language)}" {properties}>{_letters(line.tint)}</a:rPr>'
        f"<a:t>{escaped(line.text)}</a:t></a:r></a:p>"
    )


def _legend(chart: FittedChart) -> str:
    position = "r" if chart.kind in ("pie", "doughnut") else "t"
    area = _layout(chart.legend) if chart.legend else ""
    return f'<c:legend><c:legendPos val="{position}"/>{area}<c:overlay val="0"/>{_text(chart.points, TEXT)}</c:legend>'


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


def _strings(formula: str, texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{escaped(text)}</c:v></c:pt>' for number, text in enumerate(texts)
    )
    return (
        f'<c:strRef><c:f>{formula}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}'
        "</c:strCache></c:strRef>"
    )


def _numbers(formula: str, row: FittedRow) -> str:
    usual = row.formats[0] if row.formats else "General"
    points = "".join(
        f'<c:pt idx="{number}"'
        + (f' formatCode="{attribute(code)}"' if code != usual else "")
        + f"><c:v>{value:f}</c:v></c:pt>"
        for number, (value, code) in enumerate(zip(row.numbers, row.formats, strict=True))
    )
    return (
        f"<c:numRef><c:f>{formula}</c:f><c:numCache><c:formatCode>{escaped(usual)}</c:formatCode>"
        f'<c:ptCount val="{len(row.numbers)}"/>{points}</c:numCache></c:numRef>'
    )


def _marker(tint: Tint, size: int = _MARKER) -> str:
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{_fill(tint)}'
        f"{_line(PAGE, 1.5)}</c:spPr></c:marker>"
    )


def _seam() -> str:
    """A thin line of the page's colour between parts."""
    return _line(PAGE, 1.5)


def _line(tint: Tint, points: float) -> str:
    return f'<a:ln w="{round(points * POINT)}" cap="rnd">{_fill(tint)}<a:round/></a:ln>'


def _fill(tint: Tint) -> str:
    changes = f'<a:lumMod val="{tint.mod * 1000}"/>' if tint.mod != 100 else ""
    changes += f'<a:lumOff val="{tint.off * 1000}"/>' if tint.off else ""
    return f'<a:solidFill><a:schemeClr val="{tint.slot}">{changes}</a:schemeClr></a:solidFill>'


def _letters(tint: Tint) -> str:
    return f'{_fill(tint)}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


def _text(points: float, tint: Tint, turned: str = "", *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(points * 100)}" b="{int(bold)}">'
        f'{_letters(tint)}</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )
