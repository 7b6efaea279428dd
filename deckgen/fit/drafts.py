"""Pages under way: each fill with its placeholder and the largest size it fits at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from deckgen import codes
from deckgen.diagnostics import Sink
from deckgen.fit.fonts import FontBook
from deckgen.fit.merging import in_place, merged
from deckgen.fit.model import FittedTable
from deckgen.fit.photos import PhotoBook
from deckgen.fit.splitting import length_of, split_to_fit
from deckgen.fit.text import figure_points, largest_fitting
from deckgen.fit.variants import better_variants
from deckgen.layouts.limiting import find_limit, limited
from deckgen.layouts.model import (
    ChartFill,
    Figure,
    Fill,
    IconFill,
    Page,
    Pages,
    Paragraph,
    PhotoFill,
    TableFill,
    Text,
)
from deckgen.layouts.roles import Role, role_of
from deckgen.layouts.slots import stem_of
from deckgen.plan.model import SlidePlan
from deckgen.plan.record import Crowding, Record, Trial
from deckgen.records import dataclass
from deckgen.templates.model import BoundLayout, Placeholder, Template

CONTINUATION = "bullets"
"""The variant that a text goes on in: title and text, nothing else."""

STANDING = ("ftr", "dt", "sldNum")
"""Placeholders whose text all slides share; a section's name goes in there beside it."""

SMALLEST_LEGIBLE = 6.0
"""Below this no text is set, whatever happens."""

TITLE_EASE = 0.58
"""What share of the usual floor titles keep in templates nobody has bound."""

FULL_PHOTO = "full-photo.title"

Whole = tuple[Paragraph, ...]

WITHOUT_SIZE = (PhotoFill, IconFill, ChartFill, TableFill)
"""Fills that no one size of type is decided for."""


@dataclass(slots=True)
class Sized:
    """A fill in its placeholder. `points` is its size as far as it is decided; None where it has no one size."""

    slot: str
    placeholder: Placeholder
    role: Role
    fill: Fill
    points: float | None = None
    table: FittedTable | None = None
    """The page of a table that stands here."""

    @property
    def base(self) -> float:
        """The size the template gives the placeholder."""
        return self.placeholder.levels[0].points

    @property
    def stem(self) -> str:
        return stem_of(self.slot)

    @property
    def length(self) -> int:
        """Characters of its text."""
        match self.fill:
            case Text(paragraphs):
                return length_of(paragraphs)
            case Figure():
                return len(self.fill.text)
            case _:
                return 0

    @property
    def is_long(self) -> bool:
        """Whether it has more characters than the house allows."""
        return self.role.characters is not None and self.length > self.role.characters


@dataclass(slots=True)
class Draft:
    """One slide under way."""

    plan: SlidePlan
    page: Page
    bound: BoundLayout
    sized: list[Sized]
    number: int = 0
    """Which page of its slide it is, counted from 0."""
    continues: bool = False
    """Whether text of it goes on on the next page."""
    crowded: list[Sized] = field(default_factory=list)
    """Fills that are too long for their places at the smallest allowed size."""

    @property
    def title(self) -> Sized | None:
        return next((sized for sized in self.sized if sized.slot == "title"), None)


def crowding(drafts: Sequence[Draft]) -> int:
    """How many fills are too long for their places."""
    return sum(len(draft.crowded) for draft in drafts)


def eased_role(slot: str, role: Role, bound: BoundLayout) -> Role:
    """The role with a lower floor where a template nobody has bound decides on the place; titles always stand in the
    template's own."""
    if bound.ease == 1 or role.continues:
        return role
    if role.name == FULL_PHOTO:
        # There a full photo has the same title as all other pages, which agree on a size.
        role = replace(role, name="title")
    ease = min(bound.ease, TITLE_EASE) if slot == "title" else bound.ease
    return replace(role, floor=role.floor * ease)


def with_guests(role: Role, own: Fill | None, fill: Fill) -> Role:
    """The role with room for the other texts that share the place: what the house limits is the main one."""
    if own is fill or not isinstance(own, Text) or not isinstance(fill, Text):
        return role
    lines = len(fill.paragraphs) - len(own.paragraphs)
    characters = length_of(fill.paragraphs) - length_of(own.paragraphs)
    return replace(
        role,
        lines=role.lines and role.lines + lines,
        characters=role.characters and role.characters + characters,
    )


