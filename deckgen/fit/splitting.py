"""Text too long for its place in, pages of paragraphs out: cut where a reader pauses, nothing left out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from deckgen.content.inline import Run
from deckgen.fit.fonts import Fonts
from deckgen.fit.kinsoku import line_starts
from deckgen.fit.sense import places_inside_spans
from deckgen.fit.sizes import level_points
from deckgen.fit.text import lay_out
from deckgen.layouts.model import Paragraph
from deckgen.patterns import regex
from deckgen.records import dataclass
from deckgen.templates.model import Placeholder

SENTENCE_END = regex(r"[。！？；…]+[”’」』）》]*|[.!?;]+[\"')\]”’]*(?=\s)|[\n\v]")
CLAUSE_END = regex(r"[，、：—]+[”’」』）》]*|[,:]+(?=\s)")

PARTED_FAMILY = 0.6
"""What it costs to turn the page between an achievement and its details; a page left half empty costs 0.25."""
PARTED_PARAGRAPH = 1.5
"""What it costs to turn the page within a paragraph."""
LEAD_LEFT_BEHIND = 20.0
"""What it costs to leave a heading as the last line of a page: more than a further page does."""

MOST_PIECES = 40
"""A paragraph with more sentences than this is cut between some of them only."""

Page = tuple[Paragraph, ...]
Fitting = Callable[[Sequence[Paragraph]], bool]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text that stays on one page. `continues`: it belongs to the same paragraph as the piece before."""

    paragraph: Paragraph
    continues: bool = False


def split_to_fit(
    paragraphs: Sequence[Paragraph],
    placeholder: Placeholder,
    points: float,
    fonts: Fonts,
    *,
    lines: int | None = None,
    characters: int | None = None,
) -> list[Page]:
    """Pages that each fit with level 0 set at `points`, about equally full; `lines` and `characters` are the most
    that a page may have, where that is limited.

    Pages end between achievements if they can, then between sentences, clauses and at last words. In a place
    too small for a single character a paragraph stays whole, and its page does not fit.
    """
    sizes, box = level_points(placeholder.levels, points), placeholder.text_box

    def fullness(page: Sequence[Paragraph]) -> float:
        """Share of what the page may take that it takes; infinite if it does not fit."""
        laid = lay_out(page, placeholder.levels, sizes, box.width, fonts)
        if laid.height > box.height or laid.widest > box.width:
            return math.inf
        taken = [(laid.height, box.height), (laid.line_count, lines), (length_of(page), characters)]
        full = max(used / most for used, most in taken if most)
        return full if full <= 1 else math.inf

    def fitting(page: Sequence[Paragraph]) -> bool:
        return fullness(page) <= 1

    if not paragraphs or fitting(paragraphs):
        return [tuple(paragraphs)]
    pieces = [piece for paragraph in paragraphs for piece in _cut(paragraph, fitting)]
    return [_joined(pieces[start:end]) for start, end in pairwise(_page_starts(pieces, fullness))]


def length_of(paragraphs: Sequence[Paragraph]) -> int:
    """Characters, but for line ends."""
    return sum(len(one.text) - one.text.count("\n") for one in paragraphs)


def _page_starts(pieces: Sequence[_Piece], fullness: Callable[[Sequence[Paragraph]], float]) -> list[int]:
    """The cheapest way to part the pieces into as few pages as hold them; the last entry is the end."""
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        options = []
        for start in range(end - 1, -1, -1):
            full = fullness(_joined(pieces[start:end]))
            if full > 1 and start < end - 1:
                break
            pages, cost, _ = best[start]
            turn = _turn_cost(pieces, end)
            pages += 2 if turn >= LEAD_LEFT_BEHIND else 1
            options.append((pages, cost + (1 - min(full, 1.0)) ** 2 + turn, start))
        best.append(min(options))
    starts = [len(pieces)]
    while starts[-1]:
        starts.append(best[starts[-1]][2])
    return starts[::-1]


def _turn_cost(pieces: Sequence[_Piece], end: int) -> float:
    """What it costs to turn the page before the piece at `end`."""
    if end == len(pieces):
        return 0.0
    last, following = pieces[end - 1], pieces[end]
    if _is_lead(last.paragraph) and not _is_lead(following.paragraph):
        return LEAD_LEFT_BEHIND
    if following.continues:
        return PARTED_PARAGRAPH
    return PARTED_FAMILY if following.paragraph.level > 0 else 0.0


