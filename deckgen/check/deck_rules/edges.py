"""Everything that is to be read lies on the slide.

Text, tables and charts must not go beyond its edge. Pictures and plain shapes may: they often bleed. What lies wholly
beside the slide is a matter of what goes along unseen (`shape-off-slide`), and text that leaves the slide because it is
too large for its shape is a matter of its size (`text-overflows`). One finding a shape.

    A table that has grown below the slide's edge      # warning: outside-slide
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.deck_rules.overflow import MEASURED_LINES, find_overflow
from deckgen.check.laid_out import LaidLine, excess
from deckgen.check.placed import PlacedSlide, PlacedText, extract
from deckgen.codes import OUTSIDE_SLIDE
from deckgen.diagnostics import Sink
from deckgen.units import EMU_PER_POINT, Box

TOLERANCE = 2.0
"""Points of a text line that may be outside."""
FRAME_TOLERANCE = {"table": 9.0, "chart": 18.0}
"""Points of a frame, which has margins; programs leave a quarter of an inch free around a chart."""


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what goes beyond the slide's edge."""
    page = Box(0, 0, subject.deck.width, subject.deck.height)
    for placed in subject.placed:
        beside = _beside(placed, page)
        told = set(beside)
        for level, shape in enumerate(placed.slide.shapes):
            box = shape.bounds
            if level in beside or box is None or shape.kind not in FRAME_TOLERANCE or shape.hidden:
                continue
            points = _points_beyond(box, page)
            if points > FRAME_TOLERANCE[shape.kind]:
                message = f"the {shape.kind} goes {points:.0f} pt beyond the slide's edge"
                sink.report(OUTSIDE_SLIDE, message, subject.spot(placed.slide, shape, box))
                told.add(level)
        _check_texts(placed, page, told, subject, sink)


def _beside(placed: PlacedSlide, page: Box) -> set[int]:
    """The shapes that are wholly beside the slide, by their places in drawing order."""
    boxes = [(level, shape.bounds) for level, shape in enumerate(placed.slide.shapes)]
    return {level for level, box in boxes if box is not None and _is_apart(box, page)}


def _is_apart(box: Box, page: Box) -> bool:
    return (
        box.left >= page.right or box.right <= page.left or box.top >= page.bottom or box.bottom <= page.top
    )


def _check_texts(placed: PlacedSlide, page: Box, told: set[int], subject: DeckSubject, sink: Sink) -> None:
    drawn = subject.laid_out is not None
    for text in placed.texts:
        share = 0.0 if drawn or placed.is_ours else MEASURED_LINES
        line = next((one for one in text.laid.lines if _is_beyond(one, page, share)), None)
        if line is None or text.level in told or text.shape.is_furniture:
            continue
        if _fits_in_time(placed, text, page, subject):
            continue
        if page.covers(text.laid.box) and find_overflow(placed, text, drawn=drawn):
            continue
        message = (
            f"`{extract(line.text)}` goes {_points_beyond(line.box, page):.0f} pt beyond the slide's edge"
        )
        sink.report(OUTSIDE_SLIDE, message, subject.spot(placed.slide, text.shape, line.box))
        told.add(text.level)


def _is_beyond(line: LaidLine, page: Box, share: float) -> bool:
    """Whether the line leaves the slide by more than this share of its size."""
    return _points_beyond(line.box, page) > max(TOLERANCE, share * line.points)


def _points_beyond(box: Box, page: Box) -> float:
    return excess(box, page)[0] / EMU_PER_POINT


def _fits_in_time(placed: PlacedSlide, text: PlacedText, page: Box, subject: DeckSubject) -> bool:
    """Whether PowerPoint makes text smaller that was only measured, so that it stays in a box on the slide."""
    shrinks = text.shape.body is not None and text.shape.body.autofit == "shrink"
    return shrinks and not placed.is_ours and subject.laid_out is None and page.covers(text.laid.box)


RULE = DeckRule((OUTSIDE_SLIDE,), check, __doc__)
