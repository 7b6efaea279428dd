"""A template in, the JSON Schema of its reports out: the layouts it offers, and how much its places take."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from deckgen.content.schema import report_schema
from deckgen.fit.fonts import FontBook
from deckgen.fit.room import Room, rooms
from deckgen.layouts import find_layouts
from deckgen.layouts.model import Layout
from deckgen.templates.surveying import Survey

UNTOLD = ("section", "number")
"""Slots whose text deckgen writes itself."""

FIELDS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("Report", "title"): ("title", "cover"),
    ("Report", "subtitle"): ("subtitle", "cover"),
    ("Section", "title"): ("title", "divider"),
    ("Section", "headline"): ("headline", "divider"),
    ("Slide", "title"): ("title", "bullets"),
    ("Slide", "statement"): ("title", "statement"),
    ("Slide", "attribution"): ("attribution", "statement"),
    ("Indicator", "label"): ("label", "indicators"),
    ("Photo", "caption"): ("caption", "photo"),
    ("Chart", "takeaway"): ("takeaway", "chart"),
    ("Milestone", "when"): ("when", "timeline"),
    ("Milestone", "text"): ("event", "timeline"),
    ("Step", "text"): ("step", "steps"),
    ("Quote", "text"): ("quote", "quote"),
    ("Honour", "title"): ("honour", "honours"),
    ("Logo", "name"): ("name", "logos"),
}
"""Definition and key of the content → the stem of the slots that show it, and the layout where they are."""

Rooms = Mapping[str, Mapping[str, list[Room]]]
"""Layout → stem → the room in each of its variants."""


def template_schema(survey: Survey) -> str:
    """The schema as it is written to files."""
    schema = report_schema()
    found = {
        name: _rooms(layout, survey) for name, layout in find_layouts().items() if _possible(layout, survey)
    }
    name = survey.template.name
    schema["title"] = f"deckgen report for the template {name}"
    definitions = {"Report": schema, **schema["$defs"]}
    definitions["Slide"]["properties"]["layout"] |= _layout_choice(found, survey.binding.aliases)
    for (definition, key), (stem, layout) in FIELDS.items():
        if each := found.get(layout, {}).get(stem):
            about = definitions[definition]["properties"][key]
            told = f"{about.get('description', '')} {_capital(_room(each))} in the template {name}."
            about["description"] = told.strip()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _possible(layout: Layout, survey: Survey) -> bool:
    """Layouts without variants of their own use those of others."""
    return not layout.variants or any(variant in survey.bindings for variant in layout.variants)


def _rooms(layout: Layout, survey: Survey) -> dict[str, list[Room]]:
    template, found = survey.template, dict[str, list[Room]]()
    fonts = FontBook(template.fonts)
    for variant in layout.variants:
        if variant in survey.bindings:
            bound = survey.bindings[variant]
            for stem, room in rooms(variant, bound, fonts, template.scale, template.limits).items():
                found.setdefault(stem, []).append(room)
    return found


def _layout_choice(found: Rooms, aliases: Mapping[str, str]) -> dict[str, Any]:
    """One entry for each layout and for each of the house's names for one, which editors show as they complete."""
    layouts = find_layouts()
    told = {
        name: " ".join(_about(layouts[name], stems))
        for name, stems in found.items()
        if not layouts[name].framing
    }
    named = {alias: f"{meant}: {told[meant]}" for alias, meant in aliases.items() if meant in told}
    choices = [{"const": name, "description": about} for name, about in (named | told).items()]
    return {"anyOf": [*choices, {"type": "null"}]}


def _about(layout: Layout, stems: Mapping[str, Collection[Room]]) -> Iterator[str]:
    yield layout.doc.strip().partition("\n")[0]
    told = [f"{stem} {'/'.join(_spans(each))}" for stem, each in stems.items() if stem not in UNTOLD]
    if told:
        yield f"Room in Chinese characters/letters: {', '.join(told)}."


def _room(each: Collection[Room]) -> str:
    chinese, english = _spans(each)
    return f"about {chinese} Chinese characters or {english} letters"


def _spans(each: Collection[Room]) -> tuple[str, str]:
    """How much text a place takes; where arrangements differ, from the smallest to the largest."""
    return _span([room.chinese for room in each]), _span([room.english for room in each])


def _span(numbers: Collection[int]) -> str:
    least, most = min(numbers), max(numbers)
    return f"{least}" if least == most else f"{least}–{most}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