def note_trials(
    plan: SlidePlan, tried: Sequence[Sequence[Draft]], template: Template, record: Record
) -> None:
    """Keep which ways were tried, the one taken last, and which could not be for want of a slide layout."""
    lacking = ({page.variant for page in way if page.variant not in template.layouts} for way in plan.ways)
    trials = [trial_of(drafts) for drafts in tried]
    title = plan.ways[0][0].fills.get("title")
    record.titles[plan.id] = " ".join(title.text.split()) if isinstance(title, Text) else plan.id
    record.layouts[plan.id] = plan.layout
    record.ways[plan.id] = len(plan.ways)
    record.taken[plan.id] = trials[-1]
    unbound = [Trial((), unbound=tuple(sorted(names))) for names in lacking if names]
    record.trials[plan.id] = [*dict.fromkeys([*unbound, *trials])]


def trial_of(drafts: Sequence[Draft]) -> Trial:
    crowded = tuple(
        Crowding(draft.page.variant, sized.slot, sized.fill.text)
        for draft in drafts
        for sized in draft.crowded
        if not isinstance(sized.fill, PhotoFill | IconFill | ChartFill | TableFill)
    )
    variants = tuple(draft.page.variant for draft in drafts)
    return Trial(variants, crowded, any(draft.continues for draft in drafts))


