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
from deckgen.content.quantities import find_compound, parse_quantity
from deckgen.content.raw import Fault, Item, is_true, items_in, text_of
from deckgen.content.sections import PARTS
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import KeyPath, Sink

DEEPEST_TEXT = 12
"""How many keys deep texts are searched for links: aliases can nest data deeper than any report is."""
FRAMING = ("cover", "highlights", "agenda", "closing", "appendix")
"""The slides that deckgen makes from the report itself, under the names that links may use."""
MOST_FAULTS = 1_000
"""More faults than these have one common cause, so no more are told."""


HouseNames = Callable[[str | None], Mapping[str, str] | None]
"""The name of a template → the aliases its binding gives to layouts (alias → layout); None where they cannot be read.
Called only when a slide asks for a layout that deckgen does not have."""


def no_names(_template: str | None) -> Mapping[str, str]:
    return {}


def check_content(
    data: object, sink: Sink, layouts: Collection[str] = (), names: HouseNames = no_names
) -> None:
    """Report what is wrong in the sense of a report's data; faults of its form are for the forms to tell."""
    if not isinstance(data, dict):
        return
    outline = _Outline(data)
    for fault in islice(_faults(outline, sink, layouts, names), MOST_FAULTS):
        fault.report(sink)
    linked = (found for found in _texts(data, ()) if "](" in found[1]) if _has_links(data) else ()
    links = (
        (path, run.link)
        for path, text in islice(linked, MOST_FAULTS)
        for run in parse_inline(text, path, sink)
    )
    inside = ((path, name) for path, link in links if link and (name := named_slide(link)))
    for fault in islice(_check_targets(outline, inside), MOST_FAULTS):
        fault.report(sink)


class _Outline:
    """A report's data, and what is looked through in it again and again."""

    def __init__(self, data: dict[str, object]) -> None:
        self.data = data
        sections = [section for key in PARTS for section in items_in(((), data), key)]
        self.slides = [slide for section in sections for slide in items_in(section, "slides")]
        self.bodies = (*sections, *self.slides)
        self.indicators = [found for body in self.bodies for found in items_in(body, "indicators")]


def _faults(report: _Outline, sink: Sink, layouts: Collection[str], names: HouseNames) -> Iterator[Fault]:
    data, slides, bodies, indicators = report.data, report.slides, report.bodies, report.indicators
    by_id = {name: item for item in indicators if (name := text_of(item[1], "id"))}
    yield from _check_language(data)
    yield from _check_ids(indicators, "indicator", sink)
    yield from _check_ids(bodies, "section or slide", sink)
    yield from _check_highlights(data, by_id)
    yield from _check_layouts(slides, layouts, lambda: names(text_of(data, "template") or None))
    for path, slide in slides:
        if text_of(slide, "attribution") and not text_of(slide, "statement"):
            message = "`attribution` stands without a `statement`, and nothing else shows it"
            yield Fault(MISSING_FIELD, message, (*path, "attribution"), "add `statement: …`, or delete it")
    yield from _check_boards(slides)
    yield from check_charts(bodies, by_id)
    yield from check_tables(bodies)
    yield from check_icons(bodies)
    yield from check_derived(indicators)
    for path, item in indicators:
        value = text_of(item, "value")
        if value and parse_quantity(value) is None and find_compound(value) is None:
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


def _check_highlights(data: dict[str, object], known: Collection[str]) -> Iterator[Fault]:
    """Names in `highlights` that stand twice, or are the id of no indicator; `known` are the ids."""
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


def _check_targets(report: _Outline, links: Iterable[tuple[KeyPath, str]]) -> Iterator[Fault]:
    """Links inside the deck that lead nowhere."""
    slides = [*(name for _, item in report.bodies if (name := text_of(item, "id"))), *FRAMING]
    known, indicators = set(slides), {text_of(item, "id") for _, item in report.indicators}
    for path, name in links:
        if name in known:
            continue
        if name in indicators:
            message = f"`{name}` is an indicator; links lead to slides"
            yield Fault(
                UNKNOWN_REFERENCE, message, path, "give the slide that shows it an `id`, and name that"
            )
        else:
            yield unknown_target(name, path, slides)


def unknown_target(name: str, path: KeyPath, known: Iterable[str]) -> Fault:
    """A link at `path` to a slide or section `name` that is not among the `known` ones."""
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
    """The layout for which a binding has the alias `name`, whatever its capitals; None without such an alias."""
    folded = name.casefold()
    return next((layout for alias, layout in aliases.items() if alias.casefold() == folded), None)


def unknown_layout(name: str, layouts: Collection[str], path: KeyPath) -> Fault:
    """A slide at `path` asks for a layout `name` that is not among these."""
    hint = did_you_mean(name, layouts) or f"choose one of {', '.join(layouts)}, or leave it out"
    return Fault(UNKNOWN_LAYOUT, f"no layout `{name}`", path, hint)


def _has_links(data: object) -> bool:
    """Whether any text may hold a link. Most reports have none, and are spared working out every text's key path."""
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
