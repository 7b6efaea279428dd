"""Styled text in, widths and line breaks out; all in ems, so one measurement serves every size."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from deckgen.fit.fonts import Face
from deckgen.fit.kinsoku import line_starts
from deckgen.fit.scripts import script_stretches
from deckgen.records import dataclass

SCRIPT_GAP = 0.24
"""Ems that LibreOffice leaves between Latin and East Asian text; PowerPoint has no such gap."""

SLACK = 0.01
"""Share of the line left free: LibreOffice rounds advances by up to 0.7 %."""

ROUNDING = 1e-9
BLANK = " "


@dataclass(frozen=True, slots=True, eq=False)
class Pen:
    """The faces of one text style in one weight."""

    latin: Face
    east_asian: Face


Weights = tuple[tuple[int, Pen], ...]
"""The pens of a text, each with the place from which on it is used: (0, regular), (4, bold) …"""


class Measured:
    """A text without line ends, measured in ems as if it stood on one long line.

    `left` and `right` are the edges of every character; `switches` are the places where the script changes between
    Latin and East Asian. `guessed` are those of the typefaces used whose real widths are unknown.
    """

    __slots__ = ("__dict__", "guessed", "left", "right", "switches", "text", "total")

    def __init__(
        self,
        text: str,
        left: list[float],
        right: list[float],
        switches: list[int],
        guessed: tuple[str, ...] = (),
    ) -> None:
        self.text = text
        self.left = left
        self.right = right
        self.switches = switches
        self.guessed = guessed
        self.total = self.visible_end(len(text))
        """Ems of the whole text on one line."""

    @cached_property
    def starts(self) -> list[int]:
        """Where a line may start, and the end of the text."""
        return [*line_starts(self.text), len(self.text)]

    @cached_property
    def ends(self) -> list[float]:
        """Where the text before each of `starts` ends, blanks not counted."""
        text, right = self.text, self.right
        return [right[at - 1] if text[at - 1] != BLANK else self.visible_end(at) for at in self.starts if at]

    @cached_property
    def loose(self) -> Measured:
        """The same text as PowerPoint sets it: without gaps between the scripts."""
        shifts = [0.0] * len(self.text)
        for number, (start, end) in enumerate(pairwise([*self.switches, len(self.text)]), 1):
            shifts[start:end] = [number * SCRIPT_GAP] * (end - start)
        left = [edge - shift for edge, shift in zip(self.left, shifts, strict=True)]
        right = [edge - shift for edge, shift in zip(self.right, shifts, strict=True)]
        loose = Measured(self.text, left, right, self.switches, self.guessed)
        loose.starts = self.starts
        return loose

    def width(self, start: int, end: int) -> float:
        """Ems of the characters from `start` to `end`, trailing blanks not counted."""
        return max(0.0, self.visible_end(end) - self.left[start]) if end > start else 0.0

    def visible_end(self, end: int) -> float:
        """The right edge of the text before `end`, trailing blanks not counted."""
        while end and self.text[end - 1] == BLANK:
            end -= 1
        return self.right[end - 1] if end else 0.0


@lru_cache(maxsize=1024)
def measure(text: str, weights: Weights, tab: float = 0.0, tracking: float = 0.0) -> Measured:
    """Measure `text`. `tab` is the width of a tab, `tracking` the space added after every character; both in ems."""
    left: list[float] = []
    right: list[float] = []
    switches: list[int] = []
    guessed: tuple[str, ...] = ()
    edge = 0.0
    for start, end, east_asian in script_stretches(text):
        if start:
            switches.append(start)
            edge += SCRIPT_GAP
        strokes = _strokes(start, end, weights) if len(weights) > 1 else ((start, end, weights[0][1]),)
        for begin, until, pen in strokes:
            stretch = text[begin:until]
            if pen.latin.substituted and not east_asian and not stretch.isspace():
                guessed = (*guessed, pen.latin.name)
            widths = map(_advances(stretch, pen, east_asian, tab).__getitem__, stretch)
            if tracking:
                widths = map(tracking.__add__, widths)
            edges = list(accumulate(widths, initial=edge))
            left += edges[:-1]
            right += edges[1:]
            edge = edges[-1]
    return Measured(text, left, right, switches, guessed)


def _strokes(start: int, end: int, weights: Weights) -> Iterator[tuple[int, int, Pen]]:
    """The stretch from `start` to `end`, cut where the pen changes."""
    cuts = [start, *(at for at, _ in weights if start < at < end), end]
    for begin, until in pairwise(cuts):
        yield begin, until, weights[bisect_right(weights, begin, key=lambda weight: weight[0]) - 1][1]


def _advances(stretch: str, pen: Pen, east_asian: bool, tab: float) -> Mapping[str, float]:
    advances = pen.east_asian.east_asian if east_asian else pen.latin.latin
    if "\t" in stretch:
        return {character: tab if character == "\t" else advances[character] for character in stretch}
    return advances


def natural_lines(measured: Measured, first: float, rest: float) -> list[int]:
    """Where lines start when each takes all that it can; a word wider than a line is cut between letters.

    `first` and `rest` are the widths of the first line and of those after it, in ems.
    """
    starts, at, room, end = [0], 0, first, len(measured.text)
    while at < end and (at := next_start(measured, at, room)) < end:
        starts.append(at)
        room = rest
    return starts


def next_start(measured: Measured, start: int, room: float) -> int:
    """Where the next line starts after a line that starts at `start` and has `room` ems."""
    limit = measured.left[start] + room + ROUNDING
    index = bisect_right(measured.ends, limit) - 1
    if index >= 0 and measured.starts[index] > start:
        return measured.starts[index]
    # A first letter without room stands alone, with the marks that combine with it.
    cut = max(bisect_right(measured.right, measured.right[start]), bisect_right(measured.right, limit))
    # Both programs cut an address that is wider than the line after a slash, if there is one.
    slash = measured.text.rfind("/", start, cut)
    return slash + 1 if slash > start and measured.text[slash + 1 : slash + 2].isalnum() else cut


def cuts_a_word(measured: Measured, starts: Sequence[int]) -> bool:
    """Whether a line starts inside a word, because the word is wider than a line."""
    allowed = measured.starts
    return any(allowed[bisect_left(allowed, start)] != start for start in starts[1:])


def last_start_before(measured: Measured, start: int, limit: int, refused: Collection[int]) -> int | None:
    """The last place after `start` and not after `limit` where a line may start that is not `refused`."""
    for index in range(bisect_right(measured.starts, limit) - 1, -1, -1):
        candidate = measured.starts[index]
        if candidate <= start:
            return None
        if candidate not in refused:
            return candidate
    return None
