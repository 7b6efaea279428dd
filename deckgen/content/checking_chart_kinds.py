"""What a kind of chart cannot show truthfully, or not so that it can be read."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.codes import CHART_CROWDED, CHART_UNSUITABLE
from deckgen.content.chart_rows import RawChart, Row
from deckgen.content.charts import (
    COLUMN_KINDS,
    FEWEST_MULTIPLES,
    LIMITS,
    MULTIPLE_KINDS,
    PERCENT,
    PERCENT_KINDS,
    ROUND_KINDS,
    WHOLE,
    exact_number,
)
from deckgen.content.quantities import Quantity
from deckgen.content.raw import Fault, is_true, items_in
from deckgen.diagnostics import KeyPath

Found = tuple[KeyPath, str, Quantity]


def check_kind(chart: RawChart) -> Iterator[Fault]:
    panels, kind = chart.panels(), chart.kind
    rows = [row for panel in panels for row in panel]
    if chart.given[0] == "multiples" and kind not in MULTIPLE_KINDS:
        hint = f"use one of {', '.join(MULTIPLE_KINDS)}"
        yield Fault(
            CHART_UNSUITABLE, f"a {kind} chart has no scale to share", (*chart.path, "multiples"), hint
        )
    elif kind in ROUND_KINDS:
        yield from check_round(chart, rows)
    elif kind in (*PERCENT_KINDS, "area"):
        yield from check_whole(chart, panels)
    elif kind == "ranking" and len(rows) > 1:
        yield Fault(CHART_UNSUITABLE, "a ranking orders one series", chart.path, "use `type: bar`")
    yield from check_lines(chart, rows)
    yield from check_totals(chart, rows)


def check_round(chart: RawChart, rows: list[Row]) -> Iterator[Fault]:
    kind = chart.kind
    if len(rows) > 1 or (kind == "share" and any(len(row.values) > 1 for row in rows)):
        what = "one value" if kind == "share" else "one series"
        yield Fault(CHART_UNSUITABLE, f"a {kind} chart shows {what}", chart.path, "use `type: column`")
        return
    found = figures(rows)
    for path, text, quantity in found:
        number = exact_number(quantity)
        if kind == "share" and (quantity.unit != PERCENT or not 0 <= number <= WHOLE):
            message = f"`{text}` is no share from 0% to 100%"
            yield Fault(CHART_UNSUITABLE, message, path, "a share is written as 96.9%")
        elif number < 0:
            yield no_part(path, text)
    if found and not any(quantity.number for _, _, quantity in found) and kind != "share":
        yield Fault(CHART_UNSUITABLE, "all values are 0", chart.path, "there is no whole to divide")


def check_whole(chart: RawChart, panels: list[list[Row]]) -> Iterator[Fault]:
    """What is piled up to a whole has no parts below 0; and 100 % of nothing is nothing."""
    for path, text, quantity in figures([row for panel in panels for row in panel]):
        if exact_number(quantity) < 0:
            yield no_part(path, text)
    if chart.kind == "area":
        if any(len(row.values) == 1 for panel in panels for row in panel):
            message = "an area goes from one category to the next, and there is only one"
            yield Fault(CHART_UNSUITABLE, message, chart.path, "use `type: column`")
        return
    for panel in panels:
        piles = zip(*(row.quantities for row in panel), strict=False)
        for pile in piles:
            if not any(quantity.number for _, _, quantity in pile if quantity):
                message = "all values of one category are 0"
                yield Fault(CHART_UNSUITABLE, message, pile[0][0], "there is no whole to divide")


def check_lines(chart: RawChart, rows: list[Row]) -> Iterator[Fault]:
    """Lines go with columns only, and only lines go by a second axis."""
    lines = [row for row in rows if row.line]
    if lines and chart.given[0] == "multiples":
        message = "small charts are of one kind; none mixes columns and lines"
        yield Fault(CHART_UNSUITABLE, message, lines[0].path[:-1], "leave the series' `type` out")
    elif lines and chart.kind not in COLUMN_KINDS and chart.kind != "line":
        message = f"a {chart.kind} chart takes no line beside its series"
        yield Fault(
            CHART_UNSUITABLE, message, lines[0].path[:-1], f"use `type: {COLUMN_KINDS[0]}` for the chart"
        )
    elif lines and len(lines) == len(rows) and chart.kind != "line":
        yield Fault(CHART_UNSUITABLE, "every series is a line", chart.path, "use `type: line` for the chart")
    for row in rows:
        if row.second and not row.line:
            message = "only a line goes by the second axis"
            yield Fault(CHART_UNSUITABLE, message, (*row.path[:-1], "axis"), "add `type: line` to the series")


def check_totals(chart: RawChart, rows: list[Row]) -> Iterator[Fault]:
    if not is_true(chart.data, "totals"):
        return
    path = (*chart.path, "totals")
    if chart.kind != "stacked-column" or any(row.line for row in rows):
        kind = f"{chart.kind} chart" + (" with lines" if any(row.line for row in rows) else "")
        hint = "use `type: stacked-column`, or leave it out"
        yield Fault(CHART_UNSUITABLE, f"a {kind} shows no totals", path, hint)
        return
    for at, text, quantity in figures(rows):
        if quantity.qualifier or exact_number(quantity) < 0:
            message = f"`{text}` cannot be summed up exactly"
            yield Fault(CHART_UNSUITABLE, message, at, "leave `totals` out")


def check_size(chart: RawChart) -> Iterator[Fault]:
    panels = chart.panels()
    limits = LIMITS.get(chart.kind)
    if chart.given[0] == "multiples":
        count = len(list(items_in((chart.path, chart.data), "multiples")))
        if count < FEWEST_MULTIPLES:
            message = f"`multiples` are {FEWEST_MULTIPLES} small charts or more"
            hint = "put the data under `values` or `series` of the chart itself"
            yield Fault(CHART_UNSUITABLE, message, (*chart.path, "multiples"), hint)
    if limits is None or chart.kind == "share":
        return
    most = max((len(row.values) for panel in panels for row in panel), default=0)
    if most > limits.categories:
        message = f"{most} categories; a {chart.kind} chart of more than {limits.categories} is hard to read"
        yield Fault(CHART_CROWDED, message, chart.path, "show fewer, or sum the small ones up")
    series = max((len(panel) for panel in panels), default=0)
    if series > limits.series > 1:
        message = f"{series} series; a {chart.kind} chart of more than {limits.series} is hard to read"
        yield Fault(CHART_CROWDED, message, chart.path, "show fewer, or make several charts")


def figures(rows: list[Row]) -> list[Found]:
    """The values that are numbers; the others were reported before."""
    return [(path, text, each) for row in rows for path, text, each in row.quantities if each is not None]


def no_part(path: KeyPath, text: str) -> Fault:
    message = f"`{text}` is negative, so it is no part of a whole"
    return Fault(CHART_UNSUITABLE, message, path, "use `type: column`")
