"""The agenda. Cover, section divider and closing belong to the template's art alone."""

from __future__ import annotations

from deckgen.templates.drawing import Drawing, Slot, Type, rectangle
from deckgen.templates.pages.grid import HEIGHT, Grid
from deckgen.templates.pages.model import PageDesign, confidentiality, numbers, slot, standing
from deckgen.units import Box, emu, inches

NUMBER_POINTS, ENTRY_POINTS = 28, 22


def agenda(grid: Grid, count: int) -> PageDesign:
    """A panel with the title, the entries at its right: up to five in a column, more in two."""
    panel = Box(0, 0, grid.right_of(3) + grid.gutter // 2 + inches(0.1), HEIGHT)
    title = slot("title", grid.box(1, 3, 0.6, 2.6), Type(36, grid.art.agenda_ink, bold=True, major=True))
    slots, rules = entries(grid, count)
    secret = confidentiality(grid.box(5, 12, 0.5, 0.74), "accent1", align="r")
    rule = Drawing("Rules", grid.art.rule, tuple(rectangle(box) for box in rules))
    return PageDesign(
        f"agenda-{count}",
        f"目录 {count} · Agenda {count}",
        (*grid.art.agenda_art(grid, panel), *((rule,) if rules else ())),
        (title, *slots, *standing(grid, first=5, mark=False), secret),
    )


def entries(grid: Grid, count: int) -> tuple[list[Slot], list[Box]]:
    """The entries, and the thin rules between those of one column."""
    columns, rows = (1, count) if count <= 5 or grid.narrow else (2, -(-count // 2))
    pitch = {3: 1.6, 4: 1.4, 5: 1.2, 6: 1.02, 7: 0.88, 8: 0.77}[rows] if columns == 1 else 1.5
    number_points, entry_points, headline = (24, 20, 14) if rows > 5 else (NUMBER_POINTS, ENTRY_POINTS, 16)
    # The page's middle is that of the words, and an entry is mostly less high than its place.
    top = max(grid.sized(0, 0.85), (7.2 - ((rows - 1) * pitch + 0.75)) / 2)
    areas = grid.box(5, 12, top, top + rows * pitch).columns(columns, 2 * grid.gutter)
    slots: list[Slot] = []
    rules: list[Box] = []
    for number in numbers(count):
        column, row = divmod(number - 1, rows)
        area = areas[column]
        upper = area.top + row * inches(pitch)
        height = inches(pitch - (0.2 if rows <= 5 else 0.12))
        narrow = inches(0.85 if columns == 1 else 0.7)
        # Number and name differ in size: raised by the difference they share their baseline.
        raised = upper - emu(number_points - entry_points)
        slots += (
            slot(
                f"number-{number}",
                Box(area.left, raised, narrow, height),
                Type(number_points, "accent1", bold=True, major=True),
            ),
            slot(
                f"entry-{number}",
                Box(area.left + narrow, upper, area.width - narrow, height),
                Type(entry_points, "tx1", bold=True),
                Type(headline, "accent5", before=3 if rows <= 5 else 1),
            ),
        )
        if row:
            rules.append(Box(area.left, upper - inches(0.2 if rows <= 5 else 0.1), area.width, inches(0.015)))
    return slots, rules
