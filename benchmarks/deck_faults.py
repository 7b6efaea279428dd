"""What is wrong with a deck built in somebody's template: looked up in the written file, and in LibreOffice's PDF."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.package import Part
from pptx.presentation import Presentation as Opened

from benchmarks.furniture import (
    PAGE_LIKE,
    Furniture,
    P,
    Picture,
    Rect,
    box_of,
    furniture_of,
    rotation_of,
    turned,
)
from deckgen.export.office import convert
from deckgen.export.rasters import Glyph, read_glyphs
from deckgen.units import EMU_PER_POINT
from deckgen.written.reading import read_deck
from tests.audit import TOLERANCE, coloured, overflows

SHOWN = {
    *("title", "subtitle", "headline", "lead", "text", "label", "value", "caption", "takeaway"),
    *("by", "source", "organisation", "period", "when", "achievements", "items"),
}
"""Keys of a content file whose words have to be found in the deck."""
HIDDEN = {"notes", "quote"}
BUILT = " · "
"""What the names of slide layouts have that deckgen builds."""
DATE, NUMBER = PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER
STANDING = (DATE, PP_PLACEHOLDER.FOOTER, NUMBER)
MARKUP = re.compile(r"[\s\v*]+|\[|\]\([^)]*\)")

EDGE = EMU_PER_POINT
SHARED = 0.04
"""Share of the smaller of two boxes from which on they overlap."""
INSIDE = 0.95
REACH = 1.5
"""Points that ink may reach over an edge or another ink's box: side bearings, descenders, accents."""


class Fault(NamedTuple):
    """`kind` is `missing`, `loose`, `outside`, `furniture`, `texts`, `ids`, `overflow`, `collision` or `schema`."""

    kind: str
    slide: int
    what: str


def file_faults(deck: Path, report: Path, told: Iterable[str]) -> Iterator[Fault]:
    """Faults of the written file. `told` are the messages of the build: what they name is not missing in silence."""
    presentation = Presentation(str(deck))
    yield from _missing(presentation, report, " ".join(told))
    width, height = _page_of(presentation)
    page = Rect(0, 0, width, height)
    for number, slide in enumerate(presentation.slides, start=1):
        yield from _slide_faults(number, slide, page)


def _page_of(presentation: Opened) -> tuple[int, int]:
    """Width and height of a slide in EMU."""
    return presentation.slide_width or 0, presentation.slide_height or 0


def drawn_faults(deck: Path) -> Iterator[Fault]:
    """Faults that show in LibreOffice's PDF: text beyond its shape, over other text, or across the template's art."""
    written = read_deck(deck)
    watched, copy = coloured(written)
    visible = [(slide.number, slide.part) for slide in written.slides if not slide.hidden]
    pages = list(read_glyphs(convert(copy)))
    presentation = Presentation(str(deck))
    width, height = _page_of(presentation)
    size = Rect(0, 0, width / EMU_PER_POINT, height / EMU_PER_POINT)
    for (number, part), glyphs in zip(visible, pages, strict=True):
        for found in overflows(number, watched[part], glyphs, TOLERANCE):
            yield Fault("overflow", number, str(found))
        slide = presentation.slides[number - 1]
        # Where dates and numbers stand is the template's own affair.
        own = {one.name for one in slide.placeholders if one.placeholder_format.type in (DATE, NUMBER)}
        inks = {
            shape.laid.name: _ink(glyphs, colour)
            for colour, shape in watched[part].items()
            if shape.laid.name not in own
        }
        furniture = furniture_of(slide.slide_layout)
        yield from _collisions(number, inks, furniture, size)


def _ink(glyphs: Iterable[Glyph], colour: str) -> list[Rect]:
    return [
        Rect(glyph.left, glyph.top, glyph.right, glyph.bottom) for glyph in glyphs if glyph.colour == colour
    ]


def _collisions(
    number: int, inks: dict[str, list[Rect]], furniture: Iterable[Furniture], page: Rect
) -> Iterator[Fault]:
    for one, other in combinations(inks, 2):
        hit = sum(any(mine.grown(-REACH).shared(its) for its in inks[other]) for mine in inks[one])
        if hit:
            yield Fault("collision", number, f"{hit} letters of {one} on those of {other}")
    for name, emu_box, picture in furniture:
        box = Rect(*(edge / EMU_PER_POINT for edge in emu_box))
        if box.shared(page) > PAGE_LIKE * page.area:
            continue
        for shape, glyphs in inks.items():
            hit = sum(_covers(box, picture, one) for one in glyphs)
            # Text wholly on a plain shape stands on a ground; on a picture it hides it, or is hidden.
            if hit and (picture or hit < len(glyphs)):
                yield Fault("collision", number, f"{hit} of {len(glyphs)} letters of {shape} on {name}")


