"""A written deck → every figure that its slides, charts, tables and notes show, runs joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

from deckgen.check.exemptions import find_exemption
from deckgen.check.figures import Figure, figures_in
from deckgen.check.folding import join_lines
from deckgen.patterns import regex
from deckgen.written.model import WrittenDeck, WrittenSeries, WrittenShape, WrittenSlide, WrittenTable

Kind = Literal["text", "number", "cell", "notes"]

_FILLED_IN = ("slidenum", "datetime")
"""Fields of which PowerPoint makes the text."""
_ORDINAL = regex(r"^\s*[(（]?0\d(?![\d.])|[(（](?:续|續|cont\.? ?)?\d{1,2}(?:\s?/\s?\d{1,2})?[)）]\s*$")
"""What numbers sections and continued slides, and counts nothing: 01 总则, 水厂（2）."""
_ALONE = regex(r"\s*(\d{1,2})[.、)）]?\s*$")
_UNIT_IN_HEAD = regex(r"[(（]([^()（）\d]{1,12})[)）]\s*$")
_FORMAT = regex(r'"(?P<words>[^"]*)"|\\(?P<one>.)|(?P<number>[#0?][#0?.,]*)|(?P<percent>%)|(?P<plain>.)')
_GENERAL = "general"
_EXACT = 12
"""Digits that programs store of a number without noise."""


class Line(NamedTuple):
    """A line of text as a reader sees it; `shape` is None for notes."""

    slide: WrittenSlide
    shape: WrittenShape | None
    text: str
    kind: Kind


class ShownFigure(NamedTuple):
    line: Line
    figure: Figure
    counted: bool = False
    """It stands alone, and so do all whole numbers below it: steps and sections are numbered so."""

    @property
    def exemption(self) -> str | None:
        """Why it needs no source."""
        if self.counted:
            return "numbering"
        ordinal = _ORDINAL.search(self.line.text) if self.line.kind == "text" else None
        if ordinal and ordinal.start() <= self.figure.digits < ordinal.end():
            return "numbering"
        return find_exemption(self.line.text, self.figure)

    @property
    def key(self) -> tuple[object, str, frozenset[str]]:
        """The same for figures that say the same, however they are spelt."""
        return self.figure.value, self.figure.unit, self.figure.bounds

    @property
    def bare(self) -> bool:
        """Whether it stands in a chart or a table, where something else may name its unit."""
        return self.line.kind in ("number", "cell")


def figures_of(deck: WrittenDeck) -> Iterator[ShownFigure]:
    """All figures in order, also those on hidden slides."""
    lines = list(lines_of(deck))
    alone = {int(found[1]) for line in lines if (found := _numbering(line))}
    highest = next(number for number in range(len(alone) + 1) if number + 1 not in alone)
    for line in lines:
        numbering = _numbering(line)
        counted = numbering is not None and 1 <= int(numbering[1]) <= highest > 1
        yield from (ShownFigure(line, figure, counted) for figure in figures_in(line.text))


def _numbering(line: Line) -> re.Match[str] | None:
    return _ALONE.match(line.text) if line.kind == "text" else None


def lines_of(deck: WrittenDeck) -> Iterator[Line]:
    """All lines, but for footers, dates and page numbers."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.is_furniture:
                yield from _lines_in(slide, shape)
        for text in slide.notes.splitlines():
            if text.strip():
                yield Line(slide, None, join_lines(text).text, "notes")


def _lines_in(slide: WrittenSlide, shape: WrittenShape) -> Iterator[Line]:
    for paragraph in shape.body.paragraphs if shape.body else ():
        text = "".join(run.text for run in paragraph.runs if not run.field.startswith(_FILLED_IN))
        if text.strip():
            yield Line(slide, shape, _joined(text), "text")
    if shape.table:
        yield from (Line(slide, shape, text, "cell") for text in _cells(shape.table))
    chart = shape.chart
    if chart is None:
        return
    words = dict.fromkeys(
        [*chart.texts, *(text for series in chart.series for text in (series.name, *series.categories))]
    )
    yield from (Line(slide, shape, _joined(text), "text") for text in words if text.strip())
    for series in chart.series:
        yield from (Line(slide, shape, text, "number") for text in _numbers(series))


def _joined(text: str) -> str:
    """Forced line breaks, which separate nothing, are gone."""
    return join_lines(text.replace("\v", "\n")).text


def _cells(table: WrittenTable) -> Iterator[str]:
    units = {
        cell.column: found[1]
        for cell in (table.row(0) if table.header else ())
        if cell.across == 1 and (found := _UNIT_IN_HEAD.search(cell.body.text))
    }
    for cell in table.cells:
        text = _joined(cell.body.text)
        figures = figures_in(text) if text and not cell.covered else ()
        unit = units.get(cell.column) if cell.row else None
        alone = len(figures) == 1 and figures[0].text == text and not figures[0].unit
        if text and not cell.covered:
            yield f"{text}{unit}" if unit and alone and figures[0].scale == 1 else text


def _numbers(series: WrittenSeries) -> Iterator[str]:
    for value in series.values:
        if value is None:
            continue
        try:
            number = Decimal(value)
        except InvalidOperation:
            yield value
        else:
            if number.is_finite():
                yield formatted(number, series.format)


def formatted(number: Decimal, form: str) -> str:
    """A number as a chart shows it, but with all its digits: signs and words of the format, no rounding."""
    number = Decimal(f"{number:.{_EXACT}g}")
    if form.lower() == _GENERAL:
        return f"{number:f}"
    parts = list(_FORMAT.finditer(form.split(";")[0]))
    if any(part["percent"] for part in parts):
        number *= 100
    shown = ""
    for part in parts:
        if part["number"]:
            shown += f"{number.normalize():f}" if part["number"] and not re.search(r"\d", shown) else ""
        else:
            shown += part["words"] or part["one"] or part["percent"] or _plain(part["plain"])
    return shown if re.search(r"\d", shown) else f"{number:f}"


def _plain(character: str | None) -> str:
    """Of the characters outside quotes, those that are shown as they are."""
    return character if character and character in "$€£¥￥+- ()" else ""
