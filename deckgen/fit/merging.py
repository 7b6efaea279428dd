"""Any template as fitting takes it: placeholders at the scale of slides of 13.33 × 7.5 inches, with one fill each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from deckgen.layouts.model import Fill, Page, Paragraph, Text
from deckgen.templates.model import BoundLayout, LevelStyle, Placeholder
from deckgen.units import Box

BEFORE = ("number", "kicker")
"""Slots whose text comes first where several share a placeholder; all others come after the main text."""

SPARE = 0.015
"""Share of the width that is left free where slide layouts are inferred: strangers' templates may set their typefaces
with pair kerning, and in ways that were never measured."""


def in_place(bound: BoundLayout, placeholder: Placeholder, scale: float) -> Placeholder:
    """The placeholder as fitting takes it; `scale` is how many times as large as usual the slides are."""
    found = at_scale(placeholder, scale)
    if not bound.is_inferred:
        return found
    left, top, right, bottom = found.insets
    return replace(found, insets=(left, top, right + round(found.box.width * SPARE), bottom))


def at_scale(placeholder: Placeholder, scale: float) -> Placeholder:
    """The placeholder of slides `scale` times as large, as it would be on slides of the usual size."""
    if scale == 1:
        return placeholder
    left, top, right, bottom = (round(inset / scale) for inset in placeholder.insets)
    return replace(
        placeholder,
        box=Box(*(round(length / scale) for length in placeholder.box)),
        insets=(left, top, right, bottom),
        levels=tuple(_level_at(level, scale) for level in placeholder.levels),
    )


def _level_at(level: LevelStyle, scale: float) -> LevelStyle:
    return replace(
        level,
        points=level.points / scale,
        margin_left=round(level.margin_left / scale),
        indent=round(level.indent / scale),
        line_points=None if level.line_points is None else level.line_points / scale,
        space_before=level.space_before / scale,
        space_after=level.space_after / scale,
        tracking=level.tracking / scale,
    )


def merged(page: Page, bound: BoundLayout) -> Mapping[str, Fill]:
    """The page's fills by slot. Texts whose slots share a placeholder become one text, under the main text's slot."""
    places = [idx for slot in page.fills if (idx := bound.slots.get(slot)) is not None]
    if len(places) == len(set(places)):
        return page.fills
    return dict(_shared(page, bound))


def _shared(page: Page, bound: BoundLayout) -> Iterator[tuple[str, Fill]]:
    done: set[int] = set()
    for slot, fill in page.fills.items():
        idx = bound.slots.get(slot)
        if idx is None:
            yield slot, fill
        elif idx not in done:
            done.add(idx)
            sharing = [other for other in page.fills if bound.slots.get(other) == idx]
            yield from _one(sharing, page, bound) if len(sharing) > 1 else ((slot, fill),)


def _one(sharing: list[str], page: Page, bound: BoundLayout) -> Iterator[tuple[str, Fill]]:
    """The texts of one placeholder, one below the other. What is no text keeps its own slot, so that it is reported
    if the placeholder cannot show it."""
    texts = {slot: fill for slot in sharing if isinstance(fill := page.fills[slot], Text)}
    yield from ((slot, page.fills[slot]) for slot in sharing if slot not in texts)
    if not texts:
        return
    main = next((slot for slot in texts if slot == "title"), None) or next(
        (slot for slot in texts if slot not in BEFORE), next(iter(texts))
    )
    before = [slot for slot in texts if slot in BEFORE and slot != main]
    after = [slot for slot in texts if slot not in (*before, main)]
    level = _quieter(bound.find_placeholder(main))
    paragraphs = (
        *(one for slot in before for one in texts[slot].paragraphs),
        *texts[main].paragraphs,
        *(_below(one, level) for slot in after for one in texts[slot].paragraphs),
    )
    yield main, Text(paragraphs, texts[main].origin)


def _quieter(placeholder: Placeholder | None) -> int:
    """The level for texts after the main one: the second, if its style differs from the first by a smaller size only;
    else the first."""
    if placeholder is None or placeholder.type in ("title", "ctrTitle") or len(placeholder.levels) < 2:
        return 0
    first, second = placeholder.levels[:2]
    alike = (
        first.bullet == second.bullet
        and first.align == second.align
        and second.margin_left <= first.margin_left
    )
    return 1 if alike and second.points < first.points else 0


def _below(paragraph: Paragraph, level: int) -> Paragraph:
    return replace(paragraph, level=max(paragraph.level, level))
