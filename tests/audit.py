"""The overflow audit for tests and by hand: `python -m tests.audit deck.pptx …`.

On a throw-away copy without autofit each shape gets a colour of its own; the colour of a glyph in the PDF then tells
the shape it belongs to. `deckgen check --render` goes by the texts instead, because its pages are to be seen.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.check.laid_out import LaidShape
from deckgen.export.copies import DeckCopy, render_copy
from deckgen.export.laying_out import TEXT_PARTS
from deckgen.export.rasters import DESCENT_EMS, Glyph, read_glyphs
from deckgen.export.watching import watched_texts
from deckgen.templates.placeholders import P
from deckgen.templates.styles import A
from deckgen.units import EMU_PER_POINT
from deckgen.written.model import WrittenDeck, WrittenSlide
from deckgen.written.reading import read_deck
from tests.office import shared_office

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TOLERANCE = 1.0
"""Points by which ink may leave its box: side bearings, rounding in the PDF."""

BEYOND_LINE = 0.05
"""Ems by which tails and brackets of Noto's Chinese faces reach beyond the line that LibreOffice gives them."""

VISIBLE_SHARE = 0.9
"""The share of a shape's letters and digits that must be found in the PDF. Emoji may be drawn as pictures."""

BEFORE_FILL = f"{A}ln"
FILLS = [f"{A}{name}" for name in ["noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"]]

# Without it a link is drawn in the theme's link colour, whatever its run says.
LINK_KEEPS_COLOUR = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
    "</a:ext></a:extLst>"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """A shape or cell, and what is to be seen of its text."""

    laid: LaidShape
    text: str


@dataclass(frozen=True, slots=True)
class Overflow:
    """A shape whose text does not stay inside it."""

    slide: int
    shape: str
    text: str
    """The characters that are outside, or all of the shape's text when it did not appear."""
    points: float
    """How far the outermost one is out; infinite when the text did not appear."""

    def __str__(self) -> str:
        how = "did not appear" if math.isinf(self.points) else f"is {self.points:.1f} pt outside"
        return f"slide {self.slide}, {self.shape}: `{self.text[:60]}` {how}"


def audit_deck(deck: WrittenDeck, tolerance: float = TOLERANCE) -> list[Overflow]:
    """All overflows of the deck's visible slides, found with one conversion.

    Raises what `Office.convert` raises.
    """
    watched, copy = coloured(deck)
    visible = [slide for slide in deck.slides if not slide.hidden]
    pages = read_glyphs(shared_office().convert(copy))
    return [
        overflow
        for slide, glyphs in zip(visible, pages, strict=True)
        for overflow in overflows(slide.number, watched[slide.part], glyphs, tolerance)
    ]


def overflows(
    slide: int, shapes: Mapping[str, Watched], glyphs: list[Glyph], tolerance: float
) -> Iterator[Overflow]:
    """What a page's glyphs show of `shapes`, which are named by their colour."""
    for colour, shape in shapes.items():
        own = [glyph for glyph in glyphs if glyph.colour == colour]
        outside = [
            glyph for glyph in own if _excess(shape, glyph) > max(tolerance, BEYOND_LINE * glyph.points)
        ]
        if _letters(glyph.text for glyph in own) < VISIBLE_SHARE * _letters(shape.text):
            yield Overflow(slide, shape.laid.name, shape.text, math.inf)
        elif outside:
            text = "".join(glyph.text for glyph in outside)
            yield Overflow(slide, shape.laid.name, text, max(_excess(shape, glyph) for glyph in outside))


def _excess(shape: Watched, glyph: Glyph) -> float:
    """How far `glyph` is outside, negative when inside."""
    room = shape.laid.room
    left, top, right, bottom = (
        edge / EMU_PER_POINT for edge in (room.left, room.top, room.right, room.bottom)
    )
    lowest = max(glyph.bottom, glyph.baseline + DESCENT_EMS * glyph.points)
    return max(left - glyph.left, glyph.right - right, top - glyph.top, lowest - bottom)


def _letters(text: Iterable[str]) -> int:
    return sum(letter.isalnum() for letter in text)


def coloured(deck: WrittenDeck) -> tuple[dict[str, dict[str, Watched]], DeckCopy]:
    """Slide part → colour → shape, and the copy in those colours."""
    watched: dict[str, dict[str, Watched]] = {}
    colours = (f"{number:06X}" for number in count(1))

    def change(slide: WrittenSlide, root: Element) -> None:
        _forbid_autofit(root)
        elements, shapes = dict(_named(root)), watched.setdefault(slide.part, {})
        for laid in watched_texts(slide):
            if text := _shown_text(element := elements[laid.id, laid.name]):
                colour = next(colours)
                shapes[colour] = Watched(laid, text)
                _paint(element, colour)

    texts = (one.name for one in deck.package.parts.values() if one.content_type.endswith(TEXT_PARTS))
    changes = dict.fromkeys(texts, _forbid_autofit) | {one.part: partial(change, one) for one in deck.slides}
    return watched, render_copy(deck, changes)


def _named(root: Element) -> Iterator[tuple[tuple[int, str], Element]]:
    """Shapes and cells by id and name."""
    for shape in root.iter(f"{P}sp", f"{P}graphicFrame"):
        said = next(shape.iter(f"{P}cNvPr"))
        id_, name = int(said.get("id", "0")), said.get("name", "")
        yield (id_, name), shape
        for down, row in enumerate(shape.iter(f"{A}tr"), start=1):
            for across, cell in enumerate(row.iterchildren(f"{A}tc"), start=1):
                yield (id_, f"{name}, row {down}, column {across}"), cell


def _shown_text(shape: Element) -> str:
    """A field's text is put in by the program, so it does not count."""
    return "".join(node.text or "" for run in shape.iter(f"{A}r") for node in run.iter(f"{A}t")) or (
        " x" if next(shape.iter(f"{A}fld"), None) is not None else ""
    )


def _forbid_autofit(root: Element) -> None:
    for body in root.iter(f"{A}bodyPr"):
        for fit in [child for child in body if child.tag in (f"{A}normAutofit", f"{A}spAutoFit")]:
            fit.tag = f"{A}noAutofit"
            fit.attrib.clear()


def _paint(shape: Element, colour: str) -> None:
    from lxml import etree

    for run in shape.iter(f"{A}r", f"{A}fld", f"{A}br"):
        style = run.find(f"{A}rPr")
        if style is None:
            style = etree.Element(f"{A}rPr")
            run.insert(0, style)
        for fill in [child for child in style if child.tag in FILLS]:
            style.remove(fill)
        fill = etree.Element(f"{A}solidFill")
        etree.SubElement(fill, f"{A}srgbClr", val=colour)
        style.insert(1 if style.find(BEFORE_FILL) is not None else 0, fill)
        for link in style.iterfind(f"{A}hlinkClick"):
            for old in link.findall(f"{A}extLst"):
                link.remove(old)
            link.append(etree.fromstring(LINK_KEEPS_COLOUR))


def audit(pptx: Path, tolerance: float = TOLERANCE) -> list[Overflow]:
    """Every text of the deck that LibreOffice lays out beyond its shape, or does not show."""
    return audit_deck(read_deck(pptx), tolerance)


def main(paths: list[str]) -> int:
    found = [(path, overflow) for path in paths for overflow in audit(Path(path))]
    sys.stdout.writelines(f"{path}: {overflow}\n" for path, overflow in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
