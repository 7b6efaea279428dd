"""The last slide: thanks, or the sentence that should stay.

Made from the report's `closing`; `show: {closing: false}` leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Page, Pages


def pages(material: Material) -> Iterator[Pages]:
    yield (Page("closing", {"title": material.title, **material.lines}),)


CLOSING = Layout("closing", __doc__, {"closing": ("title", "text", "meta")}, pages, framing=True)
