"""No prompt and no sample text is left in the deck or its notes.

Found are marks of unfinished work (TODO, 待补, XX万元), prompts of templates (单击此处, Click to add), filler (lorem
ipsum), and the sample texts of `deckgen new`.

    title: 待补充：本年度工作亮点      # error: prompt-left
"""

from __future__ import annotations

from deckgen.check.model import Rule, Subject
from deckgen.check.prompts import find_prompt
from deckgen.codes import PROMPT_LEFT
from deckgen.diagnostics import Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report what the author meant to replace."""
    for path, text, _ in subject.texts:
        if prompt := find_prompt(text):
            message = f"`{prompt}` reads like a prompt that was left in"
            sink.report(PROMPT_LEFT, message, path, hint="write what belongs here, or delete it")


RULE = Rule((PROMPT_LEFT,), check, __doc__)
