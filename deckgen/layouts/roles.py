"""How small each kind of slot may get before its text goes on elsewhere; sizes in points."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from deckgen.layouts.slots import stem_of
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """What slots of one kind have in common wherever they stand; sizes in points.

    The largest size is the template's own. Between it and `uniform` the whole deck agrees on one size; below
    that a slide goes alone, down to `floor`. A role that `continues` goes on on a further slide after that.
    """

    name: str
    floor: float
    uniform: float
    continues: bool = False
    headline: bool = False
    """Broken at phrase boundaries, with balanced lines."""
    lines: int | None = None
    """The most lines that its text may have, where the house limits them."""
    characters: int | None = None


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
"""How many points less a text may have on a dense slide, and where that ends."""


@cache
def role_of(variant: str, slot: str, dense: bool = False) -> Role:
    """The role of a slot; slots of layouts that others bring fall back to that of a plain text.

    On a dense slide it is a role of its own, whose texts agree among themselves: titles as large as everywhere,
    all else a little smaller if need be.
    """
    stem = stem_of(slot)
    role = ROLES.get(f"{variant}.{stem}") or ROLES.get(stem) or ROLES["text"]
    if not dense or stem in ("title", "section"):
        return role
    floor = max(role.floor - DENSER, min(role.floor, DENSEST))
    return replace(role, name=f"dense {role.name}", floor=floor, uniform=max(role.uniform - DENSER, floor))
