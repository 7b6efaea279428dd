"""Slides are read out in the order in which they are seen: the title first, the rest from top to bottom.

The order is that of the selection pane, from the bottom up: what was drawn first is read first. Reported is a title
that other text comes before, and text that is read before other text right above it, in the same column. One finding
a slide. What stands above the title, running heads, short labels, captions right behind their picture and parts of
groups may come when they like.

    a text box drawn before the title            # warning: reading-order
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import READING_ORDER
from deckgen.diagnostics import Sink
from deckgen.units import Box
from deckgen.written.model import WrittenShape, WrittenSlide

_SAME_COLUMN = 0.5
"""Share of the narrower one's width that two texts have in common."""

_LABEL = 12
"""Characters of a label: the names of axes, a number."""

_HEAD = 0.12
"""Share of the slide's height in which running heads stand."""

_SEEN = ("picture", "chart", "table", "media", "diagram", "object")
_HINT = "Arrange, Selection Pane: the lowest is read first"


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report the first text of each slide that is read out of order."""
    for slide in subject.deck.slides:
        texts = [shape for shape in slide.shapes if _is_read(shape)]
        title = next((shape for shape in texts if shape.is_title), None)
        if title is not None and texts[0] is not title:
            message = f"`{_short(texts[0])}` is read before the title"
            sink.report(READING_ORDER, message, subject.spot(slide, title), hint=_HINT)
            continue
        pair = _find_inversion(list(_columns(slide, title, subject.deck.height)))
        if pair:
            message = f"`{_short(pair[0])}` is read before `{_short(pair[1])}`, which stands above it"
            sink.report(READING_ORDER, message, subject.spot(slide, pair[0]), hint=_HINT)


def _is_read(shape: WrittenShape) -> bool:
    if shape.body and all(run.field for run in shape.body.runs):
        return False  # a page number or date, whatever it stands in
    return bool(shape.text.strip()) and not shape.is_furniture and not shape.hidden and not shape.decorative


def _columns(
    slide: WrittenSlide, title: WrittenShape | None, height: int
) -> Iterator[tuple[WrittenShape, Box]]:
    """The texts whose order tells, with their places."""
    top = title.bounds.top if title and title.bounds else 0
    before: WrittenShape | None = None
    for shape in slide.shapes:
        box = shape.bounds
        follows_picture = before is not None and before.kind in _SEEN
        before = shape
        if box is None or shape is title or shape.group is not None or not _is_read(shape):
            continue
        is_head = box.top < top or box.bottom <= height * _HEAD
        if not is_head and not follows_picture and len(shape.text.strip()) > _LABEL:
            yield shape, box


def _find_inversion(placed: Sequence[tuple[WrittenShape, Box]]) -> tuple[WrittenShape, WrittenShape] | None:
    """The first text that is read before one right above it."""
    for number, (earlier, box) in enumerate(placed):
        for later, other in placed[number + 1 :]:
            if other.bottom <= box.top and _shared(box, other):
                return earlier, later
    return None


def _shared(one: Box, other: Box) -> bool:
    common = min(one.right, other.right) - max(one.left, other.left)
    return common > _SAME_COLUMN * min(one.width, other.width)


def _short(shape: WrittenShape) -> str:
    text = " ".join(shape.text.split())
    return text if len(text) <= 24 else text[:23] + "…"


RULE = DeckRule((READING_ORDER,), check, __doc__)
