"""A template and the slide layouts that a deck uses in, all parts of the deck's template out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from deckgen.templates.markup import parse_xml, xml_bytes
from deckgen.templates.model import Part, Relationship, SlideLayout, Template
from deckgen.templates.placeholders import P
from deckgen.templates.presentation import free_id
from deckgen.templates.types import LAYOUT, MASTER, R_ID

FIRST_ID = 2_147_483_648
"""Ids of masters and slide layouts are one sequence, which starts here."""


def extended_parts(template: Template, used: Iterable[SlideLayout]) -> tuple[Part, ...]:
    """The template's parts with those slide layouts that deckgen built, listed in their masters."""
    built = {layout.part: layout.built for layout in used if layout.built is not None}
    if not built:
        return template.parts
    added = [built[name] for name in sorted(built, key=lambda name: (len(name), name))]
    by_master: dict[str, list[Part]] = {}
    for part in added:
        by_master.setdefault(_master_of(part), []).append(part)
    numbers = _free_ids(template)
    changed = {name: _listing(part, by_master[name], numbers) for name, part in _named(template, by_master)}
    return (*(changed.get(part.name, part) for part in template.parts), *added)


def _master_of(part: Part) -> str:
    return next(one.target for one in part.relationships if one.type == MASTER)


def _named(template: Template, names: Mapping[str, object]) -> Iterator[tuple[str, Part]]:
    return ((part.name, part) for part in template.parts if part.name in names)


def _free_ids(template: Template) -> Iterator[int]:
    """Numbers above all that masters and slide layouts have."""
    roots = [parse_xml(template.presentation.data, template.presentation.name)]
    masters = {one.target for one in template.presentation.relationships if one.type == MASTER}
    roots += [parse_xml(part.data, part.name) for part in template.parts if part.name in masters]
    tags = (f"{P}sldMasterId", f"{P}sldLayoutId")
    taken = (
        int(entry.get("id", "0"))
        for root in roots
        for entry in root.iter(*tags)
        if entry.get("id", "").isdigit()
    )
    number = max(taken, default=FIRST_ID)
    while True:
        number += 1
        yield number


def _listing(master: Part, layouts: Sequence[Part], numbers: Iterator[int]) -> Part:
    """The master with further slide layouts at the end of its list."""
    root = parse_xml(master.data, master.name)
    listed = root.find(f"{P}sldLayoutIdLst")
    if listed is None:
        listed = etree.Element(f"{P}sldLayoutIdLst")
        before = root.find(f"{P}clrMap")
        if before is not None:
            before.addnext(listed)
    relationships = list(master.relationships)
    for layout in layouts:
        free = free_id(relationships)
        relationships.append(Relationship(free, LAYOUT, layout.name))
        entry = etree.SubElement(listed, f"{P}sldLayoutId", id=str(next(numbers)))
        entry.set(R_ID, free)
    return replace(master, data=xml_bytes(root), relationships=tuple(relationships))
