"""The parts of a template → those that a deck keeps, as their author made them wherever that is possible."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from deckgen.codes import TEMPLATE_EXTERNAL
from deckgen.content.addresses import sound_address
from deckgen.diagnostics import Sink
from deckgen.templates.model import Part, Relationship
from deckgen.templates.presentation import showing_all
from deckgen.templates.severing import severed
from deckgen.templates.types import (
    CONTROL,
    CUSTOM_XML,
    HYPERLINK,
    MACROS,
    OFFICE,
    PRES_PROPS,
    SLIDE,
    content_type,
)
from deckgen.templates.unpacking import Archive

SHED = frozenset(
    [
        SLIDE,
        MACROS,
        CONTROL,
        f"{OFFICE}/commentAuthors",
        "http://schemas.microsoft.com/office/2018/10/relationships/authors",
        "http://schemas.microsoft.com/office/2015/10/relationships/revisionInfo",
        "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
    ]
)
"""What a deck does not take over: sample slides, macros and controls, who commented, and the history of the
template's own editing."""

SNAPSHOT = b"urn:deckgen:snapshot"
"""In what an earlier build left in a deck that now is a template."""

_SOME_SLIDES = re.compile(rb"<(?:\w+:)?(?:custShow|sldRg)\b")
_MOST_REPORTED = 5
_LONGEST = 120


class Keeper:
    """Follows the relationships from the presentation part. `pruned` are parts to be left out."""

    def __init__(self, archive: Archive, main: str, pruned: Collection[str]) -> None:
        self._archive = archive
        self._main = main
        self._pruned = pruned
        self._outside: dict[str, list[str]] = {}
        self._known: dict[str, tuple[Relationship, ...]] = {}

    def parts(self) -> Iterator[Part]:
        """Every part but the main one that can be reached, however indirectly, without passing a slide."""
        reached = {self._main}
        ahead = [self._main]
        while ahead:
            name = ahead.pop()
            kept = self.relationships(name)
            targets = {one.target for one in kept if not one.external} - reached
            reached |= targets
            ahead += sorted(targets)
            if name != self._main:
                yield self._part(name, kept)

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """Those of the part that a deck keeps."""
        if source not in self._known:
            given = (self._kept(one, source) for one in self._archive.relationships(source))
            self._known[source] = tuple(one for one in given if one is not None)
        return self._known[source]

    def report(self, template: str, sink: Sink) -> None:
        """Name what lies outside the file and was left out. Nothing of it was ever fetched."""
        for target, sources in list(self._outside.items())[:_MOST_REPORTED]:
            others = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
            message = (
                f"`{sources[0]}`{others} of the template `{template}` refers to `{_shortened(target)}`, outside "
                "the file; it is left out of the deck"
            )
            hint = "put it into the template: in PowerPoint, File, Info, Edit Links to Files, Break Link"
            sink.report(TEMPLATE_EXTERNAL, message, ("template",), hint=hint)
        if (more := len(self._outside) - _MOST_REPORTED) > 0:
            message = f"the template `{template}` refers to {more} more places outside the file"
            sink.report(TEMPLATE_EXTERNAL, message, ("template",))

    def _kept(self, one: Relationship, source: str) -> Relationship | None:
        if one.external:
            return self._harmless(one, source)
        if one.type in SHED or one.target in self._pruned:
            return None
        if one.type == CUSTOM_XML and SNAPSHOT in self._archive.read(one.target):
            return None
        return one

    def _harmless(self, one: Relationship, source: str) -> Relationship | None:
        """A web or mail address to click on. All else that is outside would be fetched on opening the deck: it
        tells strangers who opens it, and a path on a server makes Windows log in there."""
        if one.type == HYPERLINK and (address := sound_address(one.target)):
            return replace(one, target=address)
        self._outside.setdefault(one.target, []).append(source)
        return None

    def _part(self, name: str, kept: tuple[Relationship, ...]) -> Part:
        part = self._archive.part(name, kept)
        if part.content_type == content_type(PRES_PROPS) and _SOME_SLIDES.search(part.data):
            return replace(part, data=showing_all(self._archive.parse(name)))
        lost = self._archive.given_ids(name) - {one.id for one in kept}
        if not lost or not part.content_type.endswith("xml"):
            return part
        return replace(part, data=severed(self._archive.parse(name), lost))


def _shortened(target: str) -> str:
    shown = " ".join(target.split())
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
