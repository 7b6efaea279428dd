"""A chart's data → the workbook that opens on “Edit data”; the same data give the same bytes, built once.

A plain grid needs few parts, so they are written here: a library would take more time than all the rest of a chart.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from deckgen.content.areas import column_letters
from deckgen.fit.model import FittedChart, FittedRow
from deckgen.render.markup import DECLARATION, RELATIONSHIPS, attribute, escaped
from deckgen.render.package import Package
from deckgen.render.zipping import Packed, pack, write_zip
from deckgen.templates.model import Relationship

SHEET = "Sheet1"
_WIDTH = 18
_FIRST_FORMAT = 164
"""Number formats of one's own are counted from here."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOK, _PAGE, _STYLES, _STRINGS = (
    f"/xl/{name}.xml" for name in ("workbook", "worksheets/sheet1", "styles", "sharedStrings")
)

Key = tuple[object, ...]


class Workbooks:
    """The workbooks of one deck."""

    def __init__(self) -> None:
        self._built: dict[Key, bytes] = {}

    def workbook_of(self, chart: FittedChart) -> bytes:
        key = (
            chart.categories,
            *((row.name, row.total, row.formats, *map(str, row.numbers)) for row in chart.rows),
        )
        if key not in self._built:
            self._built[key] = workbook(chart.categories, chart.rows)
        return self._built[key]


def workbook(categories: tuple[str, ...], rows: tuple[FittedRow, ...]) -> bytes:
    """Categories in the first column, one series in each of the others; a total is a formula over them."""
    texts = (*(row.name for row in rows), *categories)
    formats = sorted({code for row in rows for code in row.formats})
    parts = dict(_packed(tuple(formats)))
    parts[_PAGE[1:]] = pack(_bytes(_page(categories, rows, formats)))
    parts[_STRINGS[1:]] = pack(_bytes(_strings(texts)))
    file = io.BytesIO()
    write_zip(file, parts.items())
    return file.getvalue()


@lru_cache(maxsize=64)
def _packed(formats: tuple[str, ...]) -> tuple[tuple[str, Packed], ...]:
    """The parts of a workbook without its data: all but two are the same wherever the numbers are written alike."""
    package = Package()
    package.add_root((Relationship("rId1", f"{RELATIONSHIPS}/officeDocument", _WORKBOOK),))
    targets = {"worksheet": _PAGE, "styles": _STYLES, "sharedStrings": _STRINGS}
    relationships = (
        Relationship(f"rId{number}", f"{RELATIONSHIPS}/{kind}", target)
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    book = f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets>'
    root = f'<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONSHIPS}">{book}</workbook>'
    package.add(_WORKBOOK, _bytes(root), f"{_TYPES}.sheet.main+xml", tuple(relationships))
    package.add(_PAGE, b"", f"{_TYPES}.worksheet+xml")
    package.add(_STYLES, _bytes(_styles(formats)), f"{_TYPES}.styles+xml")
    package.add(_STRINGS, b"", f"{_TYPES}.sharedStrings+xml")
    return tuple(package.packed())


def _page(categories: tuple[str, ...], rows: tuple[FittedRow, ...], formats: list[str]) -> str:
    lines = "".join(_line(place, rows, formats) for place in range(len(categories)))
    names = "".join(_text(column_letters(number + 2), 1, number) for number in range(len(rows)))
    return (
        f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="{len(rows) + 1}" width="{_WIDTH}" customWidth="1"/>'
        f'</cols><sheetData><row r="1">{names}</row>{lines}</sheetData></worksheet>'
    )


def _line(place: int, rows: tuple[FittedRow, ...], formats: list[str]) -> str:
    """The worksheet's row for one category: `place` counts from 0, and the first row holds the names of the series."""
    number = place + 2
    cells = "".join(_number(column, number, row, place, formats) for column, row in enumerate(rows, start=2))
    return f'<row r="{number}">{_text("A", number, len(rows) + place)}{cells}</row>'


def _text(column: str, line: int, string: int) -> str:
    return f'<c r="{column}{line}" t="s"><v>{string}</v></c>'


def _number(column: int, line: int, row: FittedRow, place: int, formats: list[str]) -> str:
    formula = f"<f>SUM(B{line}:{column_letters(column - 1)}{line})</f>" if row.total else ""
    style = formats.index(row.formats[place]) + 1
    return f'<c r="{column_letters(column)}{line}" s="{style}">{formula}<v>{row.numbers[place]:f}</v></c>'


def _styles(formats: Sequence[str]) -> str:
    """What Excel asks of every workbook, and a style for each number format, counted from 1."""
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{attribute(code)}"/>'
        for number, code in enumerate(formats, start=_FIRST_FORMAT)
    )
    styles = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number in range(_FIRST_FORMAT, _FIRST_FORMAT + len(formats))
    )
    numbers = f'<numFmts count="{len(formats)}">{codes}</numFmts>' if formats else ""
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    return (
        f'<styleSheet xmlns="{_MAIN}">{numbers}<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{plain}/></cellStyleXfs>'
        f'<cellXfs count="{len(formats) + 1}">{plain} xfId="0"/>{styles}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _strings(texts: tuple[str, ...]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in texts)
    return f'<sst xmlns="{_MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'


def _bytes(xml: str) -> bytes:
    return (DECLARATION + xml).encode()
