"""A fitted deck and its template → one .pptx file."""

from __future__ import annotations

from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from deckgen.fit.model import FittedDeck
from deckgen.fit.photos import PhotoBook
from deckgen.render.lettering import Lettering
from deckgen.render.markup import RELATIONSHIPS
from deckgen.render.package import MOST_HELD, PACKAGE, XML, Package
from deckgen.render.presentation import CONTENT_TYPE, presentation_xml
from deckgen.render.properties import APP, CORE, app_xml, core_xml
from deckgen.render.references import CUSTOM_XML, CUSTOM_XML_PROPERTIES, NOTES_MASTER, SLIDE, References
from deckgen.render.slides import Slides
from deckgen.render.snapshot import PROPERTIES_TYPE, snapshot_properties_xml, snapshot_xml
from deckgen.render.table_styles import has_tables, with_style
from deckgen.render.watermark import with_watermark
from deckgen.stopwatch import Stopwatch
from deckgen.templates.extending import extended_parts
from deckgen.templates.model import Part, Relationship, Template
from deckgen.templates.types import TABLE_STYLES


def render_deck(deck: FittedDeck, template: Template, photos: PhotoBook, file: BinaryIO) -> None:
    """Write `deck` into `file`. The same deck, template and photos give the same bytes."""
    draw_deck(deck, template, photos).write(file)


def deck_bytes(deck: FittedDeck, template: Template, photos: PhotoBook) -> bytes:
    """The same file, in memory."""
    file = BytesIO()
    render_deck(deck, template, photos, file)
    return file.getvalue()


def drawn_deck(deck: FittedDeck, template: Template, photos: PhotoBook) -> bytes | BinaryIO:
    """The same file, in memory, or where it is too large for that, in a file without a name."""
    file = cast(BinaryIO, SpooledTemporaryFile(MOST_HELD))  # noqa: SIM115
    try:
        render_deck(deck, template, photos, file)
        if file.tell() > MOST_HELD:
            return file
        file.seek(0)
        data = file.read()
    except BaseException:
        file.close()
        raise
    file.close()
    return data


def draw_deck(
    deck: FittedDeck, template: Template, photos: PhotoBook, watch: Stopwatch | None = None
) -> Package:
    """The parts of the file, ready to be written; `watch` is told of every slide."""
    package = Package(template.packed)
    parts = extended_parts(template, (slide.slide_layout for slide in deck.slides))
    package.reserve((template.presentation.name, *(part.name for part in parts)))
    references = References(template.presentation.relationships)
    slides = Slides(deck, template, photos, package)
    _add_template(deck, template, parts, slides.lettering, package, references)
    slides.draw(watch or Stopwatch())
    slide_ids = [references.id_of(SLIDE, part) for part in slides.parts]
    notes_master = references.id_of(NOTES_MASTER, template.notes_master)
    references.id_of(CUSTOM_XML, _add_snapshot(deck, photos, package))
    presentation = presentation_xml(template.presentation.data, deck, slide_ids, notes_master)
    package.add(template.presentation.name, presentation, CONTENT_TYPE, references.relationships)
    _add_root(deck, template, package)
    return package


def _add_template(
    deck: FittedDeck,
    template: Template,
    parts: tuple[Part, ...],
    lettering: Lettering,
    package: Package,
    references: References,
) -> None:
    styles, known = with_style(template) if has_tables(deck) else (None, True)
    if styles and not known:
        package.add(styles.name, styles.data, styles.content_type)
        references.id_of(TABLE_STYLES, styles.name)
    for part in parts:
        if styles and part.name == styles.name:
            part = styles
        # The template's own title, author and thumbnail would speak of another document.
        if part.name.startswith("/docProps/"):
            continue
        if watermark := deck.watermarks.get(part.name):
            part = with_watermark(part, watermark, lettering)
        if stamp := deck.stamps.get(part.name):
            part = with_watermark(part, stamp, lettering)
        package.add(part.name, part.data, part.content_type, part.relationships, lasting=True)


def _add_snapshot(deck: FittedDeck, photos: PhotoBook, package: Package) -> str:
    item = package.free_name("/customXml/item{}.xml")
    properties = package.free_name("/customXml/itemProps{}.xml")
    package.add(properties, snapshot_properties_xml(), PROPERTIES_TYPE)
    relationship = Relationship("rId1", CUSTOM_XML_PROPERTIES, properties)
    package.add(item, snapshot_xml(deck, photos), XML, (relationship,))
    return item


def _add_root(deck: FittedDeck, template: Template, package: Package) -> None:
    package.add("/docProps/core.xml", core_xml(deck.properties), CORE)
    package.add("/docProps/app.xml", app_xml(deck), APP)
    relationships = (
        Relationship("rId1", f"{RELATIONSHIPS}/officeDocument", template.presentation.name),
        Relationship("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "/docProps/core.xml"),
        Relationship("rId3", f"{RELATIONSHIPS}/extended-properties", "/docProps/app.xml"),
    )
    package.add_root(relationships)
