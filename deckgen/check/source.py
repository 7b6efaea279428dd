"""The text that a report's figures come from: where a quote stands in it, and which figures it holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise

from deckgen.check.exemptions import NO_AMOUNT, find_exemption
from deckgen.check.figures import Figure, figures_in
from deckgen.check.folding import Joined, fold, join_lines
from deckgen.content.decoding import Undecodable, decode_bytes
from deckgen.diagnostics import Span

MAX_SOURCE = 2_000_000
"""Bytes: several books."""

_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’」』\"')）]*|\.(?=\s|$)|\n\s*\n")
_PIECE_END = re.compile(r"(?<=[。！？；])|(?<=[.!?;])\s|[,，]")
_MOST_PIECES = 5_000
_MARKDOWN = (".md", ".markdown")
_LONGEST_SHOWN = 60


class SourceUnreadable(Exception):
    """The bytes are no text; the message says why."""


def read_source(data: bytes, file: str) -> Source:
    """The text in `data`. Raises SourceUnreadable."""
    if len(data) > MAX_SOURCE:
        raise SourceUnreadable(f"it has more than {MAX_SOURCE:,} bytes")
    try:
        text = decode_bytes(data)
    except Undecodable:
        raise SourceUnreadable("it is no text in UTF-8, UTF-16 or GB18030") from None
    if not text.strip():
        raise SourceUnreadable("it is empty")
    return Source(file, text)


@dataclass(frozen=True)
class Source:
    """A source text. Places count in `text`, which is `raw` on one line; `span` leads back to the file."""

    file: str
    raw: str

    @cached_property
    def joined(self) -> Joined:
        return join_lines(self.raw, marks="*`" if self.file.lower().endswith(_MARKDOWN) else "")

    @property
    def text(self) -> str:
        return self.joined.text

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return figures_in(self.text)

    @cached_property
    def by_key(self) -> Mapping[str, Sequence[Figure]]:
        """The amounts, by what they have in common whatever their scale."""
        return _keyed(self.amounts)

    @cached_property
    def amounts(self) -> tuple[Figure, ...]:
        """The figures but for dates and the like, in order."""
        return self._amounts(self.figures)

    @cached_property
    def worded_by_key(self) -> Mapping[str, Sequence[Figure]]:
        """The same with figures in words."""
        return _keyed(self._amounts(self.worded))

    def _amounts(self, figures: Sequence[Figure]) -> tuple[Figure, ...]:
        return tuple(figure for figure in figures if find_exemption(self.text, figure) not in NO_AMOUNT)

    @cached_property
    def worded(self) -> tuple[Figure, ...]:
        """The figures, those in words (十二个, twelve) among them."""
        return figures_in(self.text, words=True)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(figure.digits for figure in self.worded)

    def find_all(self, quote: str) -> Iterator[tuple[int, int]]:
        """Start and end of every place where `quote` stands, however it is spelt and broken into lines."""
        wanted = fold(join_lines(quote.strip()).text)
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0:
            yield at, at + len(wanted)
            at = self.folded.find(wanted, at + 1)

    def figures_between(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures, even in words, whose numbers stand there; their words may reach over the edges."""
        return self.worded[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]

    def span(self, start: int, end: int) -> Span:
        """The place in the file."""
        offset = self.joined.offsets[start]
        line = bisect_right(self._lines, offset)
        last = self.joined.offsets[max(start, end - 1)] + 1
        return Span(self.file, line, offset - self._lines[line - 1] + 1, max(1, last - offset))

    def place(self, start: int) -> str:
        span = self.span(start, start + 1)
        return f"{span.file}:{span.line}:{span.column}"

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in re.finditer("\r\n|[\n\r]", self.raw)))

    @cached_property
    def _sentence_ends(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _SENTENCE_END.finditer(self.text)), len(self.text))

    def sentence_at(self, place: int) -> str:
        """The sentence around a place of `text`, shortened to its neighbourhood."""
        number = min(bisect_right(self._sentence_ends, place), len(self._sentence_ends) - 1)
        start, end = self._sentence_ends[number - 1], self._sentence_ends[number]
        return self.text[max(start, place - _LONGEST_SHOWN) : min(end, place + _LONGEST_SHOWN)].strip()

    def suggest(self, quote: str) -> str | None:
        """The sentence that `quote` may be meant to repeat. Long sources are not searched: it would take too long."""
        pieces = [piece for piece in _PIECE_END.split(self.text) if piece and piece.strip()]
        pieces += [self.text[start:end] for start, end in pairwise(self._sentence_ends) if start < end]
        if len(pieces) > _MOST_PIECES:
            return None
        close = get_close_matches(fold(join_lines(quote).text), pieces, n=1, cutoff=0.6)
        return close[0].strip() if close else None


def _keyed(figures: Sequence[Figure]) -> Mapping[str, Sequence[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.key].append(figure)
    return found
