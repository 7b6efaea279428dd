"""A written slide → its shapes and table cells with text, whose lines LibreOffice is yet to lay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from deckgen.check.laid_out import LaidParagraph, LaidShape, without_lines
from deckgen.units import Box
from deckgen.written.model import TextBody, WrittenShape, WrittenSlide, WrittenTable


def watched_texts(slide: WrittenSlide) -> Iterator[LaidShape]:
    """Each with the room that its text must not leave, in drawing order. Shapes that have no place are left out."""
    for shape in slide.shapes:
        if shape.box is None:
            continue
        if shape.table is not None:
            yield from _cells(shape, shape.table, shape.box)
        elif shape.body is not None and shape.body.text.strip():
            laid = without_lines(shape, shape.body, shape.box)
            # What is shrunk already, LibreOffice shrinks until it fits.
            grows = laid.grows or shape.body.scale != 1
            yield replace(laid, grows=grows, paragraphs=_paragraphs(shape.body))


def _cells(shape: WrittenShape, table: WrittenTable, box: Box) -> Iterator[LaidShape]:
    """Rooms are as high as the file says, and lie between the cells' side margins."""
    lefts = list(accumulate(table.widths, initial=box.left))
    tops = list(accumulate(table.heights, initial=box.top))
    for cell in table.cells:
        if cell.covered or cell.column >= len(table.widths) or not cell.body.text.strip():
            continue
        right = lefts[min(cell.column + cell.across, len(table.widths))]
        bottom = tops[min(cell.row + cell.down, len(table.heights))]
        left, top = lefts[cell.column], tops[cell.row]
        place = Box(left, top, right - left, bottom - top)
        room = place.inset(cell.body.insets[0], 0, cell.body.insets[2], 0)
        yield LaidShape(shape.id, cell.name_in(shape.name), room, room, _paragraphs(cell.body))


def _paragraphs(body: TextBody) -> tuple[LaidParagraph, ...]:
    return tuple(LaidParagraph(one.text, ()) for one in body.paragraphs)
