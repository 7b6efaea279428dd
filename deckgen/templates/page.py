"""The size of a template's slides, and what it means for everything on them."""

from __future__ import annotations

from deckgen.records import dataclass
from deckgen.units import Box


@dataclass(frozen=True, slots=True)
class Page:
    """The size of the template's slides, EMU."""

    width: int
    height: int

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)

    @property
    def scale(self) -> float:
        """How large the slide is beside one of 13.33 × 7.5 inches, for which all sizes are meant."""
        return min(self.height / 6_858_000, self.width / 9_144_000)
