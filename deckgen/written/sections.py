"""The sections of a written deck, as PowerPoint's pane of slides shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from deckgen.templates.placeholders import P
from deckgen.templates.types import R_ID
from deckgen.written.model import WrittenDeck, WrittenSlide

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


class WrittenSection(NamedTuple):
    """`name` is empty for slides that stand before or outside all sections."""

    name: str
    slides: tuple[WrittenSlide, ...]


def read_sections(deck: WrittenDeck) -> tuple[WrittenSection, ...]:
    """All slides of the deck in their order, by section; one nameless section where the deck has none."""
    names = dict(_named(deck))
    sections: list[WrittenSection] = []
    for slide in deck.slides:
        name = names.get(slide.part, "")
        if sections and sections[-1].name == name:
            sections[-1] = WrittenSection(name, (*sections[-1].slides, slide))
        else:
            sections.append(WrittenSection(name, (slide,)))
    return tuple(sections)


def _named(deck: WrittenDeck) -> Iterator[tuple[str, str]]:
    """Part name of each slide that is in a section, and the section's name."""
    root = deck.package.root(deck.main)
    if root is None:
        return
    parts = {
        str(entry.get("id")): deck.package.target(deck.main, entry.get(R_ID))
        for entry in root.iterfind(f"{P}sldIdLst/{P}sldId")
    }
    for section in root.iter(f"{P14}section"):
        for entry in section.iter(f"{P14}sldId"):
            if part := parts.get(str(entry.get("id"))):
                yield part.target, section.get("name", "")
