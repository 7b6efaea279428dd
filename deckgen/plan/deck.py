"""`Report` → `DeckPlan`: cover, at a glance, contents, sections with their slides, closing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any

from deckgen import codes
from deckgen.content.checking import unknown_target
from deckgen.content.indicators import indicators_of
from deckgen.content.inline import Run
from deckgen.content.models import Body, Chart, Closing, Report, Section, Slide
from deckgen.diagnostics import KeyPath, Sink
from deckgen.forms.form import fields_of
from deckgen.layouts.agenda import MOST as MOST_ENTRIES
from deckgen.layouts.model import Callout, Entry, Layout, Material, Pages, Paragraph, Text
from deckgen.plan.boards import BoardReader
from deckgen.plan.charts import ChartReader
from deckgen.plan.choice import NO_NAMES, choose_layout, find_layout, parts_of, reason_for
from deckgen.plan.identity import Names, section_id, slide_id
from deckgen.plan.material import Reader
from deckgen.plan.model import DeckPlan, Marks, Properties, SectionPlan, SlidePlan
from deckgen.plan.record import Record
from deckgen.plan.showing import first_shown, holds_content, is_hidden, numbers_of, shown
from deckgen.plan.sources import sources_of
from deckgen.plan.tables import TableReader
from deckgen.plan.words import words_of
from deckgen.records import dataclass

FEWEST_EMPHASISED, MOST_HIGHLIGHTS = 4, 6
ABOUT = ("id", "layout", "hidden", "transition", "notes")
"""What a slide says of itself and does not show."""
MOST_NAMED = 4
"""So many parts of the appendix are named on the page that opens it."""


def plan_deck(
    report: Report,
    layouts: Mapping[str, Layout],
    sink: Sink,
    record: Record | None = None,
    aliases: Mapping[str, str] = NO_NAMES,
) -> DeckPlan:
    """Decide which slides there are and which layout each one has. Faults are reported, not raised.

    `record` takes the reasons, if anybody asks for them; `aliases` are what else the layouts are called.
    """
    words = words_of(report.language)
    reader = Reader(words, sink)
    planner = Planner(report, layouts, reader, sink, record, aliases)
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
        planner.anchors,
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
class Planner:
    report: Report
    layouts: Mapping[str, Layout]
    reader: Reader
    sink: Sink
    record: Record | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    recent: list[str] = field(default_factory=list)
    """The layouts of the slides so far, for variety."""
    anchors: dict[str, str] = field(default_factory=dict)
    """What links may name → the slide that they lead to."""
    framing_ids: dict[str, str] = field(default_factory=dict)

    @cached_property
    def charts(self) -> ChartReader:
        indicators = (indicator for _, indicator in indicators_of(self.report))
        return ChartReader(self.reader, {each.id: each for each in indicators if each.id})

    @cached_property
    def numbers(self) -> list[int]:
        return numbers_of(self.report.sections)

    def sections(self) -> Iterator[SectionPlan]:
        report, show = self.report, self.report.show
        framing = [self.cover()] if show.cover else []
        if show.highlights:
            framing += self.highlights()
        # Before the contents list, which leads to the first slide that each section really has.
        sections = [self.planned(section, place) for place, section in enumerate(report.sections)]
        appendix = SectionPlan(self.reader.words.appendix, tuple(self.appendix()))
        if show.agenda and any(section.number for section in sections):
            framing.append(self.agenda(sections, appendix))
        if framing:
            yield SectionPlan(self.reader.words.opening, tuple(framing))
        yield from sections
        if show.closing:
            yield SectionPlan(self.reader.words.closing, (self.closing(),))
        if appendix.slides:
            yield appendix

    def planned(self, section: Section, place: int) -> SectionPlan:
        number = self.numbers[place]
        slides = self.settled(section, self.section(section, place, f"{number:02}"))
        return SectionPlan(self.reader.plain(section.title), slides, None if is_hidden(section) else number)

    def settled(self, section: Section, slides: Iterable[SlidePlan]) -> tuple[SlidePlan, ...]:
        """The section's slides, hidden if it is; a link to the section leads to the first that is shown."""
        hidden = is_hidden(section)
        settled = tuple(replace(slide, hidden=True) if hidden else slide for slide in slides)
        if section.id and (first := first_shown(settled)):
            self.anchors.setdefault(section.id, first)
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

    def agenda(self, sections: Sequence[SectionPlan], appendix: SectionPlan) -> SlidePlan:
        """The contents list, without sections that are hidden; the appendix is a quiet last line."""
        entries = [
            self.entry(self.report.sections[place], place, section.number, first_shown(section.slides))
            for place, section in enumerate(sections)
            if section.number is not None
        ]
        # Never a page more for it.
        if shown(appendix.slides) and len(entries) % MOST_ENTRIES:
            line = Paragraph((Run(appendix.name),), level=1, origin=("appendix",))
            entries.append(Entry(None, Text((line,), ("appendix",)), first_shown(appendix.slides)))
        title = plain(self.reader.words.agenda)
        return self.framing("agenda", Material(title, entries=tuple(entries)), None, ("sections",))

    def entry(self, section: Section, place: int, number: int, target: str | None) -> Entry:
        origin: KeyPath = ("sections", place)
        paragraphs = [self.reader.paragraph(section.title, (*origin, "title"))]
        if section.headline:
            paragraphs.append(self.reader.paragraph(section.headline, (*origin, "headline"), level=1))
        return Entry(plain(f"{number:02}"), Text(tuple(paragraphs), (*origin, "title")), target)

    def section(self, section: Section, place: int, number: str) -> Iterator[SlidePlan]:
        """A section before the appendix; `number` is what it goes by on its slides."""
        origin: KeyPath = ("sections", place)
        if self.report.show.dividers:
            yield self.divider(section, number, origin)
        else:
            self.check_filled(section, origin)
        unsaid = None if self.report.show.dividers or holds_content(section) else section.notes
        yield from self.slides(section, number, origin, unsaid)

    def slides(
        self, section: Section, label: str, origin: KeyPath, unsaid: str | None
    ) -> Iterator[SlidePlan]:
        """The section's slides; `unsaid` goes before the notes of the first."""
        for path, slide in slides_of(section, origin):
            for planned in self.slide(section, slide, label, path):
                notes = "\n\n".join(filter(None, (unsaid, planned.notes))) or None
                yield planned if notes == planned.notes else replace(planned, notes=notes)
                unsaid = None

    def check_filled(self, section: Section, origin: KeyPath) -> None:
        if holds_content(section) or section.slides:
            return
        self.sink.report(
            codes.SECTION_EMPTY,
            f"the section `{self.reader.plain(section.title)}` has no slide",
            origin,
            hint="give it achievements, indicators, photos or slides",
        )

    def appendix(self) -> Iterator[SlidePlan]:
        """A page that opens it and names its parts, then their slides: lettered, and set more densely."""
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
        """A part of the appendix."""
        self.check_filled(section, origin)
        label = self.reader.words.appendix_part.format(name)
        unsaid = None if holds_content(section) else section.notes
        slides = self.slides(section, label, origin, unsaid)
        return self.settled(section, (replace(slide, dense=True) for slide in slides))

    def opening(self, letters: Sequence[str]) -> SlidePlan:
        """The page before the appendix, naming all parts of it or none; hidden where all of it is."""
        named = [
            replace(title, runs=(Run(f"{name}  "), *title.runs))
            for place, (part, name) in enumerate(zip(self.report.appendix, letters, strict=True))
            if not is_hidden(part)
            for title in [self.reader.paragraph(part.title, ("appendix", place, "title"))]
        ]
        bare = Material(plain(self.reader.words.appendix))
        planned = self.framing("divider", bare, None, ("appendix",), "appendix")
        if not 0 < len(named) <= MOST_NAMED:
            return replace(planned, hidden=not named)
        full = replace(bare, lines={"headline": Text(tuple(named), named[0].origin)})
        return replace(planned, ways=(*self.layouts["divider"].pages(full), *planned.ways))

    def divider(self, section: Section, number: str, origin: KeyPath) -> SlidePlan:
        lines = {"number": plain(number)}
        if section.headline:
            lines["headline"] = self.reader.text(section.headline, (*origin, "headline"))
        material = Material(self.reader.text(section.title, (*origin, "title")), lines=lines)
        ways = tuple(self.layouts["divider"].pages(material))
        name = self.names.unique(f"{section_id(section)}.divider")
        notes = None if holds_content(section) else section.notes
        return SlidePlan(name, "divider", ways, notes, origin, transition=self.report.transition)

    def slide(self, section: Section, slide: Slide, number: str, origin: KeyPath) -> Iterator[SlidePlan]:
        name = slide_id(section, slide)
        material = self.material(section, slide, number, origin)
        if not material.held:
            self.sink.report(
                codes.SLIDE_EMPTY,
                f"the slide `{material.title.text}` has nothing to show and is left out",
                origin,
                hint="give it achievements, indicators, photos, a chart, a table, a statement or other content",
            )
            return
        notes = slide.notes
        for layout, part in self.arranged(slide, material, origin):
            self.recent.append(layout.name)
            planned = self.names.unique(name)
            if slide.id:
                self.anchors.setdefault(slide.id, planned)
            if self.record is not None:
                is_part = part is not material
                self.record.choices[planned] = reason_for(
                    layout, part, self.layouts, asked=bool(slide.layout), part=is_part
                )
            transition = slide.transition or self.report.transition
            pages = tuple(layout.pages(part))
            yield SlidePlan(
                planned, layout.name, pages, notes, origin, hidden=slide.hidden, transition=transition
            )
            notes = None

    def arranged(
        self, slide: Slide, material: Material, origin: KeyPath
    ) -> Iterator[tuple[Layout, Material]]:
        """The layout for the material, or layouts for its parts where no layout takes the whole."""
        if slide.layout:
            where = (*origin, "layout")
            if asked := find_layout(slide.layout, material, self.layouts, where, self.sink, self.aliases):
                yield asked, material
            return
        if whole := choose_layout(material, self.layouts, self.recent):
            yield whole, material
            return
        for part in parts_of(material):
            if layout := choose_layout(part, self.layouts, self.recent):
                yield layout, part

    def material(self, section: Section, slide: Slide, number: str, origin: KeyPath) -> Material:
        reader, boards = self.reader, BoardReader(self.reader)
        title, source = self.title(section, slide, origin)
        lines = {"attribution": slide.attribution, "kicker": slide.title if slide.statement else None}
        return Material(
            title=reader.text(title, source),
            section=plain(f"{number}  {reader.plain(section.title)}"),
            points=reader.points(slide, origin),
            callouts=reader.callouts(slide, origin),
            photos=reader.photos(slide, origin),
            **self.charted(slide.chart, (*origin, "chart")),
            table=TableReader(reader).table(slide.table, (*origin, "table")) if slide.table else None,
            statement=reader.text(slide.statement, (*origin, "statement")) if slide.statement else None,
            milestones=reader.milestones(slide, origin),
            steps=reader.steps(slide, origin),
            comparison=reader.comparison(slide, origin),
            quote=reader.quote(slide.quote, (*origin, "quote")) if slide.quote else None,
            matrix=boards.matrix(slide.matrix, (*origin, "matrix")) if slide.matrix else None,
            honours=boards.honours(slide, origin),
            logos=boards.logos(slide, origin),
            lines={key: reader.text(text, (*origin, key)) for key, text in lines.items() if text},
        )

    def charted(self, chart: Chart | None, origin: KeyPath) -> dict[str, Any]:
        """A chart is one kind of material, and small charts of one scale are another."""
        if chart is None:
            return {}
        if chart.multiples:
            return {"charts": self.charts.multiples(chart, origin)}
        return {"chart": self.charts.chart(chart, origin)}

    def title(self, section: Section, slide: Slide, origin: KeyPath) -> tuple[str, KeyPath]:
        """The slide's title; without one the section's headline, or its name, which a divider has said before."""
        top = origin[:2]
        if slide.title:
            return slide.title, (*origin, "title")
        if section.headline:
            return section.headline, (*top, "headline")
        told = origin[0] == "sections" and self.report.show.dividers
        return (self.topic(section, slide) if told else section.title), (*top, "title")

    def topic(self, section: Section, slide: Slide) -> str:
        """The section's name with what the slide shows of it."""
        words = self.reader.words
        held = [key for key in fields_of(Slide) if key not in ABOUT and getattr(slide, key)]
        topic = words.topics.get(held[0] if len(held) == 1 else "all", words.topics["all"])
        return f"{section.title}{words.between_lead_and_text}{topic}"

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
        """A slide made from the report itself, called `name`, or as its layout is."""
        ways: tuple[Pages, ...] = tuple(self.layouts[layout].pages(material))
        planned = self.names.unique(name or layout)
        self.framing_ids[name or layout] = planned
        return SlidePlan(planned, layout, ways, notes, origin, transition=self.report.transition)

    def check_links(self) -> None:
        """Report links inside the deck whose slides it does not have after all. Names of the author's go first."""
        for name, planned in self.framing_ids.items():
            self.anchors.setdefault(name, planned)
        for origin, name in self.reader.targets:
            if name not in self.anchors:
                fault = unknown_target(name, origin, self.anchors)
                self.sink.report(fault.code, fault.message, fault.path, hint=fault.hint)

    def line(self, text: str, key: str) -> Text:
        return self.reader.text(text, (key,))

    def lines(self, slots: Mapping[str, Mapping[KeyPath, str | None]]) -> dict[str, Text]:
        """Slot → what the report says at the key paths, one below the other; findings blame the first."""
        said = {slot: {path: text for path, text in texts.items() if text} for slot, texts in slots.items()}
        return {
            slot: self.reader.text("\n".join(texts.values()), next(iter(texts)))
            for slot, texts in said.items()
            if texts
        }


def slides_of(section: Section, origin: KeyPath) -> Iterator[tuple[KeyPath, Slide]]:
    """The section's slides; what the section holds directly comes first, as a slide of its own."""
    if holds_content(section):
        yield origin, Slide(**{key: getattr(section, key) for key in fields_of(Body)})
    for number, slide in enumerate(section.slides):
        yield (*origin, "slides", number), slide


def letter(number: int) -> str:
    """A, B, …, Z, AA, AB, … for a part of the appendix, counted from 0."""
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def plain(text: str) -> Text:
    """A text of deckgen's own making: no marks, no place in the content."""
    return Text((Paragraph((Run(text),)),))
