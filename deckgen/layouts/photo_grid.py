"""Three, four or six captioned photos of one size; other numbers are shared over pages.

Takes: photos only.
Holds: three, four or six photos a page.
Beyond: five are shown as three and two, seven as four and three; long captions take fewer photos to a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Pages
from deckgen.layouts.photo import VARIANTS, photo_pages, slots
from deckgen.layouts.slots import shares

MOST = 6
COUNTS = (3, 4, 6)


def score(material: Material) -> float:
    return 0.9 if material.holds("photos") and len(material.photos) > 2 else 0.0


def pages(material: Material) -> Iterator[Pages]:
    most = MOST if len(material.photos) == MOST else 4
    for size in range(most, 0, -1):
        if all(len(part) in VARIANTS for part in shares(material.photos, size)):
            yield photo_pages(material, size)


PHOTO_GRID = Layout("photo-grid", __doc__, {f"photo-grid-{n}": slots(n) for n in COUNTS}, pages, score)
