"""Which sections and slides are hidden in the slide show, and how the sections that are shown are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckgen.content.models import Body, Section
from deckgen.forms.form import fields_of
from deckgen.plan.model import SlidePlan


def holds_content(section: Section) -> bool:
    """Whether the section itself, not only its slides, has something to show."""
    return any(getattr(section, key) for key in fields_of(Body) if key != "notes")


def is_hidden(section: Section) -> bool:
    """Whether the whole section is hidden: because it says so, or because all its slides are."""
    if section.hidden or holds_content(section):
        return section.hidden
    return bool(section.slides) and all(slide.hidden for slide in section.slides)


def numbers_of(sections: Iterable[Section]) -> list[int]:
    """The number of each section. Sections that are shown are numbered without gaps; a hidden one has the number that
    it would have if it were shown."""
    numbers, before = [], 0
    for section in sections:
        numbers.append(before + 1)
        before += not is_hidden(section)
    return numbers


def first_shown(slides: Sequence[SlidePlan]) -> str | None:
    """The id of the first slide that is shown; if all are hidden, of the first; None without slides."""
    return next((slide.id for slide in (*shown(slides), *slides)), None)


def shown(slides: Iterable[SlidePlan]) -> list[SlidePlan]:
    return [slide for slide in slides if not slide.hidden]
