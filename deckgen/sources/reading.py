"""The bytes of a source file → its text. What kind of file it is, its bytes tell; its name must not deny it."""

from __future__ import annotations

from pathlib import PurePath

from deckgen.content.decoding import Undecodable, decode_bytes
from deckgen.sources.kinds import Kind, find_kind, refusal_of
from deckgen.sources.model import MAX_TEXT, SourceText, SourceUnreadable

MAX_SOURCE = 200_000_000
"""Bytes; most of a large one are photos."""

SUFFIXES = frozenset([".txt", ".md", ".markdown", ".text", ".docx", ".docm", ".pdf"])
_MARKDOWN = (".md", ".markdown")


def read_source_text(data: bytes, file: str) -> SourceText:
    """The text in `data`; `file` is what to call it. Raises SourceUnreadable."""
    if len(data) > MAX_SOURCE:
        raise SourceUnreadable(f"it has more than {MAX_SOURCE:,} bytes")
    if not data:
        raise SourceUnreadable("it is empty")
    match find_kind(data, PurePath(file).suffix.lower()):
        case Kind.PDF:
            from deckgen.sources.pdf import read_pdf

            return read_pdf(data, file)
        case Kind.WORD:
            from deckgen.sources.word import read_word

            return read_word(data, file)
        case Kind.TEXT:
            return _read_plain(data, file)
        case other:
            raise refusal_of(other)


def _read_plain(data: bytes, file: str) -> SourceText:
    if len(data) > MAX_TEXT:
        raise SourceUnreadable(f"it has more than {MAX_TEXT:,} bytes of text")
    try:
        text = decode_bytes(data)
    except Undecodable:
        raise SourceUnreadable("it is no text in UTF-8, UTF-16 or GB18030", "save it in UTF-8") from None
    if not text.strip():
        raise SourceUnreadable("it is empty")
    return SourceText(file, text, marks=marks_of(file))


def marks_of(file: str) -> str:
    """The characters that only format in a file of this name."""
    return "*`" if file.lower().endswith(_MARKDOWN) else ""
