"""The last slide: thanks, or the sentence that should stay.

Takes: the report's `closing`; `show: {closing: false}` leaves it out.
Holds: a title, and a line beneath it.
Beyond: set smaller; what is still too long is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Page, Pages


def pages(material: Material) -> Iterator[Pages]:
    yield (Page("closing", {"title": material.title, **material.lines}),)


CLOSING = Layout("closing", __doc__, {"closing": ("title", "text", "meta")}, pages, framing=True)
