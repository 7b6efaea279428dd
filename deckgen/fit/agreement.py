"""One size for texts that belong together: slots of one stem on a page, and each role across the deck if it can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from deckgen.fit.drafts import Draft, Sized


def agree_on_sizes(drafts: Iterable[Draft]) -> None:
    """Lower sizes, so that siblings on a page are equal, and so are all texts of one role and one size in the template,
    as long as that is not below the role's `uniform` size."""
    kinds: defaultdict[tuple[str, float], list[Sized]] = defaultdict(list)
    for draft in drafts:
        for siblings in siblings_of(draft).values():
            share_smallest(siblings)
            kinds[siblings[0].role.name, siblings[0].base] += siblings
    for members in kinds.values():
        agreed = max(smallest(members), min(members[0].role.uniform, members[0].base))
        for sized in members:
            sized.points = min(sized.points or agreed, agreed)


def siblings_of(draft: Draft) -> dict[str, list[Sized]]:
    """Stem → the texts in slots of this stem, such as all labels of a page."""
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
