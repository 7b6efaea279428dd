"""A written deck → `LaidOut` by deckgen's own measure: where each line of text comes to lie without any program.

It measures generously, as the tightest program sets text: what is outside here is outside everywhere. Letters that no
table lists, such as those of Hebrew and Arabic, which typefaces draw and join very differently, count as narrow ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import cos, radians, sin

from deckgen.check.laid_out import (
    LaidLine,
    LaidOut,
    LaidParagraph,
    LaidShape,
    LaidSlide,
    angle_of,
    room_in,
    without_lines,
)
from deckgen.fit.breaking import Measured, Pen, measure, natural_lines
from deckgen.fit.fonts import FontBook
from deckgen.fit.scripts import is_east_asian
from deckgen.patterns import regex
from deckgen.records import dataclass
from deckgen.units import EMU_PER_POINT, Box, emu
from deckgen.written.model import (
    TextBody,
    WrittenDeck,
    WrittenParagraph,
    WrittenRun,
    WrittenShape,
    WrittenSlide,
    WrittenTable,
    turned,
)

LINE_EMS = 1.2
"""What a line takes at single spacing."""
ABOVE_INK = 0.15
"""Ems between the top of a line and its ink."""
INK = 1.1
"""Ems that the ink of a line may take; programs put what else its spacing gives above it."""
RAISED = 2 / 3
"""The size of superscripts."""
UNLISTED = regex("[\u0530-\u10ff\u1200-\u1cff\ufb00-\ufdff\ufe70-\ufeff]")
NARROW = "r"
"""Measured in place of a letter that no table lists."""
GENEROUS = 1.01
"""Lines may be this much longer than measured: programs round and kern differently."""
GUESSED = 1.6
"""The same where widths were guessed from typefaces that are wider than most."""
FLAT = ("horz", "")
PROGRAM = "deckgen"
DEFAULT_POINTS = 18.0
DEFAULT_FACE = "Arial"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line before it has its place; points."""

    text: str
    left: float
    width: float
    top: float
    pitch: float
    size: float
    fonts: tuple[str, ...]
    lift: float
    """How far superscripts stand above their line, where there is nothing else on it."""


def lay_out_deck(deck: WrittenDeck, fonts: FontBook) -> LaidOut:
    """Lay out every visible slide. No pictures."""
    slides = (
        LaidSlide(slide.number, tuple(_shapes(slide, fonts))) for slide in deck.slides if not slide.hidden
    )
    return LaidOut(deck.width, deck.height, tuple(slides), PROGRAM)


def _shapes(slide: WrittenSlide, fonts: FontBook) -> Iterator[LaidShape]:
    for shape in slide.shapes:
        if shape.box is None or shape.hidden:
            continue
        if shape.table is not None:
            yield from _cells(shape, shape.table, shape.box, fonts)
        elif shape.body is not None and shape.body.text.strip():
            yield lay_out_shape(shape, shape.body, shape.box, fonts)


def lay_out_shape(shape: WrittenShape, body: TextBody, box: Box, fonts: FontBook) -> LaidShape:
    """Set a shape's text in its box."""
    laid = without_lines(shape, body, box)
    flat = _laid_flat(room_in(shape, body, box), angle_of(body))
    is_plain = body.columns == 1 and not body.vertical.startswith("wordArt")
    paragraphs = tuple(_paragraphs(body, flat, fonts)) if is_plain else ()
    if not laid.level:
        paragraphs = tuple(_turn(paragraphs, _middle(box), shape.rotation + angle_of(body)))
    return replace(laid, paragraphs=paragraphs)


def _is_known(body: TextBody, fonts: FontBook) -> bool:
    """Whether the widths of all its letters are known, not guessed from those of other typefaces."""
    latin = (run for run in body.runs if not run.text.isspace() and not all(map(is_east_asian, run.text)))
    return not any(fonts.face(run.latin or DEFAULT_FACE, run.bold).substituted for run in latin)


def _cells(shape: WrittenShape, table: WrittenTable, box: Box, fonts: FontBook) -> Iterator[LaidShape]:
    """The cells, with rows as high as their text needs: every program enlarges them."""
    lefts = list(accumulate(table.widths, initial=0))
    heights = list(table.heights)
    laid = []
    for cell in table.cells:
        if cell.covered or cell.row >= len(heights) or cell.column >= len(table.widths):
            continue
        right = lefts[min(cell.column + cell.across, len(table.widths))]
        outer = Box(box.left + lefts[cell.column], 0, right - lefts[cell.column], 0)
        found = tuple(_paragraphs(cell.body, outer.inset(*cell.body.insets), fonts, anchored=False))
        lines = [line.box.bottom for paragraph in found for line in paragraph.lines]
        needed = max(lines, default=0) + cell.body.insets[3]
        if cell.down == 1 and cell.body.vertical in FLAT:
            heights[cell.row] = max(heights[cell.row], needed)
        laid.append((cell, outer, found))
    tops = list(accumulate(heights, initial=box.top))
    for cell, outer, found in laid:
        if cell.body.text.strip():
            bottom = tops[min(cell.row + cell.down, len(heights))]
            place = outer._replace(top=tops[cell.row], height=bottom - tops[cell.row])
            shifted = tuple(_shifted(found, tops[cell.row])) if cell.body.vertical in FLAT else ()
            yield LaidShape(shape.id, cell.name_in(shape.name), place, place, shifted, grows=True)


def _shifted(paragraphs: Iterable[LaidParagraph], down: int) -> Iterator[LaidParagraph]:
    for paragraph in paragraphs:
        lines = (
            LaidLine(line.text, line.box._replace(top=line.box.top + down), line.points, line.fonts)
            for line in paragraph.lines
        )
        yield LaidParagraph(paragraph.text, tuple(lines))


