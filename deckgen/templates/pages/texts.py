"""Pages of words: bullets, columns, a statement."""

from __future__ import annotations

from dataclasses import replace

from deckgen.templates.drawing import Slot, Type
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import (
    BOTTOM,
    LOWEST_EDGE,
    TOP,
    PageDesign,
    heading,
    numbers,
    slot,
    standing,
    topic_page,
)
from deckgen.units import Box, inches

BODY = (
    Type(20, "tx1", bullet="•", margin=20, hang=20, before=14, spacing=110),
    Type(18, "accent5", bullet="–", margin=40, hang=18, before=5, spacing=110),
)
LOWERED = inches(0.32)
"""How much lower the lead phrases of columns stand under their icons."""
KICKER = Type(18, "accent1", bold=True)


def body_slot(box: Box, anchor: str = "t") -> Slot:
    """Beside a card or a photo, text stands at its middle (`ctr`), so that little of it looks placed, not left over."""
    return slot("body", box, *BODY, anchor=anchor)


def bullets(grid: Grid) -> PageDesign:
    """Lines no longer than the eye follows."""
    return topic_page(
        grid, "bullets", "要点 · Text", grid.art.page_art(grid), (body_slot(grid.box(1, 9, TOP, BOTTOM)),)
    )


def bullets_few(grid: Grid) -> PageDesign:
    """One or two lines, large on a card: at the head of an empty page they would look lost."""
    card = grid.box(1, 12, TOP, 5.9)
    tile = (card.height - inches(0.7)) // 2
    mark = grid.art.emblem(
        "Card flower", grid.art.shade, card.right - 2 * tile - inches(0.35), card.top + inches(0.35), tile
    )
    left = card.left + inches(0.5)
    body = Box(
        left, card.top + inches(0.35), grid.right_of(grid.sized(8, 7)) - left, card.height - inches(0.7)
    )
    large = grid.sized(28, 24)
    few = (
        replace(BODY[0], points=large, margin=large, hang=large, before=18),
        replace(BODY[1], points=grid.sized(22, 20), margin=large + 22, hang=22),
    )
    return topic_page(
        grid,
        "bullets-few",
        "要点（少） · Text, a line or two",
        (*grid.art.cards((card,), side=0), *mark),
        (slot("body", body, *few, anchor="ctr"),),
    )


def columns(grid: Grid, count: int) -> PageDesign:
    """Achievements side by side: a bold lead phrase and its text, each on a card."""
    if grid.narrow and count == 4:
        return two_by_two(grid)
    boxes = grid.box(1, 12, TOP, 6.0).columns(count, grid.gutter)
    mark_side = inches(0.3)
    marks = [Box(box.left + inches(0.25), box.top + inches(0.25), mark_side, mark_side) for box in boxes]
    lead_points, text_points = (24, 20) if count == 2 else (20, 18)
    slots: list[Slot] = []
    for number, box in zip(numbers(count), boxes, strict=True):
        inner = box.inset(inches(0.25), inches(0.6), inches(0.25), inches(0.4))
        lead = inner._replace(height=inches(0.75))
        text = inner._replace(
            top=lead.bottom + inches(0.08), height=inner.bottom - lead.bottom - inches(0.08)
        )
        slots += (
            slot(f"lead-{number}", lead, Type(lead_points, "accent1", bold=True), anchor="b"),
            slot(f"text-{number}", text, Type(text_points, "tx1", spacing=110)),
        )
    return topic_page(
        grid,
        f"columns-{count}",
        f"分栏 {count} · Columns {count}",
        (*grid.art.cards(boxes, side=inches(0.5)), *grid.art.lead_marks(marks)),
        slots,
    )


def two_by_two(grid: Grid, *, icons: bool = False) -> PageDesign:
    """Four columns would be too narrow: mark or icon and lead phrase in one line, the text beneath them."""
    area = grid.box(1, 12, TOP, LOWEST_EDGE)
    boxes = [box for row in area.rows(2, grid.gutter) for box in row.columns(2, grid.gutter)]
    side, pad = inches(0.5 if icons else 0.3), inches(0.25)
    heads = [Box(box.left + pad, box.top + inches(0.18), box.width - 2 * pad, inches(0.55)) for box in boxes]
    marks = [Box(head.left, head.top + (head.height - side) // 2, side, side) for head in heads]
    slots: list[Slot] = []
    for number, box, head, mark in zip(numbers(4), boxes, heads, marks, strict=True):
        left = mark.right + inches(0.15)
        lead = head._replace(left=left, width=head.right - left)
        top = head.bottom + inches(0.08)
        text = head._replace(top=top, height=box.bottom - inches(0.15) - top)
        if icons:
            slots.append(slot(f"icon-{number}", mark, Type(12, "accent1")))
        slots += (
            slot(f"lead-{number}", lead, Type(20, "accent1", bold=True), anchor="ctr"),
            slot(f"text-{number}", text, Type(18, "tx1", spacing=110)),
        )
    name = "分栏 4 + 图标 · Columns 4 + icons" if icons else "分栏 4 · Columns 4"
    drawn = grid.art.cards(boxes, side=0)
    return topic_page(
        grid,
        "columns-icons-4" if icons else "columns-4",
        name,
        (*drawn, *(() if icons else grid.art.lead_marks(marks))),
        slots,
    )


def columns_icons(grid: Grid, count: int) -> PageDesign:
    """The same with an icon at the head of each column, in the place of the mark."""
    if grid.narrow and count == 4:
        return two_by_two(grid, icons=True)
    plain = columns(grid, count)
    side = inches(0.56)
    slots: list[Slot] = []
    for placed in plain.slots:
        match placed.slot.split("-"):
            case ["lead", number]:
                # Half an inch lower than without icons, for which the text is as much shorter.
                lead = placed.box._replace(top=placed.box.top + LOWERED)
                icon = Box(lead.left, lead.top - side - inches(0.02), side, side)
                slots.append(slot(f"icon-{number}", icon, Type(12, "accent1")))
                slots.append(replace(placed, box=lead))
            case ["text", _]:
                box = placed.box
                text = box._replace(top=box.top + LOWERED, height=box.height - LOWERED)
                slots.append(replace(placed, box=text))
            case _:
                slots.append(placed)
    drawings = tuple(drawing for drawing in plain.drawings if drawing.name != "Card marks")
    return PageDesign(
        f"columns-icons-{count}",
        f"分栏 {count} + 图标 · Columns {count} + icons",
        drawings,
        tuple(slots),
    )


def statement(grid: Grid) -> PageDesign:
    """One sentence on a large quiet ground."""
    panel = Box(0, inches(1.3), grid.right_of(12), inches(5.2))
    bar = Box(grid.margin, inches(2.5), inches(0.08), inches(2.8))
    section, _, progress = heading(grid)
    text = grid.margin + inches(0.4)
    width = grid.right_of(grid.sized(8, 10)) - text
    return PageDesign(
        "statement",
        "论断 · Statement",
        grid.art.statement_art(grid, panel, bar),
        (
            section,
            progress,
            slot("kicker", Box(text, inches(1.9), width, inches(0.4)), KICKER, anchor="b"),
            slot(
                "title",
                Box(text, inches(2.5), width, inches(2.8)),
                Type(grid.sized(36, 32), "tx1", bold=True, major=True, spacing=110),
                anchor="ctr",
            ),
            slot("attribution", Box(text, inches(5.5), width, inches(0.65)), Type(18, "accent5")),
            *standing(grid),
        ),
    )
