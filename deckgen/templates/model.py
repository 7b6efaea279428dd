"""What deckgen knows of a template: slide layouts, placeholders with resolved text styles, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deckgen.records import dataclass
from deckgen.units import Box

if TYPE_CHECKING:
    from deckgen.templates.limits import Limit


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """The text style of one outline level, resolved through slide layout and master."""

    points: float
    bold: bool
    latin: str
    """Typeface for Latin script, theme references (`+mn-lt`) resolved."""
    east_asian: str
    margin_left: int
    """EMU from the box's inner edge to the text (marL)."""
    indent: int
    """EMU from `margin_left` to the first line (indent; negative hangs)."""
    line_spacing: float = 1.0
    """Fraction of a line; used when `line_points` is None."""
    line_points: float | None = None
    space_before: float = 0.0
    """Points; a percentage is already resolved against `points`."""
    space_after: float = 0.0
    bullet: str | None = None
    align: str = "l"
    capitals: bool = False
    """Letters are shown as capitals, whatever the text says."""
    tracking: float = 0.0
    """Points that every character is set apart."""
    colour: str = ""
    """Theme slot of the text's colour (`accent1`); empty where it has none or another kind of colour."""
    rtl: bool = False
    """It is set from right to left."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A shape of a slide layout that a slide fills, known by `idx`."""

    idx: int
    type: str
    """OOXML ST_PlaceholderType: title, ctrTitle, subTitle, body, pic, dt, ftr, sldNum, …"""
    name: str
    box: Box
    insets: tuple[int, int, int, int]
    """Left, top, right, bottom text insets, EMU."""
    levels: tuple[LevelStyle, ...]
    """Nine levels, as in OOXML."""
    anchor: str = "t"
    size: str | None = None
    """The `sz` attribute of `p:ph`, which a slide's placeholder repeats."""
    orient: str | None = None
    vertical: bool = False
    """Its lines run from top to bottom or from bottom to top."""

    @property
    def inner(self) -> Box:
        """What the insets leave."""
        return self.box.inset(*self.insets)

    @property
    def text_box(self) -> Box:
        """As wide as a line is long, wherever lines run."""
        return _text_box(self.box, self.insets, self.vertical)


@lru_cache(maxsize=1024)
def _text_box(box: Box, insets: tuple[int, int, int, int], vertical: bool) -> Box:
    inner = box.inset(*insets)
    return inner._replace(width=inner.height, height=inner.width) if vertical else inner


@dataclass(frozen=True, slots=True)
class Relationship:
    id: str
    type: str
    target: str
    """Part name for internal targets (`/ppt/theme/theme1.xml`), the address for external ones."""
    external: bool = False


class Deflated(NamedTuple):
    """Bytes as they stand deflated in the template's file, and the checksum (CRC-32) of what they unpack to."""

    checksum: int
    data: memoryview


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the package, kept as bytes: what the template's author made stays as it is."""

    name: str
    content_type: str
    data: bytes
    relationships: tuple[Relationship, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """One page design of the template. `part` is its part name, `/ppt/slideLayouts/slideLayout3.xml`."""

    name: str
    part: str
    placeholders: Mapping[int, Placeholder]
    ground: str = "bg1"
    """The colour behind everything: a theme colour, or RRGGBB."""
    built: Part | None = None
    """The part itself where deckgen made it for this deck; those of the template are among its parts."""
    colour_map: str = ""
    """The XML of a mapping of the theme's colours other than the master's, which its slides repeat."""


@dataclass(frozen=True, slots=True)
class BoundLayout:
    """A slide layout serving a deckgen variant: slot → placeholder idx."""

    slide_layout: SlideLayout
    slots: Mapping[str, int]
    ease: float = 1.0
    """By what factor the smallest allowed sizes are lower here; below 1 where the slide layout is inferred."""
    strip: Box | None = None
    """A free place at the page's edge, for what a footer would say where there is none."""

    @property
    def is_inferred(self) -> bool:
        """Whether deckgen found or built the slide layout itself, so that its places may be small."""
        return self.ease != 1

    def find_placeholder(self, slot: str) -> Placeholder | None:
        idx = self.slots.get(slot)
        return None if idx is None else self.slide_layout.placeholders.get(idx)


def _nowhere(_data: bytes) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Template:
    """A template, read once. `parts` are all parts a new deck keeps, without sample slides."""

    name: str
    width: int
    height: int
    layouts: Mapping[str, BoundLayout]
    """Variant → the slide layout that serves it."""
    colours: Mapping[str, str]
    """Theme colours by slot name (`accent1`), as RRGGBB."""
    presentation: Part
    """The presentation part; its XML lists masters and slide layouts, and no slides."""
    parts: tuple[Part, ...]
    """Every other part."""
    notes_master: str
    """Part name of the notes master."""
    tones: Mapping[str, str] = field(default_factory=lambda: {"accent": "accent2", "muted": "tx2"})
    """Which theme colour a run's tone stands for."""
    fonts: Mapping[str, str] = field(default_factory=dict)
    """Typefaces whose widths nobody knows → those that are as wide."""
    scale: float = 1.0
    """How large its slides are beside those of 13.33 × 7.5 inches, for which all sizes of text are meant."""
    standing: Mapping[str, int] = field(default_factory=dict)
    """`confidentiality` and `progress` → the idx of their placeholder, wherever a slide layout has it."""
    limits: Mapping[str, Limit] = field(default_factory=dict)
    """What the house allows the texts of a slot: `title`, `cover.title` or `indicators-4.label`."""
    packed: Callable[[bytes], Deflated | None] = field(default=_nowhere, compare=False, repr=False)
    """How the template's file has a part of these bytes, for parts that go into decks as they are."""
