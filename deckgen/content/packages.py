"""The zip file that a workbook is → its parts, as far as they can be trusted."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Literal
from zipfile import ZipFile, ZipInfo

from deckgen.content.grids import GridUnreadable

MAX_ENTRIES = 10_000
MAX_PART = 200_000_000
MAX_TAGS = 10_000_000
"""A part costs memory by its elements, too."""
MAX_RATIO = 200
RATIO_FLOOR = 10_000_000
"""Smaller parts may pack as well as they like."""
SAVE_AGAIN = "save it again in Excel as .xlsx"
SAVE_AS = "save it in Excel as .xlsx"
_USUAL_NAMES = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""The names of a file saved as "Strict Open XML", which openpyxl does not know, and what others call them."""


class SafePackage(ZipFile):
    """A zip file of strangers; each part is checked when it is opened. Raises GridUnreadable, BadZipFile, …

    Parts are found whatever the case and the slashes of their names, as Excel finds them.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        entries = self.infolist()
        if len(entries) > MAX_ENTRIES:
            raise GridUnreadable(f"it holds {len(entries):,} files; at most {MAX_ENTRIES:,} are read")
        if any(entry.flag_bits & 1 for entry in entries):
            raise GridUnreadable("it is password-protected", "save it without password")
        self._parts = {_plain(entry.filename): entry for entry in entries}
        if "xl/workbook.bin" in self._parts:
            raise GridUnreadable("it is a binary Excel file (.xlsb)", SAVE_AS)
        if "[content_types].xml" not in self._parts:
            raise GridUnreadable("it is a zip file, but no Excel file", SAVE_AS)

    def open(
        self,
        name: str | ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """The whole part, unpacked. A document type is refused: attacks have one."""
        part = name.filename if isinstance(name, ZipInfo) else name
        entry = self._parts.get(_plain(part))
        if entry is None:
            raise GridUnreadable(f"its part `{part}` is missing", SAVE_AGAIN)
        packed = max(entry.compress_size, 1)
        packs_too_well = entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * packed
        if entry.file_size > MAX_PART or packs_too_well:
            raise GridUnreadable(f"its part `{part}` unpacks to {entry.file_size:,} bytes")
        with super().open(entry, mode, pwd, force_zip64=force_zip64) as stream:
            raw = stream.read()
        if b"<!DOCTYPE" in raw.replace(b"\0", b""):  # in UTF-16 every other byte is 0
            raise GridUnreadable("it declares a document type, which no Excel file does", SAVE_AGAIN)
        if raw.count(b"<") > MAX_TAGS:
            raise GridUnreadable(f"its part `{part}` has more than {MAX_TAGS:,} tags")
        for strict, usual in _USUAL_NAMES.items():
            raw = raw.replace(strict, usual)
        return BytesIO(raw)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
