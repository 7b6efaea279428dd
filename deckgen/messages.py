"""Findings → text for people and JSON for programs."""

from __future__ import annotations

import json
import unicodedata

from deckgen.diagnostics import Diagnostic, Sink, Span
from deckgen.patterns import regex

INDENT = "    "
TAB_WIDTH = 4
WIDEST = 100
"""Columns shown of a source line; of a longer one, the part around the place."""
_UNPRINTABLE = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def as_text(sink: Sink) -> str:
    """Each finding with its place, the source line, a caret beneath the fault, and what to do."""
    return "".join(_text_of(found) + "\n" for found in sink)


def as_json(sink: Sink) -> str:
    """A JSON array with one object a finding; the keys are always the same, absent things are null."""
    return json.dumps([_record_of(found) for found in sink], ensure_ascii=False, indent=2)


def _text_of(found: Diagnostic) -> str:
    place = f"{found.place}: " if found.place else ""
    lines = [printable(f"{place}{found.code.severity.value}: {found.code.name}: {found.message}")]
    if found.span and found.source_line is not None and found.source_line.strip():
        lines += _quoted(found.source_line, found.span)
    if found.hint:
        lines.append(printable(f"hint: {found.hint}"))
    return "\n".join(lines)


def _record_of(found: Diagnostic) -> dict[str, object]:
    span, spot = found.span, found.spot
    file = span.file if span else spot.file if spot else None
    return {
        "file": encodable(file) if file is not None else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "length": span.length if span else None,
        "slide": spot.slide if spot else None,
        "shape": encodable(spot.shape) if spot and spot.shape is not None else None,
        "shape_id": spot.shape_id if spot else None,
        "box": list(spot.box) if spot and spot.box else None,
        "severity": found.code.severity.value,
        "code": found.code.name,
        "message": encodable(found.message),
        "hint": encodable(found.hint) if found.hint else None,
    }


def _quoted(line: str, span: Span) -> list[str]:
    """The source line and the carets below it."""
    start = min(span.column - 1, len(line))
    end = min(start + span.length, len(line))
    first, last = _window(line, start)
    before = _shown(line[first:start])
    fault = _shown(line[start : min(end, last)])
    left = "…" if first else ""
    right = "…" if last < len(line) else ""
    shown = left + before + fault + _shown(line[min(end, last) : last]) + right
    blank = " " * columns_of(left + before)
    return [INDENT + shown.rstrip(), INDENT + blank + "^" * max(1, columns_of(fault))]


def _window(line: str, start: int) -> tuple[int, int]:
    """Start and end of what is shown of the line, so that the place is in it."""
    if len(line) <= WIDEST and columns_of(_shown(line)) <= WIDEST:
        return 0, len(line)
    first = max(0, start - WIDEST // 4)
    last, width = first, 0
    while last < len(line) and width < WIDEST:
        width += columns_of(_shown(line[last]))
        last += 1
    return first, last


def _shown(text: str) -> str:
    return printable(text.replace("\t", " " * TAB_WIDTH))


def printable(text: str) -> str:
    """Without what could move the cursor, turn the text round or end the line."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\n", " "))


def printable_in_xml(text: str) -> str:
    """Also without what XML may not hold."""
    return printable(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def count_of(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def encodable(text: str) -> str:
    """Text that UTF-8 takes: names of files and shapes need not be Unicode."""
    return text.encode("utf-8", "replace").decode("utf-8")


def shortened(text: str, most: int) -> str:
    """`text` in at most so many columns of a terminal, with an ellipsis for what is left out."""
    if columns_of(text) <= most:
        return text
    end, width = 0, 1
    while (width := width + _width(text[end])) <= most:
        end += 1
    return text[:end].rstrip() + "…"


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` with blanks up to so many columns of a terminal; `right` puts them before it."""
    blanks = " " * (width - columns_of(text))
    return blanks + text if right else text + blanks


def columns_of(text: str) -> int:
    """How many columns a terminal takes: two for a wide character, none for one that combines."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
