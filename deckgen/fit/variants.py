"""A page that could stand in several variants → those that serve its photos and icons better than the usual one."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.fit.photos import PhotoBook
from deckgen.fit.placing import MOST_HEIGHT_LOST, hangs_loose, share_lost
from deckgen.layouts.model import Fill, IconFill, Page
from deckgen.templates.model import Placeholder, Template

Place = tuple[Fill, Placeholder | None]


def better_variants(page: Page, template: Template, photos: PhotoBook) -> list[str]:
    """The others of the page's variants that show more, best first; none where all is well in the usual one."""
    others = [name for name in page.others if name in template.layouts]
    usual = list(_places(page, page.variant, template)) if others else []
    if not any(_suffers(fill, place, photos) for fill, place in usual):
        return []
    lost = {name: _lost(_places(page, name, template), photos) for name in others}
    bearable = min(_lost(usual, photos), MOST_HEIGHT_LOST)
    return sorted((name for name in others if lost[name] < bearable), key=lost.__getitem__)


def _places(page: Page, variant: str, template: Template) -> Iterator[Place]:
    bound = template.layouts[variant]
    return ((fill, bound.find_placeholder(slot)) for slot, fill in page.fills.items())


def _suffers(fill: Fill, place: Placeholder | None, photos: PhotoBook) -> bool:
    if place is None:
        return isinstance(fill, IconFill)
    return hangs_loose(fill, place.box, photos)


def _lost(places: Iterator[Place] | list[Place], photos: PhotoBook) -> float:
    """The largest share of a photo that would not be seen; 1 where something would have no place at all."""
    return max(share_lost(fill, place.box, photos) if place else 1.0 for fill, place in places)
