"""`deckgen layouts`: the user documentation of the layouts, which is their module docstrings."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from pathlib import Path

import click

from deckgen.diagnostics import Sink
from deckgen.layouts import find_layouts
from deckgen.layouts.model import Layout

ROOM = "Room in the template `plum` at a comfortable size, in Chinese characters/letters:"
UNTOLD = ("section",)
"""Slots whose text deckgen writes itself."""


@click.command("layouts", short_help="List the layouts, or show what one of them takes.")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the layouts, or show what the layout NAME takes.

    A slide asks for one with `layout: NAME`; left out, deckgen chooses. The framing layouts are made from the
    report itself, and `show:` switches them on and off.
    """
    layouts = find_layouts()
    if name is None:
        _list(layouts.values())
    elif name in layouts:
        click.echo(_page(layouts[name]))
    else:
        close = difflib.get_close_matches(name, layouts, n=1)
        advice = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(layouts)}"
        raise click.UsageError(f"no layout '{name}'; {advice}")


def _list(layouts: Collection[Layout]) -> None:
    width = max(len(layout.name) for layout in layouts)
    for heading, framing in (("For `layout:` on a slide", False), ("Made from the report itself", True)):
        click.echo(f"{heading}:")
        for layout in layouts:
            if layout.framing is framing:
                click.echo(f"  {layout.name:{width}}  {_first_line(layout.doc)}")


def _page(layout: Layout) -> str:
    arrangements = [f"  {variant}: {', '.join(slots)}" for variant, slots in layout.variants.items()]
    room = room_lines(layout)
    return "\n".join(
        [
            *(layout.name, "", layout.doc.strip(), ""),
            *("Arrangements and their slots:", *arrangements),
            *(["", ROOM, *(f"  {line}".rstrip() for line in room)] if room else []),
        ]
    )


def room_lines(layout: Layout) -> list[str]:
    """A table of how much text each place takes in the shipped template; empty where it has no such slide layout."""
    from deckgen.fit.fonts import FontBook
    from deckgen.fit.room import rooms
    from deckgen.resources import Resources

    template, fonts = Resources().template(None, Path(), Sink()), FontBook()
    bound = [variant for variant in layout.variants if variant in template.layouts]
    found = {variant: rooms(variant, template.layouts[variant], fonts) for variant in bound}
    stems = list(dict.fromkeys(stem for each in found.values() for stem in each if stem not in UNTOLD))
    rows = [["", *stems]]
    for variant, each in found.items():
        cells = (each.get(stem) for stem in stems)
        rows.append([variant, *(f"{cell.chinese}/{cell.english}" if cell else "" for cell in cells)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows if stems
    ]


def _first_line(doc: str) -> str:
    return doc.strip().partition("\n")[0]
