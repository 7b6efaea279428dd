"""What is wrong with a deck built in somebody's template: looked up in the written file, and in LibreOffice's PDF."""

from __future__ import annotations

import io
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.opc.package import Part

from deckgen.export.office import convert
from deckgen.export.rasters import Glyph, read_glyphs
from deckgen.units import EMU_PER_POINT
from deckgen.written.reading import read_deck
from tests.audit import TOLERANCE, coloured, overflows

if TYPE_CHECKING:
    from PIL.Image import Image

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

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
PAGE_LIKE = 0.6
"""Share of the slide from which on something drawn is what the page is made of."""
INSIDE = 0.95
FAINT = 25
"""Opacity, of 255, up to which nobody sees a point of a picture."""
REACH = 1.5
"""Points that ink may reach over an edge or another ink's box: side bearings, descenders, accents."""


class Fault(NamedTuple):
    """`kind` is `missing`, `loose`, `outside`, `furniture`, `texts`, `ids`, `overflow`, `collision` or `schema`."""

    kind: str
    slide: int
    what: str


class Rect(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def shared(self, other: Rect) -> float:
        """The area that both cover."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return (right - left) * (bottom - top) if right > left and bottom > top else 0.0

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, margin: float) -> Rect:
        return Rect(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


@dataclass(frozen=True)
class Picture:
    """A picture of the template. `opaque` is how much of each point is seen; None for all of it."""

    opaque: Image | None

    def shows(self, part: Rect) -> bool:
        """Whether anything is seen in `part`, whose edges are shares of the picture's."""
        if self.opaque is None:
            return True
        across, down = self.opaque.size
        left, top = max(0, math.floor(part.left * across)), max(0, math.floor(part.top * down))
        right, bottom = min(across, math.ceil(part.right * across)), min(down, math.ceil(part.bottom * down))
        return (
            right > left
            and bottom > top
            and self.opaque.crop((left, top, right, bottom)).getextrema()[1] > FAINT
        )


class Furniture(NamedTuple):
    name: str
    box: Rect
    picture: Picture | None


def file_faults(deck: Path, report: Path, told: Iterable[str]) -> Iterator[Fault]:
    """Faults of the written file. `told` are the messages of the build: what they name is not missing in silence."""
    presentation = Presentation(str(deck))
    yield from _missing(presentation, report, " ".join(told))
    page = Rect(0, 0, presentation.slide_width, presentation.slide_height)
    for number, slide in enumerate(presentation.slides, start=1):
        yield from _slide_faults(number, slide, page)


def drawn_faults(deck: Path) -> Iterator[Fault]:
    """Faults that show in LibreOffice's PDF: text beyond its shape, over other text, or across the template's art."""
    written = read_deck(deck)
    watched, copy = coloured(written)
    visible = [(slide.number, slide.part) for slide in written.slides if not slide.hidden]
    pages = list(read_glyphs(convert(copy)))
    presentation = Presentation(str(deck))
    size = Rect(0, 0, presentation.slide_width / EMU_PER_POINT, presentation.slide_height / EMU_PER_POINT)
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
        furniture = _furniture(slide.slide_layout)
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
        if not shape.is_placeholder and shape.has_text_frame and shape.text_frame.text.strip():
            yield Fault("loose", number, shape.name)
        box = _box(shape)
        if box is None:
            continue
        box = _turned(box, _rotation(shape, layout))
        standing = shape.is_placeholder and shape.placeholder_format.type in STANDING
        # Where footers stand is the template's own affair.
        if not standing and box.shared(page.grown(EDGE)) < 0.999 * box.area:
            yield Fault("outside", number, shape.name)
        if not standing or shape.text_frame.text.strip():
            boxes[shape.name] = box
        if shape.has_text_frame and shape.text_frame.text.strip() and not standing:
            texts[shape.name] = box
    for one, other in combinations(boxes, 2):
        if {one, other} & texts.keys() and _overlap(boxes[one], boxes[other]) > SHARED:
            share = _overlap(boxes[one], boxes[other])
            yield Fault("texts", number, f"{one} × {other}: {share:.0%} ({layout.name})")
    for name, piece, picture in _furniture(layout):
        if piece.shared(page) > PAGE_LIKE * page.area:
            continue
        for shape_name, box in texts.items():
            # A box may hang over a bar that its text does not reach: the drawn page tells. Built boxes may not.
            held = box.shared(piece) >= INSIDE * box.area and not picture
            if BUILT in layout.name and not held and _overlap(box, piece) > SHARED:
                yield Fault("furniture", number, f"{shape_name} × {name} ({layout.name})")


def _overlap(one: Rect, other: Rect) -> float:
    return one.shared(other) / max(1.0, min(one.area, other.area))


def _box(shape: Any) -> Rect | None:
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    if None in (left, top, width, height) or not width * height:
        return None
    return Rect(left, top, left + width, top + height)


def _furniture(layout: Any) -> list[Furniture]:
    """All that master and slide layout draw in rectangles."""
    sources = [layout]
    if layout._element.get("showMasterSp") not in ("0", "false"):
        sources.insert(0, layout.slide_master)
    return [piece for source in sources for piece in _pieces(source.shapes, _same)]


def _same(box: Rect) -> Rect:
    return box


def _pieces(shapes: Iterable[Any], place: Any) -> Iterator[Furniture]:
    for shape in shapes:
        if shape.is_placeholder:
            continue
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            page = shape.part.package.presentation_part.presentation
            if shape.width * shape.height > PAGE_LIKE * page.slide_width * page.slide_height:
                continue  # a composition that the page is made of
            yield from _pieces(shape.shapes, _inside(shape, place))
            continue
        box = _box(shape)
        picture = _picture(shape) if shape.shape_type == MSO_SHAPE_TYPE.PICTURE else None
        if box is not None and (picture or _is_plain(shape)):
            yield Furniture(shape.name, place(_turned(box, getattr(shape, "rotation", 0))), picture)


def _picture(shape: Any) -> Picture:
    """Turned, enlarged and vector pictures count as seen all over."""
    from PIL import Image

    left, top, right, bottom = shape.crop_left, shape.crop_top, shape.crop_right, shape.crop_bottom
    if shape.rotation or min(left, top, right, bottom) < 0:
        return Picture(None)
    try:
        with Image.open(io.BytesIO(shape.image.blob)) as image:
            if not image.has_transparency_data:
                return Picture(None)
            across, down = image.size
            part = (left * across, top * down, (1 - right) * across, (1 - bottom) * down)
            return Picture(image.convert("RGBA").getchannel("A").crop(tuple(map(round, part))))
    except (ValueError, KeyError, OSError):
        return Picture(None)


def _is_plain(shape: Any) -> bool:
    """Whether it is a filled rectangle: of free forms and rings the box says little.

    Those that deckgen builds are the grounds of its own placeholders and carry no text.
    """
    geometry = shape._element.find(f"{P}spPr/{A}prstGeom")
    filled = shape._element.find(f"{P}spPr/{A}solidFill") is not None
    return geometry is not None and geometry.get("prst") == "rect" and filled


def _rotation(shape: Any, layout: Any) -> float:
    """Degrees, the placeholder's on the slide layout where the slide says nothing."""
    if shape.is_placeholder and shape._element.find(f"{P}spPr/{A}xfrm") is None:
        idx = shape.placeholder_format.idx
        above = (each for each in layout.placeholders if each.placeholder_format.idx == idx)
        shape = next(above, shape)
    return float(getattr(shape, "rotation", 0.0))


def _turned(box: Rect, degrees: float) -> Rect:
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    width, height = box.right - box.left, box.bottom - box.top
    across, down = (width * cosine + height * sine) / 2, (width * sine + height * cosine) / 2
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Rect(x - across, y - down, x + across, y + down)


def _inside(group: Any, outer: Any) -> Any:
    """How a box in the group's own coordinates becomes one of the slide's."""
    transform = group._element.grpSpPr.find(f"{A}xfrm")
    offset = None if transform is None else transform.find(f"{A}chOff")
    extent = None if transform is None else transform.find(f"{A}chExt")
    seen = _box(group)
    if offset is None or extent is None or seen is None:
        return outer
    left, top = int(offset.get("x")), int(offset.get("y"))
    across = (seen.right - seen.left) / max(1, int(extent.get("cx")))
    down = (seen.bottom - seen.top) / max(1, int(extent.get("cy")))

    def place(box: Rect) -> Rect:
        return outer(
            Rect(
                seen.left + (box.left - left) * across,
                seen.top + (box.top - top) * down,
                seen.left + (box.right - left) * across,
                seen.top + (box.bottom - top) * down,
            )
        )

    return place


def counted(faults: Iterable[Fault]) -> dict[str, int]:
    """Kind → how many."""
    kinds: dict[str, int] = defaultdict(int)
    for fault in faults:
        kinds[fault.kind] += 1
    return dict(sorted(kinds.items()))
