"""Single faults that come later: somebody goes on writing the source, or edits the deck by hand."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import check_written
from deckgen.check.pins import Pins, pin
from deckgen.check.reports import check_report
from deckgen.check.source import Source
from deckgen.content.indicators import indicators_of
from deckgen.diagnostics import Diagnostic, Sink
from deckgen.written.model import WrittenDeck
from deckgen.written.reading import read_deck
from tests.faults.deck import Element, Parts, find, good_deck
from tests.faults.report_faults import example
from tests.faults.slide_faults import text_of

PINNED = ("annual-report-en", "project-review")


class LaterFault(NamedTuple):
    kind: str
    report: str
    codes: frozenset[str]
    found: Callable[[], Iterator[Diagnostic]]

    def is_found(self) -> bool:
        return any(one.code.name in self.codes for one in self.found())


@cache
def pins_of(name: str) -> Pins:
    good = example(name)
    assert good.source is not None
    return pin(good.source, quotes_of(name))


def quotes_of(name: str) -> list[str]:
    return [one.quote for _, one in indicators_of(example(name).report) if one.quote]


def in_source(name: str, text: str) -> Iterator[Diagnostic]:
    """What is found of the report as it was pinned, once its source says `text`."""
    good, sink = example(name), Sink(example(name).places)
    check_report(good.report, Source("source.txt", text), sink, pins=pins_of(name))
    return iter(sink)


STALE = "sentence-changed quote-not-in-source"


def source_faults(name: str) -> Iterator[LaterFault]:
    source = example(name).source
    assert source is not None
    text, chinese = source.text, name == "project-review"
    for quote in quotes_of(name)[::4][:4]:
        start, end = next(source.find_all(quote))
        said = text[start:end]
        changes = {
            "planned, not done": "预计" + said if chinese else "It is planned that " + said,
            "denied": "并非" + said if chinese else "It is not true that " + said,
            "hedged": "据不完全统计，" + said if chinese else "Roughly speaking, " + said,
            "digit corrected": _corrected(said),
            "sentence taken out": "",
            "unit corrected": re.sub(r"(\d)([\u4e00-\u9fff%]| ?[a-z])", r"\1余\2", said, count=1),
            "words turned round": said[len(said) // 2 :] + said[: len(said) // 2],
        }
        for kind, new in changes.items():
            changed = text[:start] + new + text[end:]
            yield LaterFault(
                f"source: {kind}", name, frozenset(STALE.split()), lambda t=changed: in_source(name, t)
            )
    elsewhere = text + ("另有说明。" if chinese else "\n\nThe board met twice.\n")
    yield LaterFault(
        "source: a sentence added", name, frozenset(["source-changed"]), lambda: in_source(name, elsewhere)
    )


def _corrected(said: str) -> str:
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 3) % 10), said, count=1)


@cache
def fresh_deck(name: str) -> WrittenDeck:
    return read_deck(Parts(dict(good_deck(name))).zipped(), "deck.pptx")


def in_deck(name: str, change: Callable[[Parts], None]) -> Iterator[Diagnostic]:
    """What is found in the deck after somebody changed it, held against what its report makes."""
    parts, sink, good = Parts(dict(good_deck(name))), Sink(), example(name)
    change(parts)
    deck = read_deck(parts.zipped(), "deck.pptx")
    subject = DeckSubject(deck, good.report, good.source, fresh=fresh_deck(name), names=good.report.glossary)
    check_written(subject, sink)
    return (one for one in sink if one.code.name.startswith("figure-"))


def edited_faults(name: str) -> Iterator[LaterFault]:
    for kind, codes, change in _edits(name):
        yield LaterFault(f"deck: {kind}", name, frozenset(codes.split()), lambda c=change: in_deck(name, c))


Edit = tuple[str, str, Callable[[Parts], None]]


def _edits(name: str) -> Iterator[Edit]:
    parts = Parts(dict(good_deck(name)))
    for number in parts.slides[1:]:
        root = parts.root(parts.slide(number))
        figures = [place for place, text in enumerate(find(root, "//a:t")) if _has_amount(text)]
        for place in figures[:2]:
            yield "last digit", "figure-foreign", _in_text(number, place, _last_digit)
            yield (
                "nought added",
                "figure-foreign",
                _in_text(number, place, lambda text: re.sub(r"(\d\d+)", r"\g<1>0", text, count=1)),
            )
            yield (
                "figure taken out",
                "figure-lost",
                _in_text(number, place, lambda text: re.sub(r"[\d.,]*\d", "", text)),
            )
            yield (
                "figure put beside",
                "figure-foreign",
                _in_text(number, place, lambda text: f"{text}, 4711 more"),
            )
        yield from ((kind, codes, change) for kind, codes, change in _of_slide(number, root))
    for part in sorted(parts.parts):
        if re.fullmatch(r"ppt/charts/chart\d+\.xml", part):
            yield "value of a chart", "figure-foreign", _in_part(part, _raise_value)
            yield (
                "values of a chart exchanged",
                "figure-displaced figure-foreign figure-lost",
                _in_part(part, _swap_values),
            )
        if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", part):
            yield "notes", "figure-foreign", _in_part(part, _say_more)
    yield "slide taken out", "figure-lost", lambda parts: _delete_slide(parts, 2)


def _of_slide(number: int, root: Element) -> Iterator[Edit]:
    boxes = [find(shape, ".//p:cNvPr")[0].get("name") for shape in find(root, "//p:sp")]
    shown = [name for name in boxes if re.fullmatch(r"figure-\d", name)]
    if len(shown) > 1:
        yield (
            "figures exchanged",
            "figure-displaced",
            _in_slide(number, lambda r: _exchange(r, shown[0], shown[-1])),
        )
    cells = find(root, "//a:tc")
    amounts = [place for place, cell in enumerate(cells) if re.fullmatch(r"[\d.,$M%]+", text_of(cell))]
    columns = len(find(root, "//a:gridCol"))
    if len(amounts) > columns and text_of(cells[amounts[0]]) != text_of(cells[amounts[0] + columns]):
        first, below = amounts[0], amounts[0] + columns
        yield (
            "cells exchanged",
            "figure-displaced",
            _in_slide(number, lambda r: _exchange_cells(r, first, below)),
        )
        codes = "figure-foreign figure-displaced figure-lost"
        yield "cell copied down", codes, _in_slide(number, lambda r: _copy_cell(r, first, below))


def _has_amount(text: Element) -> bool:
    """Whether it has an amount, and is no date and no number of a section."""
    said = text.text or ""
    return (
        not re.search(r"^0\d\s|20\d\d", said) and re.search(r"(?<![\d.,])\d{2,3}(?![\d月])", said) is not None
    )


def _in_part(part: str, change: Callable[[Element], None]) -> Callable[[Parts], None]:
    def changed(parts: Parts) -> None:
        root = parts.root(part)
        change(root)
        parts.put(part, root)

    return changed


def _in_slide(number: int, change: Callable[[Element], None]) -> Callable[[Parts], None]:
    return _in_part(f"ppt/slides/slide{number}.xml", change)


def _in_text(number: int, place: int, change: Callable[[str], str]) -> Callable[[Parts], None]:
    def changed(root: Element) -> None:
        text = find(root, "//a:t")[place]
        text.text = change(text.text)

    return _in_slide(number, changed)


def _last_digit(text: str) -> str:
    return re.sub(r"(\d*)(\d)(?!.*\d)", lambda m: m[1] + str((int(m[2]) + 3) % 10), text, count=1)


def _raise_value(root: Element) -> None:
    value = find(root, "//c:val//c:v")[1]
    value.text = str(float(value.text) + 4000)


def _swap_values(root: Element) -> None:
    values = find(root, "//c:val//c:v")
    values[0].text, values[1].text = values[1].text, values[0].text


def _say_more(root: Element) -> None:
    find(root, "//a:t")[0].text += " There were 4711 of them."


def _exchange(root: Element, one: str, other: str) -> None:
    bodies = [
        find(shape, "./p:txBody")[0]
        for name in (one, other)
        for shape in find(root, "//p:sp")
        if find(shape, ".//p:cNvPr")[0].get("name") == name
    ]
    _exchange_paragraphs(*bodies)


def _exchange_cells(root: Element, one: int, other: int) -> None:
    cells = find(root, "//a:tc")
    _exchange_paragraphs(find(cells[one], "./a:txBody")[0], find(cells[other], "./a:txBody")[0])


def _copy_cell(root: Element, one: int, other: int) -> None:
    cells = find(root, "//a:tc")
    find(cells[other], ".//a:t")[0].text = find(cells[one], ".//a:t")[0].text


def _exchange_paragraphs(one: Element, other: Element) -> None:
    taken: list[list[Any]] = [find(body, "./a:p") for body in (one, other)]
    for body, paragraphs in zip((other, one), taken, strict=True):
        for paragraph in paragraphs:
            body.append(copy.deepcopy(paragraph))
    for paragraph in (*taken[0], *taken[1]):
        paragraph.getparent().remove(paragraph)


def _delete_slide(parts: Parts, place: int) -> None:
    root = parts.root("ppt/presentation.xml")
    listed = find(root, "//p:sldIdLst")[0]
    gone = listed[place].get("id")
    listed.remove(listed[place])
    for one in root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"):
        if one.get("id") == gone:
            one.getparent().remove(one)
            break
    parts.parts["ppt/presentation.xml"] = etree.tostring(root)
