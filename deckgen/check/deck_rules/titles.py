"""Every slide has a title, and no two the same.

People who listen to a slide instead of seeing it move by titles; so do outlines, links and search. A text box that
looks like a title is none: it has to be the title placeholder, which may stand outside the slide where none is to be
seen. Hidden slides need none. Slides that continue each other, one behind the other, may share a title.

    slide 4 has a picture and no title       # warning: title-missing
    slides 3 and 9 are both called 工作亮点    # note: title-repeated
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import TITLE_MISSING, TITLE_REPEATED
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report slides without a title, and titles that lie apart and are the same."""
    seen: dict[str, int] = {}
    for slide in subject.deck.slides:
        title = slide.title.casefold()
        if not title:
            if not slide.hidden:
                where = subject.spot(slide, slide.title_shape)
                hint = "fill the title placeholder: View, Outline View; or Accessibility, Slide Title"
                sink.report(TITLE_MISSING, "the slide has no title", where, hint=hint)
            continue
        before = seen.get(title)
        if before is not None and slide.number - before > 1:
            message = f"the title is that of slide {before}, too"
            sink.report(TITLE_REPEATED, message, subject.spot(slide, slide.title_shape))
        seen[title] = slide.number


RULE = DeckRule((TITLE_MISSING, TITLE_REPEATED), check, __doc__)
