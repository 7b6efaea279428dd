"""One size for what belongs together: siblings on a page, and each role across the deck where it can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from deckgen.fit.drafts import Draft, Sized

Kind = tuple[str, float]


def agree_on_sizes(drafts: Iterable[Draft]) -> None:
    """Lower sizes until siblings are equal, and equal roles are as far as their `uniform` size allows."""
    kinds: defaultdict[Kind, list[Sized]] = defaultdict(list)
    for draft in drafts:
        for siblings in siblings_of(draft).values():
            share_smallest(siblings)
            kinds[siblings[0].role.name, siblings[0].base] += siblings
    for members in kinds.values():
        agreed = max(smallest(members), min(members[0].role.uniform, members[0].base))
        for sized in members:
            sized.points = min(sized.points or agreed, agreed)


def siblings_of(draft: Draft) -> dict[str, list[Sized]]:
    siblings: defaultdict[str, list[Sized]] = defaultdict(list)
    for sized in draft.sized:
        if sized.points is not None:
            siblings[sized.stem].append(sized)
    return siblings


def share_smallest(siblings: list[Sized]) -> None:
    points = smallest(siblings)
    for sized in siblings:
        sized.points = points


def smallest(members: list[Sized]) -> float:
    return min(sized.points for sized in members if sized.points is not None)
