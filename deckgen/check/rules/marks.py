"""Quotation marks and brackets come in pairs; no mark stands twice.

Pairs are counted over a whole text, so that a quotation may run over several lines. `--fix` deletes the second of two
equal marks; where a mark is missing, only the author knows where.

    text: 推进“创新创业行动      # warning: mark-unpaired
"""

from __future__ import annotations

import re
from itertools import groupby

from deckgen.check.mending import find_edit, substitute
from deckgen.check.model import Rule, Subject
from deckgen.check.texts import Said
from deckgen.codes import MARK_REPEATED, MARK_UNPAIRED
from deckgen.diagnostics import Sink
from deckgen.patterns import regex

_PAIRS = {"”": "“", "》": "《", "〉": "〈", "」": "「", "』": "『", "】": "【", ")": "(", "]": "["}
_OPENING = frozenset(_PAIRS.values())
_ONE_WIDTH = str.maketrans("（）［］", "()[]")
_NUMBERING = regex(r"(?m)^\s*[\w.]{1,4}[)）]|(?<=[;；，,。\s])[\da-z]{1,2}[)）]|[:;]-?[)(]")
"""A bracket that closes what none has opened: 1) first, 2) second."""
_REPEATED = regex(r"([，。、；：,;:])\1+|(?<=\w)\.\.(?=\s|$)")
_CLASHING = regex("[，、；：][。，、；：]|。[，、；：]")


def check(subject: Subject, sink: Sink) -> None:
    """Report what opens and does not close, or the other way round, and marks that stand twice."""
    texts = [said for said in subject.texts if said.kind in ("prose", "caption")]
    for path, lines in groupby(texts, key=lambda said: said.path):
        text = "\n".join(said.text for said in lines)
        if mark := find_unpaired(text):
            what = (
                "opens and is never closed" if mark[0] in _OPENING | {"（"} else "closes what none has opened"
            )
            message = f"`{mark}` {what}" if mark != '"' else '`"` stands an odd number of times'
            sink.report(
                MARK_UNPAIRED, message, path, hint="add the other mark of the pair, or delete this one"
            )
    for said in texts:
        _check_repeated(subject, said, sink)


def find_unpaired(text: str) -> str | None:
    """The first mark without a partner; `"` where there is an odd number of them around words."""
    plain = _NUMBERING.sub(lambda found: " " * len(found[0]), text).translate(_ONE_WIDTH)
    opened: list[tuple[str, int]] = []
    for place, mark in enumerate(plain):
        if mark in _OPENING:
            again = (
                mark == "“" and place and plain[place - 1] == "\n" and opened[-1:] and opened[-1][0] == mark
            )
            if not again:  # a quotation of several paragraphs opens each of them
                opened.append((mark, place))
        elif mark in _PAIRS:
            if not opened or opened[-1][0] != _PAIRS[mark]:
                return text[place]
            opened.pop()
    if opened:
        return text[opened[-1][1]]
    odd = len(re.findall(r'(?<!\d)"', plain)) % 2 == 1 and not re.search(r'\d"', plain)
    return '"' if odd else None


def _check_repeated(subject: Subject, said: Said, sink: Sink) -> None:
    found = _REPEATED.search(said.text) or _CLASHING.search(said.text)
    if found is None:
        return
    verbatim = said.kind == "caption" or said.path[-2:] == ("quote", "text")
    edit = None if verbatim else find_edit(subject.report, said.path, _mended)
    around = said.text[max(0, found.start() - 4) : found.end() + 4]
    message = f"`{around}` has a mark too many"
    sink.report(MARK_REPEATED, message, said.path, hint="one mark is enough", edit=edit)


def _mended(line: str) -> str:
    return substitute(_REPEATED, lambda marks: "……" if marks[:3] == "。。。" else marks[0], line)


RULE = Rule((MARK_UNPAIRED, MARK_REPEATED), check, __doc__)
