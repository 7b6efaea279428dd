"""A fitted table → the `a:tbl` element that a graphic frame on the slide holds."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.fit.model import FittedCell, FittedTable
from deckgen.render.lettering import Lettering
from deckgen.render.markup import solid_fill
from deckgen.render.references import References
from deckgen.render.table_styles import TableTheme
from deckgen.templates.table_style import STYLE_ID

ALIGNS = {"left": "l", "center": "ctr", "right": "r"}
HIGHLIGHT = '<a:solidFill><a:schemeClr val="{}"><a:lumMod val="90000"/></a:schemeClr></a:solidFill>'


def table_xml(table: FittedTable, lettering: Lettering, references: References, theme: TableTheme) -> str:
    flags = (
        (' bandRow="1"' if table.banded else "")
        + (' firstRow="1"' if table.header else "")
        + (' lastRow="1"' if table.total else "")
        + (' rtl="1"' if lettering.rtl else "")
    )
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in table.widths)
    drawn = _Cells(table, lettering, references, theme)
    rows = "".join(
        f'<a:tr h="{row.height}">{"".join(drawn.row(number))}</a:tr>' for number, row in enumerate(table.rows)
    )
    return (
        f"<a:tbl><a:tblPr{flags}><a:tableStyleId>{STYLE_ID}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
    )


class _Cells:
    """Draws row by row; a merged cell covers places in rows below its own."""

    def __init__(
        self, table: FittedTable, lettering: Lettering, references: References, theme: TableTheme
    ) -> None:
        self._table, self._lettering, self._references, self._theme = table, lettering, references, theme
        self._covered: dict[tuple[int, int], FittedCell] = {}
        self._empty = lettering.cell((), table.points, references)
        side, pad = table.padding
        self._margins = [f'marL="{left}" marR="{side}" marT="{pad}" marB="{pad}"' for left in table.lefts]

    def row(self, number: int) -> Iterator[str]:
        starting = {cell.column: cell for cell in self._table.rows[number].cells}
        for column in range(len(self._table.widths)):
            above = self._covered.get((number, column))
            cell = starting.get(column)
            if above is not None:
                yield self._hidden(number, column, above)
            elif cell is not None:
                yield self._cell(number, cell)
            else:
                yield f"<a:tc>{self._empty}{self._properties(number, column)}</a:tc>"

    def _cell(self, number: int, cell: FittedCell) -> str:
        down = min(cell.down, len(self._table.rows) - number)
        across = min(cell.across, len(self._table.widths) - cell.column)
        for row in range(number, number + down):
            for column in range(cell.column, cell.column + across):
                self._covered[row, column] = cell
        spans = (f' gridSpan="{across}"' if across > 1 else "") + (f' rowSpan="{down}"' if down > 1 else "")
        is_second = 0 < number < self._table.header
        body = self._lettering.cell(
            cell.paragraphs,
            self._table.points,
            self._references,
            align=ALIGNS[cell.align],
            bold=self._table.rows[number].marked or is_second,
            colour="bg1" if is_second else None,
        )
        return f"<a:tc{spans}>{body}{self._properties(number, cell.column, down)}</a:tc>"

    def _hidden(self, number: int, column: int, above: FittedCell) -> str:
        """A place that a merged cell covers; it repeats the cell's spans, as PowerPoint writes it."""
        first = number == 0 or self._covered.get((number - 1, column)) is not above
        marks = f' rowSpan="{above.down}"' if first and above.down > 1 else ""
        marks += f' gridSpan="{above.across}"' if column == above.column and above.across > 1 else ""
        marks += ' hMerge="1"' if column > above.column else ""
        marks += "" if first else ' vMerge="1"'
        return f"<a:tc{marks}>{self._empty}{self._properties(number, column)}</a:tc>"

    def _properties(self, number: int, column: int, down: int = 1) -> str:
        table = self._table
        fill = ""
        if 0 < number < table.header:
            fill = solid_fill(self._theme.dark)
        elif table.rows[number].marked:
            fill = HIGHLIGHT.format(self._theme.band)
        in_head = number + down <= table.header
        anchor = "b" if in_head and down == 1 else "ctr"
        return f'<a:tcPr {self._margins[column]} anchor="{anchor}">{fill}</a:tcPr>'
