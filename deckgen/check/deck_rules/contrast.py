"""Text stands out from what is really behind it.

Behind it may be the slide's background, what slide layout and master draw, other shapes, see-through ones too,
pictures, and the text's own shape or cell. The contrast is measured at places all over the text, by WCAG 2: 4.5 to 1,
or 3 to 1 for text from 18 points, or 14 in bold, and for dates, footers and slide numbers. Of gradients that are not
linear the worse end counts. Reported is text that is too faint at a third of the places or more; text on charts, films
and pictures that cannot be decoded is left out.

    grey text (#999999) on white                  # warning: contrast-low
    white text on the bright part of a photo       # warning: contrast-low
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import floor

from deckgen.check.behind import RGB, Layers, mixed, rgb_of
from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.limits import LEAST_CONTRAST, LEAST_CONTRAST_LARGE
from deckgen.codes import CONTRAST_LOW
from deckgen.diagnostics import Sink
from deckgen.templates.contrast import luminance_of, ratio
from deckgen.units import EMU_PER_POINT, Box
from deckgen.written.model import Colour, Paint, TextBody, WrittenParagraph, WrittenRun, WrittenShape

LARGE_POINTS, LARGE_BOLD_POINTS = 18, 14
_STEPS = (0.08, 0.5, 0.92)
"""Where a text is looked at, across and down."""

_FAINT_SHARE = 1 / 3
_WIDE = "\u2e80"
_LINE = 1.2


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report each shape or table once, with its faintest text."""
    page = Box(0, 0, subject.deck.width, subject.deck.height)
    needed_of = subject.limit(LEAST_CONTRAST), subject.limit(LEAST_CONTRAST_LARGE)
    for slide in subject.deck.slides:
        layers = Layers(slide, page, subject.deck.package)
        for shape in slide.shapes:
            if shape.hidden or shape.box is None:
                continue
            found = [
                faint
                for body, box, paint in _texts(shape)
                if (faint := _faintest(layers, shape, body, box, paint, needed_of))
            ]
            if found:
                contrast, needed, run, ground = min(found, key=lambda one: one[0] / one[1])
                code = run.colour.code if run.colour else ""
                message = (
                    f"`{_short(run.text)}` in #{code} on #{_code(ground)} has a contrast of "
                    f"{floor(contrast * 10) / 10}; {needed:g} is needed to read it"
                )
                better = "darker" if luminance_of(ground) > 0.18 else "lighter"
                sink.report(CONTRAST_LOW, message, subject.spot(slide, shape), hint=f"make the text {better}")


Faint = tuple[float, float, WrittenRun, RGB]


def _texts(shape: WrittenShape) -> Iterator[tuple[TextBody, Box, Paint]]:
    """The texts of a shape with their boxes and the grounds that only they have."""
    if shape.body and shape.box and shape.text.strip():
        yield shape.body, shape.box, Paint()
    if shape.table and shape.box and shape.table.is_known:
        lefts, tops = _sums(shape.table.widths), _sums(shape.table.heights)
        for cell in shape.table.cells:
            if (
                cell.covered
                or not cell.body.text.strip()
                or cell.column >= len(lefts)
                or cell.row >= len(tops)
            ):
                continue
            width = sum(shape.table.widths[cell.column : cell.column + cell.across])
            height = sum(shape.table.heights[cell.row : cell.row + cell.down])
            left, top = shape.box.left + lefts[cell.column], shape.box.top + tops[cell.row]
            yield cell.body, Box(left, top, width, height), cell.paint


def _sums(lengths: Sequence[int]) -> list[int]:
    return [sum(lengths[:number]) for number in range(len(lengths))]


def _faintest(
    layers: Layers,
    shape: WrittenShape,
    body: TextBody,
    box: Box,
    paint: Paint,
    needed_of: tuple[float, float],
) -> Faint | None:
    """The run of the text that stands out least from its ground, where that is too little: less than what small and
    large text need."""
    runs = {
        (run.colour, needed_of[shape.is_furniture or _is_large(run)]): run
        for run in reversed(list(body.runs))
        if run.text.strip() and run.colour
    }
    if not runs:
        return None
    area = _text_area(body, box)
    below = layers.behind(shape, area)
    seen = [
        layers.colours_at((round(area.left + area.width * x), round(area.top + area.height * y)), below)
        for y in _STEPS
        for x in _STEPS
    ]
    grounds = [_under(paint, colours) for colours in seen if colours]
    worst: Faint | None = None
    for (_, needed), run in runs.items():
        found = sorted((_least(run, colours) for colours in grounds), key=lambda one: one[0])
        faint = [one for one in found if one[0] < needed]
        if faint and len(faint) >= _FAINT_SHARE * len(found):
            contrast, ground = faint[len(faint) // 2]
            if worst is None or contrast / needed < worst[0] / worst[1]:
                worst = contrast, needed, run, ground
    return worst


def _under(paint: Paint, colours: list[RGB]) -> list[RGB]:
    """The colours with a cell's own above."""
    layers = [mixed((rgb_of(colour), colour.opacity), colours) or [] for colour in paint.colours]
    return [colour for layer in layers for colour in layer] if paint.colours else colours


def _least(run: WrittenRun, grounds: list[RGB]) -> tuple[float, RGB]:
    assert run.colour is not None  # noqa: S101 - only such runs are looked at
    return min((_contrast(run.colour, ground), ground) for ground in grounds)


@lru_cache(maxsize=4096)
def _contrast(colour: Colour, ground: RGB) -> float:
    ink = mixed((rgb_of(colour), colour.opacity), [ground]) or [ground]
    return ratio(luminance_of(ink[0]), luminance_of(ground))


def _is_large(run: WrittenRun) -> bool:
    return run.points >= (LARGE_BOLD_POINTS if run.bold else LARGE_POINTS)


def _text_area(body: TextBody, box: Box) -> Box:
    """About where the lines of the text stand in the box."""
    inner = box.inset(*body.insets)
    widths = [_ems(paragraph) for paragraph in body.paragraphs]
    room = max(inner.width, 1)
    lines = sum(
        max(1, -(-width // room)) * _height(one) for one, width in zip(body.paragraphs, widths, strict=True)
    )
    width = min(room, max(widths, default=room) or room) if body.wraps else max(widths, default=room)
    height = min(max(lines, 1), max(inner.height, 1))
    align = next((one.align for one in body.paragraphs if one.text.strip()), "l")
    left = inner.left + _shift(align, room - width, ("l", "just", "dist"), "ctr")
    top = inner.top + _shift(body.anchor, inner.height - height, ("t",), "ctr")
    return Box(left, max(top, box.top), width, height)


def _shift(kind: str, room: int, first: Sequence[str], middle: str) -> int:
    return 0 if kind in first else room // 2 if kind == middle else room


def _ems(paragraph: WrittenParagraph) -> int:
    """About how wide the paragraph is on one line, in EMU."""
    points = sum(
        run.points * sum(1.0 if character >= _WIDE else 0.55 for character in run.text)
        for run in paragraph.runs
    )
    return round(points * EMU_PER_POINT) + paragraph.margin_left


def _height(paragraph: WrittenParagraph) -> int:
    points = max((run.points for run in paragraph.runs), default=paragraph.end_points)
    return round(points * _LINE * paragraph.line_spacing * EMU_PER_POINT)


def _code(colour: RGB) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colour)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 24 else text[:23] + "…"


RULE = DeckRule((CONTRAST_LOW,), check, __doc__, (LEAST_CONTRAST, LEAST_CONTRAST_LARGE))
