"""A deck as it was written: slides and shapes with their resolved places, sizes and colours, and package facts.

Everything here can be made by anybody: names may be empty or repeat, boxes may lie anywhere, ids may be missing (0).
Boxes are EMU on the slide, unrotated, groups undone; sizes of text are points as shown, shrinking included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from math import cos, radians, sin
from typing import Literal, NamedTuple

from deckgen.records import dataclass
from deckgen.units import Box
from deckgen.written.package import Package

Kind = Literal[
    "shape", "picture", "media", "table", "chart", "diagram", "object", "group", "connector", "ink"
]


class Outline(NamedTuple):
    """A closed area: its corners as fractions of a box, and the least and most of them, across and down."""

    corners: tuple[tuple[float, float], ...]
    left: float
    top: float
    right: float
    bottom: float


class Colour(NamedTuple):
    """RRGGBB, all theme references and changes resolved, and how opaque it is, from 0 to 1."""

    code: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Paint:
    """What an area is filled with: nothing, a colour, the stops of a gradient, or a picture."""

    colours: tuple[Colour, ...] = ()
    """One for a solid area, several for a gradient or pattern."""
    picture: str | None = None
    """Part name of the picture."""
    opacity: float = 1.0
    """Of the picture."""
    is_altered: bool = False
    """Whether the picture is shown in other colours than its own (duotone and such)."""
    stops: tuple[float, ...] = ()
    """Of a linear gradient: how far along each colour stands, from 0 to 1, in order."""
    angle: float = 0.0
    """Of a linear gradient: degrees, clockwise from left to right."""

    def __bool__(self) -> bool:
        return bool(self.colours or self.picture)


NOTHING = Paint()


@dataclass(frozen=True, slots=True)
class Link:
    """Where a click leads: a web address, a part of the package (a slide), or one of PowerPoint's own actions."""

    target: str
    external: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class WrittenRun:
    """Characters that look the same. A line break within a paragraph is a run whose text is a vertical tab."""

    text: str
    points: float
    bold: bool
    italic: bool
    colour: Colour | None
    """None where the file does not say, or the text has no fill."""
    latin: str
    east_asian: str
    language: str = ""
    """As the run itself says (`zh-CN`); empty where it does not."""
    other_language: str = ""
    """Of the characters of other scripts in it."""
    link: Link | None = None
    field: str = ""
    """What PowerPoint fills in: `slidenum`, `datetime1` …"""
    raised: float = 0.0
    """By how many times `points` it stands above its line, or below; programs draw it at two thirds of its size."""


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    runs: tuple[WrittenRun, ...]
    level: int = 0
    align: str = "l"
    bullet: str | None = None
    margin_left: int = 0
    indent: int = 0
    line_spacing: float = 1.0
    line_points: float | None = None
    space_before: float = 0.0
    space_after: float = 0.0
    end_points: float = 18.0
    """The size of an empty line."""

    @property
    def text(self) -> str:
        """Runs joined, line breaks inside as vertical tabs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TextBody:
    """The text of a shape or a cell, and how it stands in its box."""

    paragraphs: tuple[WrittenParagraph, ...]
    insets: tuple[int, int, int, int] = (91_440, 45_720, 91_440, 45_720)
    """Left, top, right, bottom, EMU."""
    anchor: str = "t"
    wraps: bool = True
    autofit: Literal["none", "shrink", "grow"] = "none"
    vertical: str = "horz"
    rotation: float = 0.0
    """Of the text inside its shape, degrees."""
    columns: int = 1
    scale: float = 1.0
    """What its sizes were multiplied with, as the file has noted, to shrink it."""

    @property
    def text(self) -> str:
        """Paragraphs as lines; line breaks inside one are line breaks, too."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs).replace("\v", "\n")

    @property
    def runs(self) -> Iterator[WrittenRun]:
        return (run for paragraph in self.paragraphs for run in paragraph.runs)


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell where it begins; `paint` is its own, or the table style's for this place."""

    row: int
    column: int
    body: TextBody
    paint: Paint = NOTHING
    across: int = 1
    down: int = 1
    covered: bool = False
    """It lies under a merged one, and shows nothing."""

    def name_in(self, table: str) -> str:
        """How findings call it, in a table of that name."""
        return f"{table}, row {self.row + 1}, column {self.column + 1}"


@dataclass(frozen=True, slots=True)
class WrittenTable:
    cells: tuple[WrittenCell, ...]
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    header: bool = False
    """Whether its first row is marked as the head."""
    first_column: bool = False
    style: str = ""
    is_known: bool = True
    """False where the file does not hold its style, so that nobody here knows what its cells are filled with."""

    def row(self, number: int) -> tuple[WrittenCell, ...]:
        return tuple(cell for cell in self.cells if cell.row == number)


@dataclass(frozen=True, slots=True)
class WrittenSeries:
    """A series with what the chart has stored of it; values as written, None for gaps."""

    name: str
    categories: tuple[str, ...]
    values: tuple[str | None, ...]
    format: str = "General"
    kind: str = ""
    """The group that it is drawn in: barChart, lineChart …"""
    labelled: bool = False
    marked: bool = False
    """Told apart by more than colour: markers or patterns."""


@dataclass(frozen=True, slots=True)
class WrittenChart:
    """A chart, from its stored values; the workbook behind it may say otherwise."""

    part: str
    title: str
    series: tuple[WrittenSeries, ...]
    legend: bool = False
    texts: tuple[str, ...] = ()
    """Title, axis titles and other text written into it."""