def _covers(box: Rect, picture: Picture | None, glyph: Rect) -> bool:
    """Whether a letter is on what is drawn in the box: of a picture, on what can be seen of it."""
    if not box.holds((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2):
        return False
    across, down = max(1.0, box.right - box.left), max(1.0, box.bottom - box.top)
    return picture is None or picture.shows(
        Rect(
            (glyph.left - box.left) / across,
            (glyph.top - box.top) / down,
            (glyph.right - box.left) / across,
            (glyph.bottom - box.top) / down,
        )
    )


def _missing(presentation: Any, report: Path, told: str) -> Iterator[Fault]:
    deck, told = _folded(" ".join(_words_in(presentation))), _folded(told)
    for key, text in _shown(yaml.load(report.read_text("utf-8"), yaml.BaseLoader)):
        wanted = _folded(text)
        if key == "source" and (report.parent / text).is_file():
            continue
        if wanted and wanted not in deck and wanted[:20] not in told:
            yield Fault("missing", 0, f"{key}: {text[:40]}")


def _folded(text: str) -> str:
    return MARKUP.sub("", text)


def _shown(node: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in HIDDEN:
                yield from _shown(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _shown(value, key)
    elif key in SHOWN:
        yield key, str(node)


def _words_in(presentation: Any) -> Iterator[str]:
    for part in presentation.part.package.iter_parts():
        if "/charts/" in part.partname and part.partname.endswith(".xml"):
            yield _blob(part)
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def _blob(part: Part) -> str:
    """A chart's text; number formats quote their words."""
    return str(part.blob.decode("utf-8", "replace")).replace("&quot;", "")


def _slide_faults(number: int, slide: Any, page: Rect) -> Iterator[Fault]:
    layout = slide.slide_layout
    ids = [each.get("id") for each in layout._element.iter(f"{P}cNvPr")]
    if len(ids) != len(set(ids)) and BUILT in layout.name:
        yield Fault("ids", number, f"{layout.name} has shapes of one number")
    texts: dict[str, Rect] = {}
    boxes: dict[str, Rect] = {}
    for shape in slide.shapes:
        has_text = shape.has_text_frame and bool(shape.text_frame.text.strip())
        if not shape.is_placeholder and has_text:
            yield Fault("loose", number, shape.name)
        box = box_of(shape)
        if box is None:
            continue
        box = turned(box, rotation_of(shape, layout))
        standing = shape.is_placeholder and shape.placeholder_format.type in STANDING
        # Where footers stand is the template's own affair.
        if not standing and box.shared(page.grown(EDGE)) < 0.999 * box.area:
            yield Fault("outside", number, shape.name)
        if not standing or has_text:
            boxes[shape.name] = box
        if has_text and not standing:
            texts[shape.name] = box
    for one, other in combinations(boxes, 2):
        share = _overlap(boxes[one], boxes[other])
        if {one, other} & texts.keys() and share > SHARED:
            yield Fault("texts", number, f"{one} × {other}: {share:.0%} ({layout.name})")
    if BUILT in layout.name:
        yield from _furniture_faults(number, layout, texts, page)


def _furniture_faults(number: int, layout: Any, texts: dict[str, Rect], page: Rect) -> Iterator[Fault]:
    """Places of a built slide layout that hang over a bar or a picture. Those of the template's own may, where the text
    does not reach it: the drawn page tells."""
    for name, piece, picture in furniture_of(layout):
        if piece.shared(page) > PAGE_LIKE * page.area:
            continue
        for shape_name, box in texts.items():
            held = box.shared(piece) >= INSIDE * box.area and not picture
            if not held and _overlap(box, piece) > SHARED:
                yield Fault("furniture", number, f"{shape_name} × {name} ({layout.name})")


def _overlap(one: Rect, other: Rect) -> float:
    return one.shared(other) / max(1.0, min(one.area, other.area))


def counted(faults: Iterable[Fault]) -> dict[str, int]:
    """Kind → how many."""
    kinds: dict[str, int] = defaultdict(int)
    for fault in faults:
        kinds[fault.kind] += 1
    return dict(sorted(kinds.items()))
