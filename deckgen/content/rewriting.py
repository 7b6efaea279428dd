"""The source of a YAML scalar, changed where its text changes: quotes, line breaks and indents stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from deckgen.patterns import regex

_BREAK = "(?:\r\n|[\n\r\x85\u2028\u2029])"
_LINE_END = regex(f"[ \t]*{_BREAK}")
_FOLD = regex(f"[ \t]*(?:{_BREAK}[ \t]*)+")
"""What reads as one blank where lines are folded."""
_LAYOUT = regex(rf"(?:\\?[ \t]*{_BREAK}|[ \t])+")
"""Indents and broken lines, which read as nothing."""
_ESCAPE = regex(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^\r\n])")
_BLOCK_HEAD = regex(r"[|>][+\-\d]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|[\n\r])[ \t]*")

_Place = tuple[int, int]


def rewritten(source: str, old: str, new: str, style: str | None) -> str | None:
    """The scalar's `source`, changed so that it reads as `new` instead of `old`; None where that cannot be done
    piece by piece, as with another number of lines.

    Whether the result really reads as `new` is for the caller to prove.
    """
    places = _aligned(source, old, style)
    if places is None or old.count("\n") != new.count("\n"):
        return None
    for start, end, text in sorted(_changes(old, new), reverse=True):
        first, last = _span(places, start, end)
        source = source[:first] + _escaped(text, style) + source[last:]
    return source


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of characters of `old`, and what to put in their place; compared line by line."""
    offset = 0
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        if before != after:
            matcher = SequenceMatcher(None, before, after, autojunk=False)
            for tag, start, end, first, last in matcher.get_opcodes():
                if tag != "equal":
                    yield offset + start, offset + end, after[first:last]
        offset += len(before) + 1


def _span(places: Sequence[_Place], start: int, end: int) -> _Place:
    """Where the characters from `start` to `end` of the text stand in the source."""
    if start < end:
        return places[start][0], places[end - 1][1]
    # What is added goes behind the character before it: in front of the next one there may be a line break.
    here = places[start - 1][1] if start else places[0][0]
    return here, here


def _aligned(source: str, text: str, style: str | None) -> list[_Place] | None:
    """Where each character of `text` stands in the scalar's source; None where they cannot be matched."""
    head = _BLOCK_HEAD.match(source) if style in ("|", ">") else None
    at = head.end() if head else 1 if style in ("'", '"') else 0
    places: list[_Place] = []
    for character in text:
        end = _end_of(source, at, character, style)
        if end is None and (layout := _LAYOUT.match(source, at)):
            at = layout.end()
            end = _end_of(source, at, character, style)
        if end is None and at == len(source) and character.isspace():
            end = at  # the line end of a block, which is not part of its source here
        if end is None:
            return None
        places.append((at, end))
        at = end
    return places or None


def _end_of(source: str, at: int, character: str, style: str | None) -> int | None:
    """Where the character that stands at this place ends, if it does stand there."""
    if style == "'" and character == "'":
        return at + 2 if source.startswith("''", at) else None
    if style == '"' and (escape := _ESCAPE.match(source, at)):
        return escape.end()
    if source.startswith(character, at) and character != "\n":
        return at + 1
    broken = _LINE_END.match(source, at) if character == "\n" else None
    if character == " ":
        broken = _FOLD.match(source, at)
    return broken.end() if broken else None


def _escaped(text: str, style: str | None) -> str:
    if style == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else text
