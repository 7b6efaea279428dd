"""How much text the places of an arrangement take, measured as fitting does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import cycle, islice

from deckgen.content.inline import Run
from deckgen.fit.fonts import FontBook
from deckgen.fit.merging import in_place
from deckgen.fit.sizes import largest_fitting
from deckgen.layouts.limiting import find_limit, limited
from deckgen.layouts.model import Paragraph
from deckgen.layouts.roles import role_of
from deckgen.layouts.slots import stem_of
from deckgen.records import dataclass
from deckgen.templates.limits import Limit
from deckgen.templates.model import BoundLayout, Placeholder

CHINESE = "妇女群众工作取得新的成效服务更加贴近基层各地积极行动起来"
ENGLISH = "More people found work close to home and the services that they need in every town "
MOST = 2_000
NO_TEXT = ("photo", "chart", "figure", "number", "table", "logo", "icon")
"""Stems of places that hold no running text."""


@dataclass(frozen=True, slots=True)
class Room:
    """About how many characters a place takes: at a comfortable size, not at the smallest one."""

    chinese: int
    english: int
    points: float


def rooms(
    variant: str,
    bound: BoundLayout,
    fonts: FontBook,
    scale: float = 1.0,
    limits: Mapping[str, Limit] | None = None,
) -> Mapping[str, Room]:
    """Stem of the slot → the room in the smallest place of that stem, on slides `scale` times the usual size, as far
    as the house allows it to be used."""
    found: dict[str, Room] = {}
    for slot in bound.slots:
        placeholder = bound.find_placeholder(slot)
        stem = stem_of(slot)
        if placeholder is None or stem in NO_TEXT or placeholder.type in ("pic", "chart", "tbl"):
            continue
        placed = in_place(bound, placeholder, scale)
        role = limited(role_of(variant, slot), find_limit(limits or {}, variant, slot), scale)
        room = room_at(placed, min(role.uniform, placed.levels[0].points), fonts, role.lines)
        if most := role.characters:
            room = replace(room, chinese=min(room.chinese, most), english=min(room.english, most))
        if stem not in found or room.chinese < found[stem].chinese:
            found[stem] = room
    return found


def room_at(placeholder: Placeholder, points: float, fonts: FontBook, lines: int | None = None) -> Room:
    """The room in one place at this size, in no more than so many lines."""
    # Places of one size and style take the same, wherever they are.
    alike = replace(placeholder, idx=0, name="", box=placeholder.box._replace(left=0, top=0))
    return _room(alike, points, fonts, lines)


@cache
def _room(placeholder: Placeholder, points: float, fonts: FontBook, lines: int | None) -> Room:
    chinese, english = (_most(sample, placeholder, points, fonts, lines) for sample in (CHINESE, ENGLISH))
    return Room(chinese, english, points)


def _most(sample: str, placeholder: Placeholder, points: float, fonts: FontBook, lines: int | None) -> int:
    """The most characters of the sample, over and over, that fit at this size."""

    def fits(count: int) -> bool:
        text = "".join(islice(cycle(sample), count)).strip()
        return (
            largest_fitting((Paragraph((Run(text),)),), placeholder, points, fonts, lines=lines) is not None
        )

    # Most places are small, and laying out far more than they take is what would cost.
    low, high = 0, 16
    while high < MOST and fits(high):
        low, high = high, high * 2
    high = min(high, MOST)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low
