"""No text is too small to be read from the back of the room.

Titles and running text (the text of placeholders) are at least 12 points, captions, tables and other text at least 10,
or 12, too, on slides that deckgen made; dates, footers and slide numbers may be smaller. On slides of other formats the
limits grow and shrink with the slide.

    A text box in 8 points      # warning: type-too-small
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.limits import SMALLEST_RUNNING_TEXT, SMALLEST_TEXT
from deckgen.check.placed import extract
from deckgen.codes import TYPE_TOO_SMALL
from deckgen.diagnostics import Sink
from deckgen.units import EMU_PER_INCH
from deckgen.written.model import TextBody, WrittenDeck, WrittenRun, WrittenShape, WrittenSlide

RUNNING = ("title", "ctrTitle", "subTitle", "body", "obj")
USUAL = (10.0, 7.5)
"""Inches of the smallest common slide for the screen."""
ALIKE = (0.8, 1.4)
"""Slides of so many times its size are seen as large as it."""
ROUNDING = 0.05


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report each shape with text that is too small, once."""
    scale = _scale(subject.deck)
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            if shape.is_furniture or shape.hidden or slide.hidden:
                continue
            floor = _floor(subject, slide, shape) * scale
            runs = (run for body in _bodies(shape) for run in body.runs if _is_read(run))
            smallest = min(runs, key=lambda run: run.points, default=None)
            if smallest is not None and smallest.points < floor - ROUNDING:
                message = f"`{extract(smallest.text)}` has {smallest.points:g} pt, less than {floor:g}"
                sink.report(
                    TYPE_TOO_SMALL, message, subject.spot(slide, shape), hint="set it larger, or say less"
                )


def _floor(subject: DeckSubject, slide: WrittenSlide, shape: WrittenShape) -> float:
    """The points that the text must have on a slide of a common format."""
    is_own = slide.id is not None and SMALLEST_TEXT.name not in subject.limits
    return subject.limit(SMALLEST_RUNNING_TEXT if is_own or _is_running(shape) else SMALLEST_TEXT)


def _is_read(run: WrittenRun) -> bool:
    return any(map(str.isalnum, run.text)) and run.points > 0


def _bodies(shape: WrittenShape) -> Iterator[TextBody]:
    if shape.body is not None:
        yield shape.body
    if shape.table is not None:
        yield from (cell.body for cell in shape.table.cells if not cell.covered)


def _is_running(shape: WrittenShape) -> bool:
    return shape.placeholder is not None and shape.placeholder.type in RUNNING and shape.table is None


def _scale(deck: WrittenDeck) -> float:
    """By how much letters must be larger or smaller than usual to be seen as large."""
    width, height = (side / EMU_PER_INCH for side in (deck.width, deck.height))
    scale = min(width / USUAL[0], height / USUAL[1])
    return 1.0 if ALIKE[0] <= scale <= ALIKE[1] else scale


RULE = DeckRule((TYPE_TOO_SMALL,), check, __doc__, (SMALLEST_RUNNING_TEXT, SMALLEST_TEXT))
