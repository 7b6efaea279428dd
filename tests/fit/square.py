"""A typeface to count with: every character is one em wide, a line 1.22 em + 0.1 pt high."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.content.inline import Run
from deckgen.fit.fonts import Face
from deckgen.fit.text import LaidOut, lay_out
from deckgen.layouts.model import Paragraph
from deckgen.templates.model import LevelStyle, Placeholder
from deckgen.units import Box, emu


class OneEm(dict[str, float]):
    def __missing__(self, character: str) -> float:
        return 1.0


class SquareFonts:
    """Every typeface is square."""

    def __init__(self) -> None:
        self._face = Face("Square", OneEm())

    def note(self, guessed: Iterable[str]) -> None:
        assert not tuple(guessed)

    def face(self, typeface: str, bold: bool) -> Face:  # noqa: ARG002
        return self._face


SQUARE = SquareFonts()
POINTS = 10.0


def level(**changes: object) -> LevelStyle:
    plain: dict[str, object] = {
        "points": POINTS, "bold": False, "latin": "Square", "east_asian": "Square", "margin_left": 0, "indent": 0,
    }  # fmt: skip
    return LevelStyle(**(plain | changes))  # type: ignore[arg-type]


def line_height(points: float = POINTS) -> float:
    return 1.22 * points + 0.1


def ems(count: float, points: float = POINTS) -> int:
    """A width in which exactly `count` square characters have room: the slack of 1 % is added."""
    return emu((count + 0.02) * points / 0.99)


def placeholder(width: int, height: int, *levels: LevelStyle) -> Placeholder:
    return Placeholder(1, "body", "Body", Box(0, 0, width, height), (0, 0, 0, 0), (levels or (level(),)) * 9)


def paragraph(text: str, depth: int = 0) -> Paragraph:
    return Paragraph((Run(text),), depth)


def lines(text: str, count: float, *, headline: bool = False) -> list[str]:
    """The lines of one paragraph in a box with room for `count` square characters."""
    return list(laid(text, count, headline=headline).lines[0])


def laid(text: str, count: float, *, headline: bool = False) -> LaidOut:
    return lay_out([paragraph(text)], [level()], [POINTS], ems(count), SQUARE, headline=headline)
