"""Three to five steps of a process, numbered, from left to right.

Takes: `steps` only, each a text, or `lead` and `text`.
Holds: three to five steps a page.
Beyond: more are shared evenly over further pages and go on counting; one or two, and steps with long texts, become
    a list that opens with their numbers.

An `icon` stands in the step’s arrow; the list shows none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.layouts.model import Layout, Marked, Material, Page, Pages
from deckgen.layouts.slots import FRAME, numbered, ways
from deckgen.layouts.timeline import listed

FEWEST, MOST = 3, 5


def score(material: Material) -> float:
    return 1.0 if material.holds("steps") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    for parts in ways(material.steps, MOST, FEWEST):
        yield tuple(page(material, part) for part in parts)
    yield (listed(material, material.steps),)


def page(material: Material, steps: Sequence[Marked]) -> Page:
    fills = material.frame
    for number, step in enumerate(steps, start=1):
        fills[f"number-{number}"] = step.mark
        if step.point.icon:
            fills[f"icon-{number}"] = step.point.icon
        fills[f"step-{number}"] = step.stacked
    return Page(f"steps-{len(steps)}", fills)


STEPS = Layout(
    "steps",
    __doc__,
    {f"steps-{n}": (*FRAME, *numbered(("number", "icon", "step"), n)) for n in range(FEWEST, MOST + 1)},
    pages,
    score,
)
