"""A table and its place → its pages: one type size, widths of columns, heights of rows, lines of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from deckgen import codes
from deckgen.diagnostics import KeyPath, Sink
from deckgen.fit.fonts import Fonts, is_east_asian_face
from deckgen.fit.model import FittedCell, FittedTable, FittedTableRow
from deckgen.fit.scripts import is_east_asian
from deckgen.fit.sizes import sizes_down
from deckgen.fit.table_columns import Needs, column_widths, fixed_widths, needs_of
from deckgen.fit.table_pages import groups_of, page_starts
from deckgen.fit.text import LaidOut, lay_out, line_pitch
from deckgen.layouts.model import TableCell, TableFill, TableRow
from deckgen.records import dataclass
from deckgen.templates.model import LevelStyle, Placeholder
from deckgen.units import EMU_PER_POINT, emu

LARGEST, PREFERRED, FLOOR = 18.0, 14.0, 12.0
"""Points. Smaller than `PREFERRED` only to spare a second page, or where a word would be cut."""
SMALLEST = 6.0
LARGE_SIDE = 11.0
SIDES = (8.0, 5.0)
"""Points left and right of a cell's text, roomy and tight."""
APART = 14.0
"""Points more between a column of numbers and words that begin right after it."""
LARGE_PADS, PADS, TIGHT_PADS = (10.0, 8.0), (10.0, 8.0, 6.5, 5.0), (8.0, 6.5, 5.0, 4.0, 3.0)
"""Points above and below a cell's text: of large letters, of comfortable ones, of the smallest."""
EAST_ASIAN_LINE = 1.46
"""Ems of a line with Chinese characters: in tables LibreOffice goes by the face, and takes more than PowerPoint."""
MANY_ROWS = 60
"""Tables with more are not tried in several widths."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the table stands; lengths in points."""

    width: float
    height: float
    style: LevelStyle
    fonts: Fonts


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice of sizes, and the heights of all rows that follow from it."""

    points: float
    side: float
    lefts: tuple[float, ...]
    pad: float
    widths: tuple[float, ...]
    head: tuple[float, ...]
    body: tuple[float, ...]

    @property
    def height(self) -> float:
        return sum(self.head) + sum(self.body)


def fit_table(table: TableFill, placeholder: Placeholder, fonts: Fonts, sink: Sink) -> list[FittedTable]:
    """The table's pages. What cannot be shown at a legible size is reported, and set smaller."""
    return _Fitter(table, place_of(placeholder, fonts), sink).pages()


def place_of(placeholder: Placeholder, fonts: Fonts) -> Place:
    """Cells take the faces of the theme; their spacing is the master's own for other text: single lines."""
    level = placeholder.levels[0]
    style = LevelStyle(level.points, False, level.latin, level.east_asian, 0, 0)
    box = placeholder.box
    return Place(max(box.width, 1) / EMU_PER_POINT, max(box.height, 1) / EMU_PER_POINT, style, fonts)


