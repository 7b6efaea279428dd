"""The text that a report's figures come from: where a quote stands in it, and which figures it holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import pairwise

from deckgen.check.exemptions import NO_AMOUNT, find_exemption
from deckgen.check.figures import Figure, figures_in
from deckgen.check.folding import Joined, fold, join_lines, squeeze
from deckgen.diagnostics import Span
from deckgen.patterns import regex
from deckgen.records import dataclass
from deckgen.sources.model import BREAK, SourceText
from deckgen.sources.reading import marks_of

_SENTENCE_END = regex(
    rf"[。！？!?；;]+[”’」』\"')）]*|(?<!\bN[or])(?<!\bDr)(?<!\bMr)(?<!\bSt)\.(?=\s|$)|{BREAK}"
)
_PIECE_END = regex(rf"(?<=[。！？；])|(?<=[.!?;])\s|[,，{BREAK}]")
_MOST_PIECES = 5_000
_PARAGRAPH_END = regex(r"\n[^\S\n]*\n\s*")
_WORD_BEFORE = regex(r"[\w.,%’'-]{0,40}\Z", re.ASCII)
_WORD_AFTER = regex(r"[\w.,%’'-]{0,40}", re.ASCII)
_LONGEST_SHOWN = 60
_LONGEST_AROUND = 200


@dataclass(frozen=True)
class Source:
    """What figures come from: one text, or several one after the other, `parts`, each with where it begins in `raw`.

    Places count in `text`, which is `raw` on one line; `span` and `place` lead back to the files.
    """

    file: str
    raw: str
    parts: tuple[tuple[int, SourceText], ...] = ()

    @classmethod
    def of(cls, texts: Sequence[SourceText]) -> Source:
        parts: list[tuple[int, SourceText]] = []
        length = 0
        for text in texts:
            parts.append((length, text))
            length += len(text.text) + len(BREAK)
        names = ", ".join(text.file for text in texts)
        return cls(names, BREAK.join(text.text for text in texts), tuple(parts))

    @cached_property
    def _parts(self) -> tuple[tuple[int, SourceText], ...]:
        return self.parts or ((0, SourceText(self.file, self.raw, marks=marks_of(self.file))),)

    @cached_property
    def joined(self) -> Joined:
        pieces: list[str] = []
        offsets: list[int] = []
        for start, part in self._parts:
            if pieces:
                pieces.append(BREAK)
                offsets.append(start - 1)
            one = join_lines(part.text, marks=part.marks)
            pieces.append(one.text)
            offsets += [start + offset for offset in one.offsets]
        return Joined("".join(pieces), tuple(offsets))

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
        if found := list(_places(wanted, self.folded)):
            yield from found
            return
        # Cells, hyphens and the blanks of a PDF differ from what was copied out of it.
        loose = self._squeezed.offsets
        for start, end in _places(squeeze(wanted).text, self._squeezed.text):
            yield loose[start], loose[end - 1] + 1

    @cached_property
    def _squeezed(self) -> Joined:
        return squeeze(self.folded)

    def figures_between(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures, even in words, whose numbers stand there; their words may reach over the edges."""
        return self.worded[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]

    def span(self, start: int, end: int) -> Span | None:
        """The place in the file; None for files that are not made of lines."""
        offset = self.joined.offsets[start]
        first, part = self._part_at(offset)
        if part.places:
            return None
        last = self.joined.offsets[max(start, end - 1)] + 1
        lines = _line_starts(part.text)
        line = bisect_right(lines, offset - first)
        return Span(part.file, line, offset - first - lines[line - 1] + 1, max(1, last - offset))

    def place(self, start: int) -> str:
        """Where a reader finds it: the file with line and column, or with page or paragraph."""
        if span := self.span(start, start + 1):
            return f"{span.file}:{span.line}:{span.column}"
        offset = self.joined.offsets[start]
        first, part = self._part_at(offset)
        number = bisect_right(part.places, offset - first, key=lambda place: place[0])
        return f"{part.file}, {part.places[max(number, 1) - 1][1]}"

    def _part_at(self, offset: int) -> tuple[int, SourceText]:
        number = bisect_right(self._parts, offset, key=lambda part: part[0])
        return self._parts[max(number, 1) - 1]

    @cached_property
    def _sentence_ends(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _SENTENCE_END.finditer(self.text)), len(self.text))

    def sentence_at(self, place: int) -> str:
        """The sentence around a place of `text`, as `excerpt_at` has it."""
        return self.excerpt_at(place)[0]

    def excerpt_at(self, place: int) -> tuple[str, int]:
        """The sentence around a place of `text`, shortened to its neighbourhood, whole words only; and where in it the
        place is."""
        ends = self._shown_ends
        number = min(bisect_right(ends, place), len(ends) - 1)
        start, end = ends[number - 1], ends[number]
        first, last = max(start, place - _LONGEST_SHOWN), min(end, place + _LONGEST_SHOWN)
        if first > start and (word := _WORD_BEFORE.search(self.text[start:first])):
            first -= len(word[0])
        if last < end and (word := _WORD_AFTER.match(self.text, last, end)):
            last = word.end()
        cut = self.text[first:last]
        before = "…" if first > start else ""
        at = len(before) + place - first - (len(cut) - len(cut.lstrip()))
        return before + cut.strip() + ("…" if last < end else ""), at

    @cached_property
    def _shown_ends(self) -> Sequence[int]:
        """Ends of sentences, and of paragraphs too: a heading ends without a mark."""
        ends = {*self._sentence_ends}
        for gap in _PARAGRAPH_END.finditer(self.raw):
            ends.add(bisect_left(self.joined.offsets, gap.end()))
        return sorted(ends)

    def whole_sentence(self, start: int, end: int) -> str:
        """The sentences that a stretch of `text` is part of, to a length that a reader takes in."""
        first = self._sentence_ends[bisect_right(self._sentence_ends, start) - 1]
        last = self._sentence_ends[min(bisect_left(self._sentence_ends, end), len(self._sentence_ends) - 1)]
        return self.text[max(first, start - _LONGEST_AROUND) : min(last, end + _LONGEST_AROUND)].strip()

    def suggest(self, quote: str) -> str | None:
        """The sentence that `quote` may be meant to repeat. Long sources are not searched: it would take too long."""
        pieces = [piece for piece in _PIECE_END.split(self.text) if piece and piece.strip()]
        pieces += [self.text[start:end] for start, end in pairwise(self._sentence_ends) if start < end]
        if len(pieces) > _MOST_PIECES:
            return None
        close = get_close_matches(fold(join_lines(quote).text), pieces, n=1, cutoff=0.6)
        return close[0].strip() if close else None


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\r\n|[\n\r]", text)))


def _places(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


def _keyed(figures: Sequence[Figure]) -> Mapping[str, Sequence[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.key].append(figure)
    return found
