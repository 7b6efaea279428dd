"""What content can have wrong in its sense: ids, references, figures, links, the language tag.

Works on the data, not on the model: content whose form is wrong elsewhere still has all its faults told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

from deckgen.codes import (
    DUPLICATE_ID,
    FIGURE_NOT_UNDERSTOOD,
    INVALID_VALUE,
    MISSING_FIELD,
    UNKNOWN_LAYOUT,
    UNKNOWN_REFERENCE,
)
from deckgen.content.addresses import named_slide
from deckgen.content.checking_charts import check_charts
from deckgen.content.checking_derived import check_derived
from deckgen.content.checking_icons import check_icons
from deckgen.content.checking_tables import check_tables
from deckgen.content.inline import parse_inline
from deckgen.content.languages import find_language_hint
from deckgen.content.quantities import parse_quantity
from deckgen.content.raw import Fault as Fault
from deckgen.content.raw import Item, is_true, items_in, text_of
from deckgen.content.sections import PARTS
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import KeyPath, Sink

DEEPEST_TEXT = 12
"""Keys above a text, at most: aliases can nest data deeper than any report is."""
FRAMING = ("cover", "highlights", "agenda", "closing", "appendix")
"""The slides made from the report itself, under the names that links may use."""
MOST_FAULTS = 1_000
"""Content with more than these has one cause; so many are told."""


HouseNames = Callable[[str | None], Mapping[str, str] | None]
"""The name of a template → what its house calls the layouts, each with the layout that is meant; None where that
cannot be known. Asked only when a slide wants a layout that is not among deckgen's own."""


def no_names(_template: str | None) -> Mapping[str, str]:
    return {}


def check_content(
    data: object, sink: Sink, layouts: Collection[str] = (), names: HouseNames = no_names
) -> None:
    """Report what is wrong in the sense of a report's data; what has the wrong form is left alone."""
    if not isinstance(data, dict):
        return
    for fault in islice(_faults(data, sink, layouts, names), MOST_FAULTS):
        sink.report(fault.code, fault.message, fault.path, hint=fault.hint, key=fault.at_key)
    linked = (found for found in _texts(data, ()) if "](" in found[1]) if _has_links(data) else ()
    links = (
        (path, run.link)
        for path, text in islice(linked, MOST_FAULTS)
        for run in parse_inline(text, path, sink)
    )
    inside = ((path, name) for path, link in links if link and (name := named_slide(link)))
    for fault in islice(_check_targets(data, inside), MOST_FAULTS):
        sink.report(fault.code, fault.message, fault.path, hint=fault.hint)


def _faults(
    data: dict[str, object], sink: Sink, layouts: Collection[str], names: HouseNames
) -> Iterator[Fault]:
    report: Item = ((), data)
    sections = [section for key in PARTS for section in items_in(report, key)]
    slides = [slide for section in sections for slide in items_in(section, "slides")]
    indicators = [found for body in (*sections, *slides) for found in items_in(body, "indicators")]
    yield from _check_language(data)
    yield from _check_ids(indicators, "indicator", sink)
    yield from _check_ids((*sections, *slides), "section or slide", sink)
    yield from _check_highlights(data, {name for _, item in indicators if (name := text_of(item, "id"))})
    yield from _check_layouts(slides, layouts, lambda: names(text_of(data, "template") or None))
    for path, slide in slides:
        if text_of(slide, "attribution") and not text_of(slide, "statement"):
            message = "`attribution` stands without a `statement`, and nothing else shows it"
            yield Fault(MISSING_FIELD, message, (*path, "attribution"), "add `statement: …`, or delete it")
    yield from _check_boards(slides)
    by_id = {name: item for item in indicators if (name := text_of(item[1], "id"))}
    yield from check_charts((*sections, *slides), by_id)
    yield from check_tables((*sections, *slides))
    yield from check_icons((*sections, *slides))
    yield from check_derived(indicators)
    for path, item in indicators:
        value = text_of(item, "value")
        if value and parse_quantity(value) is None:
            message = f"no figure was recognised in `{value}`"
            yield Fault(FIGURE_NOT_UNDERSTOOD, message, (*path, "value"), "it is shown exactly as written")


def _check_language(data: dict[str, object]) -> Iterator[Fault]:
    tag = text_of(data, "language")
    hint = find_language_hint(tag) if tag else None
    if hint:
        yield Fault(INVALID_VALUE, f"`{tag}` is not a language tag", ("language",), hint)


