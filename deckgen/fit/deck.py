"""`DeckPlan` → `FittedDeck`: ways are chosen, long texts cut, sizes agreed on, lines broken, photos cropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen import codes
from deckgen.diagnostics import Sink
from deckgen.fit.agreement import agree_on_sizes
from deckgen.fit.drafting import Drafter
from deckgen.fit.drafts import Draft, Sized
from deckgen.fit.enlarging import enlarged_chart, enlarged_photo, enlarged_table
from deckgen.fit.fonts import FontBook
from deckgen.fit.icons import draw_icon
from deckgen.fit.model import (
    DeckSection,
    FittedDeck,
    FittedFigure,
    FittedFill,
    FittedIcon,
    FittedSlide,
    FittedTable,
    FittedText,
)
from deckgen.fit.palette import SLOTS, Palette, legible_links, palette_of
from deckgen.fit.photos import PhotoBook
from deckgen.fit.placing import PAGE, fit_photo
from deckgen.fit.sizes import level_points, levels_used, small_points
from deckgen.fit.standing import Standing
from deckgen.fit.text import lay_out
from deckgen.fit.titles import number_titles
from deckgen.fit.watermark import fit_watermarks
from deckgen.layouts.model import ChartFill, Figure, IconFill, PhotoFill, TableFill, Text
from deckgen.plan.model import DeckPlan
from deckgen.plan.record import Record
from deckgen.records import dataclass
from deckgen.stopwatch import Stopwatch
from deckgen.templates.model import Template


def fit_deck(
    plan: DeckPlan,
    template: Template,
    fonts: FontBook,
    photos: PhotoBook,
    sink: Sink,
    record: Record | None = None,
    watch: Stopwatch | None = None,
) -> FittedDeck:
    """Decide every size, line, crop and page. What cannot fit is reported, and set small enough not to be cut off.

    `record` takes the ways that were tried, if anybody asks for them; `watch` follows how far fitting has come.
    """
    watch = watch or Stopwatch()
    watch.begin("fitting", sum(len(section.slides) for section in plan.sections))
    drafter = Drafter(template, fonts, photos, sink, record)
    sections = [
        (section, [draft for slide in watch.counted(section.slides) for draft in drafter.drafts(slide)])
        for section in plan.sections
    ]
    drafts = [draft for _, members in sections for draft in members]
    number_titles(drafts, plan.words)
    for draft in drafts:
        settle(draft, drafter, sink)
    agree_on_sizes(drafts)
    standing = Standing(plan, template, fonts, sink, last_page(drafts))
    standing.check_places()
    frame = template.tones.get("frame", PAGE)
    finisher = Finisher(fonts, photos, standing, palette_of(template), frame, sink, plan, template)
    watch.begin("setting", len(drafts))
    slides = tuple(
        finisher.slide(draft, section.number) for section, found in sections for draft in watch.counted(found)
    )
    watermarks = fit_watermarks(
        plan.marks.watermark, template, [draft.bound.slide_layout for draft in drafts], fonts, sink
    )
    report_substitutes(fonts, sink)
    members = tuple(
        DeckSection(section.name, tuple(name_of(draft) for draft in found))
        for section, found in sections
        if found
    )
    return FittedDeck(plan.properties, slides, members, plan.anchors, standing.stamps, watermarks)


def last_page(drafts: Sequence[Draft]) -> int:
    """The number of the last slide that is shown. Programs count hidden slides, too."""
    return max((number for number, draft in enumerate(drafts, start=1) if not draft.plan.hidden), default=0)


def settle(draft: Draft, drafter: Drafter, sink: Sink) -> None:
    """Decide the sizes that are still open: of the title, which may have got a suffix, and of texts that do not fit."""
    title = draft.title
    if title is not None:
        title.points = drafter.size(title)
    # A table's rows are what they are, and its head goes along; a text could be shorter.
    if draft.continues and not any(sized.table for sized in draft.sized):
        sink.report(codes.TEXT_CONTINUED, "the text goes on on a further slide", draft.plan.origin)
    for sized in draft.sized:
        if sized.points is not None or not isinstance(sized.fill, Text | Figure):
            continue
        sized.points = drafter.size_anyhow(sized)
        # What stands again on a further page was reported where it stood first.
        if draft.number > 0 and sized.stem != "body":
            continue
        if sized.points >= lowest_of(sized):
            report_limit(sized, sized.fill, sink)
        else:
            report_too_long(sized, sized.fill.text, sized.points, sink)


def lowest_of(sized: Sized) -> float:
    """The smallest size that is allowed: the role's floor, or the template's own size if that is smaller."""
    return min(sized.role.floor, sized.base)


def report_limit(sized: Sized, fill: Text | Figure, sink: Sink) -> None:
    """Report a text that has room enough, but exceeds a limit of the template's binding."""
    role, said = sized.role, f"`{excerpt(fill.text)}`"
    allowed = f"the template's binding allows its {sized.stem}"
    if sized.is_long:
        message = f"{said} has {sized.length} characters; {allowed} {role.characters}"
    else:
        lines = "1 line" if role.lines == 1 else f"{role.lines} lines"
        message = f"{said} takes more than {lines} even at {lowest_of(sized):g} pt; {allowed} no more"
    sink.report(codes.LIMIT_EXCEEDED, message, fill.origin, hint="shorten it")


