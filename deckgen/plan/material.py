"""A slide of the report → `Material`: texts parsed into runs, figures into pieces, ready for any layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from deckgen.content.addresses import named_slide
from deckgen.content.inline import Run, parse_inline
from deckgen.content.models import (
    Achievement,
    Body,
    Cell,
    Change,
    Indicator,
    Milestone,
    Photo,
    Quote,
    Slide,
    Step,
)
from deckgen.content.quantities import Quantity, find_compound, parse_quantity
from deckgen.diagnostics import KeyPath, Sink
from deckgen.layouts.model import (
    Callout,
    CaptionedPhoto,
    Figure,
    IconFill,
    Marked,
    Paragraph,
    PhotoFill,
    Point,
    Quotation,
    Side,
    Text,
)
from deckgen.plan.words import Words
from deckgen.records import dataclass

CLOSED = "。．.！!？?：:；;，,、"
ARROWS = {"up": "▲", "down": "▼", "flat": "●"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns content into fills, with `words` of the report's language where deckgen adds any."""

    words: Words
    sink: Sink
    targets: dict[tuple[KeyPath, str], None] = field(default_factory=dict)
    """The links inside the deck that the texts read so far hold: where the text stands, and what the link names."""

    def text(self, text: str, origin: KeyPath) -> Text:
        """Each line of `text` is a paragraph."""
        lines = [line for line in text.splitlines() if line.strip()]
        return Text(tuple(self.paragraph(line, origin) for line in lines), origin)

    def plain(self, text: str) -> str:
        """`text` on one line, without the marks of bold, emphasis and links."""
        # Where the text is shown with its marks, what is wrong with them is reported.
        return "".join(run.text for run in parse_inline(one_line(text), (), Sink()))

    def paragraph(self, text: str, origin: KeyPath, level: int = 0) -> Paragraph:
        runs = parse_inline(one_line(text), origin, self.sink)
        for run in runs:
            if run.link and (name := named_slide(run.link)):
                self.targets[origin, name] = None
        return Paragraph(runs, level, origin)

    def points(self, body: Body, origin: KeyPath) -> tuple[Point, ...]:
        return self.achievements(body.achievements, (*origin, "achievements"))

    def achievements(self, items: Sequence[Achievement], origin: KeyPath) -> tuple[Point, ...]:
        return tuple(self.achievement(item, (*origin, n)) for n, item in enumerate(items))

    def achievement(self, achievement: Achievement, origin: KeyPath) -> Point:
        details = tuple(
            self.paragraph(item.text, (*origin, "items", n), level=1)
            for n, item in enumerate(achievement.items)
        )
        point = self.point(achievement, origin)
        return replace(point, details=details) if details else point

    def point(self, said: Achievement | Milestone | Step | Cell, origin: KeyPath) -> Point:
        text = self.paragraph(said.text, (*origin, "text"))
        icon = icon_of(said, origin) if isinstance(said, Achievement | Step) else None
        if not said.lead:
            return Point(text, icon=icon)
        lead = self.paragraph(said.lead, (*origin, "lead"))
        return Point(text, lead, self.opened(lead, text), icon=icon)

    def opened(self, lead: Paragraph, text: Paragraph) -> Paragraph:
        """One paragraph of both: the lead phrase in bold, then the sentence."""
        closed = lead.text.endswith(tuple(CLOSED))
        between = self.words.between_texts if closed else self.words.between_lead_and_text
        bold = tuple(replace(run, bold=True) for run in (*lead.runs, Run(between)) if run.text)
        return Paragraph((*bold, *text.runs), 0, text.origin)

    def milestones(self, slide: Slide, origin: KeyPath) -> tuple[Marked, ...]:
        path = (*origin, "milestones")
        return tuple(self.milestone(item, (*path, n)) for n, item in enumerate(slide.milestones))

    def milestone(self, milestone: Milestone, origin: KeyPath) -> Marked:
        when = self.paragraph(milestone.when, (*origin, "when"))
        return self.marked(Text((when,), when.origin), when, self.point(milestone, origin))

    def steps(self, slide: Slide, origin: KeyPath) -> tuple[Marked, ...]:
        path = (*origin, "steps")
        return tuple(self.step(item, n + 1, (*path, n)) for n, item in enumerate(slide.steps))

    def step(self, step: Step, number: int, origin: KeyPath) -> Marked:
        mark = Text((Paragraph((Run(str(number)),)),), origin)
        return self.marked(mark, Paragraph((Run(self.words.step.format(number)),)), self.point(step, origin))

    def marked(self, mark: Text, opening: Paragraph, point: Point) -> Marked:
        """A point behind a mark; in running text, the words of `opening` stand for the mark."""
        lead = (Run(" "), *point.lead.runs) if point.lead else ()
        return Marked(mark, point, self.opened(Paragraph((*opening.runs, *lead)), point.text))

    def comparison(self, slide: Slide, origin: KeyPath) -> tuple[Side, ...]:
        path = (*origin, "comparison")
        return tuple(
            Side(
                self.text(side.title, (*path, n, "title")),
                self.achievements(side.items, (*path, n, "items")),
            )
            for n, side in enumerate(slide.comparison)
        )

    def quote(self, quote: Quote, origin: KeyPath) -> Quotation:
        by = self.text(quote.by, (*origin, "by"))
        if quote.role:
            role = self.paragraph(quote.role, (*origin, "role"), level=1)
            by = replace(by, paragraphs=(*by.paragraphs, role))
        text = self.text(quote.text, (*origin, "text"))
        if not quote.portrait:
            return Quotation(text, by)
        path = (*origin, "portrait")
        lines = self.caption(quote.portrait, path).paragraphs
        caption = (
            Text((Paragraph(dotted([line.runs for line in lines])),), lines[0].origin) if lines else None
        )
        return Quotation(text, by, self.portrait(quote.portrait, quote.by, path), caption)

    def portrait(self, portrait: Photo, by: str, origin: KeyPath) -> PhotoFill:
        """A portrait without a caption goes by the name of the person."""
        caption = portrait.caption or self.plain(by)
        return PhotoFill(
            portrait.image, caption, portrait.alt or caption, portrait.focus, origin, portrait.crop
        )

    def callouts(self, body: Body, origin: KeyPath) -> tuple[Callout, ...]:
        """The indicators in order, those with `emphasis` first: the eye starts at the top left."""
        path = (*origin, "indicators")
        order = sorted(enumerate(body.indicators), key=lambda item: not item[1].emphasis)
        return tuple(self.callout(indicator, (*path, n)) for n, indicator in order)

    def callout(self, indicator: Indicator, origin: KeyPath) -> Callout:
        value = one_line(indicator.value) if "\n" in indicator.value else indicator.value
        quantity = parse_quantity(value)
        detail = self.detail(indicator, quantity, origin)
        return Callout(
            figure_of(value, quantity, (*origin, "value")),
            self.text(indicator.label, (*origin, "label")) if indicator.label else None,
            Text((detail,), origin) if detail else None,
            icon_of(indicator, origin),
        )

    def detail(self, indicator: Indicator, quantity: Quantity | None, origin: KeyPath) -> Paragraph | None:
        """The small line of a callout: change, or what sort of figure it is; target, period and note. None where there
        is nothing to say."""
        kind = indicator.kind or (quantity.kind if quantity else "count")
        pieces: list[tuple[Run, ...]] = []
        if indicator.change:
            pieces.append(self.change(indicator.change))
        elif tag := {"rank": f"◆ {self.words.rank}", "streak": f"■ {self.words.streak}"}.get(kind):
            pieces.append((Run(tag, bold=True),))
        elif kind == "growth":
            falling = indicator.value.lstrip().startswith(("-", "−", "－"))
            word, arrow = (self.words.decline, "down") if falling else (self.words.growth, "up")
            pieces.append((Run(f"{ARROWS[arrow]} {word}", bold=True),))
        pieces += [self.paragraph(text, (*origin, key)).runs for key, text in self.remarks(indicator) if text]
        if not pieces:
            return None
        return Paragraph(dotted(pieces), 0, origin)

    def change(self, change: Change) -> tuple[Run, ...]:
        value = self.plain(change.value)
        arrow = ARROWS[change.direction or direction_of(value)]
        moved = Run(f"{arrow} {value}", bold=True)
        if not change.against:
            return (moved,)
        return (moved, Run(" " + self.words.against.format(self.plain(change.against))))

    def remarks(self, indicator: Indicator) -> Iterator[tuple[str, str | None]]:
        """The keys of an indicator that its small line shows as they are, with their texts."""
        yield "target", self.words.target.format(indicator.target) if indicator.target else None
        yield "period", indicator.period
        yield "note", indicator.note

    def photos(self, body: Body, origin: KeyPath) -> tuple[CaptionedPhoto, ...]:
        path = (*origin, "photos")
        return tuple(self.photo(photo, (*path, n)) for n, photo in enumerate(body.photos))

    def photo(self, photo: Photo, origin: KeyPath) -> CaptionedPhoto:
        named = self.plain(photo.caption)
        fill = PhotoFill(photo.image, named, photo.alt or named, photo.focus, origin, photo.crop)
        return CaptionedPhoto(fill, self.caption(photo, origin))

    def caption(self, photo: Photo, origin: KeyPath) -> Text:
        """The caption, and below it who took the photo."""
        caption = self.text(photo.caption, (*origin, "caption"))
        if not photo.credit:
            return caption
        credit = Run(self.words.credit.format(self.plain(photo.credit)), tone="muted")
        lines = (*caption.paragraphs, Paragraph((credit,), 0, (*origin, "credit")))
        return replace(caption, paragraphs=lines)


