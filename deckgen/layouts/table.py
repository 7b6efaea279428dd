"""One table across the page; more rows than fit go on on further slides under the same head.

Takes: a `table` alone; its `source` stands beneath it.
Holds: any number of rows, and as many columns as their words leave room for: columns are as wide as their words
    ask, and one type size serves the whole table.
Beyond: goes on on further slides under the same head; rows that are merged stay together, and a totals row stands
    on the last slide.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Layout, Material, Page, Pages
from deckgen.layouts.slots import FRAME


def score(material: Material) -> float:
    return 1.0 if material.holds("table") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    fills = material.frame
    if material.table:
        fills["table"] = material.table.table
        if material.table.source:
            fills["source"] = material.table.source
    yield (Page("table", fills),)


TABLE = Layout("table", __doc__, {"table": (*FRAME, "table", "source")}, pages, score)
