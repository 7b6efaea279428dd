"""The planned deck: which slides there are, in which layout, with which fill in which slot."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.diagnostics import KeyPath
from deckgen.layouts.model import Pages
from deckgen.plan.words import Words


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties and what the footers show."""

    title: str
    subject: str = ""
    author: str = ""
    language: str = "zh-CN"
    footer: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """One slide of the report: ways to lay it out over pages, best first; the notes go with the first page."""

    id: str
    layout: str
    ways: tuple[Pages, ...]
    notes: str | None = None
    origin: KeyPath = ()
    dense: bool = False
    """Whether texts may be smaller than on slides that are spoken to: it is for reading."""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A PowerPoint section: a name, and the slides in it."""

    name: str
    slides: tuple[SlidePlan, ...]


@dataclass(frozen=True, slots=True)
class DeckPlan:
    properties: Properties
    words: Words
    sections: tuple[SectionPlan, ...]
