"""Milestones along a line, each with its time: three or four from left to right, five or six from top to bottom.

Takes: `milestones` only, each with `when`, `text` and perhaps a `lead`.
Holds: three to six milestones a page.
Beyond: more are shared evenly over further pages; one or two, and milestones with long texts, become a list that
    opens with the times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.bullets import text_page
from deckgen.layouts.model import Layout, Marked, Material, Page, Pages, Text
from deckgen.layouts.slots import FRAME, numbered, ways

FEWEST, MOST = 3, 6
ACROSS = 4
"""So many stand side by side; more stand one below the other."""


def score(material: Material) -> float:
    return 1.0 if material.holds("milestones") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    for parts in ways(material.milestones, MOST, FEWEST):
        if len({len(part) > ACROSS for part in parts}) == 1:  # one line does not turn on its way
            yield tuple(page(material, part) for part in parts)
    yield (listed(material, material.milestones),)


def page(material: Material, milestones: Sequence[Marked]) -> Page:
    fills = material.frame
    for number, milestone in enumerate(milestones, start=1):
        point = milestone.point
        below = Text((point.opened or point.text,), point.text.origin)
        event = milestone.stacked if len(milestones) <= ACROSS else below
        fills |= {f"when-{number}": milestone.mark, f"event-{number}": event}
    return Page(f"timeline-{len(milestones)}", fills)


def listed(material: Material, marked: Sequence[Marked]) -> Page:
    """A list, each line opened by its mark."""
    return text_page(material, Text(tuple(each.opened for each in marked), marked[0].opened.origin))


TIMELINE = Layout(
    "timeline",
    __doc__,
    {f"timeline-{n}": (*FRAME, *numbered(("when", "event"), n)) for n in range(FEWEST, MOST + 1)},
    pages,
    score,
)
