"""One table across the page; more rows than fit go on on further slides under the same head.

Takes a `table` alone, of any size: columns are as wide as their words ask, one type size serves the whole table,
rows that are merged stay together, and a totals row stands on the last slide. Its `source` stands beneath it.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layouts.model import Fill, Layout, Material, Page, Pages
from deckgen.layouts.slots import FRAME


def score(material: Material) -> float:
    return 1.0 if material.holds("table") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    fills: dict[str, Fill] = dict(material.frame)
    if material.table:
        fills["table"] = material.table.table
        if material.table.source:
            fills["source"] = material.table.source
    yield (Page("table", fills),)


TABLE = Layout("table", __doc__, {"table": (*FRAME, "table", "source")}, pages, score)
