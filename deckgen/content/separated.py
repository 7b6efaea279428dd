"""The bytes of a CSV file → its cells. The separator is found out: comma, semicolon or tab."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import islice

from deckgen.content.areas import Area
from deckgen.content.decoding import ILLEGAL, SAVE_AS_UTF_8, Undecodable, decode_bytes
from deckgen.content.grids import FilledCells, GridUnreadable, check_size
from deckgen.patterns import regex

SEPARATORS = (",", ";", "\t")
_SAMPLE = 50
"""So many rows show which separator is used."""
_DECLARED = regex(r"sep=([,;\t])\r?\n", re.IGNORECASE)


def read_separated(data: bytes, area: Area) -> FilledCells:
    """The texts inside `area`. Raises GridUnreadable."""
    try:
        text = decode_bytes(data)
    except Undecodable:
        raise GridUnreadable("it is neither an Excel file nor text", SAVE_AS_UTF_8) from None
    if text.count("\0"):
        raise GridUnreadable("it is neither an Excel file nor text", "save it in Excel as .xlsx or .csv")
    declared = _DECLARED.match(text)
    if declared:  # Excel does not show this line, but counts from the one below it
        text = text[declared.end() :]
    separator = declared[1] if declared else choose_separator(text)
    texts: dict[tuple[int, int], str] = {}
    try:
        for row, fields in enumerate(_records(text, separator), start=1):
            if row > area.bottom:
                break
            for column, field in enumerate(fields, start=1):
                if field.strip() and area.holds(row, column):
                    texts[row, column] = shown(field)
                    check_size(row - max(area.top, 1) + 1, column - area.left + 1)
    except csv.Error as fault:
        raise GridUnreadable(f"it is no sound CSV file: {fault}", "save it again in Excel") from None
    return FilledCells(texts)


def choose_separator(text: str) -> str:
    """The separator that cuts the first rows into the most alike numbers of cells."""

    def alike(separator: str) -> tuple[float, int]:
        try:
            counts = [
                len(row) for row in islice(_records(text, separator), _SAMPLE) if any(map(str.strip, row))
            ]
        except csv.Error:
            return (0, 0)
        usual = max(counts, key=counts.count, default=1)
        return (counts.count(usual) / len(counts) if usual > 1 else 0, usual)

    return max(SEPARATORS, key=alike)


def _records(text: str, separator: str) -> csv.Reader:  # type: ignore[name-defined]
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


def shown(text: str) -> str:
    """Without what cannot be shown; line ends are plain ones."""
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
