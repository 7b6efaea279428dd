"""Four quadrants between two axes, such as effect and effort; one of them may stand out.

Takes: a `matrix` only: the axes `across` and `up`, each a name or `name`, `low` and `high`, and four `cells` in
    reading order, each a text, or `lead` and `text`. The cell with `emphasis` gets a dark ground.
Holds: four cells.
Beyond: texts too long for their quadrants become a list that says of each where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts import bullets
from deckgen.layouts.model import Axis, Fill, Layout, Material, Matrix, Page, Pages
from deckgen.layouts.slots import FRAME, numbered

CELLS = 4
AXIS = ("axis", "low", "high")
SLOTS = (*FRAME, *numbered(AXIS, 2), *numbered(("cell",), CELLS))


def score(material: Material) -> float:
    return 1.0 if material.holds("matrix") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    if matrix := material.matrix:
        yield (page(material, matrix),)
        yield (bullets.page(material, matrix.cells),)


def page(material: Material, matrix: Matrix) -> Page:
    fills: dict[str, Fill] = {**material.frame, **axis(matrix.across, 1), **axis(matrix.up, 2)}
    fills |= {f"cell-{number}": cell.stacked for number, cell in enumerate(matrix.cells, start=1)}
    return Page("matrix" if matrix.emphasis is None else f"matrix-{matrix.emphasis + 1}", fills)


def axis(named: Axis, number: int) -> dict[str, Fill]:
    return {f"axis-{number}": named.name, f"low-{number}": named.low, f"high-{number}": named.high}


MATRIX = Layout(
    "matrix",
    __doc__,
    {"matrix": SLOTS, **{f"matrix-{n}": SLOTS for n in range(1, CELLS + 1)}},
    pages,
    score,
)
