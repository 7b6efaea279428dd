"""A template's colours → those of its charts: theme slots only, told apart also in greyscale."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from deckgen.fit.model import BASE, RULE, Tint
from deckgen.records import dataclass
from deckgen.templates.contrast import LEGIBLE, channels, luminance_of, ratio
from deckgen.templates.model import SlideLayout, Template

ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
SCHEME = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
SLOTS = (*SCHEME, *ACCENTS)
VISIBLE = 3.0
"""Contrast with the page that WCAG asks of what must be seen."""

TEXT, PAGE = Tint("tx1"), Tint("bg1")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a template's charts. `highlight` is the colour of figures, which no series has."""

    colours: Mapping[str, str]
    series: tuple[Tint, ...]
    highlight: Tint
    muted: Tint

    def tint(self, number: int) -> Tint:
        """The colour of series `number`; where all are used up, lighter ones, then from the start."""
        return self.series[number % len(self.series)]

    def code(self, slot: str) -> str:
        """The colour of a theme slot as RRGGBB."""
        return code_of(self.colours, slot)

    def on(self, tint: Tint) -> Tint:
        """The colour of text that stands on `tint`: the page's where it is legible, else the text's."""
        page = ratio(self.luminance(tint), self.luminance(PAGE))
        return PAGE if page >= LEGIBLE or page > ratio(self.luminance(tint), self.luminance(TEXT)) else TEXT

    @property
    def stressed(self) -> Tint:
        """The colour of a stressed label on the page: the highlight's where it is legible."""
        page = ratio(self.luminance(self.highlight), self.luminance(PAGE))
        return self.highlight if page >= LEGIBLE else TEXT

    @property
    def dark(self) -> bool:
        """Whether the page is darker than its text."""
        return self.luminance(PAGE) < self.luminance(TEXT)

    @property
    def rule(self) -> Tint:
        """Gridlines: there when looked for."""
        return Tint("tx1", 30) if self.dark else RULE

    @property
    def base(self) -> Tint:
        """The line that columns stand on."""
        return Tint("tx1", 55) if self.dark else BASE

    def quiet(self, tint: Tint) -> Tint:
        """A colour that steps back towards the page."""
        return Tint(tint.slot, 55) if self.dark else Tint(tint.slot, 40, 60)

    def is_visible(self, tint: Tint) -> bool:
        """Whether it can be told from the page."""
        return ratio(self.luminance(tint), self.luminance(PAGE)) >= VISIBLE

    def luminance(self, tint: Tint) -> float:
        return luminance(self.colours, tint)


def palette_of(template: Template) -> Palette:
    accent = template.tones.get("accent", "accent2")
    slots = [Tint(slot) for slot in ACCENTS if slot != accent]
    page = luminance(template.colours, PAGE)
    strong = [tint for tint in slots if ratio(luminance(template.colours, tint), page) >= VISIBLE]
    ordered = told_apart(template.colours, strong or slots)
    lighter = [Tint(tint.slot, 60, 40) for tint in (*ordered[1:], *ordered[:1])]
    muted = Tint(template.tones.get("muted", "tx1"))
    return Palette(template.colours, (*ordered, *lighter), Tint(accent), muted)


def told_apart(colours: Mapping[str, str], tints: list[Tint]) -> list[Tint]:
    """The tints in another order: the first, then always the one that differs most in lightness from all before it."""
    ordered, left = tints[:1], tints[1:]

    def difference(tint: Tint) -> float:
        own = luminance(colours, tint)
        return min(ratio(own, luminance(colours, other)) for other in ordered)

    while left:
        ordered.append(max(left, key=difference))
        left.remove(ordered[-1])
    return ordered


def luminance_behind(template: Template, slide_layout: SlideLayout) -> float:
    """The relative luminance of the slide layout's ground."""
    ground = slide_layout.ground
    own = {**template.colours, ground: ground} if len(ground) == 6 else template.colours
    return luminance(own, Tint(ground))


def legible_links(template: Template, slide_layout: SlideLayout) -> bool:
    """Whether links can be read in the theme's own colour for them."""
    links = luminance(template.colours, Tint("hlink"))
    return ratio(links, luminance_behind(template, slide_layout)) >= LEGIBLE


def luminance(colours: Mapping[str, str], tint: Tint) -> float:
    """Relative luminance as WCAG defines it."""
    code = code_of(colours, tint.slot)
    hue, light, saturation = colorsys.rgb_to_hls(*channels(code))
    light = min(1.0, light * tint.mod / 100 + tint.off / 100)
    return luminance_of(colorsys.hls_to_rgb(hue, light, saturation))


def code_of(colours: Mapping[str, str], slot: str) -> str:
    """RRGGBB; black text and a white page where the theme does not say."""
    return colours.get(slot) or colours.get(SCHEME.get(slot, "")) or ("FFFFFF" if slot == "bg1" else "404040")
