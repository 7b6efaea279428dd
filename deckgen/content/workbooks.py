"""The bytes of an Excel workbook → the cells of one sheet as Excel shows them. The one door to openpyxl.

Its readers are called one by one, not by `load_workbook`: that reads styles, properties, filters and
drawings, too, and refuses the whole file for one wrong word in them, as other programs often write them;
it also fills every cell of a merged or linked range, which makes a small file cost gigabytes.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from deckgen.content.areas import Area, find_area
from deckgen.content.builtin_formats import CHINESE
from deckgen.content.cell_formats import GENERAL
from deckgen.content.grids import FilledCells, GridUnreadable
from deckgen.content.packages import SAVE_AGAIN, SAVE_AS, SafePackage
from deckgen.content.sheets import Sheet, StoredCell
from deckgen.content.suggesting import did_you_mean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from openpyxl.reader.excel import ExcelReader


def read_workbook(data: bytes, sheet: str | None, area: Area) -> tuple[str, FilledCells]:
    """The name of the sheet and the cells inside `area`. Raises GridUnreadable."""
    with _plain_faults(), SafePackage(data) as package:
        from openpyxl.utils.datetime import MAC_EPOCH

        reader = _open(package, data)
        name, part = _choose_sheet(reader, sheet)
        formats = _formats(reader)
        with package.open(part) as source:
            found = _read_sheet(source, reader, area)
        since_1904 = reader.wb.epoch == MAC_EPOCH
    return name, found.found(formats, since_1904=since_1904)


@contextmanager
def _plain_faults() -> Iterator[None]:
    """openpyxl trusts what it reads: on a damaged file it raises whatever its code comes across."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (GridUnreadable, ImportError):
        raise
    except Exception:
        raise GridUnreadable("it is damaged, or no Excel file", SAVE_AGAIN) from None


def _open(package: SafePackage, data: bytes) -> ExcelReader:
    """openpyxl's reader after its first steps."""
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(BytesIO(data), read_only=True, keep_links=False)
    reader.archive = package
    reader.read_manifest()
    try:
        reader.read_workbook()
    except OSError:  # openpyxl's word for a package without a workbook
        raise GridUnreadable("it is a zip file, but no Excel file", SAVE_AS) from None
    reader.read_strings()
    return reader


def _choose_sheet(reader: ExcelReader, wanted: str | None) -> tuple[str, str]:
    """The name and the part of the sheet."""
    sheets: dict[str, str] = {}
    seen: list[str] = []
    for sheet, relationship in reader.parser.find_sheets():
        name = str(sheet.name)
        if relationship.Type.endswith("/worksheet"):  # and not a chart that is a sheet of its own
            sheets.setdefault(name, relationship.Target)
            seen += [name] if sheet.state == "visible" else []
    if not sheets:
        raise GridUnreadable("it is an Office file without any worksheet", SAVE_AS)
    if wanted is None:
        wanted = next(iter([*seen, *sheets]))
    alike = [name for name in sheets if name.strip().casefold() == wanted.strip().casefold()]
    for name in (wanted, *alike):
        if name in sheets:
            return name, sheets[name]
    known = ", ".join(f"`{name}`" for name in list(sheets)[:20])
    raise GridUnreadable(f"it has no sheet `{wanted}`", did_you_mean(wanted, sheets) or f"it has {known}")


def _formats(reader: ExcelReader) -> list[str]:
    """The number format of each cell style; no other word of the styles is looked at."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS
    from openpyxl.xml.constants import STYLES_TYPE
    from openpyxl.xml.functions import fromstring

    part = next(reader.package.findall(STYLES_TYPE), None)
    if part is None:
        return []
    root = fromstring(reader.archive.read(part.PartName))
    known = BUILTIN_FORMATS | CHINESE
    for own in root.iterfind("{*}numFmts/{*}numFmt"):
        known[int(own.get("numFmtId") or 0)] = own.get("formatCode") or GENERAL
    return [known.get(int(xf.get("numFmtId") or 0), GENERAL) for xf in root.iterfind("{*}cellXfs/{*}xf")]


def _read_sheet(source: IO[bytes], reader: ExcelReader, area: Area) -> Sheet:
    """Row after row, so that little is in memory. No styles are given: days stay the numbers that they are."""
    from openpyxl.worksheet import _reader as reading
    from openpyxl.xml.functions import iterparse

    sheet = Sheet()
    parser = reading.WorkSheetParser(source, reader.shared_strings, data_only=True)
    for _, element in iterparse(source):
        if element.tag == reading.ROW_TAG:
            if parser.row_counter < area.bottom:  # rows stand in order
                row, cells = parser.parse_row(element)
                if _is_hidden(element):
                    sheet.hidden_rows.add(row)
                pairs = zip(element, cells, strict=True)
                wanted = (pair for pair in pairs if area.holds(pair[1]["row"], pair[1]["column"]))
                sheet.add(_cell(*pair, reader.wb.epoch) for pair in wanted)
            element.clear()
        elif element.tag == reading.COL_TAG and _is_hidden(element):
            first, last = (int(element.get(end, "0")) for end in ("min", "max"))
            sheet.hidden_columns.update(range(max(first, 1), min(last, area.right) + 1))
        elif element.tag == reading.MERGE_TAG:
            merged = (find_area(node.get("ref", "")) for node in element)
            sheet.merged += [common for each in merged if each and (common := each.meet(area))]
    return sheet


def _cell(node: Element, given: Mapping[str, Any], epoch: datetime) -> StoredCell:
    """The cell that openpyxl has made of `node`, and what it does not tell."""
    from openpyxl.utils.datetime import to_excel
    from openpyxl.utils.escape import unescape
    from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG

    kind, value = given["data_type"], given["value"]
    if kind == "inlineStr":  # as LibreOffice once wrote what formulas give; openpyxl seeks it elsewhere
        value = node.findtext(VALUE_TAG)
    if kind == "d" and value is not None:  # written out, which few programs do: 2024-03-08
        value = to_excel(value, epoch)  # type: ignore[no-untyped-call]
    elif isinstance(value, str):
        value = unescape(value)
    formula = node.find(FORMULA_TAG) is not None
    return StoredCell(given["row"], given["column"], kind, value, given["style_id"], formula)


def _is_hidden(node: Element) -> bool:
    return node.get("hidden") in ("1", "true")
