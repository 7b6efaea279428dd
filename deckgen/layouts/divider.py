"""The slide that opens a section: its number, its name, and the headline that sums it up.

Takes: each section, by itself; `show: {dividers: false}` leaves them out.
Holds: one section.
Beyond: set smaller; what is still too long is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Page, Pages


def pages(material: Material) -> Iterator[Pages]:
    yield (Page("divider", {"title": material.title, **material.lines}),)


DIVIDER = Layout("divider", __doc__, {"divider": ("number", "title", "headline")}, pages, framing=True)
