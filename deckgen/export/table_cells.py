"""A table of a slide → its cells with text, each with the box on the slide that its text must not leave."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from deckgen.export.copies import A, P
from deckgen.units import Box

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CELL = f"{A}tc"
MARGINS = {"marL": 91_440, "marR": 91_440}


def cells_in(frame: Element) -> Iterator[Element]:
    """The cells of the table that a graphic frame holds; none for a chart."""
    for cell in frame.iter(CELL):
        if not (cell.get("hMerge") or cell.get("vMerge")):
            yield cell


def cell_name(cell: Element, frame_name: str) -> str:
    row, column = _position(cell)
    return f"{frame_name}, row {row + 1}, column {column + 1}"


def frame_of(cell: Element) -> Element:
    return next(cell.iterancestors(f"{P}graphicFrame"))


def cell_box(cell: Element, frame: Box) -> Box:
    """Between the cell's side margins, over all its height; rows are as high as the file says."""
    table = next(cell.iterancestors(f"{A}tbl"))
    lefts = list(accumulate((_whole(column, "w") for column in table.iter(f"{A}gridCol")), initial=0))
    tops = list(accumulate((_whole(row, "h") for row in table.iter(f"{A}tr")), initial=0))
    row, column = _position(cell)
    right = lefts[min(column + _whole(cell, "gridSpan", 1), len(lefts) - 1)]
    bottom = tops[min(row + _whole(cell, "rowSpan", 1), len(tops) - 1)]
    box = Box(frame.left + lefts[column], frame.top + tops[row], right - lefts[column], bottom - tops[row])
    properties = cell.find(f"{A}tcPr")
    left, right = (
        default if properties is None else _whole(properties, side, default)
        for side, default in MARGINS.items()
    )
    return box.inset(left, 0, right, 0)


def _position(cell: Element) -> tuple[int, int]:
    row = next(cell.iterancestors(f"{A}tr"))
    table = next(row.iterancestors(f"{A}tbl"))
    return table.findall(f"{A}tr").index(row), row.findall(CELL).index(cell)


def _whole(element: Element, name: str, default: int = 0) -> int:
    given = element.get(name)
    return int(given) if given is not None else default
