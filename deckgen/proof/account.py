"""What a check went through, put in order for a page: findings and figures on their slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from deckgen.check.comparing import Verdict
from deckgen.check.deck_model import Origins
from deckgen.check.laid_out import LaidOut
from deckgen.check.mending import text_at
from deckgen.check.model import Subject
from deckgen.check.source import Source
from deckgen.check.tracing import Trace
from deckgen.content.models import Report
from deckgen.diagnostics import Diagnostic, KeyPath, Severity, Sink
from deckgen.proof.naming import name_figure
from deckgen.units import Box
from deckgen.written.model import WrittenDeck, WrittenSlide

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding with its number on the page; without a slide it is of the whole file, without a box of the slide."""

    number: int
    finding: Diagnostic
    slide: int | None = None
    box: Box | None = None
    again: bool = False
    """Another slide shows the faulty thing, too; the number is that of the first."""


@dataclass(frozen=True, slots=True)
class Proved:
    """A figure that was held against the source, the slides that show it, and the sentence it comes from."""

    trace: Trace
    slides: tuple[int, ...]
    name: str
    before: str
    said: str
    """The figure in the source's words; empty where the source has none."""
    after: str
    line: int | None
    """In the content file."""


@dataclass(frozen=True)
class Account:
    """One check. `report` is None for decks of strangers, `deck` for reports that could not be laid out."""

    file: str
    sink: Sink
    report: Report | None = None
    source: Source | None = None
    deck: WrittenDeck | None = None
    origins: Origins | None = None
    laid_out: LaidOut | None = None
    pending: Sequence[tuple[int, str]] = ()
    """Slides and captions of photos that are still to come."""

    @property
    def title(self) -> str:
        if self.report:
            return self.report.title
        named = next((slide.title for slide in self.deck.slides if slide.title), "") if self.deck else ""
        return named or self.file

    @property
    def language(self) -> str:
        if self.report:
            return self.report.language
        texts = [slide.title for slide in self.deck.slides] if self.deck else []
        return "zh-CN" if any("\u4e00" <= char <= "\u9fff" for text in texts for char in text) else "en-GB"

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """All findings, numbered in the order of the slides, graver ones first, those without a slide last."""
        placed = [(list(self._places(found)), found) for found in self.sink]
        placed.sort(key=lambda one: (one[0][0][0] is None, one[0][0][0] or 0, ORDER[one[1].code.severity]))
        return tuple(
            Marked(number, found, slide, box, again=turn > 0)
            for number, (places, found) in enumerate(placed, 1)
            for turn, (slide, box) in enumerate(places)
        )

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        if self.report is None:
            return ()
        places = self.sink.source
        return Subject(self.report, self.source, lambda path: bool(places and places.find_loan(path))).traces

    @cached_property
    def proved(self) -> tuple[Proved, ...]:
        """The figures that need a source, those that it does not bear out first, then in the order of the slides."""
        held = (self._proved(trace) for trace in self.traces if trace.verdict is not Verdict.EXEMPT)
        return tuple(sorted(held, key=lambda one: (one.trace.verdict.holds, one.slides or (10**6,))))

    @property
    def borne_out(self) -> int:
        return sum(one.trace.verdict.holds for one in self.proved)

    @property
    def exempt(self) -> int:
        return len(self.traces) - len(self.proved)

    def slide(self, number: int | None) -> WrittenSlide | None:
        slides = self.deck.slides if self.deck else ()
        return next((slide for slide in slides if slide.number == number), None)

    def _places(self, found: Diagnostic) -> Iterator[tuple[int | None, Box | None]]:
        """Where it lies; then the other slides that show the very same thing."""
        if found.spot and found.spot.slide:
            yield found.spot.slide, found.spot.box
            return
        shown = list(self._shown_at(found.path or ()))
        if not shown:
            yield None, None
        seen: set[int] = set()
        for slide, idx in shown:
            if slide not in seen and (idx is not None or not seen):
                yield slide, self._box(slide, idx)
            seen.add(slide)

    def _box(self, slide: int, idx: int | None) -> Box | None:
        written = self.slide(slide)
        shape = written.find_shape(idx) if written and idx is not None else None
        return shape.bounds if shape else None

    def _shown_at(self, path: KeyPath) -> Iterator[tuple[int, int | None]]:
        """Slides and placeholders that show what stands at `path`, those that show it most closely first."""
        fits = [
            (path[: len(origin)] == origin, min(len(origin), len(path)), -number, idx)
            for (number, idx), origin in (self.origins or {}).items()
            if origin and (path[: len(origin)] == origin or _opens(origin, path))
        ]
        fits.sort(key=lambda fit: (*fit[:3], fit[3] is None), reverse=True)
        best = [(-number, idx) for within, length, number, idx in fits if (within, length) == fits[0][:2]]
        if any(idx is not None for _, idx in best):
            yield from best
        else:
            yield from self._beside({number for number, _ in best}, path) or best

    def _beside(self, slides: set[int], path: KeyPath) -> list[tuple[int, int]]:
        """The placeholders that show what stands before `path` in the same list: of a list's lines, a placeholder
        is known by its first."""
        found: list[tuple[KeyPath, int, int]] = []
        for (number, idx), origin in (self.origins or {}).items():
            shared = _shared(origin, path)
            if number not in slides or idx is None or shared <= len((self.origins or {})[number, None]):
                continue
            here, there = origin[shared : shared + 1], path[shared : shared + 1]
            same_item = isinstance(origin[shared - 1], int)
            if same_item or (isinstance(here[0] if here else "", int) and here <= there):
                found.append((origin[: shared + 1], number, idx))
        nearest = max((start for start, _, _ in found), key=lambda start: (len(start), start), default=())
        return [(number, idx) for start, number, idx in found if start == nearest]

    def _proved(self, trace: Trace) -> Proved:
        assert self.report is not None  # noqa: S101
        before, said, after = self._sentence(trace)
        places = self.sink.source
        line = places.find_span(trace.path).line if places else None
        slides = tuple(sorted({slide for slide, _ in self._shown_at(trace.path)}))
        return Proved(
            trace, slides, name_figure(self.report, trace.path, trace.shown), before, said, after, line
        )

    def _sentence(self, trace: Trace) -> tuple[str, str, str]:
        assert self.report is not None  # noqa: S101
        at = 0
        if trace.said and self.source:
            sentence, at = self.source.excerpt_at(trace.said.digits)
        else:
            depth = trace.path.index("indicators") + 2 if "indicators" in trace.path else 0
            sentence = text_at(self.report, (*trace.path[:depth], "quote")) or "" if trace.pinned else ""
        words = trace.said.text.strip() if trace.said else trace.shown if trace.verdict.holds else ""
        start = max(sentence.rfind(words, 0, at + len(words)), sentence.find(words)) if words else -1
        if start < 0:
            return sentence, "", ""
        return sentence[:start], words, sentence[start + len(words) :]


def _shared(one: KeyPath, other: KeyPath) -> int:
    """How many keys two paths have in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _opens(origin: KeyPath, path: KeyPath) -> bool:
    """Whether a whole section or list, which `path` names, is shown first by what came from `origin`."""
    return len(path) > 1 and origin[: len(path)] == path
