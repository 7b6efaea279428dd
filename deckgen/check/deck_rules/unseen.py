"""Nothing goes along that nobody sees: names in the properties, comments, hidden slides, shapes beside the slide.

Before a deck leaves the house, somebody should have looked at what it carries unseen. Author and such are told of decks
that deckgen did not make; in its own they are what the report says. So are hidden slides.

    last saved by: Zhang Wei                          # note: metadata-personal
    a text box left of the slide: 先别给领导看         # warning: shape-off-slide
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import COMMENTS_LEFT, METADATA_PERSONAL, SHAPE_OFF_SLIDE, SLIDE_HIDDEN
from deckgen.diagnostics import Sink
from deckgen.units import Box
from deckgen.written.model import WrittenDeck, WrittenShape
from deckgen.written.relating import kind_of

_INSPECT = "File, Info, Check for Issues, Inspect Document"
_PEOPLE = {"creator": "author", "lastModifiedBy": "last saved by"}
_FIRMS = {"Company": "company", "Manager": "manager"}


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what the deck carries and does not show."""
    deck = subject.deck
    _check_properties(subject, sink)
    for slide in deck.slides:
        kinds = {kind_of(one.type) for one in deck.package.relationships(slide.part)}
        if "comments" in kinds:
            sink.report(COMMENTS_LEFT, "the slide has review comments", subject.spot(slide), hint=_INSPECT)
        if slide.hidden and slide.id is None:
            sink.report(SLIDE_HIDDEN, "the slide is hidden", subject.spot(slide))
        for shape in slide.shapes:
            if _is_off(shape, deck):
                what = f"`{shape.text.strip()[:30]}`" if shape.text.strip() else f"the {shape.kind}"
                message = f"{what} lies outside the slide"
                sink.report(
                    SHAPE_OFF_SLIDE, message, subject.spot(slide, shape), hint="delete it, or move it back"
                )


def _check_properties(subject: DeckSubject, sink: Sink) -> None:
    deck = subject.deck
    ours = deck.package.app.get("Application") == "deckgen"
    people = {_PEOPLE[key]: value for key, value in deck.package.core.items() if key in _PEOPLE and not ours}
    firms = {_FIRMS[key]: value for key, value in deck.package.app.items() if key in _FIRMS}
    said = ", ".join(f"{what} `{value}`" for what, value in (people | firms).items())
    if said:
        sink.report(METADATA_PERSONAL, f"the document properties say: {said}", subject.spot(), hint=_INSPECT)


def _is_off(shape: WrittenShape, deck: WrittenDeck) -> bool:
    """Whether it shows something, and no part of it shows. Titles may stand outside, to be heard only."""
    bounds = shape.bounds
    shows = bool(shape.text.strip()) or shape.kind in ("picture", "table", "chart", "diagram", "object")
    if bounds is None or not shows or shape.is_title or shape.hidden or shape.group is not None:
        return False
    page = Box(0, 0, deck.width, deck.height)
    return (
        bounds.right <= page.left
        or bounds.left >= page.right
        or bounds.bottom <= page.top
        or bounds.top >= page.bottom
    )


RULE = DeckRule((METADATA_PERSONAL, COMMENTS_LEFT, SLIDE_HIDDEN, SHAPE_OFF_SLIDE), check, __doc__)
