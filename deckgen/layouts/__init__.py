"""Every layout, in one ordered table; `find_layouts` adds those that other packages bring."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from deckgen.layouts.model import Layout
from deckgen.layouts.registered import may_register

ENTRY_POINTS = "deckgen.layouts"


@cache
def find_layouts() -> Mapping[str, Layout]:
    """All layouts by name: deckgen's own, then those registered under the entry point `deckgen.layouts`."""
    found = {layout.name: layout for layout in own_layouts()}
    if not may_register(ENTRY_POINTS):
        return found
    from importlib.metadata import entry_points  # takes longer than all layouts

    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        layout = point.load()
        if isinstance(layout, Layout):
            found.setdefault(layout.name, layout)
    return found


def offered_layouts(layouts: Mapping[str, Layout]) -> list[str]:
    """The names that a slide may ask for: framing slides are made from the report itself."""
    return [layout.name for layout in layouts.values() if not layout.framing]


def own_layouts() -> tuple[Layout, ...]:
    """Framing layouts first, then the author's, most particular first."""
    from deckgen.layouts.agenda import AGENDA
    from deckgen.layouts.bullets import BULLETS
    from deckgen.layouts.chart import CHART
    from deckgen.layouts.chart_text import CHART_TEXT
    from deckgen.layouts.charts import CHARTS
    from deckgen.layouts.closing import CLOSING
    from deckgen.layouts.columns import COLUMNS
    from deckgen.layouts.comparison import COMPARISON
    from deckgen.layouts.cover import COVER
    from deckgen.layouts.divider import DIVIDER
    from deckgen.layouts.full_photo import FULL_PHOTO
    from deckgen.layouts.highlights import HIGHLIGHTS
    from deckgen.layouts.honours import HONOURS
    from deckgen.layouts.indicators import INDICATORS
    from deckgen.layouts.indicators_bullets import INDICATORS_BULLETS
    from deckgen.layouts.indicators_photo import INDICATORS_PHOTO
    from deckgen.layouts.logos import LOGOS
    from deckgen.layouts.matrix import MATRIX
    from deckgen.layouts.photo import PHOTO_ALONE
    from deckgen.layouts.photo_grid import PHOTO_GRID
    from deckgen.layouts.photo_pair import PHOTO_PAIR
    from deckgen.layouts.photo_text import PHOTO_TEXT
    from deckgen.layouts.quote import QUOTE
    from deckgen.layouts.ranking import RANKING
    from deckgen.layouts.statement import STATEMENT
    from deckgen.layouts.steps import STEPS
    from deckgen.layouts.table import TABLE
    from deckgen.layouts.timeline import TIMELINE

    return (
        COVER,
        HIGHLIGHTS,
        AGENDA,
        DIVIDER,
        STATEMENT,
        QUOTE,
        TIMELINE,
        STEPS,
        COMPARISON,
        MATRIX,
        HONOURS,
        LOGOS,
        INDICATORS_BULLETS,
        INDICATORS_PHOTO,
        PHOTO_TEXT,
        CHART_TEXT,
        CHART,
        CHARTS,
        RANKING,
        TABLE,
        INDICATORS,
        COLUMNS,
        PHOTO_GRID,
        PHOTO_PAIR,
        PHOTO_ALONE,
        FULL_PHOTO,
        BULLETS,
        CLOSING,
    )
