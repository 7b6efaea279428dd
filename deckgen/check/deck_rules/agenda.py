"""The contents list names the sections as their dividers do, in their order, and sections are numbered without gaps.

Known as dividers are those that deckgen makes and slides on slide layouts for section headings; as contents list, a
slide called 目录, Agenda, Contents or the like. Hidden dividers and those after the closing slide need not be listed.

    slide 3: error: agenda-differs: the contents list lacks `家庭家教家风`, the section of slide 11
    slide 11: warning: sections-misnumbered: the section is number 4 here; the one before is number 2
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.folding import fold, join_lines
from deckgen.codes import AGENDA_DIFFERS, SECTIONS_MISNUMBERED
from deckgen.content.numerals import find_number
from deckgen.diagnostics import Sink
from deckgen.patterns import regex
from deckgen.written.model import WrittenSlide

_AGENDA = regex(
    "(?:目\\s*[录錄次]|议程|議程|内容提要|contents|table of contents|agenda|outline|overview|inhalt|sommaire|[íi]ndice)"
    "\\s*(?:[(（].*[)）])?",
    re.IGNORECASE,
)
_DIVIDER = regex("节标题|節標題|章节|章節|分隔|过渡|section|divider|chapter|abschnitt", re.IGNORECASE)
_END = regex("closing|appendix")
_NUMBER = regex(
    "(?:第|part|section|chapter)?\\s*(?:0?(?P<digits>\\d{1,2})|(?P<words>[一二三四五六七八九十]{1,3}))"
    "\\s*(?:[章节節篇部]分?|[.、．:：)）])?\\s*",
    re.IGNORECASE,
)
_MOST_LISTED = 3


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report sections that the contents list lacks or has in another order, and numbers out of order."""
    dividers = list(_dividers(subject.deck.slides))
    _check_numbers(subject, dividers, sink)
    agenda = [slide for slide in subject.deck.slides if _is_agenda(slide)]
    if not agenda or len(dividers) < 2:
        return
    listed = [_plain(text) for slide in agenda for text in _texts(slide)]
    places: list[int] = []
    for divider in dividers:
        title = _plain(divider.title)
        place = next((place for place, text in enumerate(listed) if text == title), None)
        if place is None:
            message = f"the contents list lacks `{divider.title}`, the section of slide {divider.number}"
            hint = "name both the same"
            sink.report(AGENDA_DIFFERS, message, subject.spot(agenda[0]), hint=hint)
        else:
            places.append(place)
    if places != sorted(places):
        message = "the contents list names the sections in another order than they follow"
        sink.report(AGENDA_DIFFERS, message, subject.spot(agenda[0]), hint="put them into the same order")
    _check_strangers(subject, agenda, dividers, sink)


def _check_strangers(
    subject: DeckSubject, agenda: Sequence[WrittenSlide], dividers: Sequence[WrittenSlide], sink: Sink
) -> None:
    """Entries that no slide bears out, where the list names most sections as they are called."""
    known = {_plain(text) for divider in dividers for text in _texts(divider)}
    known |= {_plain(slide.title) for slide in subject.deck.slides}
    for slide in agenda:
        strange = [text for text in _texts(slide) if _plain(text) not in known and len(_plain(text)) > 2]
        if 0 < len(strange) <= min(_MOST_LISTED, len(dividers) - 1):
            names = ", ".join(f"`{text}`" for text in strange)
            message = f"the contents list names {names}, which no section has"
            sink.report(AGENDA_DIFFERS, message, subject.spot(slide), hint="name both the same")


def _check_numbers(subject: DeckSubject, dividers: Sequence[WrittenSlide], sink: Sink) -> None:
    numbers = [_number_of(divider) for divider in dividers]
    if len(dividers) < 2 or None in numbers:
        return
    before = 0
    for divider, number in zip(dividers, numbers, strict=True):
        if number is not None and number != before + 1 and (before or number > 1):
            told = f"the one before is number {before}" if before else "it is the first"
            message = f"the section has number {number}; {told}"
            sink.report(SECTIONS_MISNUMBERED, message, subject.spot(divider), hint="number them anew")
        before = number or before


def _dividers(slides: Sequence[WrittenSlide]) -> Iterator[WrittenSlide]:
    for slide in slides:
        if slide.id and _END.fullmatch(slide.id):
            return
        ours = (slide.id or "").endswith(".divider")
        if slide.title and not slide.hidden and (ours or (not slide.id and _DIVIDER.search(slide.layout))):
            yield slide


def _is_agenda(slide: WrittenSlide) -> bool:
    if slide.hidden:
        return False
    return (slide.id or "").split("-")[0] == "agenda" or _AGENDA.fullmatch(slide.title) is not None


def _texts(slide: WrittenSlide) -> Iterator[str]:
    """The paragraphs at the first level, but for the title and the furniture."""
    for shape in slide.shapes:
        if shape.body and not shape.is_furniture and not (shape.is_title and _AGENDA.fullmatch(slide.title)):
            for paragraph in shape.body.paragraphs:
                if paragraph.level == 0 and paragraph.text.strip():
                    yield join_lines(paragraph.text.replace("\v", "\n")).text


def _number_of(divider: WrittenSlide) -> int | None:
    """The number that stands on a divider by itself, or that opens its title."""
    found = [_NUMBER.fullmatch(text) for text in _texts(divider)]
    match = next((one for one in found if one), None) or _opening(divider.title)
    if match is None:
        return None
    return int(match["digits"]) if match["digits"] else find_number(match["words"])


def _opening(title: str) -> re.Match[str] | None:
    match = _NUMBER.match(title)
    return match if match and re.search("[章节節篇部.、．:：)）]\\s*$", match[0]) else None


def _plain(text: str) -> str:
    """A name without the number before it, in one spelling."""
    opening = _opening(text) or re.match(r"\s*0\d\s*", text)
    rest = text[opening.end() :] if opening else text
    return "".join(fold(rest).lower().split())


RULE = DeckRule((AGENDA_DIFFERS, SECTIONS_MISNUMBERED), check, __doc__)
