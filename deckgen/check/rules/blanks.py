"""No blank stands where none belongs.

Found are two blanks in a row, blanks beside Chinese punctuation, and in English a blank before a comma or a full stop.
`--fix` takes them out.

    text: 完善机制 ，落实责任      # note: blank-stray
"""

from __future__ import annotations

from deckgen.check.mending import find_edit, substitute
from deckgen.check.model import Rule, Subject
from deckgen.codes import BLANK_STRAY
from deckgen.diagnostics import Sink
from deckgen.patterns import regex

_BLANK = "[ \u00a0\u200b\ufeff]"
_BESIDE = regex(f"(?<=\\S){_BLANK}+(?=[，。、；：！？”）》])|(?<=[，。、；！？“（《]){_BLANK}+(?=\\S)")
_TWICE = regex(f"(?<=\\S) {_BLANK}+(?=\\S)")
_BEFORE = regex(r"(?<=[A-Za-z]) +(?=[,;.](?:\s|$))")
_UNSEEN = regex("[\u200b\ufeff]+")


def check(subject: Subject, sink: Sink) -> None:
    """Report texts with blanks too many."""
    english = subject.report.language.lower().startswith("en")
    for said in subject.texts:
        if said.kind not in ("prose", "caption"):
            continue
        patterns = (_BESIDE, _TWICE, _UNSEEN, _BEFORE) if english else (_BESIDE, _TWICE, _UNSEEN)
        found = next((match for pattern in patterns if (match := pattern.search(said.text))), None)
        if found is None:
            continue
        verbatim = said.kind == "caption" or said.path[-2:] == ("quote", "text")
        edit = None if verbatim else find_edit(subject.report, said.path, _mended)
        around = said.text[max(0, found.start() - 4) : found.end() + 4]
        message = f"`{around}` has a blank too many"
        sink.report(BLANK_STRAY, message, said.path, hint="delete it", edit=edit)


def _mended(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    text = line[len(indent) :].rstrip()
    for pattern, blank in ((_UNSEEN, ""), (_BESIDE, ""), (_TWICE, " "), (_BEFORE, "")):
        text = substitute(pattern, blank, text)
    return indent + text


RULE = Rule((BLANK_STRAY,), check, __doc__)
