"""What a part refers to: relationships with ids of their own, each target once."""

from __future__ import annotations

from deckgen.render.markup import RELATIONSHIPS
from deckgen.templates.model import Relationship

SLIDE = f"{RELATIONSHIPS}/slide"
SLIDE_LAYOUT = f"{RELATIONSHIPS}/slideLayout"
NOTES_SLIDE = f"{RELATIONSHIPS}/notesSlide"
NOTES_MASTER = f"{RELATIONSHIPS}/notesMaster"
TAGS = f"{RELATIONSHIPS}/tags"
CHART = f"{RELATIONSHIPS}/chart"
EMBEDDED = f"{RELATIONSHIPS}/package"
IMAGE = f"{RELATIONSHIPS}/image"
HYPERLINK = f"{RELATIONSHIPS}/hyperlink"
CUSTOM_XML = f"{RELATIONSHIPS}/customXml"
CUSTOM_XML_PROPERTIES = f"{RELATIONSHIPS}/customXmlProps"


class References:
    """The relationships of one part, in the order in which they were asked for."""

    def __init__(self, taken: tuple[Relationship, ...] = ()) -> None:
        self._relationships = list(taken)
        self._ids = {(found.type, found.target): found.id for found in taken}
        self._last = max((int(digits) for found in taken if (digits := found.id[3:]).isdecimal()), default=0)

    def id_of(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id under which this part refers to `target`."""
        found = self._ids.get((kind, target))
        if found is None:
            self._last += 1
            found = self._ids[kind, target] = f"rId{self._last}"
            self._relationships.append(Relationship(found, kind, target, external))
        return found

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        return tuple(self._relationships)
