"""No prompt and no sample text is left on a slide or in its notes.

The same marks of unfinished work as in reports (TODO, 待补, 单击此处, lorem ipsum), for decks whose report is not
known, or that were edited since. In others the report itself is searched.

    单击此处添加文本, typed over or pasted along      # error: prompt-left
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.prompts import find_prompt
from deckgen.codes import PROMPT_LEFT
from deckgen.diagnostics import Sink
from deckgen.written.model import WrittenShape


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what somebody meant to replace."""
    if subject.is_just_made:
        return
    for slide in subject.deck.slides:
        texts = [(shape, text) for shape in slide.shapes for text in _texts(shape)]
        for shape, text in [*texts, (None, slide.notes)]:
            if prompt := find_prompt(text):
                message = f"`{prompt}` reads like a prompt that was left in" + ("" if shape else " the notes")
                hint = "write what belongs here, or delete it"
                sink.report(PROMPT_LEFT, message, subject.spot(slide, shape), hint=hint)


def _texts(shape: WrittenShape) -> Iterator[str]:
    if shape.hidden:
        return
    yield from shape.text.splitlines()
    for cell in shape.table.cells if shape.table else ():
        yield cell.body.text


RULE = DeckRule((), check, __doc__)