def _check_ids(items: Iterable[Item], kind: str, sink: Sink) -> Iterator[Fault]:
    first: dict[str, KeyPath] = {}
    for path, item in items:
        name = text_of(item, "id")
        if name and name in first:
            line = sink.source.find_span((*first[name], "id")).line if sink.source else "?"
            hint = f"the first is on line {line}; rename one"
            yield Fault(DUPLICATE_ID, f"another {kind} has the id `{name}`", (*path, "id"), hint)
        first.setdefault(name, path)


def _check_highlights(data: dict[str, object], known: set[str]) -> Iterator[Fault]:
    names = data.get("highlights")
    in_order = sorted(known)
    said: set[str] = set()
    for number, name in enumerate(names if isinstance(names, list) else ()):
        if not isinstance(name, str) or not name.strip():
            continue
        if name.strip() in said:
            message = f"`{name.strip()}` stands twice in `highlights`"
            yield Fault(INVALID_VALUE, message, ("highlights", number), "delete one")
        said.add(name.strip())
        if name.strip() not in known:
            hint = did_you_mean(name, in_order) or f"give an indicator `id: {name}`"
            yield Fault(UNKNOWN_REFERENCE, f"no indicator has the id `{name}`", ("highlights", number), hint)


def _check_targets(data: dict[str, object], links: Iterable[tuple[KeyPath, str]]) -> Iterator[Fault]:
    """Links inside the deck that lead nowhere."""
    sections = [section for key in PARTS for section in items_in(((), data), key)]
    slides = [slide for section in sections for slide in items_in(section, "slides")]
    named = [name for _, item in (*sections, *slides) if (name := text_of(item, "id"))]
    known = {*named, *FRAMING}
    indicators = {
        text_of(item, "id") for body in (*sections, *slides) for _, item in items_in(body, "indicators")
    }
    for path, name in links:
        if name in known:
            continue
        if name in indicators:
            message = f"`{name}` is an indicator; links lead to slides"
            yield Fault(
                UNKNOWN_REFERENCE, message, path, "give the slide that shows it an `id`, and name that"
            )
        else:
            yield unknown_target(name, path, [*named, *FRAMING])


def unknown_target(name: str, path: KeyPath, known: Iterable[str]) -> Fault:
    hint = did_you_mean(name, known) or f"give a slide or a section `id: {name}`"
    return Fault(UNKNOWN_REFERENCE, f"no slide or section has the id `{name}`", path, hint)


def _check_boards(slides: Iterable[Item]) -> Iterator[Fault]:
    for path, slide in slides:
        matrix = slide.get("matrix")
        if isinstance(matrix, dict):
            stressed = [
                place
                for place, cell in items_in(((*path, "matrix"), matrix), "cells")
                if is_true(cell, "emphasis")
            ]
            for place in stressed[1:]:
                message = "another quadrant of the matrix has `emphasis` already"
                yield Fault(
                    INVALID_VALUE, message, (*place, "emphasis"), "leave it to the one that matters most"
                )
        for place, logo in items_in((path, slide), "logos"):
            if not text_of(logo, "name") and not text_of(logo, "alt"):
                yield Fault(
                    MISSING_FIELD, "the logo has neither a name nor an `alt`", place, "say whose it is"
                )


def _check_layouts(
    slides: Iterable[Item], layouts: Collection[str], names: Callable[[], Mapping[str, str] | None]
) -> Iterator[Fault]:
    asked = ((path, text_of(slide, "layout")) for path, slide in slides)
    others = [(path, name) for path, name in asked if name and name not in layouts] if layouts else []
    aliases = names() if others else {}
    for path, name in others:
        if aliases is not None and find_meant(name, aliases) is None:
            yield unknown_layout(name, [*aliases, *layouts], (*path, "layout"))


def find_meant(name: str, aliases: Mapping[str, str]) -> str | None:
    """The layout that the house calls so, in capitals or not."""
    folded = name.casefold()
    return next((layout for alias, layout in aliases.items() if alias.casefold() == folded), None)


def unknown_layout(name: str, layouts: Collection[str], path: KeyPath) -> Fault:
    hint = did_you_mean(name, layouts) or f"choose one of {', '.join(layouts)}, or leave it out"
    return Fault(UNKNOWN_LAYOUT, f"no layout `{name}`", path, hint)


def _has_links(data: object) -> bool:
    """Whether any text might hold a link: most reports have none, and need no key path for every text."""
    if isinstance(data, str):
        return "](" in data
    found = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(map(_has_links, found))


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
