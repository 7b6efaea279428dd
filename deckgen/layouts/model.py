"""What a layout is: slots, what suits it, and how content becomes pages of fills."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace

from deckgen.content.inline import Run
from deckgen.content.quantities import Quantity
from deckgen.diagnostics import KeyPath
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text between two line ends. `level` 0 is an achievement, 1 a detail below it."""

    runs: tuple[Run, ...]
    level: int = 0
    origin: KeyPath = ()

    @property
    def text(self) -> str:
        return "".join([run.text for run in self.runs])

    @property
    def in_bold(self) -> Paragraph:
        return replace(self, runs=tuple(replace(run, bold=True) for run in self.runs))


@dataclass(frozen=True, slots=True)
class Text:
    """Words for a slot."""

    paragraphs: tuple[Paragraph, ...]
    origin: KeyPath = ()

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's display string in three pieces that together are the string: 近 + 12 + 万名.

    The number is set large, what stands before and after it smaller, all on one line.
    """

    before: str
    number: str
    after: str
    origin: KeyPath = ()

    @property
    def text(self) -> str:
        return self.before + self.number + self.after


@dataclass(frozen=True, slots=True)
class PhotoFill:
    """A photo for a slot; `image` is None while the photo is pending."""

    image: str | None
    caption: str
    alt: str
    focus: tuple[float, float] | None = None
    origin: KeyPath = ()
    crop: str | None = None
    """How the photo goes into its frame: `cover` fills the frame, `contain` shows the whole photo, `balance` shows it
    whole and so large that wide and tall ones look equal (for logos); None leaves the choice to fitting."""


@dataclass(frozen=True, slots=True)
class IconFill:
    """An icon of the set by its name; decoration, which says nothing that the words do not."""

    name: str
    origin: KeyPath = ()


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One series: its name, empty where there is only one, and a figure for each category."""

    name: str
    values: tuple[Quantity, ...]
    captions: tuple[str, str] = ("", "")
    """Where series count different things: the name with its unit, and the same with its axis."""
    line: bool = False
    """Whether it is a line above the columns of the other series."""
    second: bool = False
    """Whether it is measured by the second value axis."""
    total: bool = False
    """Whether it is the sum of the others: written above them as labels, not drawn."""


ELSEWHERE = -1
"""For `ChartFill.highlight`: the highlighted category is in another of the charts that share a scale."""


@dataclass(frozen=True, slots=True)
class ChartFill:
    """A chart for a slot. `kind` is what the content calls it; a `share` has two values, itself and the rest."""

    kind: str
    categories: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    alt: str
    caption: str = ""
    """What the numbers count, with the unit."""
    name: str = ""
    """The same without the unit, for when the labels say it."""
    unit: str = ""
    highlight: int | None = None
    """The index of the category that matters most; ELSEWHERE if another chart of the same scale has it."""
    headings: tuple[str, ...] = ()
    """For small charts of one scale: this chart's own heading, followed by the headings of all of them."""
    panels: tuple[tuple[ChartRow, ...], ...] = ()
    """The rows of every chart that shares this one's scale, this one included; empty for a chart on its own."""
    names: tuple[str, ...] = ()
    """The categories of all charts of the scale, where they differ from this one's."""
    origin: KeyPath = ()

    @property
    def compared(self) -> tuple[tuple[ChartRow, ...], ...]:
        """The rows of every chart of the same scale; just its own for a chart on its own."""
        return self.panels or (self.rows,)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; `column` is its first, counted from 0; `across` and `down` are how many columns and rows it spans."""

    text: Text
    column: int
    across: int = 1
    down: int = 1


TableRow = tuple[TableCell, ...]
"""The cells that begin in a row."""


@dataclass(frozen=True, slots=True)
class TableFill:
    """A table for a slot; fitting cuts it into pages, each with the `head`."""

    aligns: tuple[str, ...]
    """For each column: left, center or right."""
    head: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    alt: str
    total: bool = False
    """The last row is a totals row."""
    highlight: int | None = None
    origin: KeyPath = ()


Fill = Text | Figure | PhotoFill | IconFill | ChartFill | TableFill


@dataclass(frozen=True, slots=True)
class Point:
    """An achievement, or what is written like one: a bold lead phrase, its sentence, and details below it."""

    text: Paragraph
    lead: Paragraph | None = None
    opened: Paragraph | None = None
    """Lead and sentence as one paragraph; None without a lead."""
    details: tuple[Paragraph, ...] = ()
    icon: IconFill | None = None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return (self.opened or self.text, *self.details)

    @property
    def stacked(self) -> Text:
        """The lead on a line of its own, the sentence one level below."""
        below = replace(self.text, level=1)
        return Text((self.lead, below) if self.lead else (below,), below.origin)


@dataclass(frozen=True, slots=True)
class Callout:
    """An indicator in the pieces that are placed: figure, label, detail, icon."""

    figure: Figure
    label: Text | None = None
    detail: Text | None = None
    icon: IconFill | None = None

    def fills(self, number: int) -> dict[str, Fill]:
        """The callout's fills under the slot names of place `number`, counted from 1."""
        named = {"figure": self.figure, "label": self.label, "detail": self.detail, "icon": self.icon}
        return {f"{stem}-{number}": fill for stem, fill in named.items() if fill is not None}


@dataclass(frozen=True, slots=True)
class CaptionedPhoto:
    """A photo and its caption, which never part."""

    photo: PhotoFill
    caption: Text

    def fills(self, number: int) -> dict[str, Fill]:
        return {f"photo-{number}": self.photo, f"caption-{number}": self.caption}


