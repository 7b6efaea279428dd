"""A template in, an account of it out: its slide layouts, and what deckgen uses each of them for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from deckgen.layouts import find_layouts
from deckgen.records import dataclass
from deckgen.templates.inference.sheets import Sheet
from deckgen.templates.limits import Limit
from deckgen.templates.masters import SlideMaster
from deckgen.templates.model import Placeholder
from deckgen.templates.page import Page
from deckgen.templates.styles import theme_fonts
from deckgen.templates.surveying import Survey

BOUND = "the binding says so"


@dataclass(frozen=True, slots=True)
class Use:
    """A variant that a slide layout serves. `confidence` runs from 0 to 1 and is None where a binding decides."""

    variant: str
    slots: Mapping[str, int]
    confidence: float | None
    reason: str
    mended: bool = False
    """Decks get a copy of the slide layout, with places enlarged or colours that can be read."""


@dataclass(frozen=True, slots=True)
class LayoutAccount:
    """One slide layout with its placeholders in the file's order."""

    sheet: Sheet
    uses: tuple[Use, ...]

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def placeholders(self) -> list[Placeholder]:
        return list(self.sheet.placeholders.values())

    def slots_at(self, idx: int) -> list[str]:
        """What the placeholder serves: `cover.title`."""
        return [f"{use.variant}.{slot}" for use in self.uses for slot, at in use.slots.items() if at == idx]


@dataclass(frozen=True, slots=True)
class MasterAccount:
    """A slide master; `chosen` is the one whose slide layouts count."""

    name: str
    chosen: bool
    layouts: tuple[LayoutAccount, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What there is to say of a template. Lengths are EMU."""

    name: str
    page: Page
    colours: Mapping[str, str]
    fonts: Mapping[str, str]
    """Typefaces of the theme: `headings`, `headings_east_asian`, `text`, `text_east_asian`."""
    tones: Mapping[str, str]
    masters: tuple[MasterAccount, ...]
    built: Mapping[str, tuple[str, ...]]
    """Layout → the variants for which deckgen builds a slide layout in the deck."""
    missing: Mapping[str, tuple[str, ...]]
    """Layout → the variants that decks of this template cannot have."""
    bound: bool
    """Whether a binding says anything of its slide layouts."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """The house's own names for layouts."""
    limits: Mapping[str, Limit] = field(default_factory=dict)

    @property
    def layouts(self) -> list[LayoutAccount]:
        return [layout for master in self.masters for layout in master.layouts]

    @property
    def uses(self) -> list[tuple[LayoutAccount, Use]]:
        return [(layout, use) for layout in self.layouts for use in layout.uses]


def account_of(survey: Survey) -> Account:
    """What deckgen uses the template for. Slide layouts that it would build are named, not built."""
    template = survey.template
    uses: dict[str, list[Use]] = {}
    for part, use in _uses(survey):
        uses.setdefault(part, []).append(use)
    served = {use.variant for each in uses.values() for use in each}
    unserved = {name: _others(layout.variants, served) for name, layout in find_layouts().items()}
    possible = {name: tuple(one for one in each if one in survey.bindings) for name, each in unserved.items()}
    missing = {
        name: tuple(one for one in each if one not in possible[name]) for name, each in unserved.items()
    }
    return Account(
        name=template.name,
        page=Page(template.width, template.height),
        colours=template.colours,
        fonts=_fonts(survey.preferred),
        tones=template.tones,
        masters=tuple(_master(survey, master, uses) for master in survey.masters),
        built={name: each for name, each in possible.items() if each},
        missing={name: each for name, each in missing.items() if each},
        bound=bool(survey.bindings.said),
        aliases=survey.binding.aliases,
        limits=survey.binding.limits,
    )


def _others(variants: Mapping[str, object], served: set[str]) -> tuple[str, ...]:
    return tuple(variant for variant in variants if variant not in served)


def _master(survey: Survey, master: SlideMaster, uses: Mapping[str, Sequence[Use]]) -> MasterAccount:
    layouts = [LayoutAccount(sheet, tuple(uses.get(sheet.part, ()))) for sheet in survey.sheets(master)]
    return MasterAccount(master.name, master is survey.preferred, tuple(layouts))


def _uses(survey: Survey) -> Iterator[tuple[str, Use]]:
    """Part name of the slide layout → what it is used for, in the layouts' order."""
    said, inferred = survey.bindings.said, survey.bindings.inferred
    for variant in (variant for layout in find_layouts().values() for variant in layout.variants):
        if variant in said:
            mended = survey.bindings[variant].slide_layout.built is not None
            yield said[variant].slide_layout.part, Use(variant, said[variant].slots, None, BOUND, mended)
        elif match := inferred.matches.get(variant):
            bound = inferred[variant]
            if bound.slots is match.slots:  # or else its places are too low, and a page is built
                mended = bound.slide_layout.built is not None
                use = Use(variant, match.slots, match.confidence, match.reason, mended)
                yield match.sheet.part, use


def _fonts(master: SlideMaster) -> dict[str, str]:
    names = theme_fonts(master.theme).names
    keys = {
        "headings": "+mj-lt",
        "headings_east_asian": "+mj-ea",
        "text": "+mn-lt",
        "text_east_asian": "+mn-ea",
    }
    return {name: names[key] for name, key in keys.items()}
