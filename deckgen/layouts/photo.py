"""One captioned photo to a page, as large as the page allows.

Takes: photos only.
Holds: one photo a page.
Beyond: each photo gets a page of its own.

An upright photo gets an upright place, a drawing (SVG) and a photo that would lose too much of itself are shown
whole; `focus`, `crop: cover` and `crop: contain` decide otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.model import CaptionedPhoto, Layout, Material, Page, Pages
from deckgen.layouts.slots import FRAME, PHOTO, numbered, shares

VARIANTS = {1: "photo", 2: "photo-pair", 3: "photo-grid-3", 4: "photo-grid-4", 6: "photo-grid-6"}
TALL = {1: ("photo-tall",), 2: ("photo-pair-tall",)}
"""The same pages for upright photos."""


def score(material: Material) -> float:
    return 0.9 if material.holds("photos") and len(material.photos) == 1 else 0.2 * material.holds("photos")


def pages(material: Material) -> Iterator[Pages]:
    yield photo_pages(material, 1)


def photo_pages(material: Material, most: int) -> Pages:
    """Pages of at most `most` photos each."""
    return tuple(page(material, part) for part in shares(material.photos, most))


def page(material: Material, photos: Sequence[CaptionedPhoto]) -> Page:
    """A page of one, two, three, four or six photos."""
    fills = material.frame
    for number, captioned in enumerate(photos, start=1):
        fills |= captioned.fills(number)
    return Page(VARIANTS[len(photos)], fills, others=TALL.get(len(photos), ()))


def slots(count: int) -> tuple[str, ...]:
    return (*FRAME, *numbered(PHOTO, count))


PHOTO_ALONE = Layout("photo", __doc__, {variant: slots(1) for variant in ("photo", *TALL[1])}, pages, score)
