"""The bytes of an Excel workbook → the cells of one sheet as Excel shows them. The one place that knows .xlsx.

Read with expat in one pass: hidden rows, merged cells and formulas without a value are all wanted, of one
sheet only, also from files that WPS and others write. Files of strangers: everything is limited.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from deckgen.content.areas import Area, cell_name, column_number, find_area
from deckgen.content.builtin_formats import BUILTIN
from deckgen.content.cell_formats import GENERAL, exact, format_number
from deckgen.content.grids import CellFault, Found, GridUnreadable, check_size
from deckgen.content.separated import shown
from deckgen.content.suggesting import did_you_mean

MAX_ENTRIES = 10_000
MAX_PART = 200_000_000
MAX_RATIO = 200
RATIO_FLOOR = 10_000_000
"""Smaller parts may pack as well as they like."""
MAX_STRINGS = 2_000_000
_CHUNK = 1 << 16
_DAMAGED = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    expat.ExpatError,
)
_SAVE_AGAIN = "save it again in Excel as .xlsx"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Styles:
    """What cells look like: the number format of each cell style."""

    formats: tuple[str, ...] = ()

    def format_of(self, style: str | None) -> str:
        number = int(style) if style and style.isdecimal() else 0
        return self.formats[number] if number < len(self.formats) else GENERAL


def read_workbook(data: bytes, sheet: str | None, area: Area) -> tuple[str, Found]:
    """The name of the sheet and the cells inside `area`. Raises GridUnreadable."""
    try:
        with ZipFile(BytesIO(data)) as file:
            package = _Package(file, _checked(file.infolist()))
            main = package.main_part()
            book = _Book.read(package, main)
            name, part = book.choose(sheet)
            related = package.related(main)
            strings = _strings(package, related.get("sharedStrings"))
            styles = _styles(package, related.get("styles"))
            reader = _Sheet(area, strings, styles, since_1904=book.since_1904)
            package.parse(part, reader.start, reader.end, reader.text)
            return name, reader.found()
    except _DAMAGED:
        raise GridUnreadable("it is damaged, or no Excel file", _SAVE_AGAIN) from None


def _checked(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    if len(entries) > MAX_ENTRIES:
        raise GridUnreadable(f"it holds {len(entries):,} files; at most {MAX_ENTRIES:,} are read")
    for entry in entries:
        if entry.flag_bits & 1:
            raise GridUnreadable("it is password-protected", "save it without password")
    return {entry.filename.lstrip("/").replace("\\", "/").lower(): entry for entry in entries}


class _Package:
    """The parts of the zip file, by name in lower case."""

    def __init__(self, file: ZipFile, entries: dict[str, ZipInfo]) -> None:
        self._file, self._entries = file, entries

    def main_part(self) -> str:
        targets = self.related("")
        part = targets.get("officeDocument", ["xl/workbook.xml"])[0]
        if part.endswith(".bin"):
            raise GridUnreadable("it is a binary Excel file (.xlsb)", "save it in Excel as .xlsx")
        if part not in self._entries:
            raise GridUnreadable("it is a zip file, but no Excel file", "save it in Excel as .xlsx")
        return part

    def related(self, source: str) -> dict[str, list[str]]:
        """The targets of a part's relationships by the last word of their type, and by their id."""
        folder, _, name = source.rpartition("/")
        found: dict[str, list[str]] = {}

        def start(tag: str, given: Attributes) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "")))
                for key in (given.get("Type", "").rpartition("/")[2], f"#{given.get('Id', '')}"):
                    found.setdefault(key, []).append(target.lstrip("/").lower())

        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels in self._entries:
            self.parse(rels, start)
        return found

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Tell what stands in the part, names without prefix. A document type is refused: attacks have one."""
        entry = self._entries.get(part)
        if entry is None:
            raise GridUnreadable(f"its part `{part}` is missing", _SAVE_AGAIN)
        packs_too_well = entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(
            entry.compress_size, 1
        )
        if entry.file_size > MAX_PART or packs_too_well:
            raise GridUnreadable(f"its part `{part}` unpacks to {entry.file_size:,} bytes")
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, given: start(tag.rpartition(":")[2], given)
        if end:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if text:
            parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_document_type
        with self._file.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)


def _refuse_document_type(*_: object) -> None:
    raise GridUnreadable("it declares a document type, which no Excel file does", _SAVE_AGAIN)


@dataclass(frozen=True, slots=True)
class _Book:
    """The worksheets with their parts, in order, and how days are counted."""

    sheets: dict[str, str]
    hidden: frozenset[str]
    since_1904: bool

    @classmethod
    def read(cls, package: _Package, part: str) -> _Book:
        targets = package.related(part)
        worksheets = set(targets.get("worksheet", ()))
        sheets: dict[str, str] = {}
        hidden: set[str] = set()
        flags: Attributes = {}

        def start(tag: str, given: Attributes) -> None:
            if tag == "workbookPr":
                flags.update(given)
            elif tag == "sheet":
                key = next((value for key, value in given.items() if key.endswith(":id")), "")
                target = targets.get(f"#{key}", [""])[0]
                if target in worksheets:
                    sheets.setdefault(given.get("name", ""), target)
                if given.get("state", "visible") != "visible":
                    hidden.add(given.get("name", ""))

        package.parse(part, start)
        if not sheets:
            raise GridUnreadable("it is an Office file without any worksheet", "save it in Excel as .xlsx")
        return cls(sheets, frozenset(hidden), flags.get("date1904", "0") in ("1", "true"))

    def choose(self, wanted: str | None) -> tuple[str, str]:
        """The name and the part of the sheet."""
        if wanted is None:
            name = next((name for name in self.sheets if name not in self.hidden), next(iter(self.sheets)))
            return name, self.sheets[name]
        alike = [name for name in self.sheets if name.strip().casefold() == wanted.strip().casefold()]
        for name in (wanted, *alike):
            if name in self.sheets:
                return name, self.sheets[name]
        known = ", ".join(f"`{name}`" for name in list(self.sheets)[:20])
        hint = did_you_mean(wanted, self.sheets) or f"it has {known}"
        raise GridUnreadable(f"it has no sheet `{wanted}`", hint)


def _strings(package: _Package, parts: list[str] | None) -> list[str]:
    """The texts that cells share. Readings of Chinese characters (`rPh`) are no part of them."""
    strings: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def start(tag: str, _: Attributes) -> None:
        inside.append(tag)
        if tag == "si":
            pieces.clear()

    def end(tag: str) -> None:
        inside.pop()
        if tag == "si":
            strings.append("".join(pieces))
            if len(strings) > MAX_STRINGS:
                raise GridUnreadable(f"it has more than {MAX_STRINGS:,} texts")

    def text(data: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(data)

    if parts:
        package.parse(parts[0], start, end, text)
    return strings


def _styles(package: _Package, parts: list[str] | None) -> _Styles:
    own: dict[str, str] = {}
    used: list[str] = []
    inside: list[str] = []

    def start(tag: str, given: Attributes) -> None:
        inside.append(tag)
        if tag == "numFmt" and "dxf" not in inside:
            own[given.get("numFmtId", "")] = given.get("formatCode", GENERAL)
        elif tag == "xf" and inside[-2:-1] == ["cellXfs"]:
            used.append(given.get("numFmtId", "0"))

    def end(_: str) -> None:
        inside.pop()

    if parts:
        package.parse(parts[0], start, end)
    return _Styles(tuple(own.get(number) or BUILTIN.get(number, GENERAL) for number in used))


@dataclass(slots=True)
class _Sheet:
    """Takes a sheet's elements one by one and keeps what is shown inside the area."""

    area: Area
    strings: list[str]
    styles: _Styles
    since_1904: bool
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _row: int = 0
    _column: int = 0
    _cell: Attributes | None = None
    _formula: bool = False
    _value: list[str] | None = None
    _pieces: list[str] = field(default_factory=list)
    _reading: int = 0

    def start(self, tag: str, given: Attributes) -> None:
        match tag:
            case "c":
                self._open(given)
            case "v" | "t" if self._cell is not None and not self._reading:
                self._value = self._pieces
            case "f":
                self._formula = self._cell is not None
            case "rPh":
                self._reading += 1
            case "row":
                self._row = _whole(given.get("r")) or self._row + 1
                self._column = 0
                if _is_true(given.get("hidden")):
                    self.hidden_rows.add(self._row)
            case "col" if _is_true(given.get("hidden")):
                first, last = _whole(given.get("min")), _whole(given.get("max"))
                last = min(last, self.area.right, first + 20_000)
                self.hidden_columns.update(range(max(first, 1), last + 1))
            case "mergeCell":
                area = find_area(given.get("ref", ""))
                if area and (common := area.meet(self.area)):
                    self.merged.append(common)

    def end(self, tag: str) -> None:
        match tag:
            case "v" | "t":
                self._value = None
            case "rPh":
                self._reading -= 1
            case "c" if self._cell is not None:
                self._close(self._cell, "".join(self._pieces))
                self._cell = None

    def text(self, data: str) -> None:
        if self._value is not None:
            self._value.append(data)

    def found(self) -> Found:
        visible = [fault for fault in self.faults if not self._is_hidden(fault.place)]
        return Found(
            self.texts,
            tuple(self.merged),
            tuple(visible),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
        )

    def _is_hidden(self, place: str) -> bool:
        match = _REFERENCE.fullmatch(place)
        return match is not None and (
            int(match[2]) in self.hidden_rows or column_number(match[1]) in self.hidden_columns
        )

    def _open(self, given: Attributes) -> None:
        reference = _REFERENCE.fullmatch(given.get("r", ""))
        self._column = column_number(reference[1]) if reference else self._column + 1
        if reference:
            self._row = int(reference[2])
        self._cell = given if self.area.holds(self._row, self._column) else None
        self._formula = False
        self._pieces = []

    def _close(self, cell: Attributes, raw: str) -> None:
        place = cell_name(self._row, self._column)
        kind = cell.get("t", "n")
        if self._formula and not raw and kind != "str":
            message = "its formula has never been calculated"
            self.faults.append(CellFault(place, message, "open the file in Excel and save it"))
        elif kind == "e":
            message = f"it shows the error `{raw}`"
            self.faults.append(CellFault(place, message, "mend its formula in Excel, and save the file"))
        elif text := self._shown(kind, cell.get("s"), raw):
            self.texts[self._row, self._column] = text
            if len(self.texts) % 1000 == 0:
                self._check_size()

    def _check_size(self) -> None:
        rows = {row for row, _ in self.texts} - self.hidden_rows
        columns = {column for _, column in self.texts} - self.hidden_columns
        check_size(len(rows), len(columns))

    def _shown(self, kind: str, style: str | None, raw: str) -> str:
        if kind == "s":
            number = _whole(raw)
            return _text(self.strings[number]) if raw and number < len(self.strings) else ""
        if kind in ("str", "inlineStr"):
            return _text(raw)
        if kind == "b":
            return "TRUE" if raw.strip() == "1" else "FALSE"
        if kind == "d" or not raw.strip():
            return raw.strip().removesuffix("T00:00:00").replace("T", " ")
        return self._number(raw.strip(), style)

    def _number(self, raw: str, style: str | None) -> str:
        try:
            number: Decimal = exact(raw)
        except ValueError:
            return shown(raw)
        return format_number(number, self.styles.format_of(style), since_1904=self.since_1904)


def _text(raw: str) -> str:
    """`_x000D_` stands for the character with that code."""
    return shown(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw) if "_x" in raw else raw)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")
