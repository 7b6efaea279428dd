"""The rows of a fitted chart → its series: looks, labels, and the numbers with the cells that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from deckgen.content.areas import column_letters
from deckgen.content.charts import PILED_KINDS, ROUND_KINDS
from deckgen.fit.model import FittedChart, FittedRow, Label
from deckgen.render.chart_markup import MARKER, NO_LINE, NOTHING, fill, lettering, line, marker, seam
from deckgen.render.markup import attribute, escaped
from deckgen.render.workbooks import SHEET

_FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def series(chart: FittedChart, row: FittedRow, number: int) -> str:
    """The row as series `number`, counted from 0; its numbers stand in the workbook right of the categories."""
    column, last = column_letters(number + 2), len(chart.categories) + 1
    name = _strings(f"{SHEET}!${column}$1", (row.name,))
    named = f"<c:tx>{name}</c:tx>" if row.name else ""
    head = f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{named}'
    data = (
        f"{_labels(chart, row)}<c:cat>{_strings(f'{SHEET}!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{_numbers(f'{SHEET}!${column}$2:${column}${last}', row)}</c:val>"
    )
    if row.total:
        return f'{head}{NO_LINE}<c:marker><c:symbol val="none"/></c:marker>{data}<c:smooth val="0"/></c:ser>'
    if chart.kind == "line" or row.line:
        drawn = line(row.tint, 2.5)
        return f'{head}<c:spPr>{drawn}</c:spPr>{marker(row.tint)}{_line_points(row)}{data}<c:smooth val="0"/></c:ser>'
    if chart.kind == "area":
        return f"{head}<c:spPr>{fill(row.tint)}{seam()}</c:spPr>{data}</c:ser>"
    if chart.kind in ROUND_KINDS:
        return f"{head}<c:spPr>{fill(row.tint)}{seam()}</c:spPr>{_parts(row)}{data}</c:ser>"
    edge = seam() if chart.kind in PILED_KINDS else ""
    return (
        f"{head}<c:spPr>{fill(row.tint)}{edge}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_bar_points(row, edge)}{data}</c:ser>'
    )


def _bar_points(row: FittedRow, edge: str) -> str:
    return "".join(
        f'<c:dPt><c:idx val="{number}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{fill(tint)}{edge}</c:spPr></c:dPt>"
        for number, tint in enumerate(row.tints)
        if tint != row.tint
    )


def _parts(row: FittedRow) -> str:
    return "".join(
        f'<c:dPt><c:idx val="{number}"/><c:bubble3D val="0"/><c:spPr>{fill(tint)}{seam()}</c:spPr></c:dPt>'
        for number, tint in enumerate(row.tints)
    )


def _line_points(row: FittedRow) -> str:
    return "".join(
        f'<c:dPt><c:idx val="{number}"/>{marker(tint, MARKER + 3)}<c:bubble3D val="0"/>'
        f"<c:spPr>{line(row.tint, 2.5)}</c:spPr></c:dPt>"
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
    lines = '<c:showLeaderLines val="0"/>' if chart.kind in ROUND_KINDS else ""
    return f"<c:dLbls>{own}{whole}{lines}</c:dLbls>"


def _label(label: Label, points: float) -> str:
    position = f'<c:dLblPos val="{label.position}"/>' if label.position else ""
    named = label.series or label.category
    shown = ("Val", *("CatName",) * label.category, *("SerName",) * label.series)
    return (
        f'<c:numFmt formatCode="{attribute(label.format)}" sourceLinked="0"/>{NOTHING}'
        f"{lettering(points, label.tint, bold=label.bold)}{position}{_flags(shown)}"
        f"{'<c:separator> </c:separator>' if named else ''}"
    )


def _flags(shown: Sequence[str]) -> str:
    return "".join(f'<c:show{flag} val="{int(flag in shown)}"/>' for flag in _FLAGS)


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
