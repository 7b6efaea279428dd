"""Two captioned photos side by side; more photos take more pages.

Takes: photos only, best an even number of them.
Holds: two photos a page.
Beyond: further pages of two, or of one where the captions are long.

Two upright photos get upright places, their captions beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Pages
from deckgen.layouts.photo import TALL, photo_pages, slots


def score(material: Material) -> float:
    return 0.9 if material.holds("photos") and len(material.photos) == 2 else 0.3 * material.holds("photos")


def pages(material: Material) -> Iterator[Pages]:
    yield photo_pages(material, 2)
    yield photo_pages(material, 1)


PHOTO_PAIR = Layout(
    "photo-pair", __doc__, {variant: slots(2) for variant in ("photo-pair", *TALL[2])}, pages, score
)
