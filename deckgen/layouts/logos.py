"""One to twelve logos of one optical size, each on a card with the organisation's name beneath.

Takes: `logos` only, each a name, or `image`, `name` and `alt`; a logo without an image keeps its place open. Logos
    are never cropped: each is drawn as large as leaves wide and tall ones alike.
Holds: one to twelve logos a page.
Beyond: shared evenly over further pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.model import Layout, Logo, Material, Page, Pages
from deckgen.layouts.slots import FRAME, numbered, ways

MOST = 12


def score(material: Material) -> float:
    return 1.0 if material.holds("logos") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    for parts in ways(material.logos, MOST):
        yield tuple(page(material, part) for part in parts)


def page(material: Material, logos: Sequence[Logo]) -> Page:
    fills = material.frame
    for number, logo in enumerate(logos, start=1):
        fills |= logo.fills(number)
    return Page(f"logos-{len(logos)}", fills)


LOGOS = Layout(
    "logos",
    __doc__,
    {f"logos-{n}": (*FRAME, *numbered(("logo", "name"), n)) for n in range(1, MOST + 1)},
    pages,
    score,
)
