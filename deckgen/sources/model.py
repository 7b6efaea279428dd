"""The text of a source file, and where in the file each part of it stands."""

from __future__ import annotations

from deckgen.records import dataclass

BREAK = "\x03"
"""Stands between two texts that are not one sentence: paragraphs, cells, files. No text file holds this character."""

MAX_TEXT = 2_000_000
"""Characters: several books."""


class SourceUnreadable(Exception):
    """The file has no text that could be used; says why, and what to do about it."""

    def __init__(self, message: str, hint: str = "save the text as .docx, .txt or .md") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class SourceText:
    """What one file says. `places` has where each page or paragraph begins in `text`, and its name; without any,
    places are lines and columns. `unread` names pages that are mere pictures, counted from 1."""

    file: str
    text: str
    places: tuple[tuple[int, str], ...] = ()
    unread: tuple[int, ...] = ()
    marks: str = ""
    """Characters that only format, such as Markdown's."""
