"""What a chart can have wrong in its sense: numbers, lengths, units, references, and more than can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from deckgen.codes import (
    CHART_CROWDED,
    CHART_UNEVEN,
    CHART_UNSUITABLE,
    INVALID_VALUE,
    MISSING_FIELD,
    NOT_A_NUMBER,
    UNITS_DIFFER,
    UNKNOWN_REFERENCE,
)
from deckgen.content.charts import LIMITS, PERCENT, ROUND_KINDS, WHOLE, chart_number, kind_of, unit_of
from deckgen.content.quantities import Quantity
from deckgen.content.raw import Fault, Item, items_in, text_of, texts_in
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import KeyPath

DATA = ("value", "of", "values", "series")
"""A chart's data stand under exactly one of these."""


@dataclass(frozen=True, slots=True)
class Row:
    """One series as data: the written values with their places."""

    path: KeyPath
    values: tuple[tuple[KeyPath, str | None], ...]


def check_charts(bodies: Iterable[Item], indicators: Mapping[str, Item]) -> Iterator[Fault]:
    """Every fault of the charts that sections and slides hold; `indicators` are the report's by id."""
    for path, body in bodies:
        chart = body.get("chart")
        data = {"value": chart} if isinstance(chart, str) else chart
        if isinstance(data, dict) and any(value is not None for value in data.values()):
            for fault in _Chart((*path, "chart"), data, indicators).faults():
                yield replace(fault, at_key=fault.path[-1] in ("chart", "values"))


