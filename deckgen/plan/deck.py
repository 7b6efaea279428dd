"""`Report` → `DeckPlan`: cover, at a glance, contents, sections with their slides, closing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from deckgen import codes
from deckgen.content.checking import unknown_target
from deckgen.content.indicators import indicators_of
from deckgen.content.inline import Run
from deckgen.content.models import Closing, Report, Section
from deckgen.diagnostics import KeyPath, Sink
from deckgen.layouts.agenda import MOST as MOST_ENTRIES
from deckgen.layouts.model import Callout, Entry, Layout, Material, Pages, Paragraph, Text
from deckgen.plan.choice import NO_NAMES
from deckgen.plan.identity import Names, section_id
from deckgen.plan.material import Reader, own_text
from deckgen.plan.model import DeckPlan, Marks, Properties, SectionPlan, SlidePlan
from deckgen.plan.record import Record
from deckgen.plan.showing import first_shown, holds_content, is_hidden, numbers_of, shown
from deckgen.plan.slides import SlidePlanner
from deckgen.plan.sources import sources_of
from deckgen.plan.words import words_of
from deckgen.records import dataclass

FEWEST_EMPHASISED, MOST_HIGHLIGHTS = 4, 6
"""Indicators with `emphasis` that the slide of highlights takes, where the report names none for it."""
FEWEST_ENTRIES = 2
"""Lines of a contents list that nobody asked for."""
MOST_NAMED = 4
"""Parts of the appendix that are named on the slide that opens it, at the most; with more, none is."""


def plan_deck(
    report: Report,
    layouts: Mapping[str, Layout],
    sink: Sink,
    record: Record | None = None,
    aliases: Mapping[str, str] = NO_NAMES,
) -> DeckPlan:
    """Decide which slides there are and which layout each one has. Faults are reported, not raised.

    `record` takes the reasons, if anybody asks for them; `aliases` are further names of layouts (alias → layout).
    """
    words = words_of(report.language)
    reader = Reader(words, sink)
    names = Names()
    slides = SlidePlanner(report, layouts, reader, sink, record, aliases, names)
    planner = DeckPlanner(report, layouts, reader, sink, slides, names)
    sections = tuple(planner.sections())
    if not sink.has_errors and not any(section.slides for section in sections):
        hint = "give a section something to show, or switch a framing slide on"
        sink.report(codes.DECK_EMPTY, "the report makes no slide", ("sections",), hint=hint)
    planner.check_links()
    return DeckPlan(
        properties_of(report, reader),
        words,
        sections,
        marks_of(report, reader),
        names.anchors,
        sources_of(report, reader),
    )


def marks_of(report: Report, reader: Reader) -> Marks:
    watermark = report.watermark or (reader.words.draft if report.draft else "")
    return Marks(
        reader.plain(report.confidentiality or ""),
        reader.plain(watermark),
        report.show.progress,
        report.show.page_total,
    )


def properties_of(report: Report, reader: Reader) -> Properties:
    return Properties(
        title=reader.plain(report.title),
        subject=reader.plain(report.subtitle or ""),
        author=reader.plain(report.organisation or report.presenter or ""),
        language=report.language,
        footer=reader.plain(report.footer if report.footer is not None else report.organisation or ""),
        date=reader.plain(report.date or ""),
    )


@dataclass(frozen=True)
class DeckPlanner:
    """Plans the slides that deckgen makes from the report itself (cover, contents …), and puts all slides in order."""

    report: Report
    layouts: Mapping[str, Layout]
    reader: Reader
    sink: Sink
    slide_planner: SlidePlanner
    names: Names
    framing_ids: dict[str, str] = field(default_factory=dict)
    """What links may call the slides made from the report itself → the ids of these slides."""

    def sections(self) -> Iterator[SectionPlan]:
        report, show = self.report, self.report.show
        framing = [self.cover()] if show.cover else []
        if show.highlights:
            framing += self.highlights()
        # Before the contents list, which leads to the first slide that each section really has.
        numbered = zip(report.sections, numbers_of(report.sections), strict=True)
        sections = [self.planned(section, place, number) for place, (section, number) in enumerate(numbered)]
        appendix = SectionPlan(self.reader.words.appendix, tuple(self.appendix()))
        framing += self.agenda(sections, appendix)
        if framing:
            yield SectionPlan(self.reader.words.opening, tuple(framing))
        yield from sections
        if show.closing:
            yield SectionPlan(self.reader.words.closing, (self.closing(),))
        if appendix.slides:
            yield appendix

    def planned(self, section: Section, place: int, number: int) -> SectionPlan:
        """The section at the index `place`; `number` is what it goes by."""
        slides = self.settled(section, self.section(section, place, f"{number:02}"))
        return SectionPlan(self.reader.plain(section.title), slides, None if is_hidden(section) else number)

    def settled(self, section: Section, slides: Iterable[SlidePlan]) -> tuple[SlidePlan, ...]:
        """The section's slides, all hidden if the section is. Links to the section lead to the first that is shown."""
        hidden = is_hidden(section)
        settled = tuple(replace(slide, hidden=True) if hidden else slide for slide in slides)
        if section.id and (first := first_shown(settled)):
            self.names.anchors.setdefault(section.id, first)
        return settled

    def cover(self) -> SlidePlan:
        report = self.report
        who_and_when: dict[KeyPath, str | None] = {
            ("organisation",): report.organisation,
            ("presenter",): report.presenter,
            ("date",): report.date,
        }
        lines = self.lines({"subtitle": {("subtitle",): report.subtitle}, "meta": who_and_when})
        material = Material(self.line(report.title, "title"), lines=lines)
        return self.framing("cover", material, report.notes, ("title",))

    def highlights(self) -> list[SlidePlan]:
        """The slide of highlights; none where no figures are highlighted."""
        found = list(self.highlighted())
        if not found:
            return []
        title = self.line(self.report.highlights_title or self.reader.words.highlights, "highlights_title")
        return [self.framing("highlights", Material(title, callouts=tuple(found)), None, ("highlights",))]

    def highlighted(self) -> Iterator[Callout]:
        """The indicators named in `highlights`; without any, those with `emphasis`, if they fill a page."""
        everywhere = list(indicators_of(self.report))
        by_id = {indicator.id: (path, indicator) for path, indicator in everywhere if indicator.id}
        chosen = [by_id[name] for name in self.report.highlights if name in by_id]
        if not self.report.highlights:
            spoken_of = [item for item in everywhere if item[1].emphasis and self.is_shown(item[0])]
            chosen = spoken_of[:MOST_HIGHLIGHTS] if len(spoken_of) >= FEWEST_EMPHASISED else []
        return (self.reader.callout(indicator, path) for path, indicator in chosen)

    def is_shown(self, origin: KeyPath) -> bool:
        """Whether the section and the slide that `origin` lies in are shown, before the appendix."""
        if origin[0] != "sections":
            return False
        section = self.report.sections[int(origin[1])]
        return not is_hidden(section) and not (
            origin[2] == "slides" and section.slides[int(origin[3])].hidden
        )

    def agenda(self, sections: Sequence[SectionPlan], appendix: SectionPlan) -> list[SlidePlan]:
        """The contents list, if it has two lines or is asked for. Hidden sections are left out; the appendix has a last
        line without a number."""
        entries = [
            self.entry(self.report.sections[place], place, section.number, first_shown(section.slides))
            for place, section in enumerate(sections)
            if section.number is not None
        ]
        # Where the last page is full, the line of the appendix is not worth a further page.
        if shown(appendix.slides) and len(entries) % MOST_ENTRIES:
            line = Paragraph((Run(appendix.name),), level=1, origin=("appendix",))
            entries.append(Entry(None, Text((line,), ("appendix",)), first_shown(appendix.slides)))
        asked_for = self.report.show.agenda
        if not sections or asked_for is False or len(entries) < (1 if asked_for else FEWEST_ENTRIES):
            return []
        title = own_text(self.reader.words.agenda)
        return [self.framing("agenda", Material(title, entries=tuple(entries)), None, ("sections",))]

    def entry(self, section: Section, place: int, number: int, target: str | None) -> Entry:
        origin: KeyPath = ("sections", place)
        paragraphs = [self.reader.paragraph(section.title, (*origin, "title"))]
        if section.headline:
            paragraphs.append(self.reader.paragraph(section.headline, (*origin, "headline"), level=1))
        return Entry(own_text(f"{number:02}"), Text(tuple(paragraphs), (*origin, "title")), target)

    def section(self, section: Section, place: int, number: str) -> Iterator[SlidePlan]:
        """The slides of a section before the appendix; `number` is what it goes by on them."""
        origin: KeyPath = ("sections", place)
        if self.report.show.dividers:
            yield self.divider(section, number, origin)
        else:
            self.check_filled(section, origin)
        unsaid = None if self.report.show.dividers or holds_content(section) else section.notes
        yield from self.slide_planner.slides(section, number, origin, unsaid)

    def check_filled(self, section: Section, origin: KeyPath) -> None:
        """Report a section that has no slide."""
        if holds_content(section) or section.slides:
            return
        self.sink.report(
            codes.SECTION_EMPTY,
            f"the section `{self.reader.plain(section.title)}` has no slide",
            origin,
            hint="give it achievements, indicators, photos or slides",
        )

    def appendix(self) -> Iterator[SlidePlan]:
        """A slide that opens the appendix, then the slides of its parts, which are lettered and may be denser."""
        parts = self.report.appendix
        letters = [letter(number - 1) for number in numbers_of(parts)]
        slides = [
            slide
            for place, (section, name) in enumerate(zip(parts, letters, strict=True))
            for slide in self.part(section, name, ("appendix", place))
        ]
        if slides and self.report.show.appendix:
            yield self.opening(letters)
        yield from slides

    def part(self, section: Section, name: str, origin: KeyPath) -> tuple[SlidePlan, ...]:
        """The slides of the part of the appendix that goes by the letter `name`."""
        self.check_filled(section, origin)
        label = self.reader.words.appendix_part.format(name)
        unsaid = None if holds_content(section) else section.notes
        slides = self.slide_planner.slides(section, label, origin, unsaid)
        return self.settled(section, (replace(slide, dense=True) for slide in slides))

    def opening(self, letters: Sequence[str]) -> SlidePlan:
        """The slide before the appendix, which names all its parts, or none; hidden where the whole appendix is."""
        named = [
            replace(title, runs=(Run(f"{name}  "), *title.runs))
            for place, (part, name) in enumerate(zip(self.report.appendix, letters, strict=True))
            if not is_hidden(part)
            for title in [self.reader.paragraph(part.title, ("appendix", place, "title"))]
        ]
        bare = Material(own_text(self.reader.words.appendix))
        planned = self.framing("divider", bare, None, ("appendix",), "appendix")
        if not 0 < len(named) <= MOST_NAMED:
            return replace(planned, hidden=not named)
        full = replace(bare, lines={"headline": Text(tuple(named), named[0].origin)})
        return replace(planned, ways=(*self.layouts["divider"].pages(full), *planned.ways))

    def divider(self, section: Section, number: str, origin: KeyPath) -> SlidePlan:
        lines = {"number": own_text(number)}
        if section.headline:
            lines["headline"] = self.reader.text(section.headline, (*origin, "headline"))
        material = Material(self.reader.text(section.title, (*origin, "title")), lines=lines)
        ways = tuple(self.layouts["divider"].pages(material))
        name = self.names.unique(f"{section_id(section)}.divider")
        notes = None if holds_content(section) else section.notes
        return SlidePlan(name, "divider", ways, notes, origin, transition=self.report.transition)

    def closing(self) -> SlidePlan:
        closing = self.report.closing or Closing(title=self.reader.words.closing)
        lines = self.lines(
            {
                "text": {("closing", "text"): closing.text},
                "meta": {("organisation",): self.report.organisation},
            }
        )
        material = Material(self.reader.text(closing.title, ("closing", "title")), lines=lines)
        return self.framing("closing", material, closing.notes, ("closing",))

    def framing(
        self, layout: str, material: Material, notes: str | None, origin: KeyPath, name: str = ""
    ) -> SlidePlan:
        """A slide made from the report itself. Its id is `name`, or without one the name of its layout."""
        ways: tuple[Pages, ...] = tuple(self.layouts[layout].pages(material))
        planned = self.names.unique(name or layout)
        self.framing_ids[name or layout] = planned
        return SlidePlan(planned, layout, ways, notes, origin, transition=self.report.transition)

    def check_links(self) -> None:
        """Report links to slides that the deck does not have after all."""
        # Only now: an author may have given the same name to a slide, which then goes first.
        for name, planned in self.framing_ids.items():
            self.names.anchors.setdefault(name, planned)
        for origin, name in self.reader.targets:
            if name not in self.names.anchors:
                unknown_target(name, origin, self.names.anchors).report(self.sink)

    def line(self, text: str, key: str) -> Text:
        return self.reader.text(text, (key,))

    def lines(self, slots: Mapping[str, Mapping[KeyPath, str | None]]) -> dict[str, Text]:
        """Slot → one text of what the report says at several key paths, one below the other; slots without any text are
        left out. Findings point at the first key path."""
        said = {slot: {path: text for path, text in texts.items() if text} for slot, texts in slots.items()}
        return {
            slot: self.reader.text("\n".join(texts.values()), next(iter(texts)))
            for slot, texts in said.items()
            if texts
        }


def letter(number: int) -> str:
    """A, B, …, Z, AA, AB, … for a part of the appendix, counted from 0."""
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)
