"""Lines end where the sense allows it: no number is parted from its unit, no headline leaves a character alone.

Looked at are the lines that LibreOffice draws, so this rule needs `--render`. On slides that deckgen made such lines do
not come about by themselves; a width changed by hand or by another template may bring them. Of a headline whose lines
have room for a dozen Chinese characters, two alone are too few, too.

    完成投资12
    亿元                    # warning: figure-torn
"""

from __future__ import annotations

from itertools import accumulate

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.laid_out import LaidParagraph
from deckgen.check.placed import PlacedText
from deckgen.codes import FIGURE_TORN, ORPHAN_LEFT
from deckgen.diagnostics import Sink
from deckgen.units import EMU_PER_POINT

ROOM = 1.5
"""Figures are kept whole on lines that hold at least so many times their characters."""


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report torn figures and headlines with an orphan."""
    if subject.laid_out is None:
        return
    for placed in subject.placed:
        for text in placed.texts:
            if not text.laid.level:
                continue
            for paragraph in text.laid.paragraphs:
                torn = _find_torn(paragraph)
                if torn:
                    box = paragraph.lines[torn[1]].box
                    message = f"a line ends within `{torn[0]}`"
                    hint = "make the line longer or shorter by a word, or put a no-break space between"
                    sink.report(FIGURE_TORN, message, subject.spot(placed.slide, text.shape, box), hint=hint)
            if _has_orphan(text):
                last = text.laid.lines[-1]
                message = f"`{last.text}` stands alone on the headline's last line"
                spot = subject.spot(placed.slide, text.shape, last.box)
                sink.report(ORPHAN_LEFT, message, spot, hint="shorten the headline, or break it earlier")


def _find_torn(paragraph: LaidParagraph) -> tuple[str, int] | None:
    """The first figure that goes over the end of a line, and the number of this line."""
    lengths = [len(line.text) for line in paragraph.lines]
    visible = "".join(paragraph.text.split())
    if len(lengths) < 2 or sum(lengths) != len(visible):
        return None
    from deckgen.content.grammar import figure_spans  # only for slides that are rendered

    places = list(accumulate((not letter.isspace() for letter in paragraph.text), initial=0))
    ends = list(accumulate(lengths))[:-1]
    for start, end in figure_spans(paragraph.text):
        first, last = places[start], places[end]
        for number, at in enumerate(ends):
            if first < at < last and (last - first) * ROOM <= max(lengths):
                return paragraph.text[start:end], number
    return None


def _has_orphan(text: PlacedText) -> bool:
    paragraphs = [paragraph for paragraph in text.laid.paragraphs if paragraph.lines]
    if not text.shape.is_title or not paragraphs or len(paragraphs[-1].lines) < 2:
        return False
    from deckgen.fit.sense import ROOM_FOR_MORE, is_orphan

    last = paragraphs[-1].lines[-1]
    roomy = text.laid.room.width >= ROOM_FOR_MORE * last.points * EMU_PER_POINT
    return is_orphan(last.text, 0, 2 if roomy else 1)


RULE = DeckRule((FIGURE_TORN, ORPHAN_LEFT), check, __doc__)