def report_too_long(sized: Sized, text: str, points: float, sink: Sink) -> None:
    sink.report(
        codes.TEXT_TOO_LONG,
        f"`{excerpt(text)}` fits its {sized.stem} only at {points:g} pt; "
        f"the smallest allowed is {lowest_of(sized):g} pt",
        sized.fill.origin,
        hint="shorten it",
    )


def excerpt(text: str, length: int = 24) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def name_of(draft: Draft) -> str:
    """The slide's lasting id; further pages of one planned slide have a number after it."""
    return draft.plan.id if draft.number == 0 else f"{draft.plan.id}~{draft.number + 1}"


def links_in(draft: Draft) -> Iterator[str]:
    for fill in draft.page.fills.values():
        if isinstance(fill, Text):
            yield from (run.link for each in fill.paragraphs for run in each.runs if run.link)


def report_substitutes(fonts: FontBook, sink: Sink) -> None:
    for name in sorted(fonts.substituted):
        sink.report(
            codes.FONT_SUBSTITUTED,
            f"the widths of `{name}` are not known here; wider ones were used to measure",
        )


@dataclass(frozen=True)
class Finisher:
    """Turns drafts whose sizes are decided into fitted slides, at the scale of the template's own slides."""

    fonts: FontBook
    photos: PhotoBook
    standing: Standing
    palette: Palette
    frame: str
    """The theme colour that the template draws behind photos."""
    sink: Sink
    plan: DeckPlan
    template: Template

    def slide(self, draft: Draft, section: int | None) -> FittedSlide:
        title = draft.title
        links = {
            idx: target
            for slot, target in draft.page.links.items()
            if (idx := draft.bound.slots.get(slot)) is not None
        }
        return FittedSlide(
            id=name_of(draft),
            title=title.fill.text.replace("\n", " ") if title and isinstance(title.fill, Text) else "",
            slide_layout=draft.bound.slide_layout,
            fills={**dict(self.fills(draft)), **self.standing.texts(draft.bound, section, draft.page)},
            slots={sized.placeholder.idx: sized.slot for sized in draft.sized},
            links=links,
            notes=self.notes(draft),
            origin=draft.plan.origin,
            hidden=draft.plan.hidden,
            transition=draft.plan.transition,
            number=self.standing.number(draft.bound),
            plain_links=any(links_in(draft)) and not legible_links(self.template, draft.bound.slide_layout),
        )

    def notes(self, draft: Draft) -> str | None:
        """The speaker's notes, on the slide's first page; below them the sources of the figures on this page."""
        said = draft.plan.notes if draft.number == 0 else None
        shown = (self.plan.sources.get(fill.origin, ()) for fill in draft.page.fills.values())
        lines = list(dict.fromkeys(line for found in shown for line in found))
        quoted = "\n".join([self.plan.words.sources, *lines]) if lines else None
        return "\n\n".join(filter(None, (said, quoted))) or None

    def fills(self, draft: Draft) -> Iterator[tuple[int, FittedFill]]:
        """Placeholder idx → the fitted fill, in reading order."""
        title = draft.title

        def order(sized: Sized) -> int:
            # Programs read shapes aloud in the order in which they draw them: what the title stands on comes first.
            under = title and sized is not title and sized.placeholder.box.covers(title.placeholder.box)
            return 0 if under else 1 if sized is title else 2

        for sized in sorted(draft.sized, key=order):
            yield sized.placeholder.idx, self.fill(sized)

    def fill(self, sized: Sized) -> FittedFill:
        match sized.fill:
            case Text():
                return self.text(sized, sized.fill)
            case Figure():
                return self.figure(sized, sized.fill)
            case PhotoFill():
                photo = fit_photo(sized.fill, sized.placeholder.box, self.photos, self.sink, self.frame)
                return enlarged_photo(photo, self.template.scale)
            case IconFill():
                return self.icon(sized, sized.fill)
            case ChartFill():
                from deckgen.fit.charts import fit_chart  # many decks have none

                chart = fit_chart(sized.fill, sized.placeholder, self.palette, self.fonts, self.sink)
                return enlarged_chart(chart, self.template.scale)
            case TableFill():
                return self.table(sized)

    def text(self, sized: Sized, fill: Text) -> FittedText:
        placeholder, own = sized.placeholder, sized.points == sized.base
        levels = levels_used(fill.paragraphs, placeholder.levels) if own else placeholder.levels
        points = level_points(levels, sized.points or sized.base)
        laid_out = lay_out(
            fill.paragraphs,
            levels,
            points,
            placeholder.text_box.width,
            self.fonts,
            headline=sized.role.headline,
        )
        sizes = None if own else tuple(size * self.template.scale for size in points)
        return FittedText(laid_out.paragraphs, sizes, fill.origin)

    def icon(self, sized: Sized, fill: IconFill) -> FittedIcon:
        """The icon in the colour that the template gives its placeholder's text."""
        slot = sized.placeholder.levels[0].colour
        slot = slot if slot in SLOTS else "accent1"
        return FittedIcon(fill.name, draw_icon(fill.name, slot, self.palette.code(slot)), fill.origin)

    def figure(self, sized: Sized, fill: Figure) -> FittedFigure:
        points = sized.points or sized.base
        own = None if points == sized.base else points * self.template.scale
        small = small_points(points) * self.template.scale
        return FittedFigure(fill.before, fill.number, fill.after, own, small, fill.origin)

    def table(self, sized: Sized) -> FittedTable:
        if sized.table is None:
            raise ValueError(f"the table at {sized.slot} has not been cut into pages")
        return enlarged_table(sized.table, self.template.scale)
