"""Footer and date: the texts that every slide repeats, fitted once per slide layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deckgen import codes
from deckgen.content.inline import Run
from deckgen.diagnostics import Sink
from deckgen.fit.drafts import SMALLEST_LEGIBLE
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedText
from deckgen.fit.text import largest_fitting, lay_out, level_points
from deckgen.layouts.model import Paragraph
from deckgen.plan.model import Properties
from deckgen.templates.model import Placeholder, SlideLayout

FLOOR = 9.0
"""Points; a footer is looked up, not read."""

KEYS = {"ftr": "footer", "dt": "date"}
"""Placeholder type → the key of the report that fills it."""


@dataclass(frozen=True)
class Standing:
    """Fits the report's footer and date into the slide layouts that have a place for them."""

    properties: Properties
    fonts: FontBook
    sink: Sink
    _fitted: dict[str, Mapping[int, FittedText]] = field(default_factory=dict)

    def texts(self, slide_layout: SlideLayout) -> Mapping[int, FittedText]:
        """Placeholder idx → its text, for those with something to say."""
        if slide_layout.part not in self._fitted:
            self._fitted[slide_layout.part] = {
                placeholder.idx: self.fitted(placeholder, text)
                for placeholder in slide_layout.placeholders.values()
                if (text := self.text(placeholder))
            }
        return self._fitted[slide_layout.part]

    def text(self, placeholder: Placeholder) -> str:
        key = KEYS.get(placeholder.type)
        return " ".join(getattr(self.properties, key).split()) if key else ""

    def fitted(self, placeholder: Placeholder, text: str) -> FittedText:
        paragraphs = (Paragraph((Run(text),)),)
        own = placeholder.levels[0].points
        points = largest_fitting(paragraphs, placeholder, min(FLOOR, own), self.fonts)
        if points is None:
            points = (
                largest_fitting(paragraphs, placeholder, SMALLEST_LEGIBLE, self.fonts) or SMALLEST_LEGIBLE
            )
            self.report(placeholder)
        sizes = level_points(placeholder.levels, points)
        laid_out = lay_out(paragraphs, placeholder.levels, sizes, placeholder.text_box.width, self.fonts)
        return FittedText(laid_out.paragraphs, None if points == own else sizes)

    def report(self, placeholder: Placeholder) -> None:
        key = KEYS[placeholder.type]
        self.sink.report(
            codes.TEXT_TOO_LONG,
            f"the {key} does not fit its line at {FLOOR:g} pt",
            (key,),
            hint="shorten it, or set `footer`" if key == "footer" else "shorten it",
        )
