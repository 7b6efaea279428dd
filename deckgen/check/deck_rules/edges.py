"""Everything that is to be read lies on the slide.

Text, tables and charts must not go beyond its edge. Pictures and plain shapes may: they often bleed. What lies wholly
beside the slide is a matter of what goes along unseen (`shape-off-slide`).

    A table that has grown below the slide's edge      # warning: outside-slide
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.laid_out import excess
from deckgen.check.placed import PlacedSlide, extract
from deckgen.codes import OUTSIDE_SLIDE
from deckgen.diagnostics import Sink
from deckgen.units import EMU_PER_POINT, Box

TOLERANCE = 2.0
"""Points of a text line that may be outside."""
FRAME_TOLERANCE = 9.0
"""Points of a table's or chart's frame, which has margins."""


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what goes beyond the slide's edge."""
    page = Box(0, 0, subject.deck.width, subject.deck.height)
    for placed in subject.placed:
        beside = _beside(placed, page)
        _check_texts(placed, page, beside, subject, sink)
        for level, shape in enumerate(placed.slide.shapes):
            box = shape.bounds
            if level in beside or box is None or shape.kind not in ("table", "chart") or shape.hidden:
                continue
            points = excess(box, page)[0] / EMU_PER_POINT
            if points > FRAME_TOLERANCE:
                message = f"the {shape.kind} goes {points:.0f} pt beyond the slide's edge"
                sink.report(OUTSIDE_SLIDE, message, subject.spot(placed.slide, shape, box))


def _beside(placed: PlacedSlide, page: Box) -> set[int]:
    """The shapes that are wholly beside the slide, by their places in drawing order."""
    boxes = [(level, shape.bounds) for level, shape in enumerate(placed.slide.shapes)]
    return {level for level, box in boxes if box is not None and _is_apart(box, page)}


def _is_apart(box: Box, page: Box) -> bool:
    return (
        box.left >= page.right or box.right <= page.left or box.top >= page.bottom or box.bottom <= page.top
    )


def _check_texts(placed: PlacedSlide, page: Box, beside: set[int], subject: DeckSubject, sink: Sink) -> None:
    for text in placed.texts:
        if text.level in beside or text.shape.is_furniture:
            continue
        for line in text.laid.lines:
            points = excess(line.box, page)[0] / EMU_PER_POINT
            if points > TOLERANCE:
                message = f"`{extract(line.text)}` goes {points:.0f} pt beyond the slide's edge"
                sink.report(OUTSIDE_SLIDE, message, subject.spot(placed.slide, text.shape, line.box))
                break


RULE = DeckRule((OUTSIDE_SLIDE,), check, __doc__)
