"""Names of slots, and ways to share items over pages: what the layouts build their variants and pages from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")

FRAME = ("section", "title")
CALLOUT = ("figure", "label", "detail", "icon")
PHOTO = ("photo", "caption")


def numbered(stems: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The slots of `count` repeated places: figure-1, label-1, detail-1, figure-2, …"""
    return tuple(f"{stem}-{number}" for number in range(1, count + 1) for stem in stems)


def stem_of(slot: str) -> str:
    """The slot's name without its number: `figure` for `figure-3`."""
    head, _, tail = slot.rpartition("-")
    return head if tail.isdigit() else slot


def shares(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """Cut into as few parts as `most` a part allows, as even as can be: 11 by 4 is 4, 4, 3."""
    return parts(items, -(-len(items) // most))


def parts(items: Sequence[T], count: int) -> list[Sequence[T]]:
    """Cut into `count` parts, as even as can be, larger ones first."""
    small, larger = divmod(len(items), count) if count else (0, 0)
    cuts = [n * small + min(n, larger) for n in range(count + 1)]
    return [items[first:last] for first, last in pairwise(cuts)]


def ways(items: Sequence[T], most: int, fewest: int = 1) -> Iterator[list[Sequence[T]]]:
    """Every way to share the items over pages, fewest pages first: at most `most` a page, and never under `fewest`."""
    seen = set()
    for size in range(min(most, len(items)), 0, -1):
        found = shares(items, size)
        if len(found) not in seen and len(found[-1]) >= fewest:
            seen.add(len(found))
            yield found
