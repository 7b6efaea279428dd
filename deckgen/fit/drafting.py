"""A slide's ways to be laid out → its pages under way: the first way in which everything fits, cut where it must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen import codes
from deckgen.diagnostics import Sink
from deckgen.fit.drafts import SMALLEST_LEGIBLE, WITHOUT_SIZE, Draft, Sized, note_trials
from deckgen.fit.fonts import FontBook
from deckgen.fit.merging import in_place, merged
from deckgen.fit.photos import PhotoBook
from deckgen.fit.sizes import figure_points, largest_fitting
from deckgen.fit.splitting import length_of, split_to_fit
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
from deckgen.layouts.slots import FRAME
from deckgen.plan.model import SlidePlan
from deckgen.plan.record import Record
from deckgen.records import dataclass
from deckgen.templates.model import BoundLayout, Placeholder, Template

CONTINUATION = "bullets"
"""The variant in which a text goes on: title and text, nothing else."""

STANDING = ("ftr", "dt", "sldNum")
"""Types of placeholders whose text is the same on all slides (`standing.py` fits it). A slot bound to one, as the
section's name may be to the footer, is not fitted here."""

TITLE_EASE = 0.58
"""Where slide layouts are inferred, titles may be as small as this share of their usual floor."""

FULL_PHOTO = "full-photo.title"

Paragraphs = tuple[Paragraph, ...]


@dataclass(frozen=True)
class Drafter:
    """Chooses the first way in which everything fits, and cuts what must go on on a further page."""

    template: Template
    fonts: FontBook
    photos: PhotoBook
    sink: Sink
    record: Record | None = None

    def drafts(self, plan: SlidePlan) -> list[Draft]:
        """The pages of one planned slide. Empty, with a finding, when the template has slide layouts for none of its
        ways."""
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
            # No way fits. A text that goes on is better than one that is crowded; of equals the first way is best.
            tried.append(min(tried, key=crowding))
        if self.record is not None:
            note_trials(plan, tried, self.template, self.record)
        return tried[-1]

    def tried(self, plan: SlidePlan, way: Pages) -> list[Draft]:
        """The pages of one way, continuations included."""
        drafts = [draft for page in way for draft in self.continued(self.draft(plan, page))]
        for number, draft in enumerate(drafts):
            draft.number = number
        return drafts

    def draft(self, plan: SlidePlan, page: Page) -> Draft:
        """The page in the variant that suits its photos and icons best among those in which its texts fit."""
        for variant in better_variants(page, self.template, self.photos):
            draft = self.drafted(plan, replace(page, variant=variant))
            if not draft.crowded:
                return draft
        return self.drafted(plan, page)

    def drafted(self, plan: SlidePlan, page: Page) -> Draft:
        """The page in its own variant, each text at the largest size that fits."""
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
        """The page's fills in their placeholders; those that have none are reported."""
        for slot, fill in merged(page, bound).items():
            placeholder = bound.find_placeholder(slot)
            if placeholder is None:
                self.report_lost(plan, page, slot, fill)
            elif placeholder.type not in STANDING:
                usual = eased_role(slot, role_of(page.variant, slot, plan.dense), bound)
                role = with_guests(self.limited(usual, page.variant, slot), page.fills.get(slot), fill)
                yield Sized(slot, in_place(bound, placeholder, self.template.scale), role, fill)

    def limited(self, role: Role, variant: str, slot: str) -> Role:
        """The role under the limits of the template's binding."""
        limits = self.template.limits
        return limited(role, find_limit(limits, variant, slot), self.template.scale) if limits else role

    def size(self, sized: Sized) -> float | None:
        """The largest size at which the fill fits its placeholder, down to its role's floor and within its limits; None
        if none does."""
        return None if sized.is_long else self.size_down_to(sized, sized.role.floor, sized.role.lines)

    def size_anyhow(self, sized: Sized) -> float:
        """The size of a fill that does not fit as it should: the largest at which it fits at all."""
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
        """The draft, followed by further pages for a table or a text that does not fit on it."""
        for sized in draft.sized:
            if isinstance(sized.fill, TableFill):
                return self.paged(draft, sized, sized.fill)
        for sized in draft.crowded if CONTINUATION in self.template.layouts else ():
            if isinstance(sized.fill, Text) and sized.role.continues:
                return self.cut(draft, sized, sized.fill)
        return [draft]

    def paged(self, draft: Draft, sized: Sized, table: TableFill) -> list[Draft]:
        """The page again and again, with one part of the table each; only the first is marked as going on."""
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
        """The text cut into pages, set at its role's uniform size: with a further page there is room for that."""
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
        frame = {slot: fill for slot, fill in draft.page.fills.items() if slot in FRAME}
        limit = self.limited(role_of(CONTINUATION, "body", draft.plan.dense), CONTINUATION, "body")
        parts = self.joined(rest, limit)
        pages = (Page(CONTINUATION, {**frame, "body": Text(part, text.origin)}) for part in parts)
        return [draft, *(self.draft(draft.plan, page) for page in pages)]

    def joined(self, parts: Sequence[Paragraphs], role: Role) -> list[Paragraphs]:
        """Neighbouring parts that fit a continuation page together, which may be roomier than the first."""
        bound = self.template.layouts[CONTINUATION]
        found = bound.find_placeholder("body")
        placeholder = found and in_place(bound, found, self.template.scale)
        joined: list[Paragraphs] = []
        for part in parts:
            both = (*joined[-1], *part) if joined else part
            if joined and placeholder and self.fits(both, placeholder, role):
                joined[-1] = both
            else:
                joined.append(part)
        return joined

    def fits(self, paragraphs: Paragraphs, placeholder: Placeholder, role: Role) -> bool:
        """Whether the paragraphs fit at the role's uniform size, within its limits."""
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
        """Report a fill for which the slide layout has no placeholder."""
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


def crowding(drafts: Sequence[Draft]) -> int:
    """How many fills are too long for their places."""
    return sum(len(draft.crowded) for draft in drafts)


def eased_role(slot: str, role: Role, bound: BoundLayout) -> Role:
    """The role with a lower floor where the slide layout is inferred: its places may be small. Titles get the lowest,
    because they always stand in the template's own place."""
    if not bound.is_inferred or role.continues:
        return role
    if role.name == FULL_PHOTO:
        # In such a template a full photo has the same title as all other pages, which agree on a size.
        role = replace(role, name="title")
    ease = min(bound.ease, TITLE_EASE) if slot == "title" else bound.ease
    return replace(role, floor=role.floor * ease)


def with_guests(role: Role, own: Fill | None, fill: Fill) -> Role:
    """The role, its limits raised by the other texts that share the place: the binding means the slot's own text.

    `own` is the slot's fill, `fill` that with the other texts.
    """
    if own is fill or not isinstance(own, Text) or not isinstance(fill, Text):
        return role
    lines = len(fill.paragraphs) - len(own.paragraphs)
    characters = length_of(fill.paragraphs) - length_of(own.paragraphs)
    return replace(
        role,
        lines=role.lines and role.lines + lines,
        characters=role.characters and role.characters + characters,
    )
