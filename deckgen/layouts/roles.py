"""How small each kind of slot may get before its text goes on elsewhere; sizes in points."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from deckgen.layouts.slots import stem_of
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """How the text of one kind of slot is sized, wherever the slot stands; sizes in points.

    The largest size is the one the template gives. Down to `uniform`, all slides of a deck are set in the same size;
    below it, down to `floor`, a slide may be smaller than the others. Text that does not fit even then goes on on a
    further slide if the role `continues`.
    """

    name: str
    floor: float
    uniform: float
    continues: bool = False
    headline: bool = False
    """Whether its lines are balanced, and broken between phrases."""
    lines: int | None = None
    """The most lines that a text may have, where the template's binding limits them."""
    characters: int | None = None
    """The most characters, likewise."""


ROLES = {
    role.name: role
    for role in (
        Role("title", floor=24, uniform=28, headline=True),
        Role("section", floor=12, uniform=14),
        Role("body", floor=16, uniform=18, continues=True),
        Role("figure", floor=28, uniform=40),
        Role("label", floor=14, uniform=16, headline=True),
        Role("detail", floor=12, uniform=14),
        Role("lead", floor=16, uniform=18, headline=True),
        Role("text", floor=16, uniform=18, headline=True),
        Role("caption", floor=12, uniform=14, headline=True),
        Role("when", floor=16, uniform=18, headline=True),
        Role("event", floor=18, uniform=18, headline=True),
        Role("step", floor=18, uniform=18, headline=True),
        Role("axis", floor=14, uniform=16, headline=True),
        Role("low", floor=14, uniform=14, headline=True),
        Role("high", floor=14, uniform=14, headline=True),
        Role("cell", floor=18, uniform=18, headline=True),
        Role("year", floor=14, uniform=18),
        Role("honour", floor=16, uniform=18, headline=True),
        Role("name", floor=12, uniform=14, headline=True),
        Role("quote", floor=20, uniform=24, headline=True),
        Role("source", floor=12, uniform=12),
        Role("takeaway", floor=18, uniform=20, headline=True),
        Role("kicker", floor=14, uniform=16),
        Role("attribution", floor=14, uniform=14),
        Role("number", floor=14, uniform=14),
        Role("entry", floor=16, uniform=16, headline=True),
        Role("headline", floor=18, uniform=18, headline=True),
        Role("subtitle", floor=18, uniform=18, headline=True),
        Role("meta", floor=14, uniform=14, headline=True),
        Role("cover.title", floor=28, uniform=40, headline=True),
        Role("divider.title", floor=24, uniform=28, headline=True),
        Role("statement.title", floor=24, uniform=28, headline=True),
        Role("full-photo.title", floor=24, uniform=28, headline=True),
        Role("closing.title", floor=24, uniform=28, headline=True),
        Role("closing.text", floor=16, uniform=16, headline=True),
    )
}


DENSER, DENSEST = 2, 14
"""Points by which text on a dense slide may be smaller than elsewhere, and the size at which that ends."""


@cache
def role_of(variant: str, slot: str, dense: bool = False) -> Role:
    """The role of a slot; a slot that deckgen does not know, in a layout of another package, gets the role `text`.

    On a dense slide, titles keep their role, and all other slots get roles of their own, which may be a little
    smaller.
    """
    stem = stem_of(slot)
    role = ROLES.get(f"{variant}.{stem}") or ROLES.get(stem) or ROLES["text"]
    if not dense or stem in ("title", "section"):
        return role
    floor = max(role.floor - DENSER, min(role.floor, DENSEST))
    return replace(role, name=f"dense {role.name}", floor=floor, uniform=max(role.uniform - DENSER, floor))
