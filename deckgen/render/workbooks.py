"""A chart's data → the workbook that opens on “Edit data”; the same data give the same bytes, built once."""

from __future__ import annotations

import io
from datetime import datetime

from deckgen.fit.model import FittedChart, FittedRow
from deckgen.render.markup import legal

SHEET = "Sheet1"
_CREATED = datetime(1980, 1, 1)
"""A fixed date, so that a file does not depend on when it was made."""
_WIDTH = 18

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
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, len(rows), _WIDTH)
        formats = {
            code: book.add_format({"num_format": code})
            for code in sorted({c for r in rows for c in r.formats})
        }
        for line, name in enumerate(categories, start=1):
            sheet.write_string(line, 0, legal(name))
        for column, row in enumerate(rows, start=1):
            sheet.write_string(0, column, legal(row.name))
            for line, (number, code) in enumerate(zip(row.numbers, row.formats, strict=True), start=1):
                if row.total:
                    sum_up = f"=SUM(B{line + 1}:{column_name(column - 1)}{line + 1})"
                    sheet.write_formula(line, column, sum_up, formats[code], float(number))
                else:
                    sheet.write_number(line, column, float(number), formats[code])
    return file.getvalue()


def column_name(number: int) -> str:
    """The letters of a column, counted from 0: A, B, … Z, AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
