"""Text is marked with the language it is in.

Screen readers choose their voice by it, PowerPoint its dictionary. Told apart are scripts: Chinese, Japanese and Korean
characters marked as English, and sentences of Latin letters marked as Chinese. A run may name a second language for
what it has of other scripts (altLang). One finding a slide.

    <a:rPr lang="en-US"/> on 全省妇联工作      # warning: language-wrong
    text that scripts wrote without a mark    # note: language-missing, once a deck
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import LANGUAGE_MISSING, LANGUAGE_WRONG
from deckgen.diagnostics import Sink
from deckgen.patterns import regex
from deckgen.written.model import WrittenRun, WrittenShape, WrittenSlide

_EAST_ASIAN = ("zh", "ja", "ko", "yue")
_CHARACTERS = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS = regex("[A-Za-zÀ-ÿ]{2,}")
_MANY_WORDS = 4


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report marks that cannot be, and text without any."""
    unmarked = 0
    if _is_all_wrong(subject):
        return
    for slide in subject.deck.slides:
        told = False
        for shape, run in _runs(slide):
            unmarked += not run.language and bool(_WORDS.search(run.text) or _has_characters(run.text))
            if not told and (script := _misfit(run)) and not _is_sign(shape):
                message = f"`{_short(run.text)}` is {script}, and marked as `{run.language}`"
                hint = "Review, Language, Set Proofing Language"
                sink.report(LANGUAGE_WRONG, message, subject.spot(slide, shape), hint=hint)
                told = True
    if unmarked:
        message = f"{unmarked} pieces of text do not say in which language they are"
        hint = "select all, then Review, Language, Set Proofing Language"
        sink.report(LANGUAGE_MISSING, message, subject.spot(), hint=hint)


def _is_all_wrong(subject: DeckSubject) -> bool:
    """Whether the report is in another language than it says, which `language-differs` tells once for all slides."""
    if subject.report is None or not subject.is_just_made:
        return False
    from deckgen.check.rules.language import find_meant
    from deckgen.check.texts import texts_of

    return find_meant(subject.report, texts_of(subject.report)) is not None


def _runs(slide: WrittenSlide) -> Iterator[tuple[WrittenShape, WrittenRun]]:
    for shape in slide.shapes:
        yield from ((shape, run) for body in shape.bodies for run in body.runs)


def _misfit(run: WrittenRun) -> str | None:
    """The script of the text where none of the run's languages is written in it."""
    if not run.language:
        return None
    tags = (tag for tag in (run.language, run.other_language) if tag)
    in_characters = {tag.partition("-")[0].lower() in _EAST_ASIAN for tag in tags}
    if in_characters == {False}:
        return "in Chinese, Japanese or Korean characters" if _has_characters(run.text) else None
    latin = in_characters == {True} and len(_WORDS.findall(run.text)) >= _MANY_WORDS
    return "in Latin letters" if latin and not _has_characters(run.text) else None


def _has_characters(text: str) -> bool:
    return not text.isascii() and _CHARACTERS.search(text) is not None


def _is_sign(shape: WrittenShape) -> bool:
    """Whether its one character is drawn with rather than read: ¯\\_(ツ)_/¯."""
    return len(_CHARACTERS.findall(shape.text)) == 1


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 24 else text[:23] + "…"


RULE = DeckRule((LANGUAGE_WRONG, LANGUAGE_MISSING), check, __doc__)
