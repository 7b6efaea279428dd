"""The contents list: a number, the section's name and its headline, each leading to its section.

Takes: the report's sections, from two on, by itself; an appendix has a last line without a number.
    `show: {agenda: false}` leaves it out, `true` lists a single section, too.
Holds: up to eight sections a page.
Beyond: shared evenly over further pages; long names and headlines take fewer to a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.model import Entry, Fill, Layout, Material, Page, Pages
from deckgen.layouts.slots import numbered, ways

FEWEST, MOST = 3, 8


def pages(material: Material) -> Iterator[Pages]:
    for parts in ways(material.entries, MOST):
        yield tuple(page(material, part) for part in parts)


def page(material: Material, entries: Sequence[Entry]) -> Page:
    fills: dict[str, Fill] = {"title": material.title}
    links: dict[str, str] = {}
    for number, entry in enumerate(entries, start=1):
        if entry.number:
            fills[f"number-{number}"] = entry.number
        fills[f"entry-{number}"] = entry.text
        if entry.target is not None:
            links[f"entry-{number}"] = entry.target
    return Page(f"agenda-{max(FEWEST, len(entries))}", fills, links)


AGENDA = Layout(
    "agenda",
    __doc__,
    {f"agenda-{n}": ("title", *numbered(("number", "entry"), n)) for n in range(FEWEST, MOST + 1)},
    pages,
    framing=True,
)
