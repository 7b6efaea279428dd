"""What every slide repeats, fitted once per slide layout: footer, date, confidentiality, progress, page number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from deckgen import codes
from deckgen.content.inline import Run
from deckgen.diagnostics import Code, Sink
from deckgen.fit.drafts import SMALLEST_LEGIBLE
from deckgen.fit.fonts import FontBook
from deckgen.fit.merging import in_place
from deckgen.fit.model import FittedNumber, FittedText, FittedWatermark
from deckgen.fit.sizes import largest_fitting, level_points
from deckgen.fit.text import lay_out
from deckgen.fit.watermark import stamp
from deckgen.layouts.model import Page, Paragraph, Text
from deckgen.plan.model import DeckPlan
from deckgen.records import dataclass
from deckgen.templates.model import BoundLayout, Placeholder, Template
from deckgen.units import inches

FLOOR = 9.0
"""Points; a footer is looked up, not read."""

JOIN = "  |  "
BARE = ("cover", "closing")
"""Variants that have neither footer nor date in templates nobody has bound."""

SPARE = 0.12
"""Share of a footer's width kept free in templates nobody has bound: where its master names no typeface, PowerPoint
takes the master's for other text, and LibreOffice the presentation's."""

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
    _fitted: dict[tuple[str, int, str], Mapping[int, FittedText]] = field(default_factory=dict)
    _numbers: dict[str, FittedNumber | None] = field(default_factory=dict)
    _markers: dict[tuple[str, int], FittedText] = field(default_factory=dict)
    stamps: dict[str, FittedWatermark] = field(default_factory=dict)
    """Part name of a slide layout without a footer → how confidential the deck is."""

    def texts(self, bound: BoundLayout, section: int | None, page: Page) -> Mapping[int, FittedText]:
        """Placeholder idx → what stands there on the slides of `section`, where there is something to say. Where the
        section's name has its place in the footer, both stand there."""
        layout = bound.slide_layout
        named = self.section_in_footer(bound, page)
        known = (layout.part, len(layout.placeholders), named)
        if known not in self._fitted:
            self._fitted[known] = dict(self.repeated(bound, named, bare=page.variant in BARE))
        place = self.place("progress", bound)
        if section is None or place is None or not self.plan.marks.progress:
            return self._fitted[known]
        if (layout.part, section) not in self._markers:
            self._markers[layout.part, section] = self.marker(place, section)
        return {**self._fitted[known], place.idx: self._markers[layout.part, section]}

    def section_in_footer(self, bound: BoundLayout, page: Page) -> str:
        """The section's name, where it shares the footer's place."""
        place, fill = bound.find_placeholder("section"), page.fills.get("section")
        return fill.text if place and place.type == "ftr" and isinstance(fill, Text) else ""

    def place(self, name: str, bound: BoundLayout) -> Placeholder | None:
        idx = self.template.standing.get(name)
        found = None if idx is None else bound.slide_layout.placeholders.get(idx)
        return found and in_place(bound, found, self.template.scale)

    def repeated(self, bound: BoundLayout, section: str, *, bare: bool) -> Iterator[tuple[int, FittedText]]:
        """What all slides of a slide layout have in common; with the section's name, where that has its place here.
        In templates nobody has bound the footer says how confidential the report is, too; otherwise `bare` pages
        have none there."""
        secret = self.plan.marks.confidentiality
        middle = self.place("confidentiality", bound) if secret else None
        told = middle is not None
        for found in bound.slide_layout.placeholders.values():
            key = KEYS.get(found.type)
            if key is None:
                continue
            placeholder = in_place(bound, found, self.template.scale)
            place = clear_of(placeholder, middle) if middle else placeholder
            place = spared(place) if bound.ease != 1 else place
            text = " ".join(getattr(self.plan.properties, key).split())
            texts = [text, section] if key == "footer" else [text]
            if bound.ease != 1 and key == "footer":
                texts = [secret, *([] if bare else texts)]
                told = bool(secret)
            if any(texts):
                yield placeholder.idx, self.joined(place, [one for one in texts if one], key, bound.ease)
        if middle:
            yield middle.idx, self.fitted(middle, (Run(secret),), "confidentiality")
        elif secret and not told and (stamped := stamp(secret, bound, self.template, self.fonts)):
            self.stamps[bound.slide_layout.part] = stamped
        elif secret and not told and bound.ease != 1:
            where = f"the template `{self.template.name}`"
            self.report_lost("confidentiality", where, ("confidentiality",), codes.CONFIDENTIALITY_OMITTED)
        elif secret and not told:
            where = f"the slide layout `{bound.slide_layout.name}`"
            self.report_lost("confidentiality", where, ("confidentiality",))

    def joined(self, placeholder: Placeholder, texts: Sequence[str], key: str, ease: float) -> FittedText:
        """Both texts on one line, or the first alone where that is too short."""
        runs = (Run(JOIN.join(texts)),)
        if len(texts) > 2 and not self.on_one_line(placeholder, runs, ease):
            return self.joined(placeholder, texts[:-1], key, ease)
        if len(texts) > 1 and not self.on_one_line(placeholder, runs, ease):
            # The section is named on its divider, too.
            self.sink.report(
                codes.SECTION_UNPLACED, "the footer has no room for the section's name besides its text"
            )
            runs = (Run(texts[0]),)
        return self.fitted(placeholder, runs, key, ease)

    def on_one_line(self, placeholder: Placeholder, runs: tuple[Run, ...], ease: float) -> bool:
        paragraphs = (Paragraph(runs),)
        points = largest_fitting(
            paragraphs, placeholder, min(FLOOR * ease, placeholder.levels[0].points), self.fonts
        )
        if points is None:
            return False
        sizes, width = level_points(placeholder.levels, points), placeholder.text_box.width
        return lay_out(paragraphs, placeholder.levels, sizes, width, self.fonts).line_count == 1

    def marker(self, placeholder: Placeholder, section: int) -> FittedText:
        """A dot for each section, the present one filled; read aloud it says the section's name."""
        shown = [each for each in self.plan.sections if each.number is not None]
        said = self.plan.words.part.format(section, len(shown))
        dots = [HERE if each.number == section else ELSEWHERE for each in shown]
        runs = (Run(" ".join(dots) if len(shown) <= MOST_DOTS else said),)
        name = next(each.name for each in shown if each.number == section)
        fitted = self.fitted(placeholder, runs, "progress")
        return replace(fitted, alt=f"{said}{self.plan.words.between_lead_and_text}{name}")

    def number(self, bound: BoundLayout) -> FittedNumber | None:
        """What follows the page's number, with the size of both; None where the number stands alone and fits."""
        layout = bound.slide_layout
        found = next((each for each in layout.placeholders.values() if each.type == "sldNum"), None)
        if found is None or not (self.plan.marks.page_total or bound.ease != 1):
            return None
        if layout.part not in self._numbers:
            place = in_place(bound, found, self.template.scale)
            if self.plan.marks.page_total and self.holds_total(place, bound.ease):
                after = self.plan.words.page_of.format(self.pages)
                longest = self.fitted(place, (Run(f"{self.pages}{after}"),), "page_total", bound.ease)
                self._numbers[layout.part] = FittedNumber(after, longest.points)
            else:
                self._numbers[layout.part] = self.shrunk_number(place)
        return self._numbers[layout.part]

    def holds_total(self, place: Placeholder, ease: float) -> bool:
        """In templates nobody has bound, a total that does not fit is left out rather than set too small."""
        runs = (Run(f"{self.pages}{self.plan.words.page_of.format(self.pages)}"),)
        if ease == 1 or self.on_one_line(place, runs, ease):
            return True
        message = f"the place for page numbers in `{self.template.name}` is too small for the total"
        self.sink.report(codes.PAGE_TOTAL_OMITTED, message, ("show", "page_total"))
        return False

    def shrunk_number(self, place: Placeholder) -> FittedNumber | None:
        """A size for numbers that are too large for their place, which happens in other people's templates."""
        own = place.levels[0].points
        points = largest_fitting((Paragraph((Run("000"),)),), place, min(SMALLEST_LEGIBLE, own), self.fonts)
        if points == own:
            return None
        return FittedNumber("", ((points or SMALLEST_LEGIBLE) * self.template.scale,))

    def fitted(
        self, placeholder: Placeholder, runs: tuple[Run, ...], key: str, ease: float = 1.0
    ) -> FittedText:
        paragraphs = (Paragraph(runs),)
        own = placeholder.levels[0].points
        points = largest_fitting(paragraphs, placeholder, min(FLOOR * ease, own), self.fonts)
        if points is None:
            points = (
                largest_fitting(paragraphs, placeholder, SMALLEST_LEGIBLE, self.fonts) or SMALLEST_LEGIBLE
            )
            self.report_long(key)
        sizes = level_points(placeholder.levels, points)
        laid_out = lay_out(paragraphs, placeholder.levels, sizes, placeholder.text_box.width, self.fonts)
        enlarged = tuple(size * self.template.scale for size in sizes)
        return FittedText(laid_out.paragraphs, None if points == own else enlarged)

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
            where = f"the template `{self.template.name}`"
            self.report_lost("progress", where, ("show", "progress"), codes.PROGRESS_OMITTED)

    def report_lost(
        self, key: str, where: str, origin: tuple[str, ...], code: Code = codes.PLACEHOLDER_NOT_FOUND
    ) -> None:
        hint = f"bind a placeholder under `standing: {{{key}: …}}` in the template's binding file"
        self.sink.report(code, f"{where} has no placeholder for `{key}`", origin, hint=hint)


def spared(placeholder: Placeholder) -> Placeholder:
    """The placeholder without the width that another program may need for the same text."""
    text = placeholder.text_box.width
    return replace(placeholder, box=placeholder.box.inset(0, 0, round(SPARE * text), 0))


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
