"""Achievements as a list, with bold lead phrases and details one level below.

Takes: achievements only.
Holds: any number; four to six of one or two lines each read best.
Beyond: goes on on a further page, cut between achievements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.model import Layout, Material, Page, Pages, Point, Text
from deckgen.layouts.slots import FRAME


def score(material: Material) -> float:
    return 0.6 if material.holds("points") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    yield (page(material, material.points),)


def page(material: Material, points: Sequence[Point]) -> Page:
    return Page("bullets", {**material.frame, "body": body(points)})


def body(points: Sequence[Point]) -> Text:
    """The achievements as one text, in order."""
    return Text(tuple(paragraph for point in points for paragraph in point.paragraphs), points[0].text.origin)


BULLETS = Layout("bullets", __doc__, {"bullets": (*FRAME, "body")}, pages, score)