class _Fitter:
    def __init__(self, table: TableFill, place: Place, sink: Sink) -> None:
        self.table, self.place, self.sink = table, place, sink
        self.needs: Needs = needs_of(table, place.style, place.fonts)
        self.bold = replace(place.style, bold=True)

    def pages(self) -> list[FittedTable]:
        largest = max(FLOOR, min(LARGEST, self.place.style.points))
        setting = self.whole(largest) or self.continued() or self.squeezed()
        cuts = self.cuts(setting)
        self.report_high(setting, cuts, self.place.height - sum(setting.head))
        return [self.page(setting, first, last) for first, last in pairwise(cuts)]

    def whole(self, largest: float) -> Setting | None:
        """Everything on one page, as large and roomy as that goes."""
        rows = len(self.table.head) + len(self.table.rows)
        for points in sizes_down(largest, FLOOR):
            is_large = points > PREFERRED + 1
            pads = LARGE_PADS if is_large else PADS if points >= PREFERRED else TIGHT_PADS
            sides = (LARGE_SIDE,) if is_large else SIDES[:1] if points >= PREFERRED else SIDES
            if rows * (points + 2 * pads[-1]) > self.place.height:
                continue  # not worth measuring
            for side in sides:
                bare = self.setting(points, side)
                room = self.place.height - bare.height if bare else -1.0
                if bare and (pad := next((pad for pad in pads if 2 * pad * rows <= room), None)):
                    return self.padded(bare, pad)
        return None

    def continued(self) -> Setting | None:
        """Over several pages, at a comfortable size if no word has to be cut for it."""
        for points in (PREFERRED, 13.0, FLOOR):
            for side in SIDES:
                bare = self.setting(points, side)
                found = [padded for pad in PADS if bare and self.holds(padded := self.padded(bare, pad))]
                if found:  # as few pages as can be, then as roomy as can be
                    return min(found, key=lambda setting: len(self.cuts(setting)))
        return None

    def cuts(self, setting: Setting) -> list[int]:
        """The first row of each page, and the end."""
        room = self.place.height - sum(setting.head)
        return page_starts(setting.body, groups_of(self.table.rows), room, keep_last=self.table.total)

    def holds(self, setting: Setting) -> bool:
        """Whether every group of rows has room on a page."""
        starts = groups_of(self.table.rows)
        room = self.place.height - sum(setting.head)
        return all(sum(setting.body[first:last]) <= room for first, last in pairwise(starts))

    def squeezed(self) -> Setting:
        """Too much for any allowed size: as large as it can be without being cut off, and reported."""
        setting = None
        for points in sizes_down(FLOOR, SMALLEST):
            bare = self.setting(points, SIDES[-1], force=points == SMALLEST)
            if bare is None:
                continue
            setting = self.padded(bare, 2.0)
            if self.holds(setting):
                break
        assert setting is not None  # noqa: S101 (the smallest size is forced)
        self.report_small(setting.points)
        return setting

    def setting(self, points: float, side: float, *, force: bool = False) -> Setting | None:
        """The best widths at this size, without padding; None where a word would have to be cut."""
        lefts = self.lefts(side)
        pads = [left + side for left in lefts]
        found = list(column_widths(self.needs, points, pads, self.place.width))
        if not found and force:
            found = [fixed_widths(self.needs, points, pads, self.place.width)]
        if len(self.table.rows) > MANY_ROWS:
            found = found[:1]
        settings = [self.measured(points, side, lefts, whole_points(widths)) for widths in found]
        return min(settings, key=lambda setting: setting.height, default=None)

    def lefts(self, side: float) -> tuple[float, ...]:
        """Points before the text of each column: words keep away from the numbers before them."""
        before = ("", *self.table.aligns)
        pairs = zip(before, self.table.aligns, strict=False)
        more = APART * side / SIDES[0]
        return tuple(side + more if (a, b) == ("right", "left") else side for a, b in pairs)

    def measured(
        self, points: float, side: float, lefts: tuple[float, ...], widths: Sequence[float]
    ) -> Setting:
        setting = Setting(points, side, lefts, 0.0, tuple(widths), (), ())
        head = tuple(self.heights(self.table.head, setting, head=True))
        return replace(setting, head=head, body=tuple(self.heights(self.table.rows, setting, head=False)))

    def padded(self, setting: Setting, pad: float) -> Setting:
        more = 2 * pad
        head, body = (tuple(height + more for height in rows) for rows in (setting.head, setting.body))
        return replace(setting, pad=pad, head=head, body=body)

    def heights(self, rows: Sequence[TableRow], setting: Setting, *, head: bool) -> list[float]:
        """Points of each row's text; what spans rows adds what is missing to its last one."""
        heights = [line_pitch(self.place.style, setting.points, self.place.fonts)] * len(rows)
        spanning = []
        for number, row in enumerate(rows):
            bold = head or self.is_bold(number)
            for cell in row:
                if cell.down > 1:
                    spanning.append((number, cell, bold))
                else:
                    heights[number] = max(heights[number], self.cell_height(cell, setting, bold=bold))
        for number, cell, bold in spanning:
            last = min(number + cell.down, len(rows)) - 1
            missing = self.cell_height(cell, setting, bold=bold) - sum(heights[number : last + 1])
            heights[last] += max(0.0, missing)
        return heights

    def is_bold(self, row: int) -> bool:
        return row == self.table.highlight or (self.table.total and row == len(self.table.rows) - 1)

    def cell_height(self, cell: TableCell, setting: Setting, *, bold: bool) -> float:
        """Points of the lines; those with Chinese characters, or set in a Chinese face, may be higher than others."""
        laid = self.laid(cell, setting, bold=bold)
        height = laid.height / EMU_PER_POINT
        text, style = cell.text.text, self.place.style
        if not any(map(is_east_asian, text)) and not (text and is_east_asian_face(style.latin)):
            return height
        pitch = line_pitch(self.place.style, setting.points, self.place.fonts)
        return height * max(1.0, EAST_ASIAN_LINE * setting.points / pitch)

    def laid(self, cell: TableCell, setting: Setting, *, bold: bool) -> LaidOut:
        width = sum(setting.widths[cell.column : cell.column + cell.across])
        inner = max(1.0, width - setting.lefts[cell.column] - setting.side)
        style = self.bold if bold else self.place.style
        return lay_out(cell.text.paragraphs, (style,), (setting.points,), emu(inner), self.place.fonts)

    def page(self, setting: Setting, first: int, last: int) -> FittedTable:
        table = self.table
        is_last = last == len(table.rows)
        head = [
            self.row(row, setting, height, head=True)
            for row, height in zip(table.head, setting.head, strict=True)
        ]
        body = [
            self.row(
                table.rows[n], setting, setting.body[n], bold=self.is_bold(n), marked=n == table.highlight
            )
            for n in range(first, last)
        ]
        return FittedTable(
            tuple(emu(width) for width in setting.widths),
            (*head, *body),
            setting.points,
            tuple(emu(left) for left in setting.lefts),
            (emu(setting.side), emu(setting.pad)),
            table.alt,
            banded=all(cell.down == 1 for row in table.rows for cell in row),
            header=len(head),
            total=table.total and is_last,
            origin=table.origin,
        )

    def row(
        self,
        row: TableRow,
        setting: Setting,
        height: float,
        *,
        head: bool = False,
        bold: bool = False,
        marked: bool = False,
    ) -> FittedTableRow:
        cells = tuple(self.cell(cell, setting, head=head, bold=head or bold) for cell in row)
        return FittedTableRow(cells, emu(height), marked)

    def cell(self, cell: TableCell, setting: Setting, *, head: bool, bold: bool) -> FittedCell:
        align = self.table.aligns[cell.column]
        if cell.across > 1 and (head or align == "right"):
            align = "center"
        paragraphs = self.laid(cell, setting, bold=bold).paragraphs
        return FittedCell(paragraphs, cell.column, align, cell.across, cell.down)

    def report_high(self, setting: Setting, cuts: Sequence[int], room: float) -> None:
        """Rows that even the smallest size leaves higher than the page."""
        for first, last in pairwise(cuts):
            if sum(setting.body[first:last]) > room + 0.01:
                self.sink.report(
                    codes.TEXT_TOO_LONG,
                    "the row is higher than the page even at the smallest size",
                    self.origin_of(first),
                    hint="shorten its longest cell, or show it on a slide of its own",
                )

    def origin_of(self, row: int) -> KeyPath:
        return next((cell.text.origin for cell in self.table.rows[row]), self.table.origin)

    def report_small(self, points: float) -> None:
        cells = [cell for row in (*self.table.head, *self.table.rows) for cell in row]
        longest = max(cells, key=lambda cell: len(cell.text.text) / max(cell.down, 1))
        columns = len(self.table.aligns)
        self.sink.report(
            codes.TEXT_TOO_LONG,
            f"the table of {columns} columns fits its place only at {points:g} pt; "
            f"the smallest allowed is {FLOOR:g} pt",
            longest.text.origin or self.table.origin,
            hint="shorten this cell, the longest one, or leave columns out",
        )


def whole_points(widths: Sequence[float]) -> list[float]:
    """Rounded so that their sum stays what it is."""
    rounded, edge, done = [], 0.0, 0
    for width in widths:
        edge += width
        rounded.append(float(round(edge) - done))
        done = round(edge)
    return rounded
