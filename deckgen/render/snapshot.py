"""What was generated, kept inside the deck: the base that later hand edits are compared with."""

from __future__ import annotations

import base64
import json
import zlib

from deckgen.fit.model import (
    FittedChart,
    FittedDeck,
    FittedFigure,
    FittedFill,
    FittedIcon,
    FittedPhoto,
    FittedSlide,
    FittedTable,
)
from deckgen.fit.photos import PhotoBook
from deckgen.render.identity import guid
from deckgen.render.lettering import read_back
from deckgen.render.markup import DECLARATION

PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
NAMESPACE = "urn:deckgen:snapshot"
_VERSION = 1
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def snapshot_xml(deck: FittedDeck, photos: PhotoBook) -> bytes:
    """The deck's slides as zlib-compressed JSON in base64, in one element of our own."""
    slides = [_slide(slide, photos) for slide in deck.slides]
    text = json.dumps({"slides": slides}, ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(text.encode(), 6)).decode("ascii")
    return f'{DECLARATION}<snapshot xmlns="{NAMESPACE}" version="{_VERSION}">{packed}</snapshot>'.encode()


def snapshot_properties_xml() -> bytes:
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{guid("snapshot")}" xmlns:ds="{_DATA_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def _slide(slide: FittedSlide, photos: PhotoBook) -> dict[str, object]:
    described: dict[str, object] = {
        "id": read_back(slide.id),
        "layout": read_back(slide.slide_layout.name),
        "fills": {str(idx): _fill(fill, photos) for idx, fill in slide.fills.items()},
    }
    if slide.notes:
        described["notes"] = read_back(slide.notes)
    return described


def _fill(fill: FittedFill, photos: PhotoBook) -> object:
    """Lines of text, a chart's data, an icon's name, or the photo's content by hash (None while it is pending)."""
    if isinstance(fill, FittedPhoto):
        return {"photo": photos.digest(fill.image, fill.pixels) if fill.image else None}
    if isinstance(fill, FittedIcon):
        return {"icon": fill.name}
    if isinstance(fill, FittedChart):
        rows = [[read_back(row.name), *(f"{number:f}" for number in row.numbers)] for row in fill.rows]
        return {"chart": fill.kind, "categories": [read_back(name) for name in fill.categories], "rows": rows}
    if isinstance(fill, FittedTable):
        return {"table": [[read_back(cell.text) for cell in row.cells] for row in fill.rows]}
    if isinstance(fill, FittedFigure):
        return [read_back(fill.text)]
    return [read_back("".join(run.text for run in paragraph.runs)) for paragraph in fill.paragraphs]
