"""One to three figures beside one captioned photo.

Takes: indicators and exactly one photo.
Holds: one to three figures.
Beyond: more figures go on pages of their own, before the photo.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts import indicators, photo
from deckgen.layouts.model import Layout, Material, Page, Pages
from deckgen.layouts.slots import CALLOUT, FRAME, PHOTO, numbered, shares

MOST = 3


def score(material: Material) -> float:
    return 0.9 if material.holds("callouts", "photos") and len(material.photos) == 1 else 0.0


def pages(material: Material) -> Iterator[Pages]:
    if len(material.callouts) <= MOST:
        fills = dict(indicators.page(material, material.callouts).fills)
        yield (Page(f"indicators-photo-{len(material.callouts)}", fills | material.photos[0].fills(1)),)
    for most in range(4, 0, -1):
        parts = shares(material.callouts, most)
        yield (
            *(indicators.page(material, part) for part in parts),
            photo.page(material, material.photos),
        )


INDICATORS_PHOTO = Layout(
    "indicators-photo",
    __doc__,
    {
        f"indicators-photo-{n}": (*FRAME, *numbered(CALLOUT, n), *numbered(PHOTO, 1))
        for n in range(1, MOST + 1)
    },
    pages,
    score,
)
