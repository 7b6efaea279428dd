"""One sentence that fills the slide, and who says it.

Takes: a `statement`, which is the slide's title; a `title` stands small above it, an `attribution` below.
Holds: one sentence.
Beyond: set smaller; what is still too long is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Fill, Layout, Material, Page, Pages


def score(material: Material) -> float:
    return 1.0 if material.holds("statement") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    fills: dict[str, Fill] = {**material.frame, **material.lines}
    if material.statement:
        fills["title"] = material.statement
    yield (Page("statement", fills),)


STATEMENT = Layout(
    "statement", __doc__, {"statement": ("section", "kicker", "title", "attribution")}, pages, score
)
