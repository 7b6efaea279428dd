"""The planned deck: which slides there are, in which layout, with which fill in which slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from deckgen.diagnostics import KeyPath
from deckgen.layouts.model import Pages
from deckgen.plan.words import Words
from deckgen.records import dataclass


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
class Marks:
    """What every page carries besides its content, as far as the report asks for it."""

    confidentiality: str = ""
    watermark: str = ""
    progress: bool = False
    page_total: bool = False


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """One slide of the report, before it is fitted: the ways to lay it out over pages, best first. Its notes go with
    the first page."""

    id: str
    layout: str
    ways: tuple[Pages, ...]
    notes: str | None = None
    origin: KeyPath = ()
    dense: bool = False
    """Whether texts may be smaller than elsewhere: slides of the appendix are for reading, not for speaking to."""
    hidden: bool = False
    transition: str = "none"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A PowerPoint section: a name, and the slides in it."""

    name: str
    slides: tuple[SlidePlan, ...]
    number: int | None = None
    """Its place among the report's sections that are shown, from 1; None for what frames them, and for hidden ones."""


@dataclass(frozen=True, slots=True)
class DeckPlan:
    properties: Properties
    words: Words
    sections: tuple[SectionPlan, ...]
    marks: Marks = Marks()
    anchors: Mapping[str, str] = field(default_factory=dict)
    """What a link inside the deck may name → the id of the slide that it leads to."""
    sources: Mapping[KeyPath, tuple[str, ...]] = field(default_factory=dict)
    """Origin of a figure or chart → the sentences it comes from, ready for the notes."""
