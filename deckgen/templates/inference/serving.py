"""The slide layouts of an unbound template, by variant: its own where they serve, else pages built in its style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import chain, count

from deckgen.records import dataclass
from deckgen.templates.contrast import LARGE, LEGIBLE, contrast
from deckgen.templates.drawing import Tint
from deckgen.templates.inference.built import Base, TitleChange
from deckgen.templates.inference.easing import DEMANDS, eased, too_low
from deckgen.templates.inference.edges import free_strip
from deckgen.templates.inference.furniture import PICTURE, furniture_of, ground_of
from deckgen.templates.inference.inks import corrected, ink_of
from deckgen.templates.inference.look import ACCENTS, Look, look_of
from deckgen.templates.inference.matching import FINDERS, Candidate, Match, candidates_of, matches, title_only
from deckgen.templates.inference.pictures import picture_of
from deckgen.templates.inference.plain import plain_pages
from deckgen.templates.inference.restyling import ART, GUTTER, MARGIN, Place, place_in, restyled
from deckgen.templates.inference.sheets import MasterSheet, Sheet, bare
from deckgen.templates.inference.space import Room, free_area
from deckgen.templates.markup import parse_xml
from deckgen.templates.model import BoundLayout, Part, Placeholder, SlideLayout
from deckgen.templates.page import Page
from deckgen.templates.pages import all_pages
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import PageDesign
from deckgen.templates.placeholders import TITLE_TYPES, P, Placeholders, placeholder_shapes
from deckgen.units import Box

HEAD = 0.18
"""Share of the free area that a title takes where the template has no place for it."""

TITLE_POINTS = 30

ALIKE = 0.06
"""Share of the slide's height by which titles may end apart and still be those of the same pages."""

OWN_EASE, BUILT_EASE = 0.7, 0.85
"""How much smaller text may get in the template's own places, and on pages built as large as usual."""

WITHOUT_FOOTERS = ("cover", "closing")


def designs(grid: Grid) -> dict[str, PageDesign]:
    """Variant → its design; of those whose shipped form is a picture of its own, the plain one."""
    pages = (*all_pages(grid), *plain_pages(grid))
    return {page.variant: page for page in pages}


