"""What fitting every kind of chart needs: the room there is, widths of words in it, heading and legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from deckgen.content.charts import exact_number
from deckgen.content.inline import Run
from deckgen.diagnostics import Sink
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import Area, ChartLine, FittedChart, FittedRow, Label, Tint
from deckgen.fit.number_formats import number_format, shown
from deckgen.fit.palette import TEXT, Palette
from deckgen.fit.sizes import sizes_down
from deckgen.fit.text import lay_out, line_pitch, line_width
from deckgen.layouts.model import ChartFill, ChartRow, Paragraph
from deckgen.records import dataclass
from deckgen.templates.model import LevelStyle, Placeholder
from deckgen.units import EMU_PER_POINT, emu

LARGEST, FLOOR = 16.0, 12.0
"""Points; labels of a chart are neither smaller nor larger."""
GAP = 6.0
"""Points between a chart's parts."""
KEY = 30.0
"""Points that a legend entry takes beside its text."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A chart and its place; all lengths in points."""

    fill: ChartFill
    width: float
    height: float
    style: LevelStyle
    bold: LevelStyle
    """The same in bold."""
    palette: Palette
    fonts: FontBook
    sink: Sink

    @property
    def sizes(self) -> list[float]:
        """From the placeholder's own size, within what suits a chart, down to the smallest."""
        return list(sizes_down(max(FLOOR, min(LARGEST, self.style.points)), FLOOR))

    @property
    def count(self) -> int:
        return len(self.fill.categories)

    def text_width(self, text: str, points: float, *, bold: bool = False) -> float:
        return line_width(text, self.bold if bold else self.style, points, self.fonts)

    @property
    def rows_compared(self) -> tuple[ChartRow, ...]:
        """The rows of every chart of the same scale: all of them must come to the same sizes."""
        return tuple(row for rows in self.fill.compared for row in rows)

    @property
    def names(self) -> tuple[str, ...]:
        return self.fill.names or self.fill.categories

    @property
    def drawn(self) -> tuple[ChartRow, ...]:
        """The rows that have marks; a total has labels only."""
        return tuple(row for row in self.fill.rows if not row.total)

    @property
    def columns(self) -> tuple[ChartRow, ...]:
        """The drawn rows that are no lines above the others."""
        return tuple(row for row in self.drawn if not row.line)

    def label_width(self, points: float, *, bare: bool, rows: Sequence[ChartRow] | None = None) -> float:
        """The widest value label."""
        values = (value for row in (self.rows_compared if rows is None else rows) for value in row.values)
        return max(self.text_width(shown(value, bare=bare), points) for value in values)

    def names_width(self, points: float) -> float:
        return max(self.text_width(name, points) for name in self.names)

    def pitch(self, points: float) -> float:
        return line_pitch(self.style, points, self.fonts)

    def lines_of(self, text: str, points: float, width: float) -> tuple[tuple[str, ...], bool]:
        """The lines of `text` in so many points, and whether a word had to be cut."""
        laid = lay_out(
            (Paragraph((Run(text),)),),
            (self.style,),
            (points,),
            emu(max(width, 1)),
            self.fonts,
            headline=True,
        )
        return laid.lines[0], laid.cuts_words

    def area(self, left: float, top: float, width: float, height: float) -> Area:
        """Points as fractions of the chart, kept inside it."""
        left, top = min(max(left, 0), self.width), min(max(top, 0), self.height)
        width, height = min(max(width, 0), self.width - left), min(max(height, 0), self.height - top)
        across, down = self.width, self.height
        return Area(*(round(n, 4) for n in (left / across, top / down, width / across, height / down)))

    def heading(self, points: float, *, bare: bool) -> tuple[ChartLine, ...]:
        """What the numbers count; with the unit when the labels go without it."""
        has_units = any(value.after.strip() for row in self.rows_compared for value in row.values)
        text = self.fill.caption if bare or not has_units else self.fill.name
        if self.fill.headings:
            return (ChartLine(self.fill.headings[0], points, TEXT, bold=True),)
        return (ChartLine(text, points, self.palette.muted),) if text else ()

    def legend(self, names: Sequence[str], points: float, top: float) -> Area:
        """A row of names at the left edge, or several rows."""
        wanted = sum(self.text_width(name, points) + KEY for name in names) * 1.1
        rows = -(-wanted // self.width)
        return self.area(0, top, min(wanted, self.width), rows * self.pitch(points) + 4)

    def legend_at_right(self, names: Sequence[str], points: float) -> Area:
        """A row of names that ends at the right edge, on the line of the heading."""
        wanted = sum(self.text_width(name, points) + KEY for name in names) * 1.1
        return self.area(self.width - wanted, 0, wanted, self.pitch(points) + 4)

    @property
    def lone_name(self) -> str:
        """What stands in the workbook above a row that has no name."""
        return self.fill.caption if len(self.fill.rows) == 1 else ""

    def tint(self, number: int) -> Tint:
        """The colour of a row. Lighter ones, for when there are many, are too faint for a line."""
        tint = self.palette.tint(number)
        return TEXT if self.fill.rows[number].line and not self.palette.is_visible(tint) else tint

    def rows(
        self, labels: Sequence[Sequence[Label | None]], *, bare: bool, names: Sequence[str] = ()
    ) -> tuple[FittedRow, ...]:
        """The rows with a label for each point, under `names` where they are not to have their own."""
        tints = self.tints()
        return tuple(
            FittedRow(
                (names[number] if names else row.name) or self.lone_name,
                tuple(exact_number(value) for value in row.values),
                tuple(number_format(value, bare=bare) for value in row.values),
                self.usual(number),
                tints[number],
                tuple(labels[number]),
                line=row.line or row.total,
                second=row.second,
                total=row.total,
            )
            for number, row in enumerate(self.fill.rows)
        )

    def value_labels(self, row: ChartRow, position: str, *, bare: bool) -> list[Label | None]:
        """A label at every point, in the point's own format; that of a lone highlighted one is stressed."""
        marked = self.fill.highlight if len(self.columns) == 1 and not row.line else None
        return [
            Label(
                number_format(value, bare=bare),
                self.palette.stressed if number == marked else TEXT,
                position,
                bold=True,
            )
            for number, value in enumerate(row.values)
        ]

    def chart(self, rows: tuple[FittedRow, ...], points: float, plot: Area) -> FittedChart:
        """The fitted chart as far as all kinds are alike."""
        fill = self.fill
        return FittedChart(
            fill.kind,
            fill.categories,
            rows,
            points,
            plot,
            fill.alt,
            muted=self.palette.muted,
            origin=fill.origin,
        )

    def tints(self) -> list[tuple[Tint, ...]]:
        """A colour for every point: what is highlighted stands out, and all else steps back."""
        marked = self.fill.highlight
        return [
            tuple(self.strong(number) if place == marked else usual for place in range(self.count))
            for number in range(len(self.fill.rows))
            for usual in [self.usual(number)]
        ]

    def usual(self, number: int) -> Tint:
        """The colour of a row, which its legend entry has, too. A line goes on being one line: only the
        highlighted point leaves its colour."""
        full = self.tint(number)
        if self.fill.highlight is None or self.fill.kind == "line" or self.fill.rows[number].line:
            return full
        return self.palette.quiet(self.palette.muted if len(self.columns) == 1 else full)

    def strong(self, number: int) -> Tint:
        """The colour of a highlighted point."""
        alone = len(self.columns) == 1 and not self.fill.rows[number].line
        return self.palette.highlight if alone else self.tint(number)


def ground_of(
    fill: ChartFill, placeholder: Placeholder, palette: Palette, fonts: FontBook, sink: Sink
) -> Ground:
    box = placeholder.box
    style, bold = _plain(placeholder.levels[0])
    width, height = max(box.width, 1) / EMU_PER_POINT, max(box.height, 1) / EMU_PER_POINT
    return Ground(fill, width, height, style, bold, palette, fonts, sink)


@lru_cache(maxsize=64)
def _plain(level: LevelStyle) -> tuple[LevelStyle, LevelStyle]:
    """The style as charts use it, which have neither bullets nor spacing of their own; regular and bold."""
    style = replace(
        level, margin_left=0, indent=0, bullet=None, bold=False, line_points=None, line_spacing=1.0
    )
    return style, replace(style, bold=True)
