"""Places in a spreadsheet: `C7`, `B2:E9`, `B:E`, `2:9`."""

from __future__ import annotations

from typing import NamedTuple

from deckgen.patterns import regex

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CORNER = r"\$?([A-Za-z]{0,3})\$?(\d{0,7})"
_AREA = regex(rf"\s*{_CORNER}\s*(?:[:：]\s*{_CORNER}\s*)?")


class Area(NamedTuple):
    """A rectangle of cells; rows and columns count from 1, the last ones are part of it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meet(self, other: Area) -> Area | None:
        """The cells that both have; None where there are none."""
        common = Area(
            max(self.top, other.top),
            max(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        )
        return common if common.top <= common.bottom and common.left <= common.right else None


WHOLE_SHEET = Area(1, 1, LAST_ROW, LAST_COLUMN)


def find_area(text: str) -> Area | None:
    """The area that `text` names in Excel's way. What a corner leaves out is open: `B2:E` goes to the last row."""
    match = _AREA.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    first_column, first_row, last_column, last_row = match.groups()
    if last_column is None:
        if not (first_column and first_row):
            return None
        last_column, last_row = first_column, first_row
    if not (last_column or last_row) or bool(first_column) < bool(last_column):
        return None
    rows = int(first_row or 1), int(last_row or LAST_ROW)
    columns = column_number(first_column) or 1, column_number(last_column) or LAST_COLUMN
    area = Area(min(rows), min(columns), max(rows), max(columns))
    return area if area.top and area.bottom <= LAST_ROW and area.right <= LAST_COLUMN else None


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27; 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """`C7` for row 7, column 3."""
    return f"{column_letters(column)}{row}"
