"""How small each kind of slot may get before its text goes on elsewhere; sizes in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from deckgen.layouts.slots import stem_of


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
        Role("closing.title", floor=24, uniform=28, headline=True),
        Role("closing.text", floor=16, uniform=16, headline=True),
    )
}


@cache
def role_of(variant: str, slot: str) -> Role:
    """The role of a slot; slots of layouts that others bring fall back to that of a plain text."""
    stem = stem_of(slot)
    return ROLES.get(f"{variant}.{stem}") or ROLES.get(stem) or ROLES["text"]