@dataclass(frozen=True, slots=True)
class PlaceholderRef:
    type: str
    """OOXML ST_PlaceholderType; `obj` where the file does not say."""
    idx: int


@dataclass(frozen=True)
class WrittenShape:
    """A shape, or a group, whose members follow it in the slide's shapes and name it by `group`."""

    id: int
    name: str
    kind: Kind
    box: Box | None
    """None where neither it nor what it inherits from says."""
    placeholder: PlaceholderRef | None = None
    rotation: float = 0.0
    """Degrees, clockwise."""
    alt: str = ""
    """The description for people who cannot see it."""
    decorative: bool = False
    hidden: bool = False
    body: TextBody | None = None
    paint: Paint = NOTHING
    outline: Colour | None = None
    geometry: str = "rect"
    """The preset's name, `custom` for drawings."""
    read_outlines: Callable[[], tuple[Outline, ...]] | None = field(default=None, repr=False, compare=False)
    table: WrittenTable | None = None
    picture: str | None = None
    """Part name of the picture that is shown; None also for one that lies outside the file."""
    is_recoloured: bool = False
    """Whether the picture is shown in other colours than its own."""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Fractions cut off at left, top, right and bottom."""
    link: Link | None = None
    group: int | None = None
    """Id of the group that it belongs to."""
    read_chart: Callable[[], WrittenChart | None] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def chart(self) -> WrittenChart | None:
        """Read when it is first asked for; None where it is damaged, or of a kind that stores no plain values."""
        return self.read_chart() if self.read_chart else None

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """The areas of a drawing, corners as fractions of its box; none for presets."""
        return self.read_outlines() if self.read_outlines else ()

    @property
    def text(self) -> str:
        return self.body.text if self.body else ""

    @property
    def bodies(self) -> Iterator[TextBody]:
        """Its own text and those of its table's cells, also of cells that lie under merged ones."""
        if self.body is not None:
            yield self.body
        if self.table is not None:
            yield from (cell.body for cell in self.table.cells)

    @property
    def bounds(self) -> Box | None:
        """The upright rectangle that it takes when it is turned."""
        return turned(self.box, self.rotation) if self.box else None

    @property
    def is_title(self) -> bool:
        return self.placeholder is not None and self.placeholder.type in ("title", "ctrTitle")

    @property
    def is_furniture(self) -> bool:
        """Whether it is a date, footer or slide number."""
        return self.placeholder is not None and self.placeholder.type in ("dt", "ftr", "sldNum", "hdr")


@dataclass(frozen=True)
class WrittenSlide:
    """What it shows is read when it is first asked for; that raises Unreadable at the limits for XML."""

    number: int
    part: str
    layout: str
    """Name of its slide layout."""
    hidden: bool
    id: str | None
    """The slide's lasting id, where deckgen made it."""
    read_shapes: Callable[[], tuple[WrittenShape, ...]] = field(repr=False, compare=False)
    read_backdrop: Callable[[], tuple[WrittenShape, ...]] = field(repr=False, compare=False)
    read_ground: Callable[[], Paint] = field(repr=False, compare=False)
    read_notes: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def shapes(self) -> tuple[WrittenShape, ...]:
        """In reading order, which is drawing order: what comes later lies above."""
        return self.read_shapes()

    @cached_property
    def backdrop(self) -> tuple[WrittenShape, ...]:
        """What slide layout and master draw behind its shapes; no placeholders."""
        return self.read_backdrop()

    @cached_property
    def ground(self) -> Paint:
        """The background: its own, its slide layout's or its master's."""
        return self.read_ground()

    @cached_property
    def notes(self) -> str:
        """What the speaker says."""
        return self.read_notes()

    @cached_property
    def title_shape(self) -> WrittenShape | None:
        return next((shape for shape in self.shapes if shape.is_title), None)

    @property
    def title(self) -> str:
        """The text of its title; empty where it has none."""
        return " ".join(self.title_shape.text.split()) if self.title_shape else ""

    def find_shape(self, idx: int) -> WrittenShape | None:
        """The shape in the placeholder `idx`."""
        return next((one for one in self.shapes if one.placeholder and one.placeholder.idx == idx), None)


@dataclass(frozen=True)
class WrittenDeck:
    """`file` is its name for findings. Slides are counted from 1, hidden ones too."""

    file: str
    width: int
    height: int
    slides: tuple[WrittenSlide, ...]
    package: Package
    fonts: frozenset[str] = frozenset()
    """Typefaces that the file brings along."""
    main: str = "/ppt/presentation.xml"
    """Part name of the presentation."""
    lost: tuple[int, ...] = ()
    """Numbers of the slides that it lists, and whose parts are missing or damaged."""

    @property
    def is_ours(self) -> bool:
        """Whether deckgen wrote it, or at least one of its slides."""
        return any(slide.id for slide in self.slides)

    @cached_property
    def by_part(self) -> Mapping[str, WrittenSlide]:
        """Its slides by their part names."""
        return {slide.part: slide for slide in self.slides}


def turned(box: Box, rotation: float) -> Box:
    """The upright rectangle around `box` turned about its middle."""
    if not rotation % 180:
        return box
    angle = radians(rotation)
    across, down = abs(cos(angle)), abs(sin(angle))
    width = round(box.width * across + box.height * down)
    height = round(box.width * down + box.height * across)
    return Box(box.left + (box.width - width) // 2, box.top + (box.height - height) // 2, width, height)
