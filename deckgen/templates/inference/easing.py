"""Places that are too low for what deckgen puts there, and how far they can grow without covering anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from deckgen.templates.inference.furniture import furniture_of, overlap, share_inside
from deckgen.templates.inference.sheets import STANDING, Sheet
from deckgen.templates.inference.space import LOW, beside_logos, trimmed
from deckgen.templates.model import Placeholder
from deckgen.templates.page import Page
from deckgen.templates.placeholders import TITLE_TYPES
from deckgen.units import Box, emu

Demand = tuple[tuple[float, float], ...]
"""Paragraphs: the points they should be set in at the least, and their length in ems."""

HEADLINE: Demand = ((22, 36),)
DEMANDS: Mapping[str, Mapping[str, Demand]] = {
    "cover": {"title": ((32, 30),), "subtitle": ((18, 20),), "meta": ((16, 16),) * 3},
    "closing": {"title": ((30, 22),), "text": ((18, 26),), "meta": ((16, 16),)},
    "divider": {"number": ((24, 2),), "title": ((28, 18),), "headline": ((18, 36),)},
}
CONTENT: Mapping[str, Demand] = {"title": HEADLINE, "body": (), "text-1": (), "text-2": ()}
"""On all other pages running text is asked for no height, but kept off what is drawn."""
ROOMY = 0.58
"""Share of the slide's height that a place for running text takes which is made to grow with its text."""
LINE = 1.24
"""Height of a line in ems."""
EDGE = 0.05
"""Share of the slide's height that stays free at its edges."""
APART = 0.008
FAR = 0.55
"""Share of the height needed below which a place is not used."""


def eased(
    sheet: Sheet, slots: Mapping[str, int], variant: str, page: Page, beside: Sequence[Box] = ()
) -> dict[int, Box]:
    """Placeholder → the box that it needs, for those that are too low and have room to grow, not over what is
    `beside` them; and for those that the template's own bars and pictures reach into."""
    shared = _shared(slots, variant)
    used = {idx: sheet.placeholders[idx] for idx in slots.values()}
    boxes: dict[int, Box] = {}
    for idx, demands in shared.items():
        found = used[idx]
        if found.type in STANDING:
            continue
        within = overlap(found.box, page.box) or found.box
        clear = beside_logos if found.type in TITLE_TYPES else trimmed
        placed = replace(found, box=clear(sheet, page, within))
        need = _height(placed, _together(demands), page)
        if slots.get("body") == idx and found.box.height < LOW * page.height:
            need = round(ROOMY * page.height)
        others = [boxes.get(other, one.box) for other, one in used.items() if other != idx]
        box = _grown(
            placed,
            need,
            _container(sheet, placed.box, page),
            [*others, *beside, *_drawn(sheet, placed.box, page), *_standing(sheet, variant)],
            page,
        )
        if box != found.box:
            boxes[idx] = box
        if box.height < need:
            boxes |= _taken_over(sheet, slots, variant, page, idx, box, need - box.height)
    return boxes


def _taken_over(
    sheet: Sheet, slots: Mapping[str, int], variant: str, page: Page, idx: int, box: Box, lack: int
) -> dict[int, Box]:
    """The room that a title above has to spare, for the text below it."""
    title = sheet.placeholders.get(slots.get("title", -1))
    if title is None or title.idx == idx or title.box.bottom > box.top + box.height // 2:
        return {}
    demands = _shared(slots, variant).get(title.idx, [])
    own = _height(title, _together(demands), page)
    taken = min(lack, title.box.height - own)
    if taken <= 0:
        return {}
    below = box._replace(top=box.top - taken, height=box.height + taken)
    return {title.idx: title.box._replace(height=title.box.height - taken), idx: below}


def too_low(
    sheet: Sheet, slots: Mapping[str, int], variant: str, page: Page, boxes: Mapping[int, Box]
) -> bool:
    """Whether a place is far from holding its text even so."""
    for idx, demands in _shared(slots, variant).items():
        found = sheet.placeholders[idx]
        need = _height(found, [paragraph for demand in demands for paragraph in demand], page)
        if found.type not in STANDING and boxes.get(idx, found.box).height < FAR * need:
            return True
    return False


def _shared(slots: Mapping[str, int], variant: str) -> dict[int, list[Demand]]:
    """Placeholder → what its slots ask for."""
    shared: dict[int, list[Demand]] = {}
    for slot, demand in DEMANDS.get(variant, CONTENT).items():
        if slot in slots:
            shared.setdefault(slots[slot], []).append(demand)
    return shared


def _together(demands: Sequence[Demand]) -> Demand:
    """The paragraphs of slots that share a place, which has one size for all of them."""
    paragraphs = [paragraph for demand in demands for paragraph in demand]
    if len(demands) < 2:
        return tuple(paragraphs)
    largest = max(points for points, _ in paragraphs)
    return tuple((largest, ems) for _, ems in paragraphs)


def _height(found: Placeholder, paragraphs: Iterable[tuple[float, float]], page: Page) -> int:
    level, width = found.levels[0], max(1, found.text_box.width)
    total = 0.0
    for points, ems in paragraphs:
        size = min(points * page.scale, level.points)
        lines = math.ceil(ems * emu(size) / width)
        pitch = size * LINE * max(level.line_spacing, 0.9)
        total += lines * pitch + level.space_before * size / level.points
    return emu(total) + found.insets[1] + found.insets[3]


def _drawn(sheet: Sheet, box: Box, page: Page) -> list[Box]:
    """What is drawn beside the box; what it stands on is no obstacle."""
    drawn = (piece.box for piece in furniture_of(sheet))
    return [
        one
        for one in drawn
        if share_inside(box, one) < 0.5 and share_inside(page.box, one) < 0.7 and not overlap(one, _core(box))
    ]


def _core(box: Box) -> Box:
    return box.inset(box.width // 4, box.height // 4, box.width // 4, box.height // 4)


def _standing(sheet: Sheet, variant: str) -> list[Box]:
    return [one.box for one in sheet.of_types(*(["ftr"] if variant in ("cover", "closing") else STANDING))]


def _container(sheet: Sheet, box: Box, page: Page) -> Box:
    """The shape that the box stands on, which its text must not leave; else the page within its edges."""
    for piece in reversed(furniture_of(sheet)):
        if piece.fill and piece.covers(box) >= 0.85:
            return overlap(piece.box, page.box) or page.box
    return page.box


def _grown(found: Placeholder, need: int, limits: Box, obstacles: Iterable[Box], page: Page) -> Box:
    """The box made as high as needed, or as can be: away from where its text is anchored first."""
    box = found.box
    lack = need - box.height
    if lack <= 0:
        return box
    beside = [one for one in obstacles if one.left < box.right and one.right > box.left]
    apart, edge = round(APART * page.height), round(EDGE * page.height)
    floor = min(
        [
            page.height - edge,
            limits.bottom,
            *(one.top - apart for one in beside if one.top >= box.bottom - apart),
        ]
    )
    ceiling = max(
        [edge, limits.top, *(one.bottom + apart for one in beside if one.bottom <= box.top + apart)]
    )
    below, above = max(0, floor - box.bottom), max(0, box.top - ceiling)
    first = {"t": lack, "b": 0}.get(found.anchor, lack // 2)
    down = min(below, first)
    up = min(above, lack - down)
    down = min(below, lack - up)
    return Box(box.left, box.top - up, box.width, box.height + up + down)
