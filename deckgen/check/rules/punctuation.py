"""Chinese text has Chinese punctuation, and blanks beside Latin words either everywhere or nowhere.

A comma, semicolon, colon, question or exclamation mark between Chinese characters is full width. Captions and what
stands in quotation marks are verbatim and left alone. Of two ways to space Latin words, the rarer one is named.

    text: 建立机制,完善制度      # note: punctuation-mixed
"""

from __future__ import annotations

import re

from deckgen.check.model import Rule, Subject
from deckgen.check.texts import Said
from deckgen.codes import PUNCTUATION_MIXED, SPACING_MIXED
from deckgen.diagnostics import Sink

_CHINESE = "\u3400-\u9fff"
_HALF = re.compile(f"(?<=[{_CHINESE}）])[,;:?!](?=[{_CHINESE}（]|$)")
_FULL = re.compile("(?<=[A-Za-z])[，；：？！。](?=\\s?[A-Za-z]|$)")
_TIGHT = re.compile(f"[{_CHINESE}][A-Za-z]+|[A-Za-z]+[{_CHINESE}]")
_SPACED = re.compile(f"[{_CHINESE}] (?!https?:|www\\.)[A-Za-z]+|[A-Za-z]+ [{_CHINESE}]")
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’|《[^《》]*》")
_IS_CHINESE = re.compile(f"[{_CHINESE}]")


def check(subject: Subject, sink: Sink) -> None:
    """Report marks of the other script, and the rarer way to space."""
    texts = [said for said in subject.texts if said.kind == "prose" and said.path[-2:] != ("quote", "text")]
    for said in texts:
        marks = _HALF if _IS_CHINESE.search(said.text) else _FULL
        text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), said.text)
        if found := marks.search(text):
            width = "half" if marks is _HALF else "full"
            around = said.text[max(0, found.start() - 4) : found.end() + 4]
            message = f"`{around}` has a mark of {width} width"
            sink.report(PUNCTUATION_MIXED, message, said.path, hint="use the mark that belongs to the script")
    _check_spacing(texts, sink)


def _check_spacing(texts: list[Said], sink: Sink) -> None:
    tight = [said for said in texts if _TIGHT.search(said.text)]
    spaced = [said for said in texts if _SPACED.search(said.text)]
    if not tight or not spaced:
        return
    rarer, pattern = (spaced, _SPACED) if len(spaced) <= len(tight) else (tight, _TIGHT)
    usual = "with a blank" if rarer is tight else "without one"
    for said in rarer:
        found = pattern.search(said.text)
        message = (
            f"`{found[0] if found else ''}` is spaced otherwise than most of the report, which does {usual}"
        )
        sink.report(SPACING_MIXED, message, said.path, hint="space all of them the same way")


RULE = Rule((PUNCTUATION_MIXED, SPACING_MIXED), check, __doc__)
