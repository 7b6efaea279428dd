"""Two or three sides next to each other, such as before and after: a head each, and lines below it.

Takes: a `comparison` only: for each side a `title` and its `items`.
Holds: two or three sides; up to about five lines under each head.
Beyond: all sides go on on a further page under the same heads; lines too long for that follow one another as a
    list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.layouts import bullets
from deckgen.layouts.model import Layout, Material, Page, Pages, Paragraph, Side, Text
from deckgen.layouts.slots import FRAME, numbered, parts

FEWEST, MOST = 2, 3


def score(material: Material) -> float:
    return 1.0 if material.holds("comparison") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    # Two lines under each head at least; above nothing, a head would say that there is nothing.
    most = min(len(side.points) for side in material.comparison) // 2
    for count in range(1, max(1, most) + 1):
        yield tuple(page(material, count, number) for number in range(count))
    yield (listed(material),)


def page(material: Material, count: int, number: int) -> Page:
    """Of `count` pages the one with this number, counted from 0."""
    fills = material.frame
    for place, side in enumerate(material.comparison, start=1):
        points = parts(side.points, count)[number]
        fills |= {f"lead-{place}": side.title, f"text-{place}": bullets.body(points)}
    return Page(f"comparison-{len(material.comparison)}", fills)


def listed(material: Material) -> Page:
    """Each side's title, and its lines one level below."""
    lines = tuple(paragraph for side in material.comparison for paragraph in under_title(side))
    return bullets.text_page(material, Text(lines, material.comparison[0].title.origin))


def under_title(side: Side) -> Iterator[Paragraph]:
    yield from (title.in_bold for title in side.title.paragraphs)
    for point in side.points:
        yield from (replace(paragraph, level=1) for paragraph in point.paragraphs)


COMPARISON = Layout(
    "comparison",
    __doc__,
    {f"comparison-{n}": (*FRAME, *numbered(("lead", "text"), n)) for n in range(FEWEST, MOST + 1)},
    pages,
    score,
)
