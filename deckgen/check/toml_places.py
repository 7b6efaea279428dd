"""Where the keys of a TOML file stand: the standard library's reader does not say."""

from __future__ import annotations

import re

from deckgen.diagnostics import Span

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
QUOTES_AND_BLANKS = r"[\s\"']"
_FAULT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def key_span(text: str, file: str, table: str, key: str) -> Span:
    """Where `key` stands: best in `table` (`check.limits`) or in what leads to it, else anywhere; the start of the file
    where it is written in a way that this does not know."""
    pattern = re.compile(rf"(?<![\w-])([\"']?){re.escape(key)}\1(?![\w-])(?=\s*[=.])")
    best: tuple[int, Span] | None = None
    current = ""
    for number, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.match(line)
        if header:
            current = re.sub(QUOTES_AND_BLANKS, "", header[1])
            continue
        found = pattern.search(line)
        if found and "#" not in line[: found.start()]:
            leads = len(current) + 1 if f"{table}.".startswith(f"{current}.") else 0
            if best is None or leads > best[0]:
                best = leads, Span(file, number, found.start() + 1, len(found[0]))
    return best[1] if best else Span(file, 1, 1)


def table_span(text: str, file: str, table: str) -> Span:
    """Where the header of `table`, or of one in it, stands; else where its last word is a key."""
    for number, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.match(line)
        if header and f"{re.sub(QUOTES_AND_BLANKS, '', header[1])}.".startswith(f"{table}."):
            return Span(file, number, header.start(1) + 1, len(header[1]))
    return key_span(text, file, table.rpartition(".")[0], table.rpartition(".")[2])


def fault_span(text: str, file: str, message: str) -> tuple[str, Span]:
    """The reader's message without the place that it names, and this place."""
    match = _FAULT.search(message)
    if match is None:
        return message, Span(file, 1, 1)
    lines = text.split("\n")
    line, column = (int(match[1]), int(match[2])) if match[1] else (len(lines), len(lines[-1]) + 1)
    return message[: match.start()], Span(file, line, column)