@dataclass(frozen=True, slots=True)
class _Chart:
    path: KeyPath
    data: dict[str, object]
    indicators: Mapping[str, Item]

    @property
    def kind(self) -> str:
        return kind_of(text_of(self.data, "type"), text_of(self.data, "value"))

    def faults(self) -> Iterator[Fault]:
        given = [key for key in DATA if self.data.get(key)]
        if not given:
            hint = "give `categories` and `values`, `series`, or `of` with ids of indicators"
            yield Fault(MISSING_FIELD, "the chart has no data", self.path, hint)
            return
        for key in given[1:]:
            message = f"a chart takes `{given[0]}` or `{key}`, not both"
            yield Fault(INVALID_VALUE, message, (*self.path, key), "keep the one you mean")
        if given[0] in ("values", "series"):
            yield from self.of_categories()
        elif self.data.get("categories"):
            message = f"`{given[0]}` brings the names of its own; `categories` has no use here"
            yield Fault(INVALID_VALUE, message, (*self.path, "categories"), "leave it out")
        if given[0] == "of":
            yield from self.of_references()
        rows = list(self.rows(given[0]))
        yield from self.of_numbers(rows)
        yield from self.of_kind(rows)
        yield from self.of_size(rows)
        yield from self.of_highlight(given[0])

    def rows(self, given: str) -> Iterator[Row]:
        if given == "value":
            yield Row(self.path, (((*self.path, "value"), text_of(self.data, "value")),))
        elif given == "of":
            yield Row((*self.path, "of"), tuple(self.referred()))
        elif given == "values":
            yield _row((*self.path, "values"), self.data)
        else:
            for path, series in items_in((self.path, self.data), "series"):
                yield _row((*path, "values"), series)

    def referred(self) -> Iterator[tuple[KeyPath, str | None]]:
        for number, name in enumerate(texts_in(self.data, "of")):
            if name and name in self.indicators:
                yield (*self.path, "of", number), text_of(self.indicators[name][1], "value") or None

    def of_references(self) -> Iterator[Fault]:
        for number, name in enumerate(texts_in(self.data, "of")):
            if name and name not in self.indicators:
                hint = did_you_mean(name, sorted(self.indicators)) or f"give an indicator `id: {name}`"
                message = f"no indicator has the id `{name}`"
                yield Fault(UNKNOWN_REFERENCE, message, (*self.path, "of", number), hint)

    def of_categories(self) -> Iterator[Fault]:
        if not self.data.get("categories"):
            hint = "add `categories: […]`, one name for each value"
            yield Fault(MISSING_FIELD, "`categories` is missing", self.path, hint)
            return
        count = len(texts_in(self.data, "categories"))
        given = next(key for key in ("values", "series") if self.data.get(key))
        for row in self.rows(given):
            if len(row.values) != count:
                message = f"{len(row.values)} values for {count} categories"
                yield Fault(CHART_UNEVEN, message, row.path, "give each category exactly one value")

    def of_numbers(self, rows: list[Row]) -> Iterator[Fault]:
        units: dict[str, str] = {}
        for path, text, quantity in self.quantities(rows):
            if quantity is None:
                hint = "write one number, such as 38.1 or 205.78亿元"
                yield Fault(NOT_A_NUMBER, f"`{text}` is not one exact number", path, hint)
            elif (unit := unit_of(quantity)) not in units:
                if units:
                    first, of = next(iter(units.items()))
                    message = f"`{text}` counts {unit or 'nothing'}, but `{of}` counts {first or 'nothing'}"
                    yield Fault(UNITS_DIFFER, message, path, "write all values of a chart in one unit")
                units[unit] = text

    def quantities(self, rows: list[Row]) -> Iterator[tuple[KeyPath, str, Quantity | None]]:
        unit = text_of(self.data, "unit")
        for row in rows:
            for path, text in row.values:
                if text:
                    yield path, text, chart_number(text, unit)

    def of_kind(self, rows: list[Row]) -> Iterator[Fault]:
        if self.kind not in ROUND_KINDS:
            return
        if len(rows) > 1 or (self.kind == "share" and any(len(row.values) > 1 for row in rows)):
            what = "one value" if self.kind == "share" else "one series"
            yield Fault(
                CHART_UNSUITABLE, f"a {self.kind} chart shows {what}", self.path, "use `type: column`"
            )
            return
        found = [(path, text, each) for path, text, each in self.quantities(rows) if each is not None]
        for path, text, quantity in found:
            number = quantity.number
            assert isinstance(number, Decimal)  # noqa: S101 (chart_number takes nothing else)
            if self.kind == "share" and (quantity.unit != PERCENT or not 0 <= number <= WHOLE):
                message = f"`{text}` is no share from 0% to 100%"
                yield Fault(CHART_UNSUITABLE, message, path, "a share is written as 96.9%")
            elif number < 0:
                message = f"`{text}` is negative, so it is no part of a whole"
                yield Fault(CHART_UNSUITABLE, message, path, "use `type: column`")
        if found and not any(quantity.number for _, _, quantity in found) and self.kind != "share":
            yield Fault(CHART_UNSUITABLE, "all values are 0", self.path, "there is no whole to divide")

    def of_size(self, rows: list[Row]) -> Iterator[Fault]:
        limits = LIMITS.get(self.kind)
        if limits is None or self.kind == "share":
            return
        most = max((len(row.values) for row in rows), default=0)
        if most > limits.categories:
            message = (
                f"{most} categories; a {self.kind} chart of more than {limits.categories} is hard to read"
            )
            yield Fault(CHART_CROWDED, message, self.path, "show fewer, or sum the small ones up")
        if len(rows) > limits.series > 1:
            message = f"{len(rows)} series; a {self.kind} chart of more than {limits.series} is hard to read"
            yield Fault(CHART_CROWDED, message, self.path, "show fewer, or make several charts")

    def of_highlight(self, given: str) -> Iterator[Fault]:
        name = text_of(self.data, "highlight")
        known = self.names(given)
        if name and name not in known:
            hint = did_you_mean(name, known) or "name one of the chart's categories"
            yield Fault(INVALID_VALUE, f"no category is called `{name}`", (*self.path, "highlight"), hint)

    def names(self, given: str) -> list[str]:
        """The categories, as a highlight may name them."""
        if given != "of":
            return [name for name in texts_in(self.data, "categories") if name]
        ids = [name for name in texts_in(self.data, "of") if name and name in self.indicators]
        labels = [text_of(self.indicators[name][1], "label") for name in ids]
        return [name for name in (*labels, *ids) if name]


def _row(path: KeyPath, data: dict[str, object]) -> Row:
    return Row(path, tuple(((*path, n), text) for n, text in enumerate(texts_in(data, "values"))))
