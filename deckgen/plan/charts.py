"""A chart of the report → `SourcedChart` or `ChartSet`: exact numbers, units, and a description made from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from deckgen.content import grammar
from deckgen.content.charts import COLUMN_KINDS, WHOLE, chart_number, exact_number, kind_of, shared_unit
from deckgen.content.inline import Run
from deckgen.content.models import Chart, Indicator, Series
from deckgen.content.quantities import Quantity
from deckgen.diagnostics import KeyPath
from deckgen.forms.form import replaced
from deckgen.layouts.model import ChartFill, ChartRow, ChartSet, Paragraph, SourcedChart, Text
from deckgen.plan.chart_words import caption_of, describe
from deckgen.plan.material import Reader, dotted
from deckgen.plan.ranking import ranked
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class ChartReader:
    """Reads charts whose data have been checked; `indicators` are the report's by id."""

    reader: Reader
    indicators: Mapping[str, Indicator]

    def chart(self, chart: Chart, origin: KeyPath) -> SourcedChart:
        return SourcedChart(
            self.fill(chart, origin), self.source(chart, origin), self.takeaway(chart, origin)
        )

    def multiples(self, chart: Chart, origin: KeyPath) -> ChartSet:
        """A chart for each of `multiples`. What they all count is said only once: at the start of the source line."""
        words = self.reader.words.charts
        fills = [self.multiple(chart, number, origin) for number in range(len(chart.multiples))]
        panels = tuple(fill.rows for fill in fills)
        names = tuple(fill.name for fill in fills)
        found = (replace(fill, panels=panels, headings=(fill.name, *names)) for fill in fills)
        caption = caption_of(self.reader.plain(chart.label or ""), fills[0].unit, words)
        counted = Run(caption) if caption else None
        source = self.source(chart, origin)
        if counted:
            runs = [(counted,), *((line.runs for line in source.paragraphs) if source else ())]
            source = Text((Paragraph(dotted(runs)),), (*origin, "source" if chart.source else "label"))
        return ChartSet(tuple(found), source, self.takeaway(chart, origin))

    def multiple(self, chart: Chart, number: int, origin: KeyPath) -> ChartFill:
        panel = chart.multiples[number]
        alone = replaced(chart, multiples=(), values=panel.values, series=panel.series, label=panel.name)
        return self.fill(alone, (*origin, "multiples", number))

    def source(self, chart: Chart, origin: KeyPath) -> Text | None:
        return self.reader.text(chart.source, (*origin, "source")) if chart.source else None

    def takeaway(self, chart: Chart, origin: KeyPath) -> Text | None:
        return self.reader.text(chart.takeaway, (*origin, "takeaway")) if chart.takeaway else None

    def fill(self, chart: Chart, origin: KeyPath) -> ChartFill:
        words = self.reader.words.charts
        kind = kind_of(chart.type, chart.value)
        names, rows = self.data(chart, kind)
        values = [value for row in rows if not row.second for value in row.values]
        unit = shared_unit(values, chart.unit or "")
        label = self.reader.plain(chart.label or (rows[0].name if len(rows) == 1 else ""))
        fill = ChartFill(
            kind,
            tuple(names),
            tuple(rows),
            alt="",
            caption=label if any(row.second for row in rows) else caption_of(label, unit, words),
            name=label,
            unit=unit,
            highlight=self.highlight(chart, names),
            origin=origin,
        )
        fill = ranked(fill) if kind == "ranking" else fill
        fill = replace(fill, alt=chart.alt or describe(fill, words))
        return replace(fill, rows=(*fill.rows, total_of(rows, words.total))) if chart.totals else fill

    def data(self, chart: Chart, kind: str) -> tuple[list[str], list[ChartRow]]:
        """Categories and rows, from whichever key the author put the data under."""
        unit = chart.unit or ""
        if chart.series or chart.values:
            rows = self.rows(chart, kind)
            names = [self.reader.plain(name) for name in chart.categories]
            return self.as_share(names[0], rows[0].values[0]) if kind == "share" else (names, rows)
        found = [self.indicators[name] for name in chart.of]
        named = [(each.label or each.id or "", each.value) for each in found]
        named = named or [(chart.label or "", chart.value or "")]
        names = [self.reader.plain(name) for name, _ in named]
        values = numbers([value for _, value in named], unit)
        return self.as_share(names[0], values[0]) if kind == "share" else (names, [ChartRow("", values)])

    def rows(self, chart: Chart, kind: str) -> list[ChartRow]:
        """The chart's rows, columns before lines; a line that counts something else has an axis of its own."""
        given = chart.series or (Series(name=chart.label or "", values=chart.values),)
        rows = [self.row(series, chart.unit or "") for series in given]
        lines = [series.type == "line" or series.name in chart.lines for series in given]
        if kind not in COLUMN_KINDS or not any(lines):
            return rows
        units = [unit_of_row(row, series, chart.unit) for row, series in zip(rows, given, strict=True)]
        base = next((unit for unit, line in zip(units, lines, strict=True) if not line), "")
        second = [
            line and (unit != base or series.axis == "second")
            for unit, line, series in zip(units, lines, given, strict=True)
        ]
        if any(second):
            rows = [self.captioned(row, unit, on) for row, unit, on in zip(rows, units, second, strict=True)]
        drawn = [
            replace(row, line=line, second=on) for row, line, on in zip(rows, lines, second, strict=True)
        ]
        return sorted(drawn, key=lambda row: row.line)

    def row(self, series: Series, unit: str) -> ChartRow:
        return ChartRow(self.reader.plain(series.name), numbers(series.values, series.unit or unit))

    def captioned(self, row: ChartRow, unit: str, second: bool) -> ChartRow:
        """The row with its captions: the name with the unit, and the same saying that it goes by the second axis."""
        words = self.reader.words.charts
        caption = caption_of(row.name, unit, words)
        told = words.comma.join(filter(None, (unit, words.second_axis))).strip()
        return replace(row, captions=(caption, words.caption.format(row.name, told) if second else caption))

    def as_share(self, name: str, share: Quantity) -> tuple[list[str], list[ChartRow]]:
        """Categories and row of a ring: the share, and what it lacks to 100 %."""
        with localcontext(prec=2 * grammar.LONGEST):
            rest = WHOLE - exact_number(share)
        other = replace(share, before="", number=rest, number_text=f"{rest:f}", after="%")
        words = self.reader.words.charts
        return [name or words.kinds["share"], words.rest], [ChartRow(name, (share, other))]

    def highlight(self, chart: Chart, names: Sequence[str]) -> int | None:
        """The index of the highlighted category, which may be named by an indicator's id."""
        if not chart.highlight:
            return None
        if chart.highlight in chart.of:
            return chart.of.index(chart.highlight)
        return {name: place for place, name in enumerate(names)}.get(self.reader.plain(chart.highlight))


def total_of(rows: Sequence[ChartRow], name: str) -> ChartRow:
    """A row with the sum of each category's values."""
    piles = zip(*(row.values for row in rows), strict=True)
    return ChartRow(name, tuple(summed(pile) for pile in piles), total=True)


def summed(pile: Sequence[Quantity]) -> Quantity:
    """The exact sum of the values, written like the one with the most decimals."""
    with localcontext(prec=2 * grammar.LONGEST):
        number = sum((exact_number(value) for value in pile), Decimal(0))
    longest = max(pile, key=lambda value: decimals(exact_number(value)))
    grouped = any(grammar.SEPARATOR.search(value.number_text) for value in pile)
    return replace(longest, number=number, number_text=f"{number:,f}" if grouped else f"{number:f}")


def decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def unit_of_row(row: ChartRow, series: Series, unit: str | None) -> str:
    return shared_unit(row.values, series.unit or unit or "")


def numbers(values: Sequence[str], unit: str) -> tuple[Quantity, ...]:
    found = (chart_number(value, unit) for value in values)
    return tuple(quantity for quantity in found if quantity is not None)
