"""Which sections and slides the show leaves out, and how those that it has are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckgen.content.models import Body, Section
from deckgen.forms.form import fields_of
from deckgen.plan.model import SlidePlan


def holds_content(section: Section) -> bool:
    """Whether something stands in the section itself, for a slide of its own."""
    return any(getattr(section, key) for key in fields_of(Body) if key != "notes")


def is_hidden(section: Section) -> bool:
    """Hidden as a whole: so said, or because nothing of it is to be shown."""
    if section.hidden or holds_content(section):
        return section.hidden
    return bool(section.slides) and all(slide.hidden for slide in section.slides)


def numbers_of(sections: Iterable[Section]) -> list[int]:
    """The number each section goes by. Those that are shown count on without gaps; a hidden one has the number
    it would have if it were shown."""
    numbers, before = [], 0
    for section in sections:
        numbers.append(before + 1)
        before += not is_hidden(section)
    return numbers


def first_shown(slides: Sequence[SlidePlan]) -> str | None:
    """The id of the slide where a section begins: the first one that is shown, else the first."""
    return next((slide.id for slide in (*shown(slides), *slides)), None)


def shown(slides: Iterable[SlidePlan]) -> list[SlidePlan]:
    return [slide for slide in slides if not slide.hidden]
