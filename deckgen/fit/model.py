"""The fitted deck: every size, line break, crop and page is decided; rendering only draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import NamedTuple

from deckgen.content.inline import Run
from deckgen.diagnostics import KeyPath
from deckgen.fit.pictures import EncodedPhoto
from deckgen.plan.model import Properties
from deckgen.records import dataclass
from deckgen.templates.model import SlideLayout
from deckgen.units import Box


@dataclass(frozen=True, slots=True)
class FittedParagraph:
    """Runs in which `\\v` marks a line break that fitting decided on; all other breaks are left to the program."""

    runs: tuple[Run, ...]
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).replace("\v", "")


@dataclass(frozen=True, slots=True)
class FittedText:
    """Text for a placeholder. `points` holds a size per level, or None where the slide layout's own serves."""

    paragraphs: tuple[FittedParagraph, ...]
    points: tuple[float, ...] | None = None
    origin: KeyPath = ()
    alt: str = ""
    """What it says to readers who cannot see it, where the characters alone do not."""

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class FittedFigure:
    """A figure on one line. `points` is the number's size, or None where the slide layout's own serves;
    `small` is the size of what stands before and after it."""

    before: str
    number: str
    after: str
    points: float | None
    small: float
    origin: KeyPath = ()

    @property
    def text(self) -> str:
        return self.before + self.number + self.after


@dataclass(frozen=True, slots=True)
class FittedPhoto:
    """A photo in its frame, or the empty frame when `image` is None.

    `crop` are the fractions cut off at left, top, right and bottom; `pixels` is the size the whole picture is
    to be stored at so that what is seen has the wanted resolution.
    """

    image: str | None
    caption: str
    alt: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    pixels: tuple[int, int] = (0, 0)
    origin: KeyPath = ()
    place: Box | None = None
    """Where the whole picture stands inside its placeholder; None where it fills it."""
    dpi: float | None = None
    """How many of the file's pixels there are to the inch of the slide; None while the photo is pending."""
    ground: str | None = "bg1"
    """The theme colour behind a photo that is transparent in places."""


@dataclass(frozen=True, slots=True)
class FittedIcon:
    """An icon in its colour."""

    name: str
    picture: EncodedPhoto
    origin: KeyPath = ()


@dataclass(frozen=True, slots=True)
class Tint:
    """A theme colour, as it is or lighter; both changes in per cent of its lightness."""

    slot: str
    mod: int = 100
    off: int = 0


RULE = Tint("tx1", 15, 85)
BASE = Tint("tx1", 50, 50)


class Area(NamedTuple):
    """A rectangle inside a chart, as fractions of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a chart's heading."""

    text: str
    points: float
    tint: Tint
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What stands at a point: its number in `format`, perhaps with its series' or category's name."""

    format: str
    tint: Tint
    position: str | None = None
    """An OOXML ST_DLblPos, or None for the only place there is."""
    series: bool = False
    category: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """A value axis: the format of its numbers, the step between its gridlines, where it begins and ends.

    None leaves that to the program, which then follows the numbers when somebody edits them.
    """

    format: str = "General"
    step: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    grid: bool = True
    shown: bool = True
    """A hidden one is there for its scale only: the labels say every value."""


HIDDEN = ValueAxis(shown=False)


@dataclass(frozen=True, slots=True)
class FittedRow:
    """One series. `tints` has a colour for each point; `labels` has None where a point goes without."""

    name: str
    numbers: tuple[Decimal, ...]
    formats: tuple[str, ...]
    """How the workbook's cells show the numbers."""
    tint: Tint
    tints: tuple[Tint, ...]
    labels: tuple[Label | None, ...]
    line: bool = False
    """A line above columns."""
    second: bool = False
    """It goes by the second value axis."""
    total: bool = False
    """The sum of the columns, in the workbook a formula: said above them, not drawn."""