@dataclass(eq=False)
class Inferred(Mapping[str, BoundLayout]):
    """Variant → slide layout. Nothing is looked at before a variant is asked for, and nothing built before it is
    used. `taken` are the names of all parts that there are."""

    sheets: Sequence[Sheet]
    master: MasterSheet
    page: Page
    taken: Sequence[str]
    _bound: dict[str, BoundLayout] = field(default_factory=dict)

    def __getitem__(self, variant: str) -> BoundLayout:
        if variant not in self._bound:
            match = self.matches.get(variant)
            own = self.own(variant, match) if match else None
            found = own or self.built(variant)
            self._bound[variant] = self.edged(found, match.sheet if match and own else self.base)
        return self._bound[variant]

    def edged(self, bound: BoundLayout, sheet: Sheet) -> BoundLayout:
        """With a free strip where there is no footer."""
        placed = bound.slide_layout.placeholders.values()
        if any(one.type == "ftr" for one in placed):
            return bound
        content = [self.area] if sheet is self.base and self.area and bound.slide_layout.built else []
        return replace(bound, strip=free_strip(sheet, self.page, [*content, *(one.box for one in placed)]))

    def __contains__(self, variant: object) -> bool:
        return variant in self.matches or (variant in self.designs and self.place is not None)

    def __iter__(self) -> Iterator[str]:
        return (variant for variant in self.designs if variant in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def candidates(self) -> list[Candidate]:
        return candidates_of(self.sheets, self.page)

    @cached_property
    def found(self) -> dict[str, Match]:
        return matches(self.candidates)

    @cached_property
    def matches(self) -> dict[str, Match]:
        """The template's own slide layouts; none where its text would stand on a motley of shapes."""
        return {} if self.room is not None and self.room.covered else self.found

    @cached_property
    def base(self) -> Sheet:
        """What built pages are made from: the template's slide layout for a title alone, or what its master draws."""
        found = title_only(self.candidates)
        return found.sheet if found else bare(self.master)

    @cached_property
    def title(self) -> Placeholder | None:
        return next(iter(self.base.of_types(*TITLE_TYPES)), None)

    @cached_property
    def meant(self) -> Box | None:
        """Where the template's author has running text stand, if the title above it is that of the base."""
        match = self.found.get("bullets")
        if match is None or self.title is None:
            return None
        other = match.sheet.placeholders[match.slots["title"]].box
        if abs(other.bottom - self.title.box.bottom) > ALIKE * self.page.height:
            return None
        body = match.sheet.placeholders[match.slots["body"]]
        left, _, right, _ = body.insets
        return body.box.inset(left, 0, right, 0)

    @cached_property
    def room(self) -> Room | None:
        """Where content and, without a title of the template's own, the title stand."""
        return free_area(self.base, self.page, self.meant if self.title else None)

    @cached_property
    def area(self) -> Box | None:
        if self.room is None or self.title:
            return self.room.area if self.room else None
        return self.room.area.inset(0, round(self.room.area.height * HEAD), 0, 0)

    @cached_property
    def place(self) -> Place | None:
        return place_in(self.area, self.page.scale) if self.area else None

    @cached_property
    def look(self) -> Look:
        covered = self.room is not None and self.room.covered
        area = self.area or self.page.box
        ground = ground_of(self.base, furniture_of(self.base), area)
        picture = picture_of(self.base, self.page) if ground == PICTURE else None
        ground = picture.colour_in(area) if picture else ground
        look = look_of(self.master, self.base.scheme, ground, backed=covered)
        return replace(look, title=ink_of(self.base, self.title.idx)) if self.title else look

    @property
    def tones(self) -> dict[str, str]:
        """The theme colours of stressed and of secondary words; both can be read on the page."""
        colours = {name: self.look.scheme.rgb(name) for name in (*ACCENTS, "tx2", "tx1")}
        read = [name for name, rgb in colours.items() if contrast(rgb, self.look.ground) >= LEGIBLE] or [
            "tx1"
        ]
        return {"accent": read[0], "muted": "tx2" if "tx2" in read else "tx1", "frame": self.look.card.colour}

    @cached_property
    def designs(self) -> dict[str, PageDesign]:
        return designs(Grid(MARGIN, GUTTER, ART))

    @cached_property
    def laid(self) -> dict[str, PageDesign]:
        """The designs on a grid of the free area's proportions."""
        return designs(self.place.grid) if self.place else {}

    def completed(self, variant: str, bound: BoundLayout) -> BoundLayout:
        """A binding that names no `title` says only which slots differ from what is inferred."""
        if "title" in bound.slots or variant not in FINDERS:
            return bound
        part = bound.slide_layout.part
        here = (each for each in self.candidates if each.sheet.part == part)
        guessed = [match for each in here for match in FINDERS[variant](each)]
        return replace(bound, slots={**guessed[0].slots, **bound.slots}) if guessed else bound

    def mended(self, variant: str, said: BoundLayout) -> BoundLayout:
        """What a binding says, in the template's own slide layout or in a copy of it that is mended."""
        sheet = next((sheet for sheet in self.sheets if sheet.part == said.slide_layout.part), None)
        if sheet is None or variant not in self.designs:
            return said
        if variant not in self._bound:
            self._bound[variant] = self.own(variant, Match(sheet, said.slots, 1.0, "the binding")) or said
        return self._bound[variant]

    def own(self, variant: str, match: Match) -> BoundLayout | None:
        """The template's slide layout; where its places are low, or its text cannot be read, a copy mended.

        None where they are much too low, and a page can be built instead.
        """
        sheet = match.sheet
        boxes = eased(sheet, match.slots, variant, self.page)
        if self.place and too_low(sheet, match.slots, variant, self.page, boxes):
            return None
        inks = corrected(sheet, self.page, set(match.slots.values()), self.look, boxes)
        fixed = self.fixed(match) if variant in DEMANDS else set()
        layout = self.amended(variant, match, boxes, inks) if boxes or inks or fixed else sheet.read()
        if variant in WITHOUT_FOOTERS:
            shown = {idx: one for idx, one in layout.placeholders.items() if one.type not in ("dt", "sldNum")}
            layout = replace(layout, placeholders=shown)
        return BoundLayout(layout, match.slots, OWN_EASE)

    def amended(
        self, variant: str, match: Match, boxes: Mapping[int, Box], inks: Mapping[int, Tint]
    ) -> SlideLayout:
        sheet = match.sheet
        name = self.free_name(sheet.name, variant)
        part = Base(self.master, sheet).amended(boxes, inks, self.fixed(match), name, self.free_part(variant))
        return SlideLayout(name, part.name, self.placeholders_in(part), sheet.ground, part, sheet.colour_map)

    def fixed(self, match: Match) -> set[int]:
        """The placeholders whose lines are of a fixed height, however small their text."""
        return {idx for idx in match.slots.values() if match.sheet.placeholders[idx].levels[0].line_points}

    def built(self, variant: str) -> BoundLayout:
        if self.place is None or variant not in self.designs:
            raise KeyError(variant)
        design = restyled(self.laid[variant], self.designs[variant], self.place, self.look, self.page.scale)
        name = self.free_name(design.name, variant)
        part = Base(self.master, self.base).part(design, name, self.free_part(variant), self.title_change)
        placeholders = self.placeholders_in(part)
        slots = {placed.slot: placed.idx for placed in design.slots}
        for slot, types in (("title", TITLE_TYPES), ("section", ("ftr",))):
            slots |= dict.fromkeys([slot], idx) if (idx := _first_of(types, placeholders)) is not None else {}
        ease = max(OWN_EASE, BUILT_EASE * min(1.0, self.place.scale / self.page.scale))
        layout = SlideLayout(name, part.name, placeholders, self.look.ground, part, self.base.colour_map)
        return BoundLayout(layout, slots, ease)

    @cached_property
    def title_box(self) -> Box | None:
        """Where titles of built pages stand, if not where the base has its own: that may be too low, or missing."""
        if self.title is not None:
            beside = [self.area] if self.area else []
            return eased(self.base, {"title": self.title.idx}, "", self.page, beside).get(self.title.idx)
        if self.room is None:
            return None
        return self.room.area._replace(height=round(self.room.area.height * (HEAD - 0.02)))

    @property
    def title_points(self) -> float | None:
        """The size of titles where the template says none: its master has no title and no style for any."""
        said = self.master.root.find(f"{P}txStyles/{P}titleStyle")
        if self.master.inherited.ancestors["title"].box or (said is not None and len(said)):
            return None
        return TITLE_POINTS * self.page.scale

    @cached_property
    def title_change(self) -> TitleChange:
        if self.title is None:
            ink = self.look.title
            unread = ink is None or contrast(ink, self.look.ground) < LARGE
            return TitleChange(
                self.title_box, self.look.words(self.look.ground) if unread else None, self.title_points
            )
        moved = {self.title.idx: self.title_box} if self.title_box else {}
        inks = corrected(self.base, self.page, [self.title.idx], self.look, moved)
        return TitleChange(self.title_box, inks.get(self.title.idx))

    def placeholders_in(self, part: Part) -> Placeholders:
        shapes = list(placeholder_shapes(parse_xml(part.data, part.name)))
        return Placeholders(shapes, self.master.inherited)

    def free_name(self, name: str, variant: str) -> str:
        """The same whatever else a deck uses, and so from one deck to the next."""
        taken = {sheet.name for sheet in self.sheets}
        numbered = (f"{name} ({variant} {number})" for number in count(2))
        return next(new for new in chain([name, f"{name} ({variant})"], numbered) if new not in taken)

    def free_part(self, variant: str) -> str:
        """Numbered above all slide layouts that there are, in the designs' order."""
        number = 1 + sum(1 for name in self.taken if name.lower().startswith("/ppt/slidelayouts/slidelayout"))
        number += list(self.designs).index(variant)
        names = {name.lower() for name in self.taken}
        while f"/ppt/slidelayouts/slidelayout{number}.xml" in names:
            number += 1000
        return f"/ppt/slideLayouts/slideLayout{number}.xml"


def _first_of(types: Sequence[str], placeholders: Placeholders) -> int | None:
    return next((idx for idx, one in placeholders.items() if one.type in types), None)
