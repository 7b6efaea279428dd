"""`deckgen layouts`: the user documentation of the layouts, which is their module docstrings."""

from __future__ import annotations

import difflib
from collections.abc import Collection

import click

from deckgen.layouts import find_layouts
from deckgen.layouts.model import Layout


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
    return "\n".join(
        [layout.name, "", layout.doc.strip(), "", "Arrangements and their slots:", *arrangements]
    )


def _first_line(doc: str) -> str:
    return doc.strip().partition("\n")[0]
