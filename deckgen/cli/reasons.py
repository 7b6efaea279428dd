"""`deckgen build --explain-plan`: why each slide has its layout, and which ways to lay it out were tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from deckgen.messages import printable, shortened
from deckgen.plan.record import ASKED, BEST, MADE, VARIETY, Choice, Crowding, Record, Trial

INDENT = " " * 7
WIDEST = 90
"""Columns of a slide's title; the rest is left out."""
LONGEST = 36
MOST_CROWDED = 3
WHY = {
    ASKED: "the report asks for it",
    BEST: "it suits best",
    VARIETY: "the one that suits best had served the three slides before",
    MADE: "made from the report itself",
}


def reasons(record: Record) -> str:
    """A paragraph for each slide of the report, in the order of the deck; slides count from 1."""
    first = 1
    paragraphs = []
    for slide, taken in record.taken.items():
        paragraphs.append("\n".join(_paragraph(record, slide, first)))
        first += len(taken.variants)
    return "\n\n".join(paragraphs)


def reason_records(record: Record) -> list[dict[str, object]]:
    """`reasons` as records for programs."""
    return [
        {
            "id": slide,
            "reason": choice.reason if choice else MADE,
            "holds": choice.holds if choice else None,
            "scores": dict(choice.scores) if choice else {},
            "part": choice.part if choice else False,
            "ways_offered": record.ways[slide],
            "ways_tried": [_trial_record(trial, trial == taken) for trial in record.trials[slide]],
        }
        for slide, taken in record.taken.items()
        for choice in [record.choices.get(slide)]
    ]


def _trial_record(trial: Trial, taken: bool) -> dict[str, object]:
    return {
        "pages": list(trial.variants),
        "fits": trial.fits,
        "taken": taken,
        "crowded": [f"{one.variant}: {one.slot}" for one in trial.crowded],
        "continues": trial.continues,
        "unbound": list(trial.unbound),
    }


def _paragraph(record: Record, slide: str, first: int) -> Iterator[str]:
    taken = record.taken[slide]
    last = first + len(taken.variants) - 1
    numbers = f"{first}" if last == first else f"{first}–{last}"
    yield f"{numbers:>5}  {shortened(printable(record.titles[slide]), WIDEST)}"
    choice = record.choices.get(slide)
    if choice is None:
        yield f"{INDENT}{'chosen':8}{taken.variants[0]}: {WHY[MADE]}"
    else:
        yield from _choice(choice, record.layouts[slide])
    if len(record.trials[slide]) > 1 or not taken.fits:
        yield from _trials(record, slide)


def _choice(choice: Choice, layout: str) -> Iterator[str]:
    only = choice.reason == BEST and len(choice.scores) == 1
    why = "no other has a place for all of it" if only else WHY[choice.reason]
    yield f"{INDENT}{'holds':8}{choice.holds}" + (", cut from a mixture" if choice.part else "")
    yield f"{INDENT}{'chosen':8}{layout}: {why}"
    if choice.scores:
        yield f"{INDENT}{'scores':8}{' · '.join(f'{name} {score:.2f}' for name, score in choice.scores)}"


def _trials(record: Record, slide: str) -> Iterator[str]:
    trials = record.trials[slide]
    shown = [_pages(trial.variants or trial.unbound) for trial in trials]
    width = max(map(len, shown))
    for trial, pages in zip(trials, shown, strict=True):
        mark = " ← taken" if trial == record.taken[slide] else ""
        yield printable(f"{INDENT}{'tried':8}{pages:{width}}  {_verdict(trial)}{mark}")
    left = record.ways[slide] - len(trials)
    if left > 0:
        yield f"{INDENT}{'':8}{left} more not needed"


def _pages(variants: Sequence[str]) -> str:
    """`bullets × 3 + photo`: equal neighbours are counted."""
    counted = [(variant, len(list(same))) for variant, same in groupby(variants)]
    return " + ".join(f"{variant} × {count}" if count > 1 else variant for variant, count in counted)


def _verdict(trial: Trial) -> str:
    if trial.unbound:
        return "the template has no slide layout for it"
    if trial.crowded:
        more = len(trial.crowded) - MOST_CROWDED
        named = ", ".join(map(_crowding, trial.crowded[:MOST_CROWDED])) + (
            f" and {more} more" if more > 0 else ""
        )
        return f"too long for its place: {named}"
    return "goes on on a further page" if trial.continues else "fits"


def _crowding(crowding: Crowding) -> str:
    return f"{crowding.slot} “{shortened(' '.join(crowding.text.split()), LONGEST)}”"
