"""What a chart can have wrong in its data: none or twice, lengths, numbers, units, references, highlights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from deckgen.codes import (
    CHART_UNEVEN,
    INVALID_VALUE,
    MISSING_FIELD,
    NOT_A_NUMBER,
    UNITS_DIFFER,
    UNKNOWN_REFERENCE,
)
from deckgen.content.chart_rows import RawChart, Row
from deckgen.content.charts import unit_of
from deckgen.content.checking_chart_kinds import check_kind, check_size
from deckgen.content.raw import Fault, Item, items_in, text_of, texts_in
from deckgen.content.suggesting import did_you_mean

KEYS = ("chart", "values", "multiples")
"""Where a fault concerns the whole of what stands under a key, the key is pointed at."""


def check_charts(bodies: Iterable[Item], indicators: Mapping[str, Item]) -> Iterator[Fault]:
    """Every fault of the charts that sections and slides hold; `indicators` are the report's by id."""
    for path, body in bodies:
        chart = body.get("chart")
        data = {"value": chart} if isinstance(chart, str) else chart
        if isinstance(data, dict) and any(value is not None for value in data.values()):
            for fault in check_chart(RawChart((*path, "chart"), data, indicators)):
                yield replace(fault, at_key=fault.path[-1] in KEYS)


def check_chart(chart: RawChart) -> Iterator[Fault]:
    given = chart.given
    if not given and chart.data.get("data"):
        return  # the file gave nothing, which has been told
    if not given:
        hint = "give `categories` and `values`, `series`, `multiples`, or `of` with ids of indicators"
        yield Fault(MISSING_FIELD, "the chart has no data", chart.path, hint)
        return
    for key in given[1:]:
        message = f"a chart takes `{given[0]}` or `{key}`, not both"
        yield Fault(INVALID_VALUE, message, (*chart.path, key), "keep the one you mean")
    if given[0] in ("values", "series", "multiples"):
        yield from check_categories(chart)
    elif chart.data.get("categories"):
        message = f"`{given[0]}` brings the names of its own; `categories` has no use here"
        yield Fault(INVALID_VALUE, message, (*chart.path, "categories"), "leave it out")
    if given[0] == "of":
        yield from check_references(chart)
    if given[0] == "multiples":
        yield from check_multiples(chart)
    yield from check_lines_named(chart)
    yield from check_numbers(chart)
    yield from check_kind(chart)
    yield from check_size(chart)
    yield from check_highlight(chart)


def check_references(chart: RawChart) -> Iterator[Fault]:
    for number, name in enumerate(texts_in(chart.data, "of")):
        if name and name not in chart.indicators:
            hint = did_you_mean(name, sorted(chart.indicators)) or f"give an indicator `id: {name}`"
            message = f"no indicator has the id `{name}`"
            yield Fault(UNKNOWN_REFERENCE, message, (*chart.path, "of", number), hint)


def check_categories(chart: RawChart) -> Iterator[Fault]:
    if not chart.data.get("categories"):
        hint = "add `categories: […]`, one name for each value"
        yield Fault(MISSING_FIELD, "`categories` is missing", chart.path, hint)
        return
    count = len(texts_in(chart.data, "categories"))
    for rows in chart.panels():
        for row in rows:
            if len(row.values) != count:
                message = f"{len(row.values)} values for {count} categories"
                yield Fault(CHART_UNEVEN, message, row.path, "give each category exactly one value")


def check_multiples(chart: RawChart) -> Iterator[Fault]:
    for path, panel in items_in((chart.path, chart.data), "multiples"):
        if not panel.get("values") and not panel.get("series"):
            yield Fault(MISSING_FIELD, "the small chart has no data", path, "give it `values` or `series`")
        elif panel.get("values") and panel.get("series"):
            message = "a small chart takes `values` or `series`, not both"
            yield Fault(INVALID_VALUE, message, (*path, "series"), "keep the one you mean")


def check_lines_named(chart: RawChart) -> Iterator[Fault]:
    known = [text_of(series, "name") for _, series in items_in((chart.path, chart.data), "series")]
    for number, name in enumerate(texts_in(chart.data, "lines")):
        if name and name not in known:
            hint = did_you_mean(name, known) or "name one of the chart's series"
            yield Fault(INVALID_VALUE, f"no series is called `{name}`", (*chart.path, "lines", number), hint)


def check_numbers(chart: RawChart) -> Iterator[Fault]:
    """Every value is one number, and all along one axis count the same; lines may have one of their own."""
    rows = [row for panel in chart.panels() for row in panel]
    yield from one_unit([row for row in rows if not row.line])
    lines = [row for row in rows if row.line]
    if not lines:
        return
    base = next((row.counts for row in rows if not row.line), "")
    first = [row for row in lines if row.counts == base]
    second = [row for row in lines if row.counts != base]
    yield from one_unit(first)
    yield from one_unit(second)


def one_unit(rows: list[Row]) -> Iterator[Fault]:
    units: dict[str, str] = {}
    for path, text, quantity in (found for row in rows for found in row.quantities):
        if quantity is None:
            hint = "write one number, such as 38.1 or 205.78亿元"
            yield Fault(NOT_A_NUMBER, f"`{text}` is not one exact number", path, hint)
        elif (unit := unit_of(quantity)) not in units:
            if units:
                first, of = next(iter(units.items()))
                message = f"`{text}` counts {unit or 'nothing'}, but `{of}` counts {first or 'nothing'}"
                yield Fault(UNITS_DIFFER, message, path, "write all values of a chart in one unit")
            units[unit] = text


def check_highlight(chart: RawChart) -> Iterator[Fault]:
    name = text_of(chart.data, "highlight")
    if not name:
        return
    known = chart.names()
    if name not in known:
        hint = did_you_mean(name, known) or "name one of the chart's categories"
        yield Fault(INVALID_VALUE, f"no category is called `{name}`", (*chart.path, "highlight"), hint)
    elif chart.kind == "area":
        message = "an area has no single category to highlight"
        yield Fault(INVALID_VALUE, message, (*chart.path, "highlight"), "leave it out, or use `type: line`")
