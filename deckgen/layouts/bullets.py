"""Achievements as a list, with bold lead phrases and details one level below.

Takes: achievements only; one or two without details stand large on a card.
Holds: any number; four to six of one or two lines each read best.
Beyond: goes on on a further page, cut between achievements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen.layouts.model import Layout, Material, Page, Pages, Point, Text
from deckgen.layouts.slots import FRAME

FEW = 2
"""So many would look lost at the head of an empty page."""


def score(material: Material) -> float:
    return 0.6 if material.holds("points") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    whole = page(material, material.points)
    if len(material.points) <= FEW and not any(point.details for point in material.points):
        yield (replace(whole, variant="bullets-few"),)
    yield (whole,)


def page(material: Material, points: Sequence[Point]) -> Page:
    return text_page(material, body(points))


def text_page(material: Material, text: Text) -> Page:
    """A page of nothing but title and text: where layouts put what has no place beside something else."""
    return Page("bullets", {**material.frame, "body": text})


def body(points: Sequence[Point]) -> Text:
    """The achievements as one text, in order."""
    return Text(tuple(paragraph for point in points for paragraph in point.paragraphs), points[0].text.origin)


BULLETS = Layout(
    "bullets", __doc__, dict.fromkeys(("bullets", "bullets-few"), (*FRAME, "body")), pages, score
)
