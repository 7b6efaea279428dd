"""The first bytes of a source file → what kind of file it is, and what to say of the kinds that are not read."""

from __future__ import annotations

from enum import Enum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from deckgen.sources.model import SourceUnreadable

SAVE_AS_WORD = "save it as .docx in Word or WPS"


class Kind(Enum):
    """The kinds that are read, and one for each refusal: what the file is, and what to do."""

    TEXT = "a text", ""
    WORD = "a Word document", ""
    PDF = "a PDF file", ""
    PROTECTED = "protected by a password", "save it without password"
    RIGHTS = "protected by rights management", "save it without protection"
    OLD_WORD = "an old Word or WPS document (.doc, .wps)", SAVE_AS_WORD
    RICH = "a rich text file (.rtf)", SAVE_AS_WORD
    OPEN_DOCUMENT = "an OpenDocument file", "save it as .docx in LibreOffice"
    PAGES = "a Pages document", "export it from Pages as Word"
    SLIDES = "a presentation", "name the report that it is made from"
    WORKBOOK = "an Excel workbook", "name it in `data:` of the chart or table that shows its cells"
    OLD_OFFICE = "an old Office file", SAVE_AS_WORD
    WEB_PAGE = "a web page", "save its text as .txt, or print it as PDF"
    PICTURE = "a picture", "let its text be recognised, and save it as .docx or .txt"
    ZIP = "a zip file", "unpack it"
    PACKED = "a packed file", "unpack it"
    POINTER = "a Git LFS pointer, not the file itself", "fetch the file with `git lfs pull`"
    CUT_OFF = "cut off, damaged, or no Word file", "copy or download it again"


_NAMED = {".pdf": Kind.PDF, ".docx": Kind.WORD, ".docm": Kind.WORD}
_TEXTS = frozenset([".txt", ".md", ".markdown", ".text", ""])
_STREAMS = (
    ("DRMEncryptedDataSpace", Kind.RIGHTS),
    ("EncryptedPackage", Kind.PROTECTED),
    ("WordDocument", Kind.OLD_WORD),
    ("PowerPoint Document", Kind.SLIDES),
    ("Workbook", Kind.WORKBOOK),
)
"""Which stream of a compound file tells its kind, the most telling first."""

_STARTS = (
    (b"{\\rtf", Kind.RICH),
    (b"<!doctype html", Kind.WEB_PAGE),
    (b"<html", Kind.WEB_PAGE),
    (b"mime-version:", Kind.WEB_PAGE),
    (b"version https://git-lfs", Kind.POINTER),
    (b"\x89png", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"ii*\0", Kind.PICTURE),
    (b"mm\0*", Kind.PICTURE),
    (b"\x1f\x8b", Kind.PACKED),
    (b"rar!", Kind.PACKED),
    (b"7z\xbc\xaf", Kind.PACKED),
)
_PARTS = (
    ("word/document.xml", Kind.WORD),
    ("ppt/presentation.xml", Kind.SLIDES),
    ("xl/workbook.xml", Kind.WORKBOOK),
    ("content.xml", Kind.OPEN_DOCUMENT),
    ("index.zip", Kind.PAGES),
    ("index/document.iwa", Kind.PAGES),
)
_PDF_WITHIN = 1024
"""A PDF may begin so many bytes into the file."""


def find_kind(data: bytes, suffix: str) -> Kind:
    """What the file is. Raises SourceUnreadable where its name says something else that is read, too."""
    kind = _kind_of(data)
    named = _NAMED.get(suffix)
    if kind is Kind.TEXT and named:
        raise SourceUnreadable(f"it is damaged, or no {_short(named)}", "copy or download it again")
    if kind in (Kind.PDF, Kind.WORD) and named is not kind:
        right = ".pdf" if kind is Kind.PDF else ".docx"
        raise SourceUnreadable(
            f"it is {kind.value[0]}, though its name ends in `{suffix}`", f"rename it to end in {right}"
        )
    if kind is Kind.TEXT and suffix not in _TEXTS:
        hint = "save it as .docx, .pdf, .txt or .md"
        raise SourceUnreadable(f"files whose names end in `{suffix}` are not read", hint)
    return kind


def refusal_of(kind: Kind) -> SourceUnreadable:
    """What to say of a kind that is not read."""
    what, hint = kind.value
    return SourceUnreadable(f"it is {what}", hint)


def _kind_of(data: bytes) -> Kind:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        found = (kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data)
        return next(found, Kind.OLD_OFFICE)
    if data.startswith(b"PK"):
        return _zipped(data)
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return next((kind for beginning, kind in _STARTS if start.startswith(beginning)), Kind.TEXT)


def _zipped(data: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(data)) as file:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in file.namelist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.CUT_OFF
    known = next((kind for part, kind in _PARTS if part in names), None)
    # A document's main part may have any name; its content types are what makes it one.
    return known or (Kind.WORD if "[content_types].xml" in names else Kind.ZIP)


def _short(kind: Kind) -> str:
    return kind.value[0].removeprefix("a ")
