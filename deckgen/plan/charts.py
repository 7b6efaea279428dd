"""A chart of the report → `SourcedChart`: exact figures, a caption with the unit, and a description from the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from deckgen.content import grammar
from deckgen.content.charts import WHOLE, chart_number, kind_of, shared_unit
from deckgen.content.models import Chart, Indicator
from deckgen.content.quantities import Quantity
from deckgen.diagnostics import KeyPath
from deckgen.layouts.model import ChartFill, ChartRow, SourcedChart
from deckgen.plan.material import Reader
from deckgen.plan.words import ChartWords

MOST_SPOKEN = 8
"""Values that a description names one by one; of more, only the extremes are told."""


@dataclass(frozen=True, slots=True)
class ChartReader:
    """Reads charts whose data were checked before; `indicators` are the report's by id."""

    reader: Reader
    indicators: Mapping[str, Indicator]

    def chart(self, chart: Chart, origin: KeyPath) -> SourcedChart:
        text = self.reader.text
        return SourcedChart(
            self.fill(chart, origin),
            text(chart.source, (*origin, "source")) if chart.source else None,
            text(chart.takeaway, (*origin, "takeaway")) if chart.takeaway else None,
        )

    def fill(self, chart: Chart, origin: KeyPath) -> ChartFill:
        words = self.reader.words.charts
        kind = kind_of(chart.type, chart.value)
        names, rows = self.data(chart, kind)
        values = [value for row in rows for value in row.values]
        unit = shared_unit(values, chart.unit or "")
        label = self.reader.plain(chart.label or (rows[0].name if len(rows) == 1 else ""))
        fill = ChartFill(
            kind,
            tuple(names),
            tuple(rows),
            alt="",
            caption=caption_of(label, unit, words),
            name=label,
            unit=unit,
            highlight=self.highlight(chart, names),
            origin=origin,
        )
        return replace(fill, alt=chart.alt or describe(fill, words))

    def data(self, chart: Chart, kind: str) -> tuple[list[str], list[ChartRow]]:
        """Categories and rows, wherever the author put them."""
        unit = chart.unit or ""
        if chart.series or chart.values:
            given = [(row.name, row.values) for row in chart.series] or [(chart.label or "", chart.values)]
            rows = [ChartRow(self.reader.plain(name), numbers(values, unit)) for name, values in given]
            names = [self.reader.plain(name) for name in chart.categories]
            return self.as_share(names[0], rows[0].values[0]) if kind == "share" else (names, rows)
        found = [self.indicators[name] for name in chart.of]
        named = [(each.label or each.id or "", each.value) for each in found]
        named = named or [(chart.label or "", chart.value or "")]
        names = [self.reader.plain(name) for name, _ in named]
        values = numbers([value for _, value in named], unit)
        return self.as_share(names[0], values[0]) if kind == "share" else (names, [ChartRow("", values)])

    def as_share(self, name: str, share: Quantity) -> tuple[list[str], list[ChartRow]]:
        """A share and what is missing to the whole, so that the ring is one."""
        with localcontext(prec=2 * grammar.LONGEST):
            rest = WHOLE - exact(share)
        other = replace(share, before="", number=rest, number_text=f"{rest:f}", after="%")
        words = self.reader.words.charts
        return [name or words.kinds["share"], words.rest], [ChartRow(name, (share, other))]

    def highlight(self, chart: Chart, names: Sequence[str]) -> int | None:
        """The place of the highlighted category, which may be named by an indicator's id."""
        if not chart.highlight:
            return None
        if chart.highlight in chart.of:
            return chart.of.index(chart.highlight)
        return {name: place for place, name in enumerate(names)}.get(self.reader.plain(chart.highlight))


def numbers(values: Sequence[str], unit: str) -> tuple[Quantity, ...]:
    found = (chart_number(value, unit) for value in values)
    return tuple(quantity for quantity in found if quantity is not None)


def exact(quantity: Quantity) -> Decimal:
    """The number of a quantity that `chart_number` has let through."""
    if not isinstance(quantity.number, Decimal):
        raise TypeError(f"`{quantity.display}` is not one exact number")
    return quantity.number


def caption_of(name: str, unit: str, words: ChartWords) -> str:
    if not unit or unit == "%":
        return name
    return words.caption.format(name, unit) if name else words.unit.format(unit)


def describe(fill: ChartFill, words: ChartWords) -> str:
    """The chart in a few sentences, for readers who cannot see it."""
    kind, first = words.kinds[fill.kind], fill.rows[0]
    if fill.kind == "share":
        told = first.values[0].display
        return words.opening.format(kind, words.value.format(fill.name or fill.categories[0], told)).strip()
    opening = words.opening.format(kind, fill.caption) if fill.caption else kind
    rows = (words.row.format(row.name, said) if row.name and len(fill.rows) > 1 else said
            for row in fill.rows for said in [sentence(row, fill.categories, words)])  # fmt: skip
    return "".join(f"{said}{words.stop}" for said in (opening, *rows)).strip()


def sentence(row: ChartRow, names: Sequence[str], words: ChartWords) -> str:
    return words.comma.join(clauses(row, names, words))


def clauses(row: ChartRow, names: Sequence[str], words: ChartWords) -> Iterator[str]:
    pairs = list(zip(names, row.values, strict=True))
    if len(pairs) <= MOST_SPOKEN:
        yield from (words.value.format(name, value.display) for name, value in pairs)
    else:
        yield words.span.format(len(pairs), names[0], names[-1])
    ordered = sorted(pairs, key=lambda pair: exact(pair[1]))
    (low, least), (high, most) = ordered[0], ordered[-1]
    if exact(least) != exact(most) and len(pairs) > 1:
        yield words.extremes.format(high, most.display, low, least.display)
