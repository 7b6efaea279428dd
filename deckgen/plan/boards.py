"""The matrix, the honours and the logos of a slide → pieces a layout can place."""

from __future__ import annotations

from dataclasses import replace

from deckgen.content import models
from deckgen.content.inline import Run
from deckgen.diagnostics import KeyPath
from deckgen.layouts.model import Award, Axis, Logo, Matrix, Paragraph, PhotoFill, Text
from deckgen.plan.material import Reader
from deckgen.records import dataclass

HIGH_UP, HIGH_ACROSS = (0, 1), (1, 3)
"""The quadrants at the high end of each axis."""


@dataclass(frozen=True, slots=True)
class BoardReader:
    """Reads what stands side by side on a slide, its texts with `reader`."""

    reader: Reader

    def matrix(self, matrix: models.Matrix, origin: KeyPath) -> Matrix:
        across = self.axis(matrix.across, (*origin, "across"))
        up = self.axis(matrix.up, (*origin, "up"))
        cells = tuple(
            replace(
                self.reader.point(cell, (*origin, "cells", n)),
                details=(self.at(up, n in HIGH_UP), self.at(across, n in HIGH_ACROSS)),
            )
            for n, cell in enumerate(matrix.cells)
        )
        emphasised = (n for n, cell in enumerate(matrix.cells) if cell.emphasis)
        return Matrix(across, up, cells, next(emphasised, None))

    def axis(self, axis: models.Axis, origin: KeyPath) -> Axis:
        words, line = self.reader.words, self.line
        low, high = axis.low or words.low, axis.high or words.high
        return Axis(
            line(axis.name, (*origin, "name")), line(low, (*origin, "low")), line(high, (*origin, "high"))
        )

    def line(self, text: str, origin: KeyPath) -> Text:
        """A text of one line."""
        return Text((self.reader.paragraph(text, origin),), origin)

    def at(self, axis: Axis, high: bool) -> Paragraph:
        """Where a quadrant stands along an axis, in words for a list: 影响：高."""
        end = axis.high if high else axis.low
        said = self.reader.words.axis.format(axis.name.text, end.text)
        return Paragraph((Run(said),), level=1, origin=axis.name.origin)

    def honours(self, slide: models.Slide, origin: KeyPath) -> tuple[Award, ...]:
        path = (*origin, "honours")
        return tuple(self.award(honour, (*path, n)) for n, honour in enumerate(slide.honours))

    def award(self, honour: models.Honour, origin: KeyPath) -> Award:
        reader = self.reader
        lines = [reader.paragraph(honour.title, (*origin, "title"))]
        if honour.winner:
            lines.append(reader.paragraph(honour.winner, (*origin, "winner"), level=1))
        if honour.by:
            lines.append(reader.paragraph(reader.words.given.format(honour.by), (*origin, "by"), level=2))
        year = self.line(honour.year, (*origin, "year")) if honour.year else None
        return Award(Text(tuple(lines), lines[0].origin), year)

    def logos(self, slide: models.Slide, origin: KeyPath) -> tuple[Logo, ...]:
        path = (*origin, "logos")
        return tuple(self.logo(logo, (*path, n)) for n, logo in enumerate(slide.logos))

    def logo(self, logo: models.Logo, origin: KeyPath) -> Logo:
        name = self.reader.plain(logo.name or logo.alt or "")
        image = PhotoFill(logo.image, name, logo.alt or name, origin=origin, crop="balance")
        return Logo(image, self.line(logo.name, (*origin, "name")) if logo.name else None)
