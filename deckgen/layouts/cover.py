"""The first slide: title, subtitle, and who reports when.

Takes: the report's `title`, `subtitle`, `organisation`, `presenter` and `date`; `show: {cover: false}` leaves it
    out.
Holds: one of each.
Beyond: set smaller; what is still too long is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Page, Pages


def pages(material: Material) -> Iterator[Pages]:
    yield (Page("cover", {"title": material.title, **material.lines}),)


COVER = Layout("cover", __doc__, {"cover": ("title", "subtitle", "meta")}, pages, framing=True)
