"""The limits that a binding sets for the texts of a slot → the role that fitting goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, reduce

from deckgen.layouts import find_layouts
from deckgen.layouts.roles import Role
from deckgen.layouts.slots import stem_of
from deckgen.templates.limits import Limit


def find_limit(limits: Mapping[str, Limit], variant: str, slot: str) -> Limit | None:
    """The limit for a slot of a variant, from the keys `slot`, `layout.slot` and `variant.slot`: the more particular
    key wins. None where no key is set."""
    stem = stem_of(slot)
    keys = (stem, f"{_owners().get(variant, variant)}.{stem}", f"{variant}.{stem}")
    said = [limits[key] for key in dict.fromkeys(keys) if key in limits]
    return reduce(Limit.under, said) if said else None


def limited(role: Role, limit: Limit | None, scale: float) -> Role:
    """The role under a limit; `scale` is how many times as large as usual the template's slides are."""
    if limit is None:
        return role
    counted = replace(role, lines=limit.lines, characters=limit.characters)
    if limit.smallest is None:
        return counted
    floor = limit.smallest / scale
    # Under a name of its own: its texts agree among themselves.
    name = f"{role.name} from {limit.smallest:g}"
    return replace(counted, name=name, floor=floor, uniform=max(role.uniform, floor))


@cache
def _owners() -> Mapping[str, str]:
    return {variant: layout.name for layout in find_layouts().values() for variant in layout.variants}
