"""Why a deck came out as it did: what planning and fitting write down for those who ask (`--explain-plan`)."""

from __future__ import annotations

from dataclasses import field

from deckgen.records import dataclass

ASKED, BEST, VARIETY, MADE = "asked", "best", "variety", "made"
"""Why a slide has its layout: the author named it, it suits best, the best one had served three slides in a row,
or the slide is one that every report gets."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Why a slide has its layout."""

    reason: str
    holds: str
    """What the slide has to show, in the author's words."""
    scores: tuple[tuple[str, float], ...] = ()
    """The layouts that suit, best first, with how well they do: from 0 to 1."""
    part: bool = False
    """Whether it is a part of a mixture that no layout takes as a whole."""


@dataclass(frozen=True, slots=True)
class Crowding:
    """A text that is too long for its place: the variant, its slot, and the text."""

    variant: str
    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to lay a slide out, as fitting found it."""

    variants: tuple[str, ...]
    """The variant of each page, continuations included."""
    crowded: tuple[Crowding, ...] = ()
    continues: bool = False
    """Whether a text goes on on a further page."""
    unbound: tuple[str, ...] = ()
    """Variants that the template lacks. Such a way is not tried: only these are known of it."""

    @property
    def fits(self) -> bool:
        return not (self.crowded or self.continues or self.unbound)


@dataclass(slots=True)
class Record:
    """Slide id → why it has its layout, which ways fitting tried, and which of them it took."""

    choices: dict[str, Choice] = field(default_factory=dict)
    trials: dict[str, list[Trial]] = field(default_factory=dict)
    taken: dict[str, Trial] = field(default_factory=dict)
    ways: dict[str, int] = field(default_factory=dict)
    """How many ways the layout offered."""
    layouts: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
