"""What content can have wrong in its sense: ids, references, figures, links, the language tag.

Works on the data, not on the model: content whose form is wrong elsewhere still has all its faults told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckgen.codes import DUPLICATE_ID, FIGURE_NOT_UNDERSTOOD, INVALID_VALUE, UNKNOWN_REFERENCE
from deckgen.content.inline import parse_inline
from deckgen.content.languages import find_language_hint
from deckgen.content.quantities import parse_quantity
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import KeyPath, Sink

Item = tuple[KeyPath, dict[str, object]]

DEEPEST_TEXT = 12
"""Keys above a text, at most: aliases can nest data deeper than any report is."""


def check_content(data: object, sink: Sink) -> None:
    """Report what is wrong in the sense of a report's data; what has the wrong form is left alone."""
    if not isinstance(data, dict):
        return
    report: Item = ((), data)
    sections = list(_items(report, "sections"))
    slides = [slide for section in sections for slide in _items(section, "slides")]
    indicators = [found for body in (*sections, *slides) for found in _items(body, "indicators")]
    _check_language(data, sink)
    _check_ids(indicators, "indicator", sink)
    _check_ids((*sections, *slides), "section or slide", sink)
    _check_highlights(data, {name for _, item in indicators if (name := _text(item, "id"))}, sink)
    for path, item in indicators:
        _check_figure(path, _text(item, "value"), sink)
    for path, text in _texts(data, ()):
        if "](" in text:
            parse_inline(text, path, sink)


def _items(parent: Item, key: str) -> Iterator[Item]:
    """The mappings in the list under `key`."""
    path, data = parent
    items = data.get(key)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (*path, key, number), item


def _text(item: dict[str, object], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def _check_language(data: dict[str, object], sink: Sink) -> None:
    tag = _text(data, "language")
    hint = find_language_hint(tag) if tag else None
    if hint:
        sink.report(INVALID_VALUE, f"`{tag}` is not a language tag", ("language",), hint=hint)


def _check_ids(items: Iterable[Item], kind: str, sink: Sink) -> None:
    first: dict[str, KeyPath] = {}
    for path, item in items:
        name = _text(item, "id")
        if name and name in first:
            line = sink.source.find_span((*first[name], "id")).line if sink.source else "?"
            hint = f"the first is on line {line}; rename one"
            sink.report(DUPLICATE_ID, f"another {kind} has the id `{name}`", (*path, "id"), hint=hint)
        first.setdefault(name, path)


def _check_highlights(data: dict[str, object], known: set[str], sink: Sink) -> None:
    names = data.get("highlights")
    for number, name in enumerate(names if isinstance(names, list) else ()):
        if isinstance(name, str) and name.strip() not in known:
            hint = did_you_mean(name, sorted(known)) or f"give an indicator `id: {name}`"
            message = f"no indicator has the id `{name}`"
            sink.report(UNKNOWN_REFERENCE, message, ("highlights", number), hint=hint)


def _check_figure(path: KeyPath, value: str, sink: Sink) -> None:
    if value and parse_quantity(value) is None:
        message = f"no figure was recognised in `{value}`"
        sink.report(FIGURE_NOT_UNDERSTOOD, message, (*path, "value"), hint="it is shown exactly as written")


def _texts(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        yield path, data
    elif len(path) > DEEPEST_TEXT:
        return
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
