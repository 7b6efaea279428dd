"""A deck and the one that its report makes now → words, slides and notes that somebody changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from deckgen.check.deck_figures import Line, lines_of
from deckgen.check.deck_model import DeckSubject
from deckgen.check.figures import figures_in
from deckgen.codes import WORDS_CHANGED
from deckgen.diagnostics import Sink
from deckgen.messages import shortened
from deckgen.written.model import WrittenDeck, WrittenSlide

_LONGEST = 60
_INTO_REPORT = "write it into the report, too: the next build starts from there"
_FROM_REPORT = "take it out of the report, too: the next build starts from there"


def report_words(subject: DeckSubject, fresh: WrittenDeck, sink: Sink) -> None:
    """Report what the edited deck says otherwise, but for figures, of which other findings tell."""
    ours = {slide.id: slide for slide in fresh.slides if slide.id}
    theirs: dict[str, WrittenSlide] = {}
    for slide in subject.deck.slides:
        if slide.id in ours and slide.id not in theirs:
            theirs[slide.id] = slide
        else:
            message = f"the slide `{_short(slide.title)}` is not in the report"
            sink.report(WORDS_CHANGED, message, subject.spot(slide), hint=_INTO_REPORT)
    before, now = _by_slide(fresh), _by_slide(subject.deck)
    for name, slide in theirs.items():
        _compare(subject, slide, before[ours[name].number], now[slide.number], sink)
    for name, slide in ours.items():
        if name not in theirs and not any(figures_in(line.text) for line in before[slide.number]):
            message = f"the slide `{_short(slide.title)}` of the report is not in the deck"
            sink.report(WORDS_CHANGED, message, subject.spot(), hint=_FROM_REPORT)
    if [name for name in ours if name in theirs] != list(theirs):
        message = "the slides stand in another order than in the report"
        sink.report(WORDS_CHANGED, message, subject.spot(), hint=_INTO_REPORT)


def _by_slide(deck: WrittenDeck) -> dict[int, list[Line]]:
    """The lines of each slide, by its number: a slide that was copied has the id of the other."""
    found: dict[int, list[Line]] = {slide.number: [] for slide in deck.slides}
    for line in lines_of(deck):
        found[line.slide.number].append(line)
    return found


def _compare(
    subject: DeckSubject, slide: WrittenSlide, before: Sequence[Line], now: Sequence[Line], sink: Sink
) -> None:
    ours, theirs = _by_shape(before), _by_shape(now)
    for name in dict.fromkeys([*theirs, *ours]):
        had, has = ours.get(name, []), theirs.get(name, [])
        lost, new = _beyond(had, has), _beyond(has, had)
        if not lost and not new:
            continue
        shape = has[0].shape if has else None
        where = " (notes)" if name is None else "" if shape else f' ("{name}")'
        if lost and new:
            message, hint = f"`{new}` stands where the report has `{lost}`", _INTO_REPORT
        elif new:
            message, hint = f"`{new}` is not in the report", _INTO_REPORT
        else:
            message, hint = f"`{lost}` of the report is missing in the deck", _FROM_REPORT
        sink.report(WORDS_CHANGED, f"{message}{where}", subject.spot(slide, shape), hint=hint)


def _by_shape(lines: Iterable[Line]) -> dict[str | None, list[Line]]:
    """None for notes."""
    found: dict[str | None, list[Line]] = {}
    for line in lines:
        found.setdefault(line.shape.name if line.shape else None, []).append(line)
    return found


def _beyond(lines: Sequence[Line], others: Sequence[Line]) -> str:
    """What the lines say that the others do not, figures aside."""
    known = Counter(_words(line.text) for line in others)
    beyond = []
    for line in lines:
        words = _words(line.text)
        if known[words]:
            known[words] -= 1
        elif words:
            beyond.append(line.text)
    return _short(" / ".join(beyond))


def _words(text: str) -> str:
    """Without figures; empty where there is nothing else."""
    words = text
    for figure in figures_in(text):
        words = words.replace(figure.text, "", 1)
    return "".join(words.split())


def _short(text: str) -> str:
    return shortened(text, _LONGEST)
