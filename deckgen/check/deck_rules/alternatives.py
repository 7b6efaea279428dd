"""Pictures, charts, tables, diagrams and groups have a description for people who cannot see them.

It says what there is to see, not what the file is called. Pictures that only decorate are marked as decorative instead.
A group is described as a whole, or all its parts are. Empty picture places and plain shapes are not asked; the `alt` of
a report's photos is looked at in the report (`photo-undescribed`).

    a photo without alternative text          # warning: alt-missing
    alternative text `IMG_2041.JPG`           # warning: alt-unhelpful
    two photos, one description               # warning: alt-unhelpful
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.describing import why_unhelpful
from deckgen.codes import ALT_MISSING, ALT_UNHELPFUL
from deckgen.diagnostics import Sink, Spot
from deckgen.written.model import Kind, WrittenShape, WrittenSlide

_NOUNS: dict[Kind, str] = {
    "picture": "picture", "media": "film or sound", "chart": "chart", "table": "table", "diagram": "diagram",
    "object": "object", "ink": "drawing",
}  # fmt: skip
_HINT = "Alt Text in PowerPoint: say what there is to see, or mark it as decorative"


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report descriptions that are missing or say nothing."""
    for slide in subject.deck.slides:
        described = {shape.id for shape in slide.shapes if shape.kind == "group" and _is_settled(shape)}
        seen: dict[str, str] = {}
        for shape in _asked(slide, described):
            spot, noun = subject.spot(slide, shape), _NOUNS[shape.kind]
            if not shape.alt.strip():
                sink.report(ALT_MISSING, f"the {noun} has no description", spot, hint=_HINT)
                continue
            why = None if _is_judged(subject, spot) else why_unhelpful(shape.alt, noun)
            alt = " ".join(shape.alt.split()).casefold()
            if why is None and shape.picture and seen.setdefault(alt, shape.picture) != shape.picture:
                why = "is that of another picture on this slide, too"
            if why:
                message = f"the description `{_short(shape.alt)}` {why}"
                sink.report(ALT_UNHELPFUL, message, spot, hint=_HINT)


def _is_settled(shape: WrittenShape) -> bool:
    return shape.decorative or bool(shape.alt.strip())


def _asked(slide: WrittenSlide, described: set[int]) -> Iterator[WrittenShape]:
    """What needs a description of its own; a described group speaks for all that is in it."""
    for shape in slide.shapes:
        if shape.kind == "group" and shape.group in described:
            described.add(shape.id)
        elif (
            shape.kind in _NOUNS
            and not shape.decorative
            and not shape.hidden
            and shape.group not in described
        ):
            yield shape


def _is_judged(subject: DeckSubject, spot: Spot) -> bool:
    """Whether the photo's `alt` is looked at where it stands, in the report (`photo-undescribed`)."""
    return subject.is_just_made and "photos" in (subject.origin(spot) or ())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


RULE = DeckRule((ALT_MISSING, ALT_UNHELPFUL), check, __doc__)