@dataclass(frozen=True)
class Drafter:
    """Chooses the first way in which everything fits, and cuts what must go on on a further page."""

    template: Template
    fonts: FontBook
    photos: PhotoBook
    sink: Sink
    record: Record | None = None

    def drafts(self, plan: SlidePlan) -> list[Draft]:
        """The pages of one slide. Empty, with a finding, when the template can show none of its ways."""
        ways = [way for way in plan.ways if all(page.variant in self.template.layouts for page in way)]
        if not ways:
            self.report_unbound(plan)
            return []
        tried = []
        for way in ways:
            tried.append(self.tried(plan, way))
            if not any(draft.crowded or draft.continues for draft in tried[-1]):
                break
        else:
            # A text that goes on is better than one that is crowded; of equals the best way is first.
            tried.append(min(tried, key=crowding))
        if self.record is not None:
            note_trials(plan, tried, self.template, self.record)
        return tried[-1]

    def tried(self, plan: SlidePlan, way: Pages) -> list[Draft]:
        drafts = [draft for page in way for draft in self.continued(self.draft(plan, page))]
        for number, draft in enumerate(drafts):
            draft.number = number
        return drafts

    def draft(self, plan: SlidePlan, page: Page) -> Draft:
        """The page, in the variant that suits its photos and icons best, if its texts fit there as well."""
        for variant in better_variants(page, self.template, self.photos):
            draft = self.drafted(plan, replace(page, variant=variant))
            if not draft.crowded:
                return draft
        return self.drafted(plan, page)

    def drafted(self, plan: SlidePlan, page: Page) -> Draft:
        bound = self.template.layouts[page.variant]
        draft = Draft(plan, page, bound, list(self.placed(plan, page, bound)))
        for sized in draft.sized:
            if isinstance(sized.fill, WITHOUT_SIZE) or sized.slot == "title":
                continue
            sized.points = self.size(sized)
            if sized.points is None:
                draft.crowded.append(sized)
        return draft

    def placed(self, plan: SlidePlan, page: Page, bound: BoundLayout) -> Iterator[Sized]:
        for slot, fill in merged(page, bound).items():
            placeholder = bound.find_placeholder(slot)
            if placeholder is None:
                self.report_lost(plan, page, slot, fill)
            elif placeholder.type not in STANDING:
                usual = eased_role(slot, role_of(page.variant, slot, plan.dense), bound)
                role = with_guests(self.limited(usual, page.variant, slot), page.fills.get(slot), fill)
                yield Sized(slot, in_place(bound, placeholder, self.template.scale), role, fill)

    def limited(self, role: Role, variant: str, slot: str) -> Role:
        """The role under what the house allows."""
        limits = self.template.limits
        return limited(role, find_limit(limits, variant, slot), self.template.scale) if limits else role

    def size(self, sized: Sized) -> float | None:
        """The largest size at which the fill fits its placeholder, not below its role's floor, and within what the
        house allows."""
        return None if sized.is_long else self.size_down_to(sized, sized.role.floor, sized.role.lines)

    def size_anyhow(self, sized: Sized) -> float:
        """The size of a fill for which there is no right one: as large as fits."""
        for floor in (sized.role.floor, SMALLEST_LEGIBLE):
            if points := self.size_down_to(sized, floor):
                return points
        return SMALLEST_LEGIBLE

    def size_down_to(self, sized: Sized, floor: float, lines: int | None = None) -> float | None:
        lowest = min(floor, sized.base)
        match sized.fill:
            case Text(paragraphs):
                return largest_fitting(
                    paragraphs,
                    sized.placeholder,
                    lowest,
                    self.fonts,
                    headline=sized.role.headline,
                    lines=lines,
                )
            case Figure():
                return figure_points(sized.fill, sized.placeholder, self.fonts, lowest)
            case PhotoFill() | IconFill() | ChartFill() | TableFill():
                return sized.base

    def continued(self, draft: Draft) -> list[Draft]:
        """The draft, and further pages for a table or a text that does not fit it and may go on elsewhere."""
        for sized in draft.sized:
            if isinstance(sized.fill, TableFill):
                return self.paged(draft, sized, sized.fill)
        for sized in draft.crowded:
            if (
                isinstance(sized.fill, Text)
                and sized.role.continues
                and CONTINUATION in self.template.layouts
            ):
                return self.cut(draft, sized, sized.fill)
        return [draft]

    def paged(self, draft: Draft, sized: Sized, table: TableFill) -> list[Draft]:
        """The same page for each part of the table; only the first says how it goes on."""
        from deckgen.fit.tables import fit_table  # many decks have none

        sized.table, *others = fit_table(table, sized.placeholder, self.fonts, self.sink)
        draft.continues = bool(others)
        drafts = [draft]
        for other in others:
            further = self.draft(draft.plan, draft.page)
            for each in further.sized:
                each.table = other if each.slot == sized.slot else None
            drafts.append(further)
        return drafts

    def cut(self, draft: Draft, sized: Sized, text: Text) -> list[Draft]:
        """Text that goes on gets its comfortable size: with a further page there is room for it."""
        points = min(sized.role.uniform, sized.base)
        role = sized.role
        first, *rest = split_to_fit(
            text.paragraphs,
            sized.placeholder,
            points,
            self.fonts,
            lines=role.lines,
            characters=role.characters,
        )
        sized.fill = replace(text, paragraphs=first)
        sized.points = self.size(sized)
        draft.crowded.remove(sized)
        draft.continues = True
        frame = {slot: fill for slot, fill in draft.page.fills.items() if slot in ("section", "title")}
        further = Page(CONTINUATION, frame)
        limit = self.limited(role_of(CONTINUATION, "body", draft.plan.dense), CONTINUATION, "body")
        parts = self.joined(rest, limit)
        pages = [replace(further, fills={**frame, "body": Text(part, text.origin)}) for part in parts]
        return [draft, *(self.draft(draft.plan, page) for page in pages)]

    def joined(self, parts: Sequence[Whole], role: Role) -> list[Whole]:
        """Neighbouring parts that fit a continuation page together, which may be roomier than the first."""
        bound = self.template.layouts[CONTINUATION]
        found = bound.find_placeholder("body")
        placeholder = found and in_place(bound, found, self.template.scale)
        joined: list[Whole] = []
        for part in parts:
            both = (*joined[-1], *part) if joined else part
            if joined and placeholder and self.fits(both, placeholder, role):
                joined[-1] = both
            else:
                joined.append(part)
        return joined

    def fits(self, paragraphs: Whole, placeholder: Placeholder, role: Role) -> bool:
        if role.characters is not None and length_of(paragraphs) > role.characters:
            return False
        uniform = min(role.uniform, placeholder.levels[0].points)
        return largest_fitting(paragraphs, placeholder, uniform, self.fonts, lines=role.lines) is not None

    def report_unbound(self, plan: SlidePlan) -> None:
        variants = sorted({page.variant for way in plan.ways for page in way})
        self.sink.report(
            codes.SLIDE_LAYOUT_NOT_FOUND,
            f"the template `{self.template.name}` has no slide layout for {', '.join(variants)}",
            plan.origin,
            hint="bind one in the template's binding file, or choose another `layout`",
        )

    def report_lost(self, plan: SlidePlan, page: Page, slot: str, fill: Fill) -> None:
        if slot == "section":
            self.sink.report(
                codes.SECTION_UNPLACED,
                f"`{self.template.name}` has no footer that could name each slide's section; dividers and contents do",
            )
            return
        if isinstance(fill, IconFill):
            message = f"the slide layout for `{page.variant}` has no place for the icon `{fill.name}`"
            self.sink.report(codes.ICON_OMITTED, message, fill.origin)
            return
        self.sink.report(
            codes.PLACEHOLDER_NOT_FOUND,
            f"the slide layout for `{page.variant}` has no placeholder for `{slot}`",
            fill.origin or plan.origin,
            hint=f"bind `{slot}` in the binding file of `{self.template.name}`",
        )
