"""A page that another continues ends and begins where the sense allows it.

Pages that continue each other are slides in a row whose titles are the same but for （续）, (cont.), (2) or 2/3. On
them, a heading does not stand last, parted from what it heads; and a page that continues a list or a table has more
than one line of it. deckgen cuts its own pages so; hands and other programs do not.

    the last line of slide 4 is `下一步工作：`, and slide 5 goes on      # warning: heading-stranded
    slide 5 has one line of the list that slide 4 began              # warning: line-stranded
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.placed import PlacedSlide, extract
from deckgen.codes import HEADING_STRANDED, LINE_STRANDED
from deckgen.diagnostics import Sink
from deckgen.written.model import WrittenParagraph, WrittenShape, WrittenSlide

_CONTINUED = re.compile(
    r"\s*(?:[(（\[]?(?:续|續|接上[页頁]?|cont(?:inued|['’]?d|\.)?)[\s.]*[0-9一二三四五六七八九]{0,2}[)）\]]?"
    r"|[(（]?\d{1,2}\s?(?:/|of)\s?\d{1,2}[)）]?|[(（]\d{1,2}[)）])\s*$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 40
_FEWEST_BEFORE = 2
"""Paragraphs that the page before must have for a list to be parted from its last line."""


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report headings at the end, and lone lines at the beginning, of pages that go on."""
    shown = [placed for placed in subject.placed if not placed.slide.hidden]
    for before, after in pairwise(shown):
        if not _goes_on(before.slide, after.slide):
            continue
        first = _body(before.slide)
        if first and (heading := _heading_at_end(first)):
            message = f"`{extract(heading)}` stands last, and what it heads on slide {after.slide.number}"
            hint = "move the heading to the next slide"
            sink.report(HEADING_STRANDED, message, subject.spot(before.slide, first), hint=hint)
        lone = _lone_line(before, after)
        if lone:
            message = f"`{extract(lone[1])}` is all that is here of what slide {before.slide.number} began"
            hint = "move a line more to it, or make room for this one"
            sink.report(LINE_STRANDED, message, subject.spot(after.slide, lone[0]), hint=hint)


def _goes_on(before: WrittenSlide, after: WrittenSlide) -> bool:
    title = _CONTINUED.sub("", before.title).strip().casefold()
    return bool(title) and title == _CONTINUED.sub("", after.title).strip().casefold()


def _texts(slide: WrittenSlide) -> Iterator[WrittenShape]:
    """What is read of the slide besides its title, page number and date."""
    for shape in slide.shapes:
        is_text = shape.body is not None and bool(shape.text.strip())
        if is_text and not (shape.is_title or shape.is_furniture or shape.hidden):
            yield shape


def _body(slide: WrittenSlide) -> WrittenShape | None:
    """The shape with most paragraphs, if it has more than one."""
    most = max(_texts(slide), key=lambda shape: len(_written(shape)), default=None)
    return most if most is not None and len(_written(most)) >= _FEWEST_BEFORE else None


def _written(shape: WrittenShape) -> list[WrittenParagraph]:
    return [one for one in shape.body.paragraphs if one.text.strip()] if shape.body else []


def _heading_at_end(shape: WrittenShape) -> str | None:
    *before, last = _written(shape)
    text = last.text.strip()
    if len(text) > _LONGEST_HEADING:
        return None
    stands_out = _is_bold(last) and not all(map(_is_bold, before))
    return text if stands_out or text.endswith(("：", ":")) else None


def _is_bold(paragraph: WrittenParagraph) -> bool:
    return all(run.bold for run in paragraph.runs if run.text.strip())


def _lone_line(before: PlacedSlide, after: PlacedSlide) -> tuple[WrittenShape, str] | None:
    """The shape with the one line, or the one row, that a page has of what the page before began."""
    tables = [shape for shape in after.slide.shapes if shape.table]
    others = [shape for shape in after.slide.shapes if shape.kind in ("picture", "chart", "diagram", "media")]
    if others or len(tables) > 1:
        return None
    if tables:
        return _lone_row(before.slide, tables[0])
    began = _body(before.slide)
    running = {(shape.name, shape.text) for shape in before.slide.shapes}
    texts = [shape for shape in _texts(after.slide) if (shape.name, shape.text) not in running]
    if began is None or len(texts) != 1 or len(_written(texts[0])) != 1:
        return None
    lines = [line for text in after.texts if text.shape is texts[0] for line in text.laid.lines]
    return (texts[0], texts[0].text) if len(lines) == 1 else None


def _lone_row(before: WrittenSlide, shape: WrittenShape) -> tuple[WrittenShape, str] | None:
    table = shape.table
    began = next((one.table for one in before.shapes if one.table), None)
    if table is None or began is None or len(began.widths) != len(table.widths):
        return None
    if len(table.heights) - int(table.header) != 1 or len(began.heights) - int(began.header) < _FEWEST_BEFORE:
        return None
    text = " ".join(cell.body.text for cell in table.row(len(table.heights) - 1) if not cell.covered)
    return shape, text


RULE = DeckRule((HEADING_STRANDED, LINE_STRANDED), check, __doc__)
