"""The slide that opens a section: its number, its name, and the headline that sums it up.

Made from each section; `show: {dividers: false}` leaves them out. Another one opens the appendix and names its
parts; `show: {appendix: false}` leaves that out.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Page, Pages


def pages(material: Material) -> Iterator[Pages]:
    yield (Page("divider", {"title": material.title, **material.lines}),)


DIVIDER = Layout("divider", __doc__, {"divider": ("number", "title", "headline")}, pages, framing=True)
