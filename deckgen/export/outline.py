"""Written deck → its words, as Markdown or plain text: for e-mail, minutes, translation and search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from deckgen.written.model import WrittenChart, WrittenDeck, WrittenShape, WrittenSlide, WrittenTable
from deckgen.written.sections import read_sections

_NUMBERED = re.compile(r"\w+-(\d+)$")
_BREAK = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\uffef]) (?=[\u2e80-\u9fff\uf900-\uffef])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def as_markdown(deck: WrittenDeck) -> str:
    """Sections and slides as headings, texts as lists, tables and charts as tables, notes as quotations."""
    return _joined(_Markdown().deck(deck))


def as_text(deck: WrittenDeck) -> str:
    """The same without any marks; columns of tables are parted by tabs."""
    return _joined(_Plain().deck(deck))


def title_of(slide: WrittenSlide) -> str:
    """The slide's title on one line; empty where it has none."""
    return _line(slide.title)


def _joined(lines: Iterator[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


class _Plain:
    """How each thing is written down."""

    def heading(self, level: int, text: str) -> Iterator[str]:
        yield from (["", text.upper(), ""] if level == 1 else ["", text])

    def point(self, level: int, text: str) -> str:
        return "  " * (level + 1) + text

    def strong(self, text: str) -> str:
        return text

    def plain(self, text: str) -> str:
        return text

    def rows(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        yield from ("  " + "\t".join(row) for row in rows)

    def notes(self, text: str) -> Iterator[str]:
        yield ""
        yield from (f"  | {line}".rstrip() for line in text.splitlines())

    def deck(self, deck: WrittenDeck) -> Iterator[str]:
        for section in read_sections(deck):
            shown = [slide for slide in section.slides if not slide.hidden]
            if section.name and shown:
                yield from self.heading(1, self.plain(section.name))
            for slide in shown:
                yield from self.slide(slide, section.name)

    def slide(self, slide: WrittenSlide, section: str) -> Iterator[str]:
        yield from self.heading(2, f"{slide.number}. {self.plain(title_of(slide) or '–')}")
        yield ""
        shapes = [shape for shape in slide.shapes if not self._is_said(shape, section)]
        # The figure, label and detail of one callout are one line.
        for number, members in groupby(shapes, key=_number):
            if number:
                yield self.point(0, " · ".join(self._told(list(members))))
            else:
                yield from (line for shape in members for line in self.shape(shape))
        if slide.notes.strip():
            yield from self.notes(slide.notes.strip())

    def shape(self, shape: WrittenShape) -> Iterator[str]:
        if shape.table:
            yield from self.rows(_table_rows(shape.table))
        elif shape.chart:
            yield from self.rows(_chart_rows(shape.chart))
        elif shape.kind == "picture" and shape.alt:
            yield self.point(0, f"[{self.plain(_line(shape.alt))}]")
        elif shape.body:
            for paragraph in shape.body.paragraphs:
                if text := _line(paragraph.text):
                    yield self.point(paragraph.level, self.plain(text))

    def _told(self, shapes: Sequence[WrittenShape]) -> Iterator[str]:
        for shape in shapes:
            if text := self.plain(_line(shape.text)) or (f"[{self.plain(shape.alt)}]" if shape.alt else ""):
                yield self.strong(text) if shape.name.startswith("figure") else text

    def _is_said(self, shape: WrittenShape, section: str) -> bool:
        """Whether the heading says it, or it says nothing."""
        kicker = bool(section) and shape.name == "section" and shape.text.endswith(section)
        silent = not (shape.text.strip() or shape.table or shape.chart or shape.alt)
        return shape.is_title or shape.is_furniture or shape.hidden or kicker or silent


class _Markdown(_Plain):
    def heading(self, level: int, text: str) -> Iterator[str]:
        yield from ("", "#" * level + " " + text)

    def point(self, level: int, text: str) -> str:
        return "  " * level + "- " + text

    def strong(self, text: str) -> str:
        return f"**{text}**"

    def plain(self, text: str) -> str:
        return _SPECIAL.sub(r"\\\1", text)

    def rows(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        if not rows:
            return
        width = max(map(len, rows))
        yield ""
        for number, row in enumerate(rows):
            cells = [self.plain(cell) for cell in row] + [""] * (width - len(row))
            yield "| " + " | ".join(cells) + " |"
            if number == 0:
                yield "|---" * width + "|"
        yield ""

    def notes(self, text: str) -> Iterator[str]:
        yield ""
        yield from (f"> {self.plain(line)}".rstrip() for line in text.splitlines())


def _number(shape: WrittenShape) -> str:
    """Which of its siblings a slot belongs to; empty for what stands alone."""
    found = _NUMBERED.fullmatch(shape.name) if shape.placeholder and not shape.table else None
    return found[1] if found else ""


def _line(text: str) -> str:
    """On one line; a break between Chinese characters leaves no blank."""
    return _BREAK.sub("", " ".join(text.split()))


def _table_rows(table: WrittenTable) -> list[list[str]]:
    return [
        ["" if cell.covered else _line(cell.body.text) for cell in table.row(number)]
        for number in range(len(table.heights))
    ]


def _chart_rows(chart: WrittenChart) -> list[list[str]]:
    """Categories down, series across."""
    if not chart.series:
        return []
    categories = max((series.categories for series in chart.series), key=len)
    rows = [["", *(series.name for series in chart.series)]]
    for place, category in enumerate(categories):
        values = (series.values[place] if place < len(series.values) else None for series in chart.series)
        rows.append([category, *(value or "" for value in values)])
    return rows
