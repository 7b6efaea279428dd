"""No placeholder is left empty.

An empty placeholder shows its prompt to everyone who opens the deck for editing, and a frame in thumbnails of some
programs. Photo placeholders that deckgen left for photos to come are reported by the build, not here; empty titles are
a matter of accessibility.

    A slide whose second content placeholder was never filled      # warning: placeholder-empty
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import PLACEHOLDER_EMPTY
from deckgen.diagnostics import Sink
from deckgen.written.model import WrittenShape, WrittenSlide

PENDING = ("pic", "chart", "tbl", "media", "clipArt", "dgm")
NAMES = {
    "body": "text", "subTitle": "subtitle", "obj": "content", "pic": "picture", "chart": "chart", "tbl": "table",
    "media": "video", "clipArt": "picture", "dgm": "diagram",
}  # fmt: skip


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report each empty placeholder."""
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            if _is_empty(shape, slide):
                kind = NAMES.get(shape.placeholder.type if shape.placeholder else "", "")
                message = f"the {kind} placeholder is empty" if kind else "the placeholder is empty"
                sink.report(
                    PLACEHOLDER_EMPTY, message, subject.spot(slide, shape), hint="fill it or delete it"
                )


def _is_empty(shape: WrittenShape, slide: WrittenSlide) -> bool:
    placeholder = shape.placeholder
    if placeholder is None or shape.kind != "shape" or shape.is_title or shape.is_furniture or shape.hidden:
        return False
    if shape.text.strip() or shape.paint.picture or (shape.body and not shape.body.paragraphs):
        return False
    return not (slide.id is not None and placeholder.type in PENDING)


RULE = DeckRule((PLACEHOLDER_EMPTY,), check, __doc__)
