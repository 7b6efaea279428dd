"""A fitted chart's axes: names along one side, numbers along the other, perhaps more numbers at the right."""

from __future__ import annotations

from deckgen.content.charts import BAR_KINDS
from deckgen.fit.model import FittedChart, ValueAxis
from deckgen.fit.palette import TEXT
from deckgen.render.chart_markup import NO_LINE, lettering, line
from deckgen.render.markup import attribute

NAMES, VALUES, SECOND_NAMES, SECOND_VALUES = 111_111_111, 222_222_222, 333_333_333, 444_444_444
"""Ids need only differ within one chart."""
FIRST_IDS = f'<c:axId val="{NAMES}"/><c:axId val="{VALUES}"/>'
SECOND_IDS = f'<c:axId val="{SECOND_NAMES}"/><c:axId val="{SECOND_VALUES}"/>'


def axes(chart: FittedChart) -> str:
    """All axes of a chart, which is not round."""
    second = _second(chart, chart.second) if chart.second else ""
    return _names(chart) + _values(chart) + second


def _names(chart: FittedChart) -> str:
    bar = chart.kind in BAR_KINDS
    # LibreOffice leaves no names out, but breaks upright ones into lines; otherwise it would turn them.
    upright = "" if bar else ' rot="0"'
    skip = f'<c:tickLblSkip val="{chart.skip}"/><c:tickMarkSkip val="1"/>'
    return (
        f'<c:catAx><c:axId val="{NAMES}"/><c:scaling><c:orientation val="{"maxMin" if bar else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if bar else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{line(chart.base, 1)}</c:spPr>{lettering(chart.points, TEXT, upright)}'
        f'<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _values(chart: FittedChart) -> str:
    axis, bar = chart.axis, chart.kind in BAR_KINDS
    low = any(number < 0 for row in chart.rows if not row.second for number in row.numbers)
    # A column that does not begin at zero lies; lines may choose their own range.
    zero = "" if chart.kind == "line" or low or axis.least is not None else '<c:min val="0"/>'
    lines = f"<c:majorGridlines><c:spPr>{line(chart.rule, 0.75)}</c:spPr></c:majorGridlines>"
    grid = lines if axis.shown and axis.grid else ""
    between = "midCat" if chart.kind == "area" else "between"
    return (
        f'<c:valAx><c:axId val="{VALUES}"/>{_scaling(axis, zero)}'
        f'<c:delete val="{int(not axis.shown)}"/><c:axPos val="{"b" if bar else "l"}"/>{grid}'
        f"{_numbers(chart, axis)}"
        f'<c:crossAx val="{NAMES}"/><c:crosses val="{"max" if bar else "autoZero"}"/>'
        f'<c:crossBetween val="{between}"/>{_step(axis)}</c:valAx>'
    )


def _second(chart: FittedChart, axis: ValueAxis) -> str:
    """Programs want names for the second numbers, too; they are hidden. An axis that is deleted altogether takes its
    scale with it in LibreOffice, so one that is not to be seen is there without words."""
    numbers = _numbers(chart, axis, "nextTo" if axis.shown else "none")
    return (
        f'<c:valAx><c:axId val="{SECOND_VALUES}"/>{_scaling(axis)}<c:delete val="0"/>'
        f'<c:axPos val="r"/>{numbers}<c:crossAx val="{SECOND_NAMES}"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/>{_step(axis)}</c:valAx>'
        f'<c:catAx><c:axId val="{SECOND_NAMES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:crossAx val="{SECOND_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _numbers(chart: FittedChart, axis: ValueAxis, at: str = "nextTo") -> str:
    return (
        f'<c:numFmt formatCode="{attribute(axis.format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{at}"/>'
        f"{NO_LINE}{lettering(chart.points, chart.muted)}"
    )


def _scaling(axis: ValueAxis, zero: str = "") -> str:
    most = f'<c:max val="{axis.most:f}"/>' if axis.most is not None else ""
    least = f'<c:min val="{axis.least:f}"/>' if axis.least is not None else zero
    return f'<c:scaling><c:orientation val="minMax"/>{most}{least}</c:scaling>'


def _step(axis: ValueAxis) -> str:
    return f'<c:majorUnit val="{axis.step:f}"/>' if axis.step else ""
