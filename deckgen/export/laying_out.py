"""Deck → `LaidOut`: one run of LibreOffice gives the pages' pictures and tells where each line of text is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from deckgen.check.laid_out import LaidLine, LaidOut, LaidParagraph, LaidShape, LaidSlide
from deckgen.check.stand_ins import StandIns
from deckgen.export.copies import render_copy
from deckgen.export.matching import match_paragraphs
from deckgen.export.office import Office
from deckgen.export.rasters import DESCENT_EMS, Glyph, draw_pages, page_size, read_glyphs
from deckgen.export.watching import watched_texts
from deckgen.templates.styles import A, whole
from deckgen.units import Box, emu
from deckgen.written.model import WrittenDeck

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TEXT_PARTS = (".slide+xml", ".slideLayout+xml", ".slideMaster+xml")
"""How the content types end of parts that decide how text stands in its shape."""
NEXT_LINE = 0.4
"""Ems by which a baseline must move for a new line; superscripts move less."""
BACK = 0.5
"""Ems by which a character must lie before the last one to start a new line of the same height."""


@contextmanager
def laying_out(
    deck: WrittenDeck,
    picture_width: int | None = None,
    office: Office | None = None,
    stand_ins: StandIns = (),
) -> Iterator[Callable[[], LaidOut]]:
    """LibreOffice at work on the deck's visible slides beside this program; what is yielded waits for it.

    The slides have pictures of so many pixels' width, or none. Text that a program would shrink on opening is laid
    out in full size. The LibreOffice that is given stays; another ends. Raises what `render_copy` and
    `Office.converting` raise.
    """
    with ExitStack() as stack:
        office = office or stack.enter_context(Office())
        office.warm_up(stand_ins)
        texts = (one.name for one in deck.package.parts.values() if one.content_type.endswith(TEXT_PARTS))
        copy = render_copy(deck, dict.fromkeys(texts, _show_overflow), stand_ins)
        pdf = stack.enter_context(office.converting(copy))
        yield lambda: _read(deck, pdf(), picture_width)


def lay_out(deck: WrittenDeck, picture_width: int | None = None) -> LaidOut:
    """The same, and wait for it."""
    with laying_out(deck, picture_width) as result:
        return result()


def _read(deck: WrittenDeck, pdf: bytes, picture_width: int | None) -> LaidOut:
    width, height = page_size(pdf)
    visible = [slide for slide in deck.slides if not slide.hidden]
    pictures = draw_pages(pdf, 72 * picture_width / width) if picture_width else iter(())
    slides = tuple(
        LaidSlide(slide.number, tuple(_shapes(list(watched_texts(slide)), glyphs)), next(pictures, b""))
        for slide, glyphs in zip(visible, read_glyphs(pdf), strict=True)
    )
    return LaidOut(emu(width), emu(height), slides)


def _show_overflow(root: Element) -> None:
    """LibreOffice shrinks whatever does not fit; PowerPoint only what it has noted down to be shrunk."""
    for body in root.iter(f"{A}bodyPr"):
        for fit in body.findall(f"{A}normAutofit"):
            if whole(fit.get("fontScale"), 100_000) == 100_000:
                fit.tag = f"{A}noAutofit"
                fit.attrib.clear()


def _shapes(watched: Sequence[LaidShape], glyphs: Sequence[Glyph]) -> Iterator[LaidShape]:
    """The shapes with their lines."""
    paragraphs = [paragraph.text for shape in watched for paragraph in shape.paragraphs]
    page = "".join(glyph.text for glyph in glyphs)
    found = match_paragraphs(page, ["".join(text.split()) for text in paragraphs])
    numbers = count()
    for shape in watched:
        lines = (
            _lines([glyphs[n] for n in found[next(numbers)]], level=shape.level) for _ in shape.paragraphs
        )
        laid = (LaidParagraph(one.text, tuple(own)) for one, own in zip(shape.paragraphs, lines, strict=True))
        yield replace(shape, paragraphs=tuple(laid))


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
