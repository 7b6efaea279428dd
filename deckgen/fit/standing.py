"""What every slide repeats, fitted once per slide layout: footer, date, confidentiality, progress, page number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from deckgen import codes
from deckgen.content.inline import Run
from deckgen.diagnostics import Sink
from deckgen.fit.drafts import SMALLEST_LEGIBLE
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedNumber, FittedText
from deckgen.fit.text import largest_fitting, lay_out, level_points
from deckgen.layouts.model import Paragraph
from deckgen.plan.model import DeckPlan
from deckgen.templates.model import Placeholder, SlideLayout, Template
from deckgen.units import inches

FLOOR = 9.0
"""Points; a footer is looked up, not read."""

KEYS = {"ftr": "footer", "dt": "date"}
"""Placeholder type → the key of the report that fills it."""

MOST_DOTS = 10
"""With more sections the marker says its number instead: nobody counts dots."""
GAP = inches(0.1)
HERE, ELSEWHERE = "●", "○"


@dataclass(frozen=True)
class Standing:
    """Fits what the report wants on every slide into the slide layouts that have a place for it."""

    plan: DeckPlan
    template: Template
    fonts: FontBook
    sink: Sink
    pages: int
    """The number of the last page that is shown."""
    _fitted: dict[str, Mapping[int, FittedText]] = field(default_factory=dict)
    _numbers: dict[str, FittedNumber] = field(default_factory=dict)
    _markers: dict[tuple[str, int], FittedText] = field(default_factory=dict)

    def texts(self, slide_layout: SlideLayout, section: int | None) -> Mapping[int, FittedText]:
        """Placeholder idx → what stands there on the slides of `section`, where there is something to say."""
        part = slide_layout.part
        if part not in self._fitted:
            self._fitted[part] = dict(self.repeated(slide_layout))
        place = self.place("progress", slide_layout)
        if section is None or place is None or not self.plan.marks.progress:
            return self._fitted[part]
        if (part, section) not in self._markers:
            self._markers[part, section] = self.marker(place, section)
        return {**self._fitted[part], place.idx: self._markers[part, section]}

    def place(self, name: str, slide_layout: SlideLayout) -> Placeholder | None:
        idx = self.template.standing.get(name)
        return None if idx is None else slide_layout.placeholders.get(idx)

    def repeated(self, slide_layout: SlideLayout) -> Iterator[tuple[int, FittedText]]:
        """What all slides of a slide layout have in common."""
        secret = self.plan.marks.confidentiality
        middle = self.place("confidentiality", slide_layout) if secret else None
        for placeholder in slide_layout.placeholders.values():
            key = KEYS.get(placeholder.type)
            if key and (text := " ".join(getattr(self.plan.properties, key).split())):
                place = clear_of(placeholder, middle) if middle else placeholder
                yield placeholder.idx, self.fitted(place, (Run(text),), key)
        if middle:
            yield middle.idx, self.fitted(middle, (Run(secret),), "confidentiality")
        elif secret:
            where = f"the slide layout `{slide_layout.name}`"
            self.report_lost("confidentiality", where, ("confidentiality",))

    def marker(self, placeholder: Placeholder, section: int) -> FittedText:
        """A dot for each section, the present one filled; read aloud it says the section's name."""
        shown = [each for each in self.plan.sections if each.number is not None]
        said = self.plan.words.part.format(section, len(shown))
        dots = [HERE if each.number == section else ELSEWHERE for each in shown]
        runs = (Run(" ".join(dots) if len(shown) <= MOST_DOTS else said),)
        name = next(each.name for each in shown if each.number == section)
        fitted = self.fitted(placeholder, runs, "progress")
        return replace(fitted, alt=f"{said}{self.plan.words.between_lead_and_text}{name}")

    def number(self, slide_layout: SlideLayout) -> FittedNumber | None:
        """What follows the page's number, with the size of both; None where the number stands alone."""
        place = next((each for each in slide_layout.placeholders.values() if each.type == "sldNum"), None)
        if place is None or not self.plan.marks.page_total:
            return None
        if slide_layout.part not in self._numbers:
            after = self.plan.words.page_of.format(self.pages)
            longest = self.fitted(place, (Run(f"{self.pages}{after}"),), "page_total")
            self._numbers[slide_layout.part] = FittedNumber(after, longest.points)
        return self._numbers[slide_layout.part]

    def fitted(self, placeholder: Placeholder, runs: tuple[Run, ...], key: str) -> FittedText:
        paragraphs = (Paragraph(runs),)
        own = placeholder.levels[0].points
        points = largest_fitting(paragraphs, placeholder, min(FLOOR, own), self.fonts)
        if points is None:
            points = (
                largest_fitting(paragraphs, placeholder, SMALLEST_LEGIBLE, self.fonts) or SMALLEST_LEGIBLE
            )
            self.report_long(key)
        sizes = level_points(placeholder.levels, points)
        laid_out = lay_out(paragraphs, placeholder.levels, sizes, placeholder.text_box.width, self.fonts)
        return FittedText(laid_out.paragraphs, None if points == own else sizes)

    def report_long(self, key: str) -> None:
        self.sink.report(
            codes.TEXT_TOO_LONG,
            f"the {key} does not fit its line at {FLOOR:g} pt",
            (key,),
            hint="shorten it, or set `footer`" if key == "footer" else "shorten it",
        )

    def check_places(self) -> None:
        """Report what the report asks for and the template has no place for at all."""
        if self.plan.marks.progress and "progress" not in self.template.standing:
            self.report_lost("progress", f"the template `{self.template.name}`", ("show", "progress"))

    def report_lost(self, key: str, where: str, origin: tuple[str, ...]) -> None:
        hint = f"bind a placeholder under `standing: {{{key}: …}}` in the template's binding file"
        self.sink.report(
            codes.PLACEHOLDER_NOT_FOUND, f"{where} has no placeholder for `{key}`", origin, hint=hint
        )


def clear_of(placeholder: Placeholder, other: Placeholder) -> Placeholder:
    """What `other`, which may lie over its right or left part, leaves of the placeholder's line."""
    box, taken = placeholder.box, other.box
    if (
        taken.left >= box.right
        or taken.right <= box.left
        or taken.top >= box.bottom
        or taken.bottom <= box.top
    ):
        return placeholder
    if placeholder.levels[0].align == "r":
        return replace(placeholder, box=box.inset(taken.right + GAP - box.left, 0, 0, 0))
    return replace(placeholder, box=box.inset(0, 0, box.right - taken.left + GAP, 0))
