"""A captioned photo beside the achievements it shows.

Takes: photos and achievements; the first photo stands with the text.
Holds: one photo and two to four achievements.
Beyond: further photos get pages of their own; a text too long for its place does, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts import bullets, photo
from deckgen.layouts.model import Layout, Material, Page, Pages
from deckgen.layouts.slots import FRAME, PHOTO, numbered, shares

TALL = ("photo-text-tall",)


def score(material: Material) -> float:
    return 0.9 if material.holds("points", "photos") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    first, *others = material.photos
    fills = {**material.frame, **first.fills(1), "body": bullets.body(material.points)}
    for most in (2, 1):
        rest = (photo.page(material, part) for part in shares(others, most))
        yield (Page("photo-text", fills, others=TALL), *rest)
    alone = (photo.page(material, part) for part in shares(material.photos, 1))
    yield (bullets.page(material, material.points), *alone)


SLOTS = (*FRAME, *numbered(PHOTO, 1), "body")
PHOTO_TEXT = Layout("photo-text", __doc__, dict.fromkeys(("photo-text", *TALL), SLOTS), pages, score)
