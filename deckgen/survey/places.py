"""Slide layouts in, findings out: placeholders off the slide, over one another, or too small for their text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from deckgen.codes import PLACEHOLDER_OFF_SLIDE, PLACEHOLDER_SMALL, PLACEHOLDERS_OVERLAP
from deckgen.diagnostics import Sink
from deckgen.fit.fonts import FontBook
from deckgen.fit.merging import at_scale
from deckgen.fit.room import NO_TEXT, room_at
from deckgen.layouts.roles import role_of
from deckgen.layouts.slots import stem_of
from deckgen.survey.account import Account, Use
from deckgen.survey.describing import listed
from deckgen.templates.inference.furniture import overlap, share_inside
from deckgen.templates.inference.sheets import STANDING, Sheet
from deckgen.templates.model import Placeholder
from deckgen.templates.page import Page
from deckgen.templates.surveying import Survey

NEEDED = {
    "title": 14,
    "subtitle": 10,
    "meta": 10,
    "headline": 12,
    "body": 60,
    "text": 12,
    "lead": 5,
    "caption": 8,
    "entry": 8,
    "label": 5,
}
"""Slot → how many Chinese characters it has to take at its smallest size to be of any use."""
ON_SLIDE, OVERLAPPING = 0.98, 0.1
"""Shares of a placeholder: how much must be on the slide, and what the smaller of two may share."""


def check_places(survey: Survey, account: Account, sheets: Sequence[Sheet], sink: Sink) -> None:
    for sheet in sheets:
        _check_off_slide(sheet, account.page, sink)
    _check_overlaps(sheets, set(survey.template.standing.values()), sink)
    _check_sizes(account, FontBook(survey.template.fonts), sink)


def _check_off_slide(sheet: Sheet, page: Page, sink: Sink) -> None:
    for one in sheet.placeholders.values():
        inside = share_inside(one.box, page.box)
        if inside < ON_SLIDE and one.box.width and one.box.height:
            where = "stands off the slide" if inside == 0 else f"has {1 - inside:.0%} of it off the slide"
            message = f"`{sheet.name}`: placeholder {one.idx}, `{one.name}`, {where}"
            hint = "move it onto the slide, or delete it; what stands off the slide is not shown"
            sink.report(PLACEHOLDER_OFF_SLIDE, message, hint=hint)


def _check_overlaps(sheets: Sequence[Sheet], standing: Collection[int], sink: Sink) -> None:
    """One finding for each pair, however many slide layouts have it. What a binding places on every slide may share
    the room of a footer, of which a slide shows one."""
    found: dict[tuple[str, str], list[str]] = {}
    for sheet in sheets:
        for one, other in _overlapping(sheet, standing):
            pair = (f"{one.idx}, `{one.name}`", f"{other.idx}, `{other.name}`")
            found.setdefault(pair, []).append(f"`{sheet.name}`")
    for (one_name, other_name), names in found.items():
        message = f"placeholders {one_name}, and {other_name}, overlap on {listed(names, 3)}"
        sink.report(PLACEHOLDERS_OVERLAP, message, hint="move them apart, or make one of them smaller")


def _overlapping(sheet: Sheet, standing: Collection[int]) -> Iterator[tuple[Placeholder, Placeholder]]:
    placed = [one for idx, one in sheet.placeholders.items() if idx not in standing]
    for one, other in combinations(placed, 2):
        shared = overlap(one.inner, other.inner)
        smaller = min(each.inner.width * each.inner.height for each in (one, other))
        if shared and shared.width * shared.height > OVERLAPPING * smaller and not _is_backdrop(one, other):
            yield one, other


def _is_backdrop(one: Placeholder, other: Placeholder) -> bool:
    """Whether one is a picture that the other is meant to stand on."""
    pairs = ((one, other), (other, one))
    return any(low.type == "pic" and share_inside(high.box, low.box) > 0.9 for low, high in pairs)


def _shared(sheet: Sheet, use: Use) -> Iterator[tuple[Placeholder, list[str]]]:
    """The placeholders of running text, each with its slots."""
    slots: dict[int, list[str]] = {}
    for slot, idx in use.slots.items():
        if stem_of(slot) in NEEDED and stem_of(slot) not in NO_TEXT:
            slots.setdefault(idx, []).append(slot)
    for idx, each in slots.items():
        one = sheet.placeholders.get(idx)
        if one is not None and one.type not in STANDING and one.box.width and one.box.height:
            yield one, each


def _check_sizes(account: Account, fonts: FontBook, sink: Sink) -> None:
    """One finding for each placeholder that is too small for what it has to take."""
    told: set[tuple[str, int]] = set()
    for layout, use in account.uses:
        for one, slots in _shared(layout.sheet, use):
            lack = _lack_of_room(one, slots, use.variant, account.page, fonts)
            if lack and (layout.sheet.part, one.idx) not in told:
                told.add((layout.sheet.part, one.idx))
                message = f"`{layout.name}`: placeholder {one.idx}, `{one.name}`, {lack} of `{use.variant}`"
                cure = "make it larger, or set its text smaller"
                hint = f"{cure}; until then decks get a copy with more room" if use.mended else cure
                sink.report(PLACEHOLDER_SMALL, message, hint=hint)


def _lack_of_room(one: Placeholder, slots: list[str], variant: str, page: Page, fonts: FontBook) -> str:
    """How much the placeholder takes, where that is not enough for its slots; else empty."""
    floor = min(role_of(variant, slot).floor for slot in slots)
    points = min(floor, one.levels[0].points / page.scale)
    room = room_at(at_scale(one, page.scale), points, fonts)
    if room.chinese >= sum(NEEDED[stem_of(slot)] for slot in slots):
        return ""
    return (
        f"takes {room.chinese} Chinese characters or {room.english} letters at {points * page.scale:g} points, "
        f"the smallest size for {' and '.join(slots)}"
    )
