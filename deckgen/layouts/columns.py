"""Two to four achievements side by side, each under its lead phrase.

Takes: achievements that all have a lead phrase and no details.
Holds: two to four achievements.
Beyond: long texts, and any other number, become the list of `bullets`.

An `icon` stands at the head of its column; the list shows none.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts import bullets
from deckgen.layouts.model import Fill, Layout, Material, Page, Pages, Paragraph, Point, Text
from deckgen.layouts.slots import FRAME, numbered

FEWEST, MOST = 2, 4
COUNTS = range(FEWEST, MOST + 1)


def suits(material: Material) -> bool:
    return (
        material.holds("points")
        and FEWEST <= len(material.points) <= MOST
        and all(point.lead and not point.details for point in material.points)
    )


def score(material: Material) -> float:
    return 0.8 if suits(material) else 0.0


def pages(material: Material) -> Iterator[Pages]:
    if suits(material):
        yield (page(material),)
    yield from bullets.pages(material)


def page(material: Material) -> Page:
    fills = material.frame
    for number, point in enumerate(material.points, start=1):
        fills |= column(point, number)
    count = len(material.points)
    return Page(f"columns-{count}", fills, others=(f"columns-icons-{count}",))


def column(point: Point, number: int) -> dict[str, Fill]:
    texts: dict[str, Paragraph | None] = {f"lead-{number}": point.lead, f"text-{number}": point.text}
    icon: dict[str, Fill] = {f"icon-{number}": point.icon} if point.icon else {}
    return icon | {slot: Text((text,), text.origin) for slot, text in texts.items() if text}


COLUMNS = Layout(
    "columns",
    __doc__,
    {f"columns-{n}": (*FRAME, *numbered(("lead", "text"), n)) for n in COUNTS}
    | {f"columns-icons-{n}": (*FRAME, *numbered(("icon", "lead", "text"), n)) for n in COUNTS},
    pages,
    score,
)
