"""`a:tbl` and the deck's table styles → cells with their texts and what they are filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.styles import TRUE, A, whole
from deckgen.written.colours import Scheme
from deckgen.written.model import NOTHING, Colour, Paint, TextBody, WrittenCell, WrittenTable
from deckgen.written.texts import Ground, Inherited, Texts

_FLAGS = ("firstRow", "lastRow", "firstCol", "lastCol", "bandRow", "bandCol")
_INSETS = (("marL", 91_440), ("marT", 45_720), ("marR", 91_440), ("marB", 45_720))
_MOST_CELLS = 20_000
"""How many cells of one table are read; PowerPoint makes at most 75 × 75."""


@dataclass(frozen=True, slots=True)
class _Look:
    paint: Paint | None = None
    ink: Colour | None = None
    bold: bool = False

    def under(self, other: _Look) -> _Look:
        paint = self.paint if other.paint is None else other.paint
        return _Look(paint, other.ink or self.ink, self.bold or other.bold)


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads tables. `styles` is the part of table styles, `plain` what text in cells inherits."""

    styles: etree._Element | None
    part: str
    plain: Inherited
    known: dict[tuple[str, int], dict[str, _Look]] = field(default_factory=dict)

    def read(self, table: etree._Element, texts: Texts, scheme: Scheme, part: str) -> WrittenTable:
        """The table; `part` is the slide's."""
        properties = table.find(f"{A}tblPr")
        said: Mapping[str, str] = {} if properties is None else properties.attrib  # type: ignore[assignment]
        flags = frozenset(flag for flag in _FLAGS if said.get(flag) in TRUE)
        style = (properties.findtext(f"{A}tableStyleId") if properties is not None else None) or ""
        looks = self._looks(style.strip(), scheme)
        rows = list(table.iterchildren(f"{A}tr"))
        widths = tuple(whole(one.get("w"), 0) for one in table.iterfind(f"{A}tblGrid/{A}gridCol"))
        cells: list[WrittenCell] = []
        for number, row in enumerate(rows):
            for column, cell in enumerate(row.iterchildren(f"{A}tc")):
                if len(cells) < _MOST_CELLS:
                    look = _look_of(number, column, len(rows), len(widths), flags, looks)
                    cells.append(self._cell(cell, number, column, look, texts, scheme, part))
        return WrittenTable(
            tuple(cells),
            widths,
            tuple(whole(row.get("h"), 0) for row in rows),
            header="firstRow" in flags,
            first_column="firstCol" in flags,
            style=style,
            is_known=bool(looks) or not style,
        )

    def _cell(
        self,
        cell: etree._Element,
        row: int,
        column: int,
        look: _Look,
        texts: Texts,
        scheme: Scheme,
        part: str,
    ) -> WrittenCell:
        said = cell.attrib
        body = cell.find(f"{A}txBody")
        properties = cell.find(f"{A}tcPr")
        text = TextBody(()) if body is None else texts.read(body, Ground(self.plain, look.ink, look.bold))
        given: Mapping[str, str] = {} if properties is None else properties.attrib  # type: ignore[assignment]
        left, top, right, bottom = (whole(given.get(side), default) for side, default in _INSETS)
        own = scheme.find_paint(properties, part)
        return WrittenCell(
            row,
            column,
            replace(text, insets=(left, top, right, bottom), anchor=given.get("anchor", "t")),
            own if own is not None else look.paint or NOTHING,
            max(1, whole(said.get("gridSpan"), 1)),
            max(1, whole(said.get("rowSpan"), 1)),
            said.get("hMerge") in TRUE or said.get("vMerge") in TRUE,
        )

    def _looks(self, style: str, scheme: Scheme) -> dict[str, _Look]:
        """What the style says of each part of a table; nothing where the file does not hold it."""
        if (style, id(scheme)) not in self.known:
            found = (
                one for one in (() if self.styles is None else self.styles) if one.get("styleId") == style
            )
            self.known[style, id(scheme)] = dict(self._read_style(next(found, None), scheme))
        return self.known[style, id(scheme)]

    def _read_style(self, style: etree._Element | None, scheme: Scheme) -> Iterator[tuple[str, _Look]]:
        for section in () if style is None else style:
            text, cell = section.find(f"{A}tcTxStyle"), section.find(f"{A}tcStyle")
            ink, bold = None, False
            if text is not None:
                bold = text.get("b") == "on"
                reference = text.find(f"{A}fontRef")
                ink = scheme.find_colour(text) or (
                    None if reference is None else scheme.find_colour(reference)
                )
            paint = None
            if cell is not None:
                paint = scheme.find_paint(cell.find(f"{A}fill"), self.part)
                if paint is None:
                    paint = scheme.styled_paint(cell.find(f"{A}fillRef"), "fillStyleLst")
            yield section.tag.rpartition("}")[2], _Look(paint, ink, bold)


def _look_of(
    row: int, column: int, rows: int, columns: int, flags: frozenset[str], looks: dict[str, _Look]
) -> _Look:
    """The cell's look: those of all parts of the table that it belongs to, the particular above the general."""
    look = looks.get("wholeTbl", _Look())
    if not looks:
        return look
    for name in _parts_of(row, column, rows, columns, flags):
        if name in looks:
            look = look.under(looks[name])
    return look


def _parts_of(row: int, column: int, rows: int, columns: int, flags: frozenset[str]) -> Iterator[str]:
    head, foot = row == 0 and "firstRow" in flags, row == rows - 1 and "lastRow" in flags
    if "bandCol" in flags:
        yield "band1V" if (column - ("firstCol" in flags)) % 2 == 0 else "band2V"
    if "bandRow" in flags and not head and not foot:
        yield "band1H" if (row - ("firstRow" in flags)) % 2 == 0 else "band2H"
    if column == columns - 1 and "lastCol" in flags:
        yield "lastCol"
    if column == 0 and "firstCol" in flags:
        yield "firstCol"
    if foot:
        yield "lastRow"
    if head:
        yield "firstRow"
