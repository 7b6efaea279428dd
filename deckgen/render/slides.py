"""Fitted slides → slide parts with their notes, tags and relationships."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.fit.model import FittedDeck, FittedSlide
from deckgen.fit.photos import PhotoBook
from deckgen.render.charts import Charts
from deckgen.render.lettering import Lettering
from deckgen.render.markup import DECLARATION, NAMESPACES, attribute
from deckgen.render.media import Media
from deckgen.render.notes import CONTENT_TYPE as NOTES
from deckgen.render.notes import EMPTY_TREE, END, notes_xml
from deckgen.render.package import Package
from deckgen.render.references import NOTES_MASTER, NOTES_SLIDE, SLIDE, SLIDE_LAYOUT, TAGS, References
from deckgen.render.shapes import Frame, Shapes, frame_of
from deckgen.render.table_styles import theme_of
from deckgen.render.transitions import TRANSITIONS
from deckgen.stopwatch import Stopwatch
from deckgen.templates.model import Relationship, SlideLayout, Template

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
TAGS_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
_BEFORE = f"{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree>{EMPTY_TREE}"
_HIDDEN = _BEFORE.replace("><p:cSld>", ' show="0"><p:cSld>')


class Slides:
    """Draws slides into a package. What slides of one slide layout share is put together once."""

    def __init__(self, deck: FittedDeck, template: Template, photos: PhotoBook, package: Package) -> None:
        self._deck = deck
        self._photos = photos
        self._package = package
        self._media = Media(package)
        self._table_theme = theme_of(template)
        self._notes_master = template.notes_master
        self._frames: dict[tuple[str, int], Mapping[int, Frame]] = {}
        self.parts = [package.free_name("/ppt/slides/slide{}.xml") for _ in deck.slides]
        self._part_by_id = {
            slide.id: part for slide, part in zip(reversed(deck.slides), reversed(self.parts), strict=True)
        }
        targets = {
            name: part for name, slide in deck.anchors.items() if (part := self._part_by_id.get(slide))
        }
        marked = (deck.properties.language, template.tones, targets)
        self.lettering = Lettering(*marked)
        self._plain_lettering = Lettering(*marked, plain_links=True)
        self._charts = Charts(package, self.lettering)

    def draw(self, watch: Stopwatch) -> None:
        """Add every slide to the package."""
        watch.begin("drawing", len(self.parts))
        slides = zip(watch.counted(self._deck.slides), self.parts, strict=True)
        for number, (slide, part) in enumerate(slides, 1):
            references = References()
            references.id_of(SLIDE_LAYOUT, slide.slide_layout.part)
            tags = references.id_of(TAGS, self._tags(slide.id))
            if slide.notes and slide.notes.strip():
                references.id_of(NOTES_SLIDE, self._notes(slide.notes, part))
            shapes = self._shapes(slide, number, references)
            data = (
                f"{_HIDDEN if slide.hidden else _BEFORE}{shapes}</p:spTree>"
                f'<p:custDataLst><p:tags r:id="{tags}"/></p:custDataLst>'
                f"</p:cSld>{_mapped(slide.slide_layout)}{TRANSITIONS[slide.transition]}</p:sld>"
            )
            self._package.add(part, data.encode(), CONTENT_TYPE, references.relationships)

    def _shapes(self, slide: FittedSlide, number: int, references: References) -> str:
        frames = self._frames_of(slide.slide_layout)
        lettering = self._plain_lettering if slide.plain_links else self.lettering
        shapes = Shapes(
            slide, lettering, references, self._photos, self._media, self._charts, self._table_theme
        )
        drawn = [
            shapes.fill(frames[idx], fill, self._target(slide.links.get(idx)))
            for idx, fill in slide.fills.items()
        ]
        boxes = [frames[idx].placeholder.box for idx in slide.fills]
        drawn += [
            shapes.number(frame, number, on_photo=any(box.covers(frame.placeholder.box) for box in boxes))
            for frame in frames.values()
            if frame.placeholder.type == "sldNum"
        ]
        return "".join(drawn)

    def _frames_of(self, slide_layout: SlideLayout) -> Mapping[int, Frame]:
        # One part may serve with footers and, for covers, without.
        known = (slide_layout.part, len(slide_layout.placeholders))
        frames = self._frames.get(known)
        if frames is None:
            frames = {idx: frame_of(found) for idx, found in slide_layout.placeholders.items()}
            self._frames[known] = frames
        return frames

    def _target(self, slide_id: str | None) -> str | None:
        return None if slide_id is None else self._part_by_id[slide_id]

    def _tags(self, slide_id: str) -> str:
        part = self._package.free_name("/ppt/tags/tag{}.xml")
        tag = f'<p:tag name="DECKGEN_ID" val="{attribute(slide_id)}"/>'
        data = f"{DECLARATION}<p:tagLst {NAMESPACES}>{tag}</p:tagLst>"
        self._package.add(part, data.encode(), TAGS_TYPE)
        return part

    def _notes(self, notes: str, slide_part: str) -> str:
        part = self._package.free_name("/ppt/notesSlides/notesSlide{}.xml")
        relationships = (
            Relationship("rId1", NOTES_MASTER, self._notes_master),
            Relationship("rId2", SLIDE, slide_part),
        )
        self._package.add(part, notes_xml(notes, self.lettering), NOTES, relationships)
        return part


def _mapped(slide_layout: SlideLayout) -> str:
    """The mapping of colours: the master's, or the slide layout's own."""
    return f"<p:clrMapOvr>{slide_layout.colour_map}</p:clrMapOvr>" if slide_layout.colour_map else END
