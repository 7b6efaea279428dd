"""One to six figures as callouts of one size: the figure, what it counts, and how it moved.

Takes: indicators only.
Holds: one to six figures a page.
Beyond: from seven on they are shared evenly over pages of at most four; long labels take fewer to a page.

An `icon` stands in the lower right corner of its card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.model import Callout, Layout, Material, Page, Pages
from deckgen.layouts.slots import CALLOUT, FRAME, numbered, ways

MOST = 6
CALM = 4
OTHERS = {1: ("indicators-icon-1",)}
"""The same page with a place for an icon, where the usual one has none."""


def score(material: Material) -> float:
    return 0.9 if material.holds("callouts") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    most = MOST if len(material.callouts) <= MOST else CALM
    for parts in ways(material.callouts, most):
        yield tuple(page(material, part) for part in parts)


def page(material: Material, callouts: Sequence[Callout]) -> Page:
    fills = material.frame
    for number, callout in enumerate(callouts, start=1):
        fills |= callout.fills(number)
    return Page(f"indicators-{len(callouts)}", fills, others=OTHERS.get(len(callouts), ()))


INDICATORS = Layout(
    "indicators",
    __doc__,
    {
        variant: (*FRAME, *numbered(CALLOUT, n))
        for n in range(1, MOST + 1)
        for variant in (f"indicators-{n}", *OTHERS.get(n, ()))
    },
    pages,
    score,
)
