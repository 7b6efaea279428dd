"""The report at a glance: four to six of its strongest figures on one festive page.

Takes: the report's `highlights`, a list of indicator ids (left out: the indicators with `emphasis`, when there are
    at least four); `show: {highlights: false}` leaves it out.
Holds: four to six figures a page.
Beyond: more are shared evenly over further pages; fewer than four are shown as plain `indicators`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.indicators import page as indicators_page
from deckgen.layouts.model import Callout, Layout, Material, Page, Pages
from deckgen.layouts.slots import CALLOUT, numbered, ways

FEWEST, MOST = 4, 6


def pages(material: Material) -> Iterator[Pages]:
    for parts in ways(material.callouts, MOST):
        yield tuple(page(material, part) for part in parts)


def page(material: Material, callouts: Sequence[Callout]) -> Page:
    plain = indicators_page(material, callouts)
    return Page(f"highlights-{len(callouts)}", plain.fills) if len(callouts) >= FEWEST else plain


HIGHLIGHTS = Layout(
    "highlights",
    __doc__,
    {f"highlights-{n}": ("title", *numbered(CALLOUT, n)) for n in range(FEWEST, MOST + 1)},
    pages,
    framing=True,
)