def dotted(pieces: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """The pieces on one line, with dots between them."""
    return tuple([run for piece in pieces for run in (Run(" · "), *piece)][1:])


def icon_of(said: Indicator | Achievement | Step, origin: KeyPath) -> IconFill | None:
    return IconFill(said.icon, (*origin, "icon")) if said.icon else None


def own_text(text: str) -> Text:
    """A text that deckgen itself puts on a slide: it has no marks, and no place in the content."""
    return Text((Paragraph((Run(text),)),))


def one_line(text: str) -> str:
    return " ".join(text.split())


def figure_of(value: str, quantity: Quantity | None, origin: KeyPath) -> Figure:
    """The indicator's value in three pieces; one that was not understood counts as all number."""
    if quantity is None:
        return Figure(*find_compound(value) or ("", value, ""), origin)
    return Figure(quantity.before, quantity.number_text, quantity.after, origin)


FALLING = ("-", "−", "－", "下降", "减少", "降低", "down", "fell", "minus")
LEVEL = ("0", "±0", "持平", "不变", "flat", "unchanged")


def direction_of(value: str) -> str:
    """Which way a change points, from its sign or first word; an unsigned one counts as growth."""
    text = value.strip().lower()
    if text.startswith(FALLING):
        return "down"
    return "flat" if text in LEVEL or text.startswith(("持平", "flat")) else "up"
