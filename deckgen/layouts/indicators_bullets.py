"""Figures beside the text they belong to: one to four callouts and the achievements behind them.

Takes: indicators and achievements. A figure belongs to the achievement whose text names it, else to the one before.
Holds: one to four figures and two to four achievements a page.
Beyond: cut between achievements, so that a figure never leaves its text; where that does not serve, figures and
    list get pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from deckgen.layouts import bullets, indicators
from deckgen.layouts.model import Callout, Fill, Layout, Material, Page, Pages, Point
from deckgen.layouts.slots import CALLOUT, FRAME, numbered, shares

MOST = 4

Group = tuple[list[Callout], list[Point]]


def score(material: Material) -> float:
    return 0.9 if material.holds("callouts", "points") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    for most in range(MOST, 1, -1):
        yield tuple(page for group in groups(material, most) for page in pages_of(material, group, most))
    for parts in (shares(material.callouts, most) for most in (2, 1)):
        yield (
            *(indicators.page(material, part) for part in parts),
            bullets.page(material, material.points),
        )


def pages_of(material: Material, group: Group, most: int) -> Iterator[Page]:
    callouts, points = group
    if not callouts:
        yield bullets.page(material, points)
        return
    first, *rest = shares(callouts, most)
    yield page(material, first, points)
    for part in rest:
        yield indicators.page(material, part)


def page(material: Material, callouts: Sequence[Callout], points: Sequence[Point]) -> Page:
    fills: dict[str, Fill] = dict(indicators.page(material, callouts).fills)
    return Page(f"indicators-bullets-{len(callouts)}", fills | {"body": bullets.body(points)})


def groups(material: Material, most: int) -> list[Group]:
    """Neighbouring achievements with their figures, at most `most` figures a group where that can be."""
    found: list[Group] = []
    for point, callouts in owned(material):
        if found and len(found[-1][0]) + len(callouts) <= most:
            found[-1][0].extend(callouts)
            found[-1][1].append(point)
        else:
            found.append((list(callouts), [point]))
    return found


def owned(material: Material) -> list[tuple[Point, list[Callout]]]:
    """Each achievement with the figures that belong to it."""
    owners: list[int] = []
    for callout in material.callouts:
        named = (n for n, point in enumerate(material.points) if names(point, callout))
        owners.append(next(named, owners[-1] if owners else 0))
    order = sorted(zip(owners, material.callouts, strict=True), key=lambda pair: pair[0])
    by_owner = {
        owner: [callout for _, callout in pairs] for owner, pairs in groupby(order, lambda pair: pair[0])
    }
    return [(point, by_owner.get(n, [])) for n, point in enumerate(material.points)]


def names(point: Point, callout: Callout) -> bool:
    return any(callout.figure.text in paragraph.text for paragraph in point.paragraphs)


INDICATORS_BULLETS = Layout(
    "indicators-bullets",
    __doc__,
    {f"indicators-bullets-{n}": (*FRAME, *numbered(CALLOUT, n), "body") for n in range(1, MOST + 1)},
    pages,
    score,
)
