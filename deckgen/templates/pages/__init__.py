"""The shipped template's page designs, one slide layout each."""

from __future__ import annotations

from deckgen.templates.pages.boards import honours, logos, matrix
from deckgen.templates.pages.callouts import (
    highlights,
    indicators,
    indicators_bullets,
    indicators_icon,
    indicators_photo,
)
from deckgen.templates.pages.charts import chart, chart_takeaway, chart_text, charts
from deckgen.templates.pages.framing import agenda
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import PageDesign
from deckgen.templates.pages.photos import (
    full_photo,
    photo,
    photo_grid_3,
    photo_grid_4,
    photo_grid_6,
    photo_pair,
    photo_pair_tall,
    photo_tall,
    photo_text,
    photo_text_tall,
)
from deckgen.templates.pages.stories import comparison, quote, quote_portrait, steps, timeline
from deckgen.templates.pages.tables import table
from deckgen.templates.pages.texts import bullets, bullets_few, columns, columns_icons, statement


def all_pages(grid: Grid) -> tuple[PageDesign, ...]:
    """Every page, in the order PowerPoint's layout gallery shows them."""
    return (
        grid.art.cover(grid),
        *(agenda(grid, count) for count in range(3, 9)),
        grid.art.divider(grid),
        statement(grid),
        bullets(grid),
        bullets_few(grid),
        *(columns(grid, count) for count in range(2, 5)),
        *(columns_icons(grid, count) for count in range(2, 5)),
        *(timeline(grid, count) for count in range(3, 7)),
        *(steps(grid, count) for count in range(3, 6)),
        *(comparison(grid, count) for count in (2, 3)),
        quote(grid),
        quote_portrait(grid),
        matrix(grid),
        *(matrix(grid, number) for number in range(1, 5)),
        *(honours(grid, count) for count in range(3, 9)),
        *(logos(grid, count) for count in range(1, 13)),
        *(highlights(grid, count) for count in range(4, 7)),
        *(indicators(grid, count) for count in range(1, 7)),
        indicators_icon(grid),
        *(indicators_bullets(grid, count) for count in range(1, 5)),
        *(indicators_photo(grid, count) for count in range(1, 4)),
        photo(grid),
        photo_tall(grid),
        photo_pair(grid),
        photo_pair_tall(grid),
        photo_grid_3(grid),
        photo_grid_4(grid),
        photo_grid_6(grid),
        photo_text(grid),
        full_photo(grid),
        photo_text_tall(grid),
        chart(grid),
        chart_takeaway(grid),
        chart_text(grid),
        *(charts(grid, count) for count in range(2, 7)),
        table(grid),
        grid.art.closing(grid),
    )
