"""A deck and the one that its report makes now → figures that somebody put in or took out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from deckgen.check.deck_figures import ShownFigure, figures_of
from deckgen.check.deck_model import DeckSubject
from deckgen.check.deck_tracing import trace_shown
from deckgen.codes import FIGURE_FOREIGN, FIGURE_LOST
from deckgen.diagnostics import Sink
from deckgen.written.model import WrittenDeck, WrittenSlide


def report_changes(subject: DeckSubject, fresh: WrittenDeck, sink: Sink) -> None:
    """Report figures that came in by hand, and those that went."""
    ours, theirs = list(figures_of(fresh)), list(figures_of(subject.deck))
    counted = Counter(shown.key for shown in ours)
    lost, changed = list(_more(ours, theirs)), list[ShownFigure]()
    for shown in theirs:
        if counted[shown.key] or shown.exemption:
            continue
        if subject.source is None or not trace_shown(shown, subject.source).verdict.holds:
            where = "neither in the report nor in the source" if subject.source else "not in the report"
            spot = subject.spot(shown.line.slide, shown.line.shape)
            message = f"`{shown.figure.text}` is {where}{' (notes)' if shown.line.shape is None else ''}"
            meant = _meant(shown, lost)
            changed += [meant] if meant else []
            hint = f"the report has `{meant.figure.text}` here" if meant else None
            sink.report(FIGURE_FOREIGN, message, spot, hint=hint)
    _report_lost(subject, fresh, [one for one in lost if not any(one is other for other in changed)], sink)


def _more(ours: Sequence[ShownFigure], theirs: Sequence[ShownFigure]) -> Iterator[ShownFigure]:
    """The figures of ours that theirs has less often. Of several, those missing from their own shape or slide."""
    missing, left = list(ours), list(theirs)
    for place in (_shape, _slide_id, _anywhere):
        there: dict[object, list[ShownFigure]] = {}
        for shown in left:
            there.setdefault((place(shown), shown.key), []).append(shown)
        missing = [shown for shown in missing if not _taken(there.get((place(shown), shown.key)))]
        left = [shown for several in there.values() for shown in several]
    return (shown for shown in missing if not shown.exemption)


def _taken(several: list[ShownFigure] | None) -> bool:
    """Whether there was one to strike out."""
    if several:
        several.pop()
        return True
    return False


def _shape(shown: ShownFigure) -> tuple[str | None, str | None]:
    return _slide_id(shown), shown.line.shape.name if shown.line.shape else None


def _slide_id(shown: ShownFigure) -> str | None:
    return shown.line.slide.id


def _anywhere(_: ShownFigure) -> None:
    return None


def _meant(shown: ShownFigure, lost: Sequence[ShownFigure]) -> ShownFigure | None:
    """What stood there, where only one figure went from the place."""
    here = [one for one in lost if _shape(one) == _shape(shown)]
    return here[0] if len(here) == 1 and _slide_id(shown) else None


def _report_lost(subject: DeckSubject, fresh: WrittenDeck, lost: Sequence[ShownFigure], sink: Sink) -> None:
    there = {slide.id: slide for slide in subject.deck.slides if slide.id}
    gone: dict[int, list[str]] = {}
    for shown in lost:
        slide = there.get(shown.line.slide.id) if shown.line.slide.id else None
        if slide is None:
            gone.setdefault(shown.line.slide.number, []).append(shown.figure.text)
            continue
        message = f"`{shown.figure.text}` of the report is missing in the deck{_where(shown)}"
        sink.report(FIGURE_LOST, message, subject.spot(slide), hint="write it again, or correct the report")
    for number, texts in gone.items():
        slide = _numbered(fresh, number)
        figures = ", ".join(f"`{text}`" for text in dict.fromkeys(texts))
        message = (
            f"the slide `{slide.title}` of the report is not in the deck, nor are its figures: {figures}"
        )
        sink.report(FIGURE_LOST, message, subject.spot(), hint="put it back, or hide it in the report")


def _where(shown: ShownFigure) -> str:
    return f' ("{shown.line.shape.name}")' if shown.line.shape else " (notes)"


def _numbered(deck: WrittenDeck, number: int) -> WrittenSlide:
    return next(slide for slide in deck.slides if slide.number == number)