def _is_lead(paragraph: Paragraph) -> bool:
    """Bold from end to end, so what it leads to comes next."""
    return all(run.bold or not run.text.strip() for run in paragraph.runs)


def _joined(pieces: Sequence[_Piece]) -> Page:
    """The pieces as paragraphs again: those of one paragraph become one."""
    page: list[Paragraph] = []
    for piece in pieces:
        if page and piece.continues:
            page[-1] = replace(page[-1], runs=_joined_runs(page[-1].runs, piece.paragraph.runs))
        else:
            page.append(piece.paragraph)
    return tuple(page)


def _joined_runs(before: tuple[Run, ...], after: tuple[Run, ...]) -> tuple[Run, ...]:
    *head, last = before
    first, *tail = after
    if replace(last, text="") != replace(first, text=""):
        return before + after
    return (*head, replace(last, text=last.text + first.text), *tail)


def _cut(paragraph: Paragraph, fitting: Fitting) -> Iterator[_Piece]:
    """The paragraph whole if it fits a page, else cut as coarsely as fits."""
    hopeless = not fitting([_slice(paragraph, 0, 1)])
    parts = [paragraph] if hopeless else _cut_finer(paragraph, fitting, (_sentences, _clauses))
    for number, part in enumerate(parts):
        yield _Piece(part, number > 0)


def _cut_finer(
    paragraph: Paragraph, fitting: Fitting, levels: Sequence[Callable[[Paragraph], list[int]]]
) -> Iterator[Paragraph]:
    if fitting([paragraph]):
        yield paragraph
    elif levels:
        for part in _cut_at(paragraph, levels[0](paragraph)):
            yield from _cut_finer(part, fitting, levels[1:])
    else:
        yield from _cut_evenly(paragraph, fitting)


def _cut_evenly(paragraph: Paragraph, fitting: Fitting) -> list[Paragraph]:
    """About equal parts that each fit, cut between words, or between letters where a word is too long."""
    places = _between_words(paragraph)
    count = 2
    while True:
        if count > len(places) + 1:
            places = list(range(1, len(paragraph.text)))
        parts = _cut_at(paragraph, _spread(places, count, len(paragraph.text)))
        if all(fitting([part]) for part in parts) or count > len(paragraph.text):
            return parts
        count += max(1, count // 4)


def _spread(places: Sequence[int], count: int, length: int) -> list[int]:
    """Of `places`, those nearest to the ends of `count` equal parts."""
    wanted = (length * number / count for number in range(1, count))
    return sorted({min(places, key=lambda place: abs(place - want)) for want in wanted}) if places else []


def _cut_at(paragraph: Paragraph, places: Sequence[int]) -> list[Paragraph]:
    return [_slice(paragraph, *part) for part in pairwise([0, *places, len(paragraph.text)])]


def _slice(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    runs, at = [], 0
    for run in paragraph.runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            runs.append(replace(run, text=text))
        at += len(run.text)
    return replace(paragraph, runs=tuple(runs))


def _sentences(paragraph: Paragraph) -> list[int]:
    return _pauses(paragraph, SENTENCE_END)


def _clauses(paragraph: Paragraph) -> list[int]:
    return _pauses(paragraph, CLAUSE_END)


def _pauses(paragraph: Paragraph, pattern: re.Pattern[str]) -> list[int]:
    """Where `pattern` lets the paragraph be cut: after blanks, not right after its lead or in a figure."""
    text, lead = paragraph.text, _lead_length(paragraph)
    inside = places_inside_spans(text)
    places = (_after_blanks(text, match.end()) for match in pattern.finditer(text))
    pauses = [place for place in places if lead < place < len(text) and place not in inside]
    return pauses[:: math.ceil(len(pauses) / MOST_PIECES) or 1]


def _between_words(paragraph: Paragraph) -> list[int]:
    inside = places_inside_spans(paragraph.text)
    return [place for place in line_starts(paragraph.text) if place not in inside]


def _after_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place] == " ":
        place += 1
    return place


def _lead_length(paragraph: Paragraph) -> int:
    """Characters of the bold phrase that the paragraph opens with."""
    return sum(len(run.text) for run in takewhile(lambda run: run.bold, paragraph.runs))
