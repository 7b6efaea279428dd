"""Ids are numbers of their kind, and each means one thing.

PowerPoint knows slides, slide layouts and shapes by number. Slides have numbers from 256, masters and slide layouts
larger ones that they share; copies made by scripts often repeat them, and PowerPoint then offers a repair or takes the
one for the other. Its sections list slides by number, too; a slide that no section lists may vanish from sight.

    two slides with the id 256                          # error: slide-id-faulty
    a pasted shape with the id of another               # warning: shape-id-twice
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import LAYOUT_ID_FAULTY, SECTION_STALE, SHAPE_ID_TWICE, SLIDE_ID_FAULTY
from deckgen.diagnostics import Sink
from deckgen.templates.placeholders import P
from deckgen.templates.types import R_ID
from deckgen.written.model import WrittenSlide

_SLIDES = range(256, 2**31)
_LAYOUTS = range(2**31, 2**32)
_SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_AGAIN = "open it in PowerPoint, let it repair the file, and look at what is left"


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report ids that are out of their range, or that two things have."""
    root = subject.deck.package.root(subject.deck.main)
    if root is None:
        return
    slides_are_sound = _check_slides(subject, root, sink)
    _check_layouts(subject, root, sink)
    if slides_are_sound:
        _check_sections(subject, root, sink)
    for slide in subject.deck.slides:
        _check_shapes(subject, slide, sink)


def _entries(root: etree._Element | None, name: str) -> list[etree._Element]:
    listed = None if root is None else root.find(f"{P}{name}")
    return [] if listed is None else list(listed)


def _number(element: etree._Element) -> int:
    given = element.get("id", "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 12 else -1


def _check_slides(subject: DeckSubject, root: etree._Element, sink: Sink) -> bool:
    """Whether every slide has an id of its own."""
    package, main = subject.deck.package, subject.deck.main
    ids: Counter[int] = Counter()
    parts: Counter[str] = Counter()
    slides = {slide.number: slide for slide in subject.deck.slides}
    for number, entry in enumerate(_entries(root, "sldIdLst"), start=1):
        id_, found = _number(entry), package.target(main, entry.get(R_ID))
        ids[id_] += 1
        parts[found.target if found else ""] += 1
        where = slides.get(number)
        if id_ not in _SLIDES:
            message = f"the id of slide {number} is `{entry.get('id', '')}`"
            sink.report(SLIDE_ID_FAULTY, message, subject.spot(where), hint="ids count from 256")
        elif ids[id_] == 2:
            message = f"slide {number} has the id {id_} of an earlier one"
            sink.report(SLIDE_ID_FAULTY, message, subject.spot(where), hint=_AGAIN)
        if found is not None and parts[found.target] == 2:
            message = f"`{found.target}` is listed twice among the slides"
            sink.report(SLIDE_ID_FAULTY, message, subject.spot(), hint=_AGAIN)
    return all(id_ in _SLIDES and count == 1 for id_, count in ids.items())


def _check_layouts(subject: DeckSubject, root: etree._Element, sink: Sink) -> None:
    package, main = subject.deck.package, subject.deck.main
    seen: Counter[int] = Counter()
    masters = list(_listed(subject, main, _entries(root, "sldMasterIdLst"), seen, sink))
    _check_unlisted(subject, main, "slideMaster", masters, sink)
    for master in masters:
        entries = _entries(package.root(master), "sldLayoutIdLst")
        layouts = list(_listed(subject, master, entries, seen, sink))
        _check_unlisted(subject, master, "slideLayout", layouts, sink)


def _listed(
    subject: DeckSubject, source: str, entries: list[etree._Element], seen: Counter[int], sink: Sink
) -> Iterator[str]:
    """The parts that are listed, after a look at their ids."""
    for entry in entries:
        found = subject.deck.package.target(source, entry.get(R_ID))
        name = found.target if found else "nothing"
        if "id" in entry.attrib:
            id_ = _number(entry)
            seen[id_] += 1
            if id_ not in _LAYOUTS:
                message = f"the id of `{name}` is `{entry.get('id')}`"
                sink.report(LAYOUT_ID_FAULTY, message, subject.spot(), hint="ids count from 2147483648")
            elif seen[id_] == 2:
                message = f"the id {id_} of `{name}` is that of another master or slide layout"
                sink.report(LAYOUT_ID_FAULTY, message, subject.spot(), hint=_AGAIN)
        if found and not found.external:
            yield found.target


def _check_unlisted(subject: DeckSubject, source: str, kind: str, listed: list[str], sink: Sink) -> None:
    for part in subject.deck.package.related(source, kind):
        if part not in listed:
            message = f"`{part}` belongs to `{source}`, which does not list it"
            sink.report(LAYOUT_ID_FAULTY, message, subject.spot(), hint=_AGAIN)


def _check_sections(subject: DeckSubject, root: etree._Element, sink: Sink) -> None:
    listed = [one.get("id") for one in root.iter(f"{_SECTIONS}sldId")]
    if next(root.iter(f"{_SECTIONS}sectionLst"), None) is None:
        return
    slides = [one.get("id") for one in _entries(root, "sldIdLst")]
    dead, lost = set(listed) - set(slides), set(slides) - set(listed)
    if dead or lost:
        message = f"sections name {len(dead)} slides that are not there, and leave out {len(lost)}"
        sink.report(
            SECTION_STALE, message, subject.spot(), hint="put all slides into sections, or remove these"
        )


def _check_shapes(subject: DeckSubject, slide: WrittenSlide, sink: Sink) -> None:
    seen: set[int] = set()
    for shape in slide.shapes:
        if shape.id in seen or not 0 <= shape.id < 2**31:
            message = (
                f"another shape has the id {shape.id}, too"
                if shape.id in seen
                else f"the id of the shape is {shape.id}, which is none"
            )
            sink.report(SHAPE_ID_TWICE, message, subject.spot(slide, shape))
        seen.add(shape.id)


RULE = DeckRule((SLIDE_ID_FAULTY, LAYOUT_ID_FAULTY, SHAPE_ID_TWICE, SECTION_STALE), check, __doc__)
