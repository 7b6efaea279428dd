"""The slides of a section → `SlidePlan`s: what each one holds, and which layout it gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Any

from deckgen import codes
from deckgen.content.indicators import indicators_of
from deckgen.content.models import Body, Chart, Report, Section, Slide
from deckgen.diagnostics import KeyPath, Sink
from deckgen.forms.form import fields_of
from deckgen.layouts.model import Layout, Material
from deckgen.plan.boards import BoardReader
from deckgen.plan.charts import ChartReader
from deckgen.plan.choice import choose_layout, find_layout, parts_of, reason_for
from deckgen.plan.identity import Names, slide_id
from deckgen.plan.material import Reader, own_text
from deckgen.plan.model import SlidePlan
from deckgen.plan.record import Record
from deckgen.plan.showing import holds_content
from deckgen.plan.tables import TableReader
from deckgen.records import dataclass

ABOUT = ("id", "layout", "hidden", "transition", "notes")
"""Keys of a slide that say something about it and are not shown on it."""


@dataclass(frozen=True)
class SlidePlanner:
    """Plans the slides that the author wrote, section after section."""

    report: Report
    layouts: Mapping[str, Layout]
    reader: Reader
    sink: Sink
    record: Record | None
    aliases: Mapping[str, str]
    names: Names
    recent: list[str] = field(default_factory=list)
    """The layouts of the slides so far, for variety."""

    @cached_property
    def charts(self) -> ChartReader:
        indicators = (indicator for _, indicator in indicators_of(self.report))
        return ChartReader(self.reader, {each.id: each for each in indicators if each.id})

    def slides(
        self, section: Section, label: str, origin: KeyPath, unsaid: str | None
    ) -> Iterator[SlidePlan]:
        """The section's slides. `label` is what the section goes by on them: 01, or Appendix A. `unsaid` are notes that
        have no slide of their own; they go before the notes of the first."""
        for path, slide in slides_of(section, origin):
            for planned in self.slide(section, slide, label, path):
                notes = "\n\n".join(filter(None, (unsaid, planned.notes))) or None
                yield planned if notes == planned.notes else replace(planned, notes=notes)
                unsaid = None

    def slide(self, section: Section, slide: Slide, label: str, origin: KeyPath) -> Iterator[SlidePlan]:
        """The slide; several where no layout takes all that it holds, none where it holds nothing."""
        name = slide_id(section, slide)
        material = self.material(section, slide, label, origin)
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
                self.names.anchors.setdefault(slide.id, planned)
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

    def material(self, section: Section, slide: Slide, label: str, origin: KeyPath) -> Material:
        reader, boards = self.reader, BoardReader(self.reader)
        title, source = self.title(section, slide, origin)
        lines = {"attribution": slide.attribution, "kicker": slide.title if slide.statement else None}
        return Material(
            title=reader.text(title, source),
            section=own_text(f"{label}  {reader.plain(section.title)}"),
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
        """The chart under its name in `Material`: `charts` for small charts of one scale, else `chart`."""
        if chart is None:
            return {}
        if chart.multiples:
            return {"charts": self.charts.multiples(chart, origin)}
        return {"chart": self.charts.chart(chart, origin)}

    def title(self, section: Section, slide: Slide, origin: KeyPath) -> tuple[str, KeyPath]:
        """The slide's title and its key path. A slide without one gets the section's headline, or else the section's
        name; where a divider has just shown that, with what the slide shows of it."""
        top = origin[:2]
        if slide.title:
            return slide.title, (*origin, "title")
        if section.headline:
            return section.headline, (*top, "headline")
        told = origin[0] == "sections" and self.report.show.dividers
        return (self.topic(section, slide) if told else section.title), (*top, "title")

    def topic(self, section: Section, slide: Slide) -> str:
        """The section's name with what the slide shows of it: 创业就业：主要数字."""
        words = self.reader.words
        held = [key for key in fields_of(Slide) if key not in ABOUT and getattr(slide, key)]
        topic = words.topics.get(held[0] if len(held) == 1 else "all", words.topics["all"])
        return f"{section.title}{words.between_lead_and_text}{topic}"


def slides_of(section: Section, origin: KeyPath) -> Iterator[tuple[KeyPath, Slide]]:
    """The section's slides; what the section holds directly comes first, as a slide of its own."""
    if holds_content(section):
        yield origin, Slide(**{key: getattr(section, key) for key in fields_of(Body)})
    for number, slide in enumerate(section.slides):
        yield (*origin, "slides", number), slide
