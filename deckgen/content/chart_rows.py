"""A chart's data as written → its series, with the key path of every value, whichever key they stand under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.content.charts import chart_number, kind_of, shared_unit
from deckgen.content.quantities import Quantity
from deckgen.content.raw import Item, items_in, text_of, texts_in
from deckgen.diagnostics import KeyPath
from deckgen.records import dataclass

DATA = ("value", "of", "values", "series", "multiples")
"""The keys that a chart's data may stand under: exactly one of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One series: the key path and text of each value (None for what is no text), and the unit given for them."""

    path: KeyPath
    values: tuple[tuple[KeyPath, str | None], ...]
    unit: str = ""
    line: bool = False
    second: bool = False

    @property
    def quantities(self) -> list[tuple[KeyPath, str, Quantity | None]]:
        return [(path, text, chart_number(text, self.unit)) for path, text in self.values if text]

    @property
    def counts(self) -> str:
        """What the values count: their own unit, else that given for them."""
        return shared_unit([each for _, _, each in self.quantities if each is not None], self.unit)


@dataclass(frozen=True, slots=True)
class RawChart:
    """A chart as data, before it becomes a model; `indicators` are the report's by id."""

    path: KeyPath
    data: dict[str, object]
    indicators: Mapping[str, Item]

    @property
    def kind(self) -> str:
        return kind_of(text_of(self.data, "type"), text_of(self.data, "value"))

    @property
    def given(self) -> list[str]:
        """The keys that data stand under; more than one is a fault."""
        return [key for key in DATA if self.data.get(key)]

    def panels(self) -> list[list[Row]]:
        """The rows of each small chart, or those of the one chart."""
        if self.given[0] != "multiples":
            return [list(self.rows())]
        return [list(self.rows_in(panel)) for panel in items_in((self.path, self.data), "multiples")]

    def rows(self) -> Iterator[Row]:
        given = self.given[0]
        if given == "value":
            yield Row(self.path, (((*self.path, "value"), text_of(self.data, "value")),), self.unit)
        elif given == "of":
            yield Row((*self.path, "of"), tuple(self.referred()), self.unit)
        else:
            yield from self.rows_in((self.path, self.data))

    def rows_in(self, item: Item) -> Iterator[Row]:
        """The unnamed row, or the series, of a chart or of one small chart."""
        if item[1].get("values"):
            yield self.row(item)
        for series in items_in(item, "series"):
            yield self.row(series)

    def row(self, item: Item) -> Row:
        path, data = (*item[0], "values"), item[1]
        values = tuple(((*path, n), text) for n, text in enumerate(texts_in(data, "values")))
        named = text_of(data, "name") in texts_in(self.data, "lines")
        line = item[0] != self.path and (named or text_of(data, "type") == "line")
        unit = (text_of(data, "unit") if item[0] != self.path else "") or self.unit
        return Row(path, values, unit, line, text_of(data, "axis") == "second")

    def referred(self) -> Iterator[tuple[KeyPath, str | None]]:
        for number, name in enumerate(texts_in(self.data, "of")):
            if name and name in self.indicators:
                yield (*self.path, "of", number), text_of(self.indicators[name][1], "value") or None

    @property
    def unit(self) -> str:
        return text_of(self.data, "unit")

    def names(self) -> list[str]:
        """The categories, as a highlight may name them."""
        if self.given[0] != "of":
            return [name for name in texts_in(self.data, "categories") if name]
        ids = [name for name in texts_in(self.data, "of") if name and name in self.indicators]
        labels = [text_of(self.indicators[name][1], "label") for name in ids]
        return [name for name in (*labels, *ids) if name]
