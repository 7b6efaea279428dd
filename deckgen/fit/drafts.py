"""Slides while they are being fitted: each fill with its placeholder and the size it has so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from deckgen.fit.model import FittedTable
from deckgen.fit.splitting import length_of
from deckgen.layouts.model import (
    ChartFill,
    Figure,
    Fill,
    IconFill,
    Page,
    PhotoFill,
    TableFill,
    Text,
)
from deckgen.layouts.roles import Role
from deckgen.layouts.slots import stem_of
from deckgen.plan.model import SlidePlan
from deckgen.plan.record import Crowding, Record, Trial
from deckgen.records import dataclass
from deckgen.templates.model import BoundLayout, Placeholder, Template

SMALLEST_LEGIBLE = 6.0
"""Points below which no text is set, whatever happens."""

WITHOUT_SIZE = (PhotoFill, IconFill, ChartFill, TableFill)
"""Fills that have no one size of type."""


@dataclass(slots=True)
class Sized:
    """A fill in its placeholder. `points`: the size decided so far; None where no size fits, or for `WITHOUT_SIZE`."""

    slot: str
    placeholder: Placeholder
    role: Role
    fill: Fill
    points: float | None = None
    table: FittedTable | None = None
    """For a table: the fitted rows that stand on this slide."""

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
        """Whether it has more characters than the template's binding allows."""
        return self.role.characters is not None and self.length > self.role.characters


@dataclass(slots=True)
class Draft:
    """One slide while it is being fitted."""

    plan: SlidePlan
    page: Page
    bound: BoundLayout
    sized: list[Sized]
    number: int = 0
    """Which page of the planned slide this is, counted from 0."""
    continues: bool = False
    """Whether text of it goes on on the next page."""
    crowded: list[Sized] = field(default_factory=list)
    """Fills that are too long for their places at the smallest allowed size."""

    @property
    def title(self) -> Sized | None:
        return next((sized for sized in self.sized if sized.slot == "title"), None)


def note_trials(
    plan: SlidePlan, tried: Sequence[Sequence[Draft]], template: Template, record: Record
) -> None:
    """Write into `record` which ways were tried, the last of which was taken, and which could not be, because the
    template lacks a slide layout."""
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
        if not isinstance(sized.fill, WITHOUT_SIZE)
    )
    variants = tuple(draft.page.variant for draft in drafts)
    return Trial(variants, crowded, any(draft.continues for draft in drafts))