@dataclass(frozen=True, slots=True)
class FittedChart:
    """A chart whose plot area, texts and colours are decided."""

    kind: str
    categories: tuple[str, ...]
    rows: tuple[FittedRow, ...]
    points: float
    """The size of all labels."""
    plot: Area
    alt: str
    heading: tuple[ChartLine, ...] = ()
    heading_at: tuple[float, float] = (0.0, 0.0)
    legend: Area | None = None
    axis: ValueAxis = HIDDEN
    second: ValueAxis | None = None
    """The axis of the rows that go by a second one."""
    gap: int = 60
    """Between columns or bars, in per cent of one."""
    hole: int = 0
    """Diameter of the hole in a ring, in per cent of the ring's."""
    skip: int = 1
    """One category of so many has its name at the axis."""
    muted: Tint = Tint("tx1")
    rule: Tint = RULE
    """Of gridlines."""
    base: Tint = BASE
    """Of the line that columns stand on."""
    origin: KeyPath = ()


@dataclass(frozen=True, slots=True)
class FittedNumber:
    """The slide's number, which counts by itself, and what stands after it."""

    after: str
    points: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class FittedWatermark:
    """A line of text behind the content of all slides of one slide layout, turned by `angle` degrees."""

    text: str
    points: float
    box: Box
    angle: float
    tint: str
    """A theme colour."""
    opacity: float
    name: str = "水印 · Watermark"


@dataclass(frozen=True, slots=True)
class FittedCell:
    """A cell of a table with its first column, counted from 0; `align` is left, center or right."""

    paragraphs: tuple[FittedParagraph, ...]
    column: int
    align: str
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class FittedTableRow:
    """The cells that begin in a row, and its height in EMU. `marked`: it is the one that matters most."""

    cells: tuple[FittedCell, ...]
    height: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class FittedTable:
    """One page of a table. Widths are EMU; `padding` is what stands after a cell's text, and above and below it;
    `lefts` is what stands before the text in each column."""

    widths: tuple[int, ...]
    rows: tuple[FittedTableRow, ...]
    points: float
    lefts: tuple[int, ...]
    padding: tuple[int, int]
    alt: str
    header: int = 1
    """How many of the rows are the head."""
    total: bool = False
    """Whether the last row is a totals row."""
    banded: bool = True
    """Whether every other row has a shade."""
    origin: KeyPath = ()


FittedFill = FittedText | FittedFigure | FittedPhoto | FittedIcon | FittedChart | FittedTable


@dataclass(frozen=True, slots=True)
class FittedSlide:
    """One slide. `fills` are in reading order: the title first, or after the photo that it stands on."""

    id: str
    title: str
    slide_layout: SlideLayout
    fills: Mapping[int, FittedFill]
    """Placeholder idx → what it gets. Placeholders that are not named here do not go on the slide."""
    slots: Mapping[int, str] = field(default_factory=dict)
    """Placeholder idx → the slot it serves, for names and outlines."""
    links: Mapping[int, str] = field(default_factory=dict)
    """Placeholder idx → id of the slide that a click leads to."""
    notes: str | None = None
    origin: KeyPath = ()
    hidden: bool = False
    transition: str = "none"
    number: FittedNumber | None = None
    """How the page is numbered, where more than the number itself is shown."""
    plain_links: bool = False
    """Links keep the colour of their text, because the theme's own for them is illegible here."""


@dataclass(frozen=True, slots=True)
class DeckSection:
    """A PowerPoint section: a name and the ids of its slides."""

    name: str
    slides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FittedDeck:
    properties: Properties
    slides: tuple[FittedSlide, ...]
    sections: tuple[DeckSection, ...]
    anchors: Mapping[str, str] = field(default_factory=dict)
    """What a link inside the deck may name → the id of the slide that it leads to."""
    stamps: Mapping[str, FittedWatermark] = field(default_factory=dict)
    """Part name of a slide layout without a footer → how confidential the deck is."""
    watermarks: Mapping[str, FittedWatermark] = field(default_factory=dict)
    """Part name of a slide layout → what stands behind the content of its slides."""
