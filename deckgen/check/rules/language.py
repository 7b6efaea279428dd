"""The report's language is that of its texts.

Programs spell-check, hyphenate and read out slides by this tag, and deckgen words the contents list by it; left out, it
is `zh-CN`. Only texts long enough to be sure are judged, and only Chinese and English are told apart. `--fix` adds the
tag where there is none.

    title: Annual Report      # warning: language-differs, for want of `language: en-GB`
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from deckgen.check.model import Rule, Subject
from deckgen.check.texts import Said
from deckgen.codes import LANGUAGE_DIFFERS
from deckgen.content.models import Report
from deckgen.diagnostics import Edit, Sink
from deckgen.forms.form import given_in
from deckgen.patterns import regex

_CHINESE = regex("[\u3400-\u9fff]")
_OTHER = regex("[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u00c0-\u024f]")
_WORD = regex("[A-Za-z]+")
_EVERYDAY = frozenset("the of and to in a is for that with on by from was were are has have it this".split())  # noqa: SIM905
_AMERICAN = regex(
    r"\b(?:\w+iz(?:e[ds]?|ing|ations?)|colors?|centers?|miles?|programs?)\b|\$\d", re.IGNORECASE
)
_LEAST_WORDS, _LEAST_SHARE = 40, 0.15
_LEAST_CHARACTERS = 60


def check(subject: Subject, sink: Sink) -> None:
    """Report a language that is surely not that of the texts."""
    report = subject.report
    meant = find_meant(report, subject.texts)
    if meant is None:
        return
    given = "language" in given_in(report)
    message = (
        f"the texts are {'Chinese' if meant == 'zh-CN' else 'English'}, but `language` is `{report.language}`"
    )
    edit = None if given else Edit(("language",), meant)
    sink.report(
        LANGUAGE_DIFFERS,
        message if given else f"{message} where it is left out",
        ("language",),
        hint=f"write `language: {meant}`",
        edit=edit,
    )


def find_meant(report: Report, texts: Iterable[Said]) -> str | None:
    """The language of the texts, where it is surely another than the report's."""
    meant = _language_of("\n".join(said.text for said in texts))
    return None if meant is None or report.language.lower().split("-")[0] == meant.split("-")[0] else meant


def _language_of(text: str) -> str | None:
    """zh-CN, en-GB or en-US where that is certain."""
    chinese, words = len(_CHINESE.findall(text)), [word.lower() for word in _WORD.findall(text)]
    if _OTHER.search(text):
        return None
    if chinese >= _LEAST_CHARACTERS and chinese > 2 * len(words):
        return "zh-CN"
    everyday = sum(word in _EVERYDAY for word in words)
    if chinese or len(words) < _LEAST_WORDS or everyday < _LEAST_SHARE * len(words):
        return None
    return "en-US" if _AMERICAN.search(text) else "en-GB"


RULE = Rule((LANGUAGE_DIFFERS,), check, __doc__)
