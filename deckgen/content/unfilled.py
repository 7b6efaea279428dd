"""Places in content that wait for the values of a row: a report that has some is a pattern for many decks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.codes import ROW_MISSING
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.patterns import regex

KEYS = ("for", "if")
"""What an item of a list may carry besides its own keys: it stands once for each of a list, or under a condition."""

_VALUE = regex(r"\{\{-?\s*(?:row|rows|tables|template|language|report)\b")
_WORTH_A_LOOK = regex(r"""\{\{|(?:^|[-{,"'])[ ]*(?:for|if)["']?[ ]*:""", re.MULTILINE)
"""Found in every such file, and hardly in any other; the look itself takes as long as planning some slides."""


def refuse_unfilled(text: str, data: object, sink: Sink) -> None:
    """Raises BuildStopped, with the reason in `sink`, for content that only the values of a row make a report of."""
    if not _WORTH_A_LOOK.search(text):
        return
    found = list(_places(data, ()))
    if not found:
        return
    path, what = found[0]
    more = f", and at {len(found) - 1} more places" if len(found) > 1 else ""
    hint = "give --rows cities.csv for one row; `deckgen batch` builds a deck of every row"
    sink.report(ROW_MISSING, f"{what} waits for the values of a row{more}", path, hint=hint)
    raise BuildStopped


def _places(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        if found := _VALUE.search(data):
            yield path, f"`{data[found.start() :].partition('}}')[0][:60]}}}}}`"
    elif isinstance(data, dict):
        if path and isinstance(path[-1], int):
            yield from (((*path, key), f"`{key}`") for key in KEYS if key in data)
        for key, value in data.items():
            yield from _places(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _places(value, (*path, place))
