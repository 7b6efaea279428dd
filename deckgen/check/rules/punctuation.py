"""Chinese text has Chinese punctuation, and blanks beside Latin words and beside numbers everywhere or nowhere.

A comma, semicolon, colon, question or exclamation mark between Chinese characters is full width, and so are the
quotation marks around them. Captions and what stands in quotation marks are verbatim and left alone. Of two ways to
space Latin words, the rarer one is named. `--fix` puts both right.

    text: 建立机制,完善制度      # note: punctuation-mixed
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.check.mending import find_edit, mask, substitute
from deckgen.check.model import Rule, Subject
from deckgen.check.texts import Said
from deckgen.codes import PUNCTUATION_MIXED, SPACING_MIXED
from deckgen.diagnostics import Sink
from deckgen.patterns import regex

# For masked texts, in which every Chinese character is 日 or 一.
_HALF = regex("(?<=[一日）”》])(?:[,;:?!] ?(?=[一日（“《])|[,;:?!]$|(?<![.])[.]$)")
_FULL = regex("(?<=[A-Za-z])[，；：？！。](?=\\s?[A-Za-z]|$)")
_TIGHT = regex("[一日][A-Za-z]+|[A-Za-z]+[一日]")
_SPACED = regex("[一日] (?!https?:|www\\.)[A-Za-z]+|[A-Za-z]+ [一日]")
_TIGHT_NUMBER = regex("[一日]\\d+|\\d[一日]")
_SPACED_NUMBER = regex("一 \\d+(?![\\d:：])|(?<!^\\d)(?<!^\\d\\d)(?<=\\d) [一日]")
"""Behind a date, and behind the number of a heading, there is a blank in any case."""
_TIGHT_PLACE = regex("(?<=[一日])(?=[A-Za-z])|(?<=[A-Za-z])(?=[一日])")
_SPACED_PLACE = regex("(?<=[一日]) (?!https?:|www\\.)(?=[A-Za-z])|(?<=[A-Za-z]) (?=[一日])")
_STRAIGHT = regex('"[^"]*"')
_WIDE = str.maketrans(",;:?!.", "，；：？！。")
_NARROW = str.maketrans("，；：？！。", ",;:?!.")
Masked = tuple[Said, str]


def check(subject: Subject, sink: Sink) -> None:
    """Report marks of the other script, and the rarer way to space."""
    prose = (said for said in subject.texts if said.kind == "prose" and said.path[-2:] != ("quote", "text"))
    texts = [(said, mask(said.text)) for said in prose]
    for said, masked in texts:
        for around, what in _mixed(said.text, masked):
            hint = "use the mark that belongs to the script"
            edit = find_edit(subject.report, said.path, _mended)
            sink.report(PUNCTUATION_MIXED, f"`{around}` has {what}", said.path, hint=hint, edit=edit)
    _check_spacing(subject, texts, sink)


def _mixed(text: str, masked: str) -> Iterator[tuple[str, str]]:
    """Marks of the wrong width, and what they are."""
    chinese = _is_chinese(text)
    if found := (_HALF if chinese else _FULL).search(masked):
        width = "half" if chinese else "full"
        yield text[max(0, found.start() - 4) : found.end() + 4], f"a mark of {width} width"
    if quoted := next(filter(_is_chinese, _STRAIGHT.findall(text)), None):
        yield quoted, "straight quotation marks"


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)


def _mended(line: str) -> str:
    if not _is_chinese(line):
        return _FULL.sub(lambda found: _half_width(line, found), line)
    if line.count('"') % 2 == 0 and "“" not in line:
        line = _STRAIGHT.sub(_with_chinese_marks, line)
    return substitute(_HALF, lambda mark: mark.strip().translate(_WIDE), line)


def _with_chinese_marks(quoted: re.Match[str]) -> str:
    return f"“{quoted[0][1:-1]}”" if _is_chinese(quoted[0]) else quoted[0]


def _half_width(line: str, found: re.Match[str]) -> str:
    follows = line[found.end() : found.end() + 1]
    return found[0].translate(_NARROW) + (" " if follows.strip() else "")


def _check_spacing(subject: Subject, texts: list[Masked], sink: Sink) -> None:
    """Words and numbers each have a way of their own. Only words are mended: `--fix` touches no figure."""
    for what, tight_one, spaced_one in (
        ("words", _TIGHT, _SPACED),
        ("numbers", _TIGHT_NUMBER, _SPACED_NUMBER),
    ):
        tight, spaced = _matches(tight_one, texts), _matches(spaced_one, texts)
        if not tight or not spaced:
            continue
        rarer = spaced if len(spaced) <= len(tight) else tight
        usual = "with a blank" if rarer is tight else "without one"
        mend = _spaced if rarer is tight else _tightened
        for said, shown in rarer:
            message = f"`{shown}` is spaced otherwise than most of the report, which does {usual}"
            edit = find_edit(subject.report, said.path, mend) if what == "words" else None
            sink.report(SPACING_MIXED, message, said.path, hint="space all of them the same way", edit=edit)


def _matches(pattern: re.Pattern[str], texts: list[Masked]) -> list[tuple[Said, str]]:
    """The texts in which the pattern is found, and what the first place says."""
    found = ((said, pattern.search(masked)) for said, masked in texts)
    return [(said, said.text[match.start() : match.end()]) for said, match in found if match]


def _spaced(line: str) -> str:
    return substitute(_TIGHT_PLACE, " ", line)


def _tightened(line: str) -> str:
    return substitute(_SPACED_PLACE, "", line)


RULE = Rule((PUNCTUATION_MIXED, SPACING_MIXED), check, __doc__)
