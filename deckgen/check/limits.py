"""The numbers of rules that are a matter of house policy: `[check.limits]` of deckgen.toml may set them.

[check.limits]
smallest-text = "14 pt"
largest-picture = "5 MB"
least-contrast = "7:1"
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.records import dataclass

_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a rule compares with. It is written with its unit: `12 pt`; `unit` is never empty."""

    name: str
    unit: str
    usual: float
    least: float
    most: float
    says: str

    @property
    def line(self) -> str:
        """The setting as it would stand, with what it is about."""
        return f'{self.name} = "{self.write(self.usual)}"  # {self.says}'

    def write(self, value: float) -> str:
        """The value as settings have it."""
        return f"{value:g}{self.unit}" if self.unit == ":1" else f"{value:g} {self.unit}"

    def read(self, text: object) -> float | None:
        """The value of what a setting says; None where it is none, or out of bounds."""
        match = _NUMBER.fullmatch(text.strip()) if isinstance(text, str) else None
        if match is None or match[2].replace(" ", "").lower() != self.unit.lower():
            return None
        value = float(match[1])
        return value if self.least <= value <= self.most else None


Limits = Mapping[str, float]
"""Name → value, of those that are set."""

SMALLEST_RUNNING_TEXT = Limit(
    "smallest-running-text", "pt", 12, 4, 96, "titles and running text; on slides that deckgen made, all text"
)
SMALLEST_TEXT = Limit(
    "smallest-text", "pt", 10, 4, 96, "all other text; where it is set, on deckgen's slides, too"
)
LEAST_CONTRAST = Limit("least-contrast", ":1", 4.5, 1, 21, "text below 18 points, or below 14 in bold")
LEAST_CONTRAST_LARGE = Limit("least-contrast-large", ":1", 3, 1, 21, "larger text")
LARGEST_PICTURE = Limit(
    "largest-picture", "MB", 2, 0.001, 10_000, "pictures above it may be no finer than needed"
)
LARGEST_FILM = Limit("largest-film", "MB", 100, 0.001, 10_000, "films and sounds")
FINEST_PICTURE = Limit(
    "finest-picture", "dpi", 440, 72, 2400, "how fine a picture above `largest-picture` may show"
)

LIMITS = {
    limit.name: limit
    for limit in (
        SMALLEST_RUNNING_TEXT,
        SMALLEST_TEXT,
        LEAST_CONTRAST,
        LEAST_CONTRAST_LARGE,
        LARGEST_PICTURE,
        LARGEST_FILM,
        FINEST_PICTURE,
    )
}