@dataclass(frozen=True, slots=True)
class Marked:
    """A point with a mark before it: a milestone and its time, a step and its number."""

    mark: Text
    point: Point
    opened: Paragraph
    """Mark, lead and sentence as one paragraph, for where there is only running text."""

    @property
    def stacked(self) -> Text:
        return self.point.stacked


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what stands at its head, and the lines below."""

    title: Text
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, who said it, and perhaps a portrait; the caption is only there where it says more."""

    text: Text
    by: Text
    portrait: PhotoFill | None = None
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a matrix: what grows along it, and what stands at its two ends."""

    name: Text
    low: Text
    high: Text


@dataclass(frozen=True, slots=True)
class Matrix:
    """Four quadrants in reading order, between an axis to the right and one to the top."""

    across: Axis
    up: Axis
    cells: tuple[Point, ...]
    emphasis: int | None = None
    """The place of the quadrant that matters most."""


@dataclass(frozen=True, slots=True)
class Award:
    """An award: when it was given, and its name with winner and giver one and two levels below."""

    text: Text
    year: Text | None = None


@dataclass(frozen=True, slots=True)
class Logo:
    """An organisation's logo, and its name if that is to be shown."""

    image: PhotoFill
    name: Text | None = None

    def fills(self, number: int) -> dict[str, Fill]:
        named: dict[str, Fill] = {f"name-{number}": self.name} if self.name else {}
        return {f"logo-{number}": self.image} | named


@dataclass(frozen=True, slots=True)
class SourcedChart:
    """A chart, where its numbers come from, and what it proves."""

    chart: ChartFill
    source: Text | None = None
    takeaway: Text | None = None

    @property
    def is_ranking(self) -> bool:
        return self.chart.kind == "ranking"

    @property
    def fills(self) -> dict[str, Fill]:
        """The chart and its source line; the takeaway's place depends on the layout."""
        named = {"chart": self.chart, "source": self.source}
        return {slot: fill for slot, fill in named.items() if fill is not None}


@dataclass(frozen=True, slots=True)
class ChartSet:
    """Several small charts of one scale, where their numbers come from, and what they prove together."""

    charts: tuple[ChartFill, ...]
    source: Text | None = None
    takeaway: Text | None = None


@dataclass(frozen=True, slots=True)
class SourcedTable:
    """A table, and where its figures come from."""

    table: TableFill
    source: Text | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents list, leading to its section."""

    number: Text | None
    text: Text
    target: str | None
    """The id of the section's first slide; None when it has none."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that one slide has to show, in pieces a layout can place."""

    title: Text
    section: Text | None = None
    points: tuple[Point, ...] = ()
    callouts: tuple[Callout, ...] = ()
    photos: tuple[CaptionedPhoto, ...] = ()
    chart: SourcedChart | None = None
    charts: ChartSet | None = None
    table: SourcedTable | None = None
    statement: Text | None = None
    milestones: tuple[Marked, ...] = ()
    steps: tuple[Marked, ...] = ()
    comparison: tuple[Side, ...] = ()
    quote: Quotation | None = None
    matrix: Matrix | None = None
    honours: tuple[Award, ...] = ()
    logos: tuple[Logo, ...] = ()
    lines: Mapping[str, Text] = field(default_factory=dict)
    """Single lines by slot: `subtitle`, `meta`, `number`, `headline`, `kicker`, `attribution`."""
    entries: tuple[Entry, ...] = ()
    held: frozenset[str] = field(init=False, compare=False, repr=False)
    """Those of KINDS of which it has something. Kept, because every layout asks for it for every slide."""

    def __post_init__(self) -> None:
        held = frozenset([kind for kind in KINDS if getattr(self, kind)])
        object.__setattr__(self, "held", held)

    def holds(self, *kinds: str) -> bool:
        """Whether it holds something of each of `kinds`, and nothing of the other kinds."""
        return self.held == set(kinds)

    @property
    def frame(self) -> dict[str, Fill]:
        """What every content page carries: the section's name and the title."""
        named = {"section": self.section, "title": self.title}
        return {slot: text for slot, text in named.items() if text is not None}


KINDS = (
    "points",
    "callouts",
    "photos",
    "chart",
    "charts",
    "table",
    "statement",
    "milestones",
    "steps",
    "comparison",
    "quote",
    "matrix",
    "honours",
    "logos",
    "entries",
)


@dataclass(frozen=True, slots=True)
class Page:
    """One slide's worth of fills. `variant` names the arrangement (`indicators-4`) a template binds."""

    variant: str
    fills: Mapping[str, Fill]
    links: Mapping[str, str] = field(default_factory=dict)
    """Slots that lead to another slide when clicked: slot → slide id."""
    others: tuple[str, ...] = ()
    """Further variants with the same slots, for fitting to choose from: by the photos' shapes, or for the icons."""


Pages = tuple[Page, ...]


def unsuited(_material: Material) -> float:
    """The score of the framing layouts: no slide of the author's is theirs."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """One of deckgen's layouts. `pages` yields ways to lay the material out, best first: fitting takes the
    first in which everything fits. Each way places everything the material holds."""

    name: str
    doc: str
    """The documentation that `deckgen layouts NAME` prints: the layout's module docstring."""
    variants: Mapping[str, tuple[str, ...]]
    """Variant → its slots, in reading order."""
    pages: Callable[[Material], Iterator[Pages]]
    score: Callable[[Material], float] = unsuited
    """How well the material suits, from 0 (not at all; `pages` is never asked then) to 1 (as if made for it)."""
    framing: bool = False
    """Made from the report itself (cover, agenda …); not for the author's slides."""
