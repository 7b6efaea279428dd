"""Designs of the pages whose shipped form is a picture of its own: contents, statement, at a glance, the framing.

Drawn on the shipped grid between `TOP` and `BOTTOM`, in its colours; restyling gives them those of a template.
"""

from __future__ import annotations

from deckgen.templates.drawing import Drawing, Slot, Type, rectangle
from deckgen.templates.pages.callouts import (
    HIGHLIGHT_FIGURES,
    ROWS,
    WORD_POINTS,
    Style,
    callouts,
    rows_of,
    with_icons,
)
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import (
    BOTTOM,
    CARD,
    LOWEST_EDGE,
    PLUM,
    REVERSED,
    TOP,
    PageDesign,
    numbers,
    slot,
)
from deckgen.units import Box, inches

NUMBER, ENTRY, HEADLINE = (
    Type(26, "accent1", bold=True, major=True),
    Type(20, "tx1", bold=True),
    Type(15, "accent5", before=2),
)
ONE_COLUMN = 5


def plain_pages(grid: Grid) -> tuple[PageDesign, ...]:
    return (
        *(agenda(grid, count) for count in range(3, 9)),
        statement(grid),
        *(highlights(grid, count) for count in range(4, 7)),
        full_photo(grid),
        divider(grid),
        cover(grid),
        closing(grid),
    )


def agenda(grid: Grid, count: int) -> PageDesign:
    """A number and an entry in each row; more than five, or little width, make two columns."""
    columns = 1 if count <= ONE_COLUMN else 2
    rows = -(-count // columns)
    area = grid.box(1, 12, TOP, BOTTOM)
    cells = [
        cell for column in area.columns(columns, 3 * grid.gutter) for cell in column.rows(rows, inches(0.12))
    ]
    slots: list[Slot] = []
    rules: list[Box] = []
    for number, cell in zip(numbers(count), cells, strict=False):
        narrow = inches(0.85)
        slots += (
            slot(f"number-{number}", cell._replace(width=narrow), NUMBER, anchor="ctr"),
            slot(
                f"entry-{number}",
                cell._replace(left=cell.left + narrow, width=cell.width - narrow),
                ENTRY,
                HEADLINE,
                anchor="ctr",
            ),
        )
        rules.append(Box(cell.left, cell.bottom + inches(0.05), cell.width, inches(0.015)))
    drawing = Drawing("Rules", PLUM, tuple(rectangle(rule) for rule in rules if rule.bottom < inches(BOTTOM)))
    name = f"目录 {count} · Agenda {count}"
    return PageDesign(f"agenda-{count}", name, (drawing,), tuple(slots))


def statement(grid: Grid) -> PageDesign:
    """The sentence in the title's type, a bar before it."""
    box = grid.box(1, 12, 2.6, 5.6)
    text = box.inset(inches(0.4), 0, inches(0.6), 0)
    return PageDesign(
        "statement",
        "论断 · Statement",
        (Drawing("Bar", PLUM, (rectangle(box._replace(width=inches(0.08))),)),),
        (
            slot(
                "kicker", text._replace(top=inches(TOP), height=inches(0.42)), Type(18, "accent1", bold=True)
            ),
            slot("title", text, Type(36), anchor="ctr"),
            slot("attribution", text._replace(top=inches(5.75), height=inches(0.7)), Type(18, "accent5")),
        ),
    )


def highlights(grid: Grid, count: int) -> PageDesign:
    """The strongest figures on cards of the brand's colour."""
    boxes = rows_of(grid.box(1, 12, TOP, LOWEST_EDGE), ROWS[count], grid.gutter)
    style = Style(HIGHLIGHT_FIGURES[count], *WORD_POINTS[count], inks=REVERSED)
    return PageDesign(
        f"highlights-{count}",
        f"数说 {count} · At a glance {count}",
        tuple(grid.art.cards(boxes, dark=True)),
        tuple(with_icons(list(callouts(boxes, style)), boxes)),
    )


def full_photo(grid: Grid) -> PageDesign:
    """As large as the template's frame allows: the title stays where all pages have it."""
    box = grid.box(1, 12, TOP, 6.3)
    drawing = Drawing("Photo frame", CARD, (rectangle(box),))
    caption = slot("caption-1", grid.box(1, 12, 6.36, BOTTOM), Type(14, "tx1"))
    return PageDesign(
        "full-photo", "满版照片 · Full photo", (drawing,), (slot("photo-1", box, Type(14)), caption)
    )


def divider(grid: Grid) -> PageDesign:
    return PageDesign(
        "divider",
        "章节 · Section",
        (Drawing("Bar", PLUM, (rectangle(grid.box(1, 2, 5.0, 5.06)),)),),
        (
            slot("number", grid.box(1, 4, TOP, 3.3), Type(60, "accent1", bold=True, major=True), anchor="b"),
            slot("title", grid.box(1, 11, 3.4, 4.85), Type(36), anchor="b"),
            slot("headline", grid.box(1, 11, 5.2, BOTTOM), Type(22, "accent5")),
        ),
    )


def cover(grid: Grid) -> PageDesign:
    return framing(grid, "cover", "封面 · Cover", "subtitle")


def closing(grid: Grid) -> PageDesign:
    return framing(grid, "closing", "结束 · Closing", "text")


def framing(grid: Grid, name: str, shown: str, second: str) -> PageDesign:
    """The first page and the last look the same."""
    return PageDesign(
        name,
        shown,
        (Drawing("Bar", PLUM, (rectangle(grid.box(1, 2, 4.25, 4.31)),)),),
        (
            slot("title", grid.box(1, 12, TOP, 4.1), Type(44), anchor="b"),
            slot(second, grid.box(1, 12, 4.45, 5.4), Type(24, "tx1")),
            slot("meta", grid.box(1, 12, 5.5, BOTTOM), Type(18, "accent5"), anchor="b"),
        ),
    )
