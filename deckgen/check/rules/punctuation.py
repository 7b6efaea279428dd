"""Chinese text has Chinese punctuation, and blanks beside Latin words and beside numbers everywhere or nowhere.

A comma, semicolon, colon, question or exclamation mark between Chinese characters is full width, and so are the
quotation marks around them. Captions and what stands in quotation marks are verbatim and left alone. Of two ways to
space Latin words, the rarer one is named. `--fix` puts both right.

    text: 建立机制,完善制度      # note: punctuation-mixed
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.check.mending import find_edit, hide_quoted, substitute
from deckgen.check.model import Rule, Subject
from deckgen.check.texts import Said
from deckgen.codes import PUNCTUATION_MIXED, SPACING_MIXED
from deckgen.diagnostics import Sink
from deckgen.patterns import regex

_CHINESE = "\u3400-\u9fff"
_HALF = regex(f"(?<=[{_CHINESE}）”》])(?:[,;:?!] ?(?=[{_CHINESE}（“《])|[,;:?!]$|(?<![.])[.]$)")
_FULL = regex("(?<=[A-Za-z])[，；：？！。](?=\\s?[A-Za-z]|$)")
_STRAIGHT = regex(f'"[^"]*[{_CHINESE}][^"]*"')
_TIGHT = regex(f"[{_CHINESE}][A-Za-z]+|[A-Za-z]+[{_CHINESE}]")
_SPACED = regex(f"[{_CHINESE}] (?!https?:|www\\.)[A-Za-z]+|[A-Za-z]+ [{_CHINESE}]")
_TIGHT_NUMBER = regex(f"[{_CHINESE}]\\d+|\\d[{_CHINESE}]")
_SPACED_NUMBER = regex(
    f"(?![年月日号時时])[{_CHINESE}] \\d+(?![\\d:：])|(?<!^\\d)(?<!^\\d\\d)(?<=\\d) [{_CHINESE}]"
)
"""Behind a date, and behind the number of a heading, there is a blank in any case."""
_TIGHT_PLACE = regex(f"(?<=[{_CHINESE}])(?=[A-Za-z])|(?<=[A-Za-z])(?=[{_CHINESE}])")
_SPACED_PLACE = regex(f"(?<=[{_CHINESE}]) (?!https?:|www\\.)(?=[A-Za-z])|(?<=[A-Za-z]) (?=[{_CHINESE}])")
_IS_CHINESE = regex(f"[{_CHINESE}]")
_WIDE = str.maketrans(",;:?!.", "，；：？！。")
_NARROW = str.maketrans("，；：？！。", ",;:?!.")


def check(subject: Subject, sink: Sink) -> None:
    """Report marks of the other script, and the rarer way to space."""
    texts = [said for said in subject.texts if said.kind == "prose" and said.path[-2:] != ("quote", "text")]
    for said in texts:
        for around, what in _mixed(said.text):
            hint = "use the mark that belongs to the script"
            edit = find_edit(subject.report, said.path, _mended)
            sink.report(PUNCTUATION_MIXED, f"`{around}` has {what}", said.path, hint=hint, edit=edit)
    _check_spacing(subject, texts, sink)


def _mixed(text: str) -> Iterator[tuple[str, str]]:
    """Marks of the wrong width, and what they are."""
    chinese = _IS_CHINESE.search(text) is not None
    if found := (_HALF if chinese else _FULL).search(hide_quoted(text)):
        width = "half" if chinese else "full"
        yield text[max(0, found.start() - 4) : found.end() + 4], f"a mark of {width} width"
    if found := _STRAIGHT.search(text):
        yield found[0], "straight quotation marks"


def _mended(line: str) -> str:
    if not _IS_CHINESE.search(line):
        return _FULL.sub(lambda found: _half_width(line, found), line)
    if line.count('"') % 2 == 0 and "“" not in line:
        line = _STRAIGHT.sub(lambda found: f"“{found[0][1:-1]}”", line)
    return substitute(_HALF, lambda mark: mark.strip().translate(_WIDE), line)


def _half_width(line: str, found: re.Match[str]) -> str:
    follows = line[found.end() : found.end() + 1]
    return found[0].translate(_NARROW) + (" " if follows.strip() else "")


def _check_spacing(subject: Subject, texts: list[Said], sink: Sink) -> None:
    """Words and numbers each have a way of their own. Only words are mended: `--fix` touches no figure."""
    for what, tight_one, spaced_one in (
        ("words", _TIGHT, _SPACED),
        ("numbers", _TIGHT_NUMBER, _SPACED_NUMBER),
    ):
        tight = [said for said in texts if tight_one.search(hide_quoted(said.text))]
        spaced = [said for said in texts if spaced_one.search(hide_quoted(said.text))]
        if not tight or not spaced:
            continue
        rarer, pattern = (spaced, spaced_one) if len(spaced) <= len(tight) else (tight, tight_one)
        usual = "with a blank" if rarer is tight else "without one"
        mend = _spaced if rarer is tight else _tightened
        for said in rarer:
            found = pattern.search(hide_quoted(said.text))
            shown = found[0] if found else ""
            message = f"`{shown}` is spaced otherwise than most of the report, which does {usual}"
            edit = find_edit(subject.report, said.path, mend) if what == "words" else None
            sink.report(SPACING_MIXED, message, said.path, hint="space all of them the same way", edit=edit)


def _spaced(line: str) -> str:
    return substitute(_TIGHT_PLACE, " ", line)


def _tightened(line: str) -> str:
    return substitute(_SPACED_PLACE, "", line)


RULE = Rule((PUNCTUATION_MIXED, SPACING_MIXED), check, __doc__)
