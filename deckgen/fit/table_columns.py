"""Widths of a table's columns from the words in them: nothing unbreakable is cut, long texts share the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen.fit.breaking import SLACK
from deckgen.fit.fonts import Fonts
from deckgen.fit.text import extents
from deckgen.layouts.model import TableCell, TableFill
from deckgen.records import dataclass
from deckgen.templates.model import LevelStyle

HEAD_TURNS = 7.0
"""Ems from which a name in the head may take two lines for the sake of the other columns."""
SHORT = 5.0
"""Ems; a text up to so long stays on one line where there is room at all."""
POWERS = (0.5, 0.75, 1.0)
"""How much more a longer text gets: at 0.5, one that is four times as long gets twice the width."""


@dataclass(slots=True)
class Need:
    """What a column asks for, in ems: never less than `least`, on one line with `wish`."""

    least: float = 0.0
    wish: float = 0.0
    body: float = 0.0
    """The wish without the head, whose longer names may take two lines."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of all columns, and of the cells that span several."""

    columns: tuple[Need, ...]
    spans: tuple[tuple[TableCell, float], ...]

    def least(self, points: float, pads: Sequence[float]) -> list[float]:
        """Points that each column takes at least; `pads` is what stands beside the text of each."""
        widths = [_room(need.least, points) + pad for need, pad in zip(self.columns, pads, strict=True)]
        for cell, ems in self.spans:
            members = range(cell.column, min(cell.column + cell.across, len(widths)))
            missing = _room(ems, points) + pads[cell.column] - sum(widths[n] for n in members)
            for n in members:
                widths[n] += max(0.0, missing) / len(members)
        return widths


def needs_of(table: TableFill, style: LevelStyle, fonts: Fonts) -> Needs:
    columns = tuple(Need() for _ in table.aligns)
    spans: list[tuple[TableCell, float]] = []
    for cell, is_head, bold in _cells(table):
        least, wish = 0.0, 0.0
        for paragraph in cell.text.paragraphs:
            piece, line = extents(paragraph, replace(style, bold=True) if bold else style, fonts)
            least, wish = max(least, piece), max(wish, line)
        if cell.across > 1:
            spans.append((cell, least))
            continue
        need = columns[cell.column]
        need.least = max(need.least, least, wish if wish <= SHORT else 0.0)
        need.wish = max(need.wish, wish)
        turned = max(least, wish / 2 + 1) if is_head and wish > HEAD_TURNS else wish
        need.body = max(need.body, turned)
    return Needs(columns, tuple(spans))


def _cells(table: TableFill) -> Iterator[tuple[TableCell, bool, bool]]:
    """Every cell, whether it is of the head, and whether it is set bold."""
    for row in table.head:
        yield from ((cell, True, True) for cell in row)
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        bold = number == table.highlight or (table.total and number == last)
        yield from ((cell, False, bold) for cell in row)


def _room(ems: float, points: float) -> float:
    """Points of the line that holds so many ems for certain, also after rounding to whole points."""
    return ems * points / (1 - SLACK) + 1.1


def column_widths(needs: Needs, points: float, pads: Sequence[float], width: float) -> Iterator[list[float]]:
    """Points for each column, `width` in all: none where something unbreakable would have to be cut, several
    where the texts are long and there is more than one way to share."""
    least = needs.least(points, pads)
    if sum(least) > width:
        return
    for wishes in (
        [_room(need.wish, points) + pad for need, pad in zip(needs.columns, pads, strict=True)],
        [_room(need.body, points) + pad for need, pad in zip(needs.columns, pads, strict=True)],
    ):
        wanted = [max(pair) for pair in zip(wishes, least, strict=True)]
        if sum(wanted) <= width:
            yield _widened(wanted, width)
            return
    yield from (_shared(wanted, least, width, power) for power in POWERS)


def _widened(wanted: Sequence[float], width: float) -> list[float]:
    """What is left over goes to all alike, and half of it by size: long texts take more."""
    left = width - sum(wanted)
    total = sum(wanted) or 1.0
    return [each + left / 2 / len(wanted) + left / 2 * each / total for each in wanted]


def _shared(wanted: Sequence[float], least: Sequence[float], width: float, power: float) -> list[float]:
    """Short columns get all they ask for; the long ones share what is left by their lengths."""
    widths = list(least)
    open_ = set(range(len(wanted)))
    while open_:
        room = width - sum(widths[n] if n not in open_ else 0.0 for n in range(len(widths)))
        fair = room / len(open_)
        # Those that need more than their share come first: what they leave is what others may ask for.
        bound = {n for n in open_ if least[n] >= fair}
        modest = set() if bound else {n for n in open_ if wanted[n] <= fair}
        for n in modest:
            widths[n] = wanted[n]
        if not modest and not bound:
            break
        open_ -= modest | bound
    if not open_:
        return _widened(widths, width)
    room = width - sum(widths[n] for n in range(len(widths)) if n not in open_)
    spare = room - sum(least[n] for n in open_)
    weight = {n: max(wanted[n] - least[n], 0.0) ** power for n in open_}
    total = sum(weight.values()) or 1.0
    for n in open_:
        widths[n] = least[n] + spare * weight[n] / total
    return widths


def fixed_widths(needs: Needs, points: float, pads: Sequence[float], width: float) -> list[float]:
    """Where even the least is too much: everything a share narrower than it asks for."""
    least = needs.least(points, pads)
    return [each * width / (sum(least) or 1.0) for each in least]
