"""What is checked of a written deck, and what a rule on one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from deckgen.check.laid_out import LaidOut
from deckgen.check.limits import Limit, Limits
from deckgen.check.placed import PlacedSlide, place_texts
from deckgen.diagnostics import Code, KeyPath, Sink, Spot
from deckgen.records import dataclass
from deckgen.units import Box
from deckgen.written.model import WrittenDeck, WrittenShape, WrittenSlide

if TYPE_CHECKING:
    from deckgen.check.source import Source
    from deckgen.content.models import Name, Report

Origins = Mapping[tuple[int, int | None], KeyPath]
"""Slide number and placeholder idx → the key path that its fill came from; with None, the slide's own."""


class SchemaFault(NamedTuple):
    """What a validator found in a part; `place` is an XPath, and empty for a fault of the whole."""

    part: str
    place: str
    message: str


@dataclass(frozen=True)
class DeckSubject:
    """A written deck, and what else is known of it.

    `report` and `source` are there when the deck was made from them in the same run, `rendered` when it is
    rendered, too, which `gate/` cares for.
    """

    deck: WrittenDeck
    report: Report | None = None
    source: Source | None = None
    origins: Origins = field(default_factory=dict)
    rendered: Callable[[], LaidOut | None] | None = field(default=None, compare=False)
    """Waits for what an office program makes of the deck; None where it is not asked."""
    fresh: WrittenDeck | None = None
    """The deck that the report makes now, where this one may have been edited since."""
    names: tuple[Name, ...] = ()
    """Names that must be spelt just so."""
    validated: tuple[SchemaFault, ...] | None = None
    """What a validator said of the file; None where it was not asked."""
    limits: Limits = field(default_factory=dict)
    """What the house has set."""

    @property
    def is_just_made(self) -> bool:
        """Whether the deck comes straight from its report, and nobody can have touched it."""
        return self.report is not None and self.fresh is None

    def limit(self, limit: Limit) -> float:
        """What the house has set, or what is usual."""
        return self.limits.get(limit.name, limit.usual)

    @cached_property
    def laid_out(self) -> LaidOut | None:
        """What an office program made of the deck; None where it was not asked, or failed."""
        return self.rendered() if self.rendered else None

    @cached_property
    def placed(self) -> tuple[PlacedSlide, ...]:
        """Where every line of text came to lie: as it was rendered, or else by deckgen's own measure."""
        return tuple(place_texts(self.deck, self.laid_out or self._own_layout()))

    def _own_layout(self) -> LaidOut:
        from deckgen.check.own_layout import lay_out_deck  # not for decks that are rendered
        from deckgen.fit.fonts import FontBook

        return lay_out_deck(self.deck, FontBook())

    def spot(
        self, slide: WrittenSlide | None = None, shape: WrittenShape | None = None, box: Box | None = None
    ) -> Spot:
        """Where a finding lies: pass it to `sink.report`. It is placed in the report, too, where that is known.

        `box` is where the fault shows, if not all over the shape.
        """
        if slide is None:
            return Spot(self.deck.file)
        if shape is None:
            return Spot(self.deck.file, slide.number)
        return Spot(self.deck.file, slide.number, shape.name, shape.id, box or shape.bounds)

    def origin(self, spot: Spot) -> KeyPath | None:
        """The key path of what made the place what it is: of the shape's fill, or else of its slide."""
        if spot.slide is None:
            return None
        found = self.origins.get((spot.slide, self._idx(spot.slide, spot.shape_id)))
        return found or self.origins.get((spot.slide, None)) or None

    def _idx(self, number: int, shape_id: int | None) -> int | None:
        slides = (slide for slide in self.deck.slides if slide.number == number)
        shapes = (shape for slide in slides for shape in slide.shapes)
        found = next((one.placeholder for one in shapes if one.id == shape_id and one.placeholder), None)
        return found.idx if found else None


@dataclass(frozen=True, slots=True)
class DeckRule:
    """One thing that is checked of written decks. `doc` says what it finds and why, with an example.

    `check` reports with `sink.report(CODE, message, subject.spot(slide, shape))`. A rule that needs `laid_out` or
    `report` says nothing where they are None. A rule on request finds what most authors need not hear. `limits` are the
    numbers that a house may set.
    """

    codes: tuple[Code, ...]
    check: Callable[[DeckSubject, Sink], None]
    doc: str
    limits: tuple[Limit, ...] = ()
    on_request: bool = False
