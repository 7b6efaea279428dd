"""The bytes of some other kind of file in, a refusal out that says which kind and what to do about it."""

from __future__ import annotations

from collections.abc import Collection
from zipfile import ZipFile

AGAIN = "save it again in PowerPoint"


class Unreadable(Exception):
    """The file is no template that can be used; says why, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Damaged(Unreadable):
    """One part of the file cannot be read; the others may."""


_COMPOUND = b"\xd0\xcf\x11\xe0"
"""What OLE compound files start with: all of old Office, and whatever new Office encrypts."""

_STREAMS = (
    ("DRMEncryptedDataSpace", "it is protected by rights management", "save it without protection"),
    ("EncryptedPackage", "it is protected by a password", "save it without password"),
    ("PowerPoint Document", "it is in the old .ppt format", "save it as a .pptx or .potx"),
    ("WordDocument", "it is an old Word document", None),
    ("Workbook", "it is an old Excel workbook", None),
)
"""Which stream of a compound file tells its kind, the most telling first."""

_STARTS = (
    (b"%PDF", "it is a PDF file", None),
    (b"{\\rtf", "it is a rich text file", None),
    (b"\x1f\x8b", "it is packed with gzip", "unpack it"),
    (b"Rar!", "it is packed with RAR", "unpack it"),
    (b"7z\xbc\xaf", "it is packed with 7-Zip", "unpack it"),
    (
        b"version https://git-lfs",
        "it is a Git LFS pointer, not the file itself",
        "fetch the file with `git lfs pull`",
    ),
    (b"<!DOCTYPE html", "it is a web page", "download the file itself"),
    (b"<html", "it is a web page", "download the file itself"),
    (b"PK\x03\x04", "it is cut off or damaged", "copy or download it again"),
)
"""Other kinds by their first bytes; the last are those of a zip file, which no other reader could open."""

_MAIN_PARTS = (
    ("wordprocessingml", "it is a Word document"),
    ("ms-word", "it is a Word document"),
    ("spreadsheetml", "it is an Excel workbook"),
    ("ms-excel", "it is an Excel workbook"),
)

_THEME = "themeManager"
_APPLY_THEME = (
    "apply it to an empty presentation (PowerPoint: Design, Themes, Browse for Themes); save that as a .potx"
)

PRESENTATION_WANTED = "name a .pptx, .potx, .pptm or .potm"


def refuse_compound_file(data: bytes) -> None:
    """Raises Unreadable for an OLE compound file: a password, or a format of before 2007."""
    if not data.startswith(_COMPOUND):
        return
    for stream, message, hint in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise Unreadable(message, hint or PRESENTATION_WANTED)
    raise Unreadable("it is no PowerPoint file", PRESENTATION_WANTED)


def no_zip_file(data: bytes) -> Unreadable:
    """What to say of bytes that no zip reader could open."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for beginning, message, hint in _STARTS:
        if start[: len(beginning)].lower() == beginning.lower():
            return Unreadable(message, hint or PRESENTATION_WANTED)
    return Unreadable("it is damaged, or no PowerPoint file", AGAIN)


def other_zip_file(file: ZipFile, names: Collection[str]) -> Unreadable:
    """What to say of a zip file that holds no Office file."""
    if "/mimetype" in names and file.getinfo("mimetype").file_size < 200:
        kind = file.read("mimetype")
        if b"opendocument.presentation" in kind:
            return Unreadable("it is an OpenDocument presentation", "save it as a .pptx in LibreOffice")
        if b"opendocument" in kind:
            return Unreadable("it is an OpenDocument file, but no presentation", PRESENTATION_WANTED)
    if any(name.endswith(".iwa") or name == "/Index.zip" for name in names):
        return Unreadable("it is a Keynote file", "export it from Keynote as PowerPoint")
    return Unreadable("it is a zip file, but no PowerPoint file", PRESENTATION_WANTED)


def refuse_other_office(content_type: str) -> None:
    """Raises Unreadable unless this is the content type of a presentation's main part."""
    if "presentationml" in content_type or "powerpoint" in content_type.lower():
        return
    if _THEME in content_type:
        raise Unreadable("it is an Office theme (.thmx), not a presentation", _APPLY_THEME)
    known = (message for mark, message in _MAIN_PARTS if mark in content_type)
    raise Unreadable(next(known, "it is an Office file, but no PowerPoint file"), PRESENTATION_WANTED)
