"""A slide layout in, a free strip at the page's edge out: for what has to stand on every slide and has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckgen.templates.inference.furniture import overlap
from deckgen.templates.inference.sheets import Sheet
from deckgen.templates.inference.space import upon_ground
from deckgen.templates.page import Page
from deckgen.units import Box

WIDTH, HEIGHT = 0.3, 0.04
"""Of the slide."""
SIDE, EDGE = 0.03, 0.025
"""Shares of the slide's width and height that stay free around it."""
STEPS = 4
"""How many heights are tried at each edge."""


def free_strip(sheet: Sheet, page: Page, taken: Iterable[Box]) -> Box | None:
    """The first of the places at the foot and at the head where nothing is drawn and none of `taken` lies."""
    drawn = [piece.box for piece in upon_ground(sheet, page, page.box)]
    obstacles = (*taken, *drawn)
    return next(
        (strip for strip in _strips(page) if not any(overlap(strip, box) for box in obstacles)),
        None,
    )


def _strips(page: Page) -> Iterator[Box]:
    width, height = round(WIDTH * page.width), round(HEIGHT * page.height)
    side, edge = round(SIDE * page.width), round(EDGE * page.height)
    lefts = ((page.width - width) // 2, side, page.width - side - width)
    for step in range(STEPS):
        down = edge + step * height // 2
        for top in (page.height - down - height, down):
            yield from (Box(left, top, width, height) for left in lefts)
