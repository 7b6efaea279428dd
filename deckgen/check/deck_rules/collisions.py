"""Nothing lies on text but what it belongs to.

Found are texts of two shapes on top of each other, text under a filled shape or a picture, and text that runs over the
edge of a picture. Text on a card, wholly on a photo or on the clear parts of a picture is meant. Slides with animations
are left out, because their shapes need not be seen at the same time, and so are what the slide layout draws, and text
that runs into another because it is too large for its shape (`text-overflows`), and text that another shape hides with
its fill, which lies under it (`text-covered`).

    A text box moved over the body text      # warning: texts-collide
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from deckgen.check.behind import Layers
from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.deck_rules.overflow import find_overflow
from deckgen.check.laid_out import LaidLine
from deckgen.check.placed import PlacedSlide, PlacedText, extract, lines_over, overlap
from deckgen.codes import TEXT_COVERED, TEXT_OVER_EDGE, TEXTS_COLLIDE
from deckgen.diagnostics import Sink
from deckgen.units import Box
from deckgen.written.model import WrittenDeck, WrittenShape, WrittenSlide

COLLIDES = 0.35
"""The share of the lower line's height by which lines of two shapes may touch: descenders, generous boxes."""
BLANK = 0.15
"""The share of the higher line's height that is blank above its small letters."""
COLLIDES_ACROSS = 0.5
"""Ems side by side."""
COVERED = 0.25
"""The share of a line that something must cover to count."""
EDGE = (0.1, 0.9)
"""Between which shares a line counts as partly on a picture."""
OPAQUE = 0.9
TIMING = "{http://schemas.openxmlformats.org/presentationml/2006/main}timing"


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what lies on top of text."""
    for placed in subject.placed:
        if not is_animated(subject.deck, placed.slide):
            _check_texts(placed, subject, sink)
            _check_covers(placed, subject, sink)


def is_animated(deck: WrittenDeck, slide: WrittenSlide) -> bool:
    root = deck.package.root(slide.part)
    return root is not None and root.find(TIMING) is not None


def _check_texts(placed: PlacedSlide, subject: DeckSubject, sink: Sink) -> None:
    for one, other in _near(placed.texts):
        met = next(
            (
                lines
                for lines in _colliding(one.laid.lines, other.laid.lines)
                if not _is_hidden(lines[0], other.shape)
            ),
            None,
        )
        drawn = subject.laid_out is not None
        if met and not any(
            _spills(placed, text, line, drawn=drawn) for text, line in zip((one, other), met, strict=True)
        ):
            name = other.shape.name or "?"
            message = (
                f'`{extract(met[0].text)}` and `{extract(met[1].text)}` of "{name}" lie on top of each other'
            )
            spot = subject.spot(placed.slide, one.shape, met[0].box)
            sink.report(TEXTS_COLLIDE, message, spot, hint="move one of them")


def _is_hidden(line: LaidLine, above: WrittenShape) -> bool:
    """Whether a line cannot be read under the shape that has the other: then that is what is wrong with it."""
    return above.bounds is not None and _covered((line,), above, above.bounds) is not None


def _spills(placed: PlacedSlide, text: PlacedText, line: LaidLine, *, drawn: bool) -> bool:
    """Whether the line is where it is because its text is too large for its shape, which is reported as such."""
    outside = line.box.top < text.laid.box.top or line.box.bottom > text.laid.box.bottom
    return outside and find_overflow(placed, text, drawn=drawn) is not None


def _near(texts: Sequence[PlacedText]) -> Iterator[tuple[PlacedText, PlacedText]]:
    """Texts of two shapes whose extents share something, in drawing order."""
    placed = [(box, text) for text in texts if (box := text.laid.extent) is not None]
    placed.sort(key=lambda found: found[0].left)
    for number, (box, text) in enumerate(placed):
        for there, other in islice(placed, number + 1, None):
            if there.left >= box.right:
                break
            if min(overlap(box, there)) > 0 and other.shape is not text.shape:
                yield (text, other) if text.level < other.level else (other, text)


def _colliding(lines: Sequence[LaidLine], others: Sequence[LaidLine]) -> Iterator[tuple[LaidLine, LaidLine]]:
    for line in lines:
        for other in others:
            across, down = overlap(line.box, other.box)
            lower, higher = sorted((line.box.height, other.box.height))
            if down > max(COLLIDES * lower, BLANK * higher) and across > COLLIDES_ACROSS * lower:
                yield line, other


def _check_covers(placed: PlacedSlide, subject: DeckSubject, sink: Sink) -> None:
    page = Box(0, 0, subject.deck.width, subject.deck.height)
    layers = Layers(placed.slide, page, subject.deck.package)
    solids = [
        (level, shape, box)
        for level, shape in enumerate(placed.slide.shapes)
        if (box := shape.bounds) is not None
        and not shape.hidden
        and (_hides(shape) or shape.kind == "picture")
    ]
    for text in placed.texts:
        extent = text.laid.extent
        for level, shape, box in solids:
            if extent is None or shape is text.shape or min(overlap(extent, box)) <= 0:
                continue
            if level > text.level:
                found = _covered(text.laid.lines, shape, box)
                code, how = TEXT_COVERED, "lies under"
                hint = "move one of them, or send the shape to the back"
            else:
                found = _over_edge(placed, text, level, box)
                found = None if found and layers.is_see_through(shape, found.box) else found
                code, how = TEXT_OVER_EDGE, "runs over the edge of the picture"
                hint = "put the text beside the picture, or wholly onto it"
            if found:
                message = f'`{extract(found.text)}` {how} "{shape.name}"'
                sink.report(code, message, subject.spot(placed.slide, text.shape, extent), hint=hint)


def _covered(lines: Sequence[LaidLine], shape: WrittenShape, box: Box) -> LaidLine | None:
    if not _hides(shape):
        return None
    return next((line for line, share in lines_over(lines, box) if share > COVERED), None)


def _over_edge(placed: PlacedSlide, text: PlacedText, picture: int, box: Box) -> LaidLine | None:
    """The line that stands partly on the picture below it, and on nothing between."""
    if (
        placed.slide.shapes[picture].kind != "picture"
        or text.shape.paint
        or _stands_on(placed, text, picture)
    ):
        return None
    low, high = EDGE
    return next((line for line, share in lines_over(text.laid.lines, box) if low < share < high), None)


def _hides(shape: WrittenShape) -> bool:
    """Whether what lies below it is not to be seen. Pictures may be transparent in places, so only photos count."""
    if shape.kind in ("picture", "media"):
        return bool(shape.picture) and str(shape.picture).lower().endswith((".jpg", ".jpeg"))
    if shape.kind != "shape" or shape.geometry not in ("rect", "roundRect"):
        return False
    paint = shape.paint
    return bool(paint) and not paint.picture and all(colour.opacity >= OPAQUE for colour in paint.colours)


def _stands_on(placed: PlacedSlide, text: PlacedText, picture: int) -> bool:
    """Whether a filled shape between picture and text carries the text."""
    extent = text.laid.extent
    between = placed.slide.shapes[picture + 1 : text.level]
    return extent is not None and any(
        shape.paint and shape.bounds is not None and shape.bounds.covers(extent) for shape in between
    )


RULE = DeckRule((TEXTS_COLLIDE, TEXT_COVERED, TEXT_OVER_EDGE), check, __doc__)