def _middle(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


def _laid_flat(box: Box, angle: float) -> Box:
    """The box in which text that runs up or down is set, before it is turned about the middle."""
    if not round(angle / 90) % 2:
        return box
    x, y = _middle(box)
    return Box(round(x - box.height / 2), round(y - box.width / 2), box.height, box.width)


def _turn(
    paragraphs: Iterable[LaidParagraph], middle: tuple[float, float], angle: float
) -> Iterator[LaidParagraph]:
    sine, cosine = sin(radians(angle)), cos(radians(angle))
    for paragraph in paragraphs:
        lines = []
        for line in paragraph.lines:
            x, y = (at - centre for at, centre in zip(_middle(line.box), middle, strict=True))
            x, y = middle[0] + x * cosine - y * sine, middle[1] + x * sine + y * cosine
            width, height = line.box.width, line.box.height
            upright = turned(Box(round(x - width / 2), round(y - height / 2), width, height), angle)
            lines.append(LaidLine(line.text, upright, line.points, line.fonts))
        yield LaidParagraph(paragraph.text, tuple(lines))


def _paragraphs(
    body: TextBody, room: Box, fonts: FontBook, *, anchored: bool = True
) -> Iterator[LaidParagraph]:
    width, loose = room.width / EMU_PER_POINT, GENEROUS if _is_known(body, fonts) else GUESSED
    laid: list[tuple[WrittenParagraph, list[_Line]]] = []
    top, before = 0.0, None
    for paragraph in body.paragraphs:
        if before is not None:
            top += before.space_after + paragraph.space_before
        lines = list(_lines(paragraph, width if body.wraps else None, loose, top, fonts))
        top = lines[-1].top + lines[-1].pitch if lines else top
        laid.append((paragraph, lines))
        before = paragraph
    start = _anchored(body.anchor, room.height / EMU_PER_POINT, top) if anchored else 0.0
    for paragraph, lines in laid:
        boxes = (
            LaidLine(line.text, _box(line, paragraph.align, room, width, start), line.size, line.fonts)
            for line in lines
            if line.text.strip()
        )
        yield LaidParagraph(paragraph.text, tuple(boxes))


def _anchored(anchor: str, height: float, needed: float) -> float:
    return {"ctr": (height - needed) / 2, "b": height - needed}.get(anchor, 0.0)


def _box(line: _Line, align: str, room: Box, width: float, start: float) -> Box:
    spare = {"ctr": (width - line.left - line.width) / 2, "r": width - line.left - line.width}.get(align, 0.0)
    above = max(min(ABOVE_INK * line.size, line.pitch / 2), line.pitch - INK * line.size)
    return Box(
        room.left + emu(line.left + spare),
        room.top + emu(start + line.top + above - line.lift),
        emu(line.width),
        emu(line.pitch - above),
    )


def _lines(
    paragraph: WrittenParagraph, width: float | None, loose: float, top: float, fonts: FontBook
) -> Iterator[_Line]:
    rest = max(0.0, paragraph.margin_left / EMU_PER_POINT)
    first = max(0.0, rest + paragraph.indent / EMU_PER_POINT) if not paragraph.bullet else rest
    for runs in _pieces(paragraph.runs):
        size = max((_drawn(run) for run in runs if run.text.strip()), default=paragraph.end_points)
        size = size or DEFAULT_POINTS
        lift = min((run.raised * run.points for run in runs if run.text.strip()), default=0.0)
        pitch = paragraph.line_points or LINE_EMS * size * paragraph.line_spacing
        measured = _measured(runs, size, fonts)
        if width is None:
            starts = [0]
        else:
            rooms = [max(0.0, width - indent) * loose / size for indent in (first, rest)]
            starts = natural_lines(measured, *rooms)
        names = tuple(dict.fromkeys(name for run in runs for name in (run.latin, run.east_asian) if name))
        for start, end in pairwise([*starts, len(measured.text)]):
            yield _Line(
                measured.text[start:end],
                first,
                measured.width(start, end) * size / loose,
                top,
                pitch,
                size,
                names,
                lift,
            )
            top += pitch
            first = rest


def _drawn(run: WrittenRun) -> float:
    """The points at which its letters are drawn."""
    return run.points * RAISED if run.raised else run.points


def _narrow(letter: re.Match[str]) -> str:
    """A narrow letter for one that is not known; marks that combine with it have no width anyway."""
    return letter[0] if unicodedata.combining(letter[0]) else NARROW


def _pieces(runs: Sequence[WrittenRun]) -> Iterator[list[WrittenRun]]:
    """The runs between line breaks."""
    piece: list[WrittenRun] = []
    for run in runs:
        if run.text == "\v":
            yield piece
            piece = []
        else:
            piece.append(run)
    yield piece


def _measured(runs: Sequence[WrittenRun], size: float, fonts: FontBook) -> Measured:
    """All runs on one line, in ems of `size`, without the gaps that only LibreOffice leaves between scripts."""
    text, edge = "", 0.0
    left: list[float] = []
    right: list[float] = []
    for run in runs:
        if not run.text:
            continue
        pen = Pen(
            fonts.face(run.latin or "Arial", run.bold), fonts.face(run.east_asian or run.latin, run.bold)
        )
        plain = measure(UNLISTED.sub(_narrow, run.text), ((0, pen),), tab=1.0).loose
        share = (_drawn(run) or size) / size
        left += [edge + at * share for at in plain.left]
        right += [edge + at * share for at in plain.right]
        edge = right[-1]
        text += run.text
    return Measured(text, left, right, [])
