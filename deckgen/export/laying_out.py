"""Deck → `LaidOut`: one run of LibreOffice gives the pages' pictures and tells where each line of text is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from deckgen.check.laid_out import LaidLine, LaidOut, LaidParagraph, LaidShape, LaidSlide
from deckgen.export.copies import SLIDE_PART, A, Package, edit_text_parts, render_copy
from deckgen.export.matching import match_paragraphs
from deckgen.export.office import converting
from deckgen.export.rasters import DESCENT_EMS, Glyph, draw_pages, page_size, read_glyphs
from deckgen.export.watching import Watched, watched_shapes
from deckgen.units import Box, emu

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NEXT_LINE = 0.4
"""Ems by which a baseline must move for a new line; superscripts move less."""
BACK = 0.5
"""Ems by which a character must lie before the last one to start a new line of the same height."""


@contextmanager
def laying_out(package: Package, picture_width: int | None = None) -> Iterator[Callable[[], LaidOut]]:
    """LibreOffice at work on the deck's visible slides beside this program; what is yielded waits for it.

    The slides have pictures of so many pixels' width, or none. Text that a program would shrink on opening is laid
    out in full size. Raises what `office.converting` raises.
    """
    watched, copy = _prepared(render_copy(package))
    with converting(copy) as pdf:
        yield lambda: _read(package, watched, pdf(), picture_width)


def lay_out(package: Package, picture_width: int | None = None) -> LaidOut:
    """The same, and wait for it."""
    with laying_out(package, picture_width) as result:
        return result()


def _read(
    package: Package, watched: Mapping[str, Sequence[Watched]], pdf: bytes, picture_width: int | None
) -> LaidOut:
    width, height = page_size(pdf)
    visible = [(number, part) for number, part in enumerate(package.slides, 1) if part not in package.hidden]
    pictures = draw_pages(pdf, 72 * picture_width / width) if picture_width else iter(())
    slides = tuple(
        LaidSlide(number, tuple(_shapes(watched.get(part, []), glyphs)), next(pictures, b""))
        for (number, part), glyphs in zip(visible, read_glyphs(pdf), strict=True)
    )
    return LaidOut(emu(width), emu(height), slides)


def _prepared(package: Package) -> tuple[dict[str, list[Watched]], Package]:
    """The shapes with text of each slide, and the copy that shows what does not fit."""
    watched: dict[str, list[Watched]] = {}

    def change(part: str, root: Element) -> None:
        if SLIDE_PART.match(part):
            watched[part] = list(watched_shapes(package, part, root))
        _show_overflow(root)

    return watched, edit_text_parts(package, change)


def _show_overflow(root: Element) -> None:
    """LibreOffice shrinks whatever does not fit; PowerPoint only what it has noted down to be shrunk."""
    for body in root.iter(f"{A}bodyPr"):
        for fit in body.findall(f"{A}normAutofit"):
            if "fontScale" not in fit.attrib:
                fit.tag = f"{A}noAutofit"
                fit.attrib.clear()


def _shapes(watched: Sequence[Watched], glyphs: Sequence[Glyph]) -> Iterator[LaidShape]:
    paragraphs = [text for shape in watched for text in shape.paragraphs]
    page = "".join(glyph.text for glyph in glyphs)
    found = match_paragraphs(page, ["".join(text.split()) for text in paragraphs])
    numbers = iter(range(len(paragraphs)))
    for shape in watched:
        own = list(islice(numbers, sum(1 for _ in shape.paragraphs)))
        laid = tuple(
            LaidParagraph(
                paragraphs[number], tuple(_lines([glyphs[n] for n in found[number]], level=shape.level))
            )
            for number in own
        )
        yield LaidShape(
            shape.id, shape.name, shape.box, shape.room, laid, shape.level, shape.grows, shape.wraps
        )


def _lines(glyphs: list[Glyph], *, level: bool) -> Iterator[LaidLine]:
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and level and _begins_line(line[-1], glyph):
            yield _line(line)
            line = []
        line.append(glyph)
    if line:
        yield _line(line)


def _begins_line(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.points, glyph.points)
    lower = glyph.baseline - last.baseline > NEXT_LINE * size
    return lower or (glyph.left < last.left - BACK * size and glyph.baseline != last.baseline)


def _line(glyphs: list[Glyph]) -> LaidLine:
    left, top = min(glyph.left for glyph in glyphs), min(glyph.top for glyph in glyphs)
    right = max(glyph.right for glyph in glyphs)
    bottom = max(max(glyph.bottom, glyph.baseline + DESCENT_EMS * glyph.points) for glyph in glyphs)
    box = Box(emu(left), emu(top), emu(right - left), emu(bottom - top))
    fonts = tuple(dict.fromkeys(glyph.font for glyph in glyphs))
    return LaidLine("".join(glyph.text for glyph in glyphs), box, max(g.points for g in glyphs), fonts)
