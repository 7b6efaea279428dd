"""The content model: what a report says. It makes no layout decisions.

Every model is frozen and refuses unknown keys. Texts are kept as written; what they mean (figures, inline
marks) is read from them later and never written back.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from deckgen.content.charts import ChartKind

Line = Annotated[str, Field(min_length=1, max_length=10_000)]
"""One piece of text that must not be empty. May carry **bold**, *emphasis* and [links](https://…) or (#slide-id)."""

Text = Annotated[str, Field(max_length=10_000)]
"""A text that may be empty."""

Language = Annotated[Text, Field(json_schema_extra={"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"})]
"""Checked by its own rule, which knows which tag was meant; the pattern is for editors."""
Transition = Literal["none", "fade", "push", "morph"]
Fraction = Annotated[float, Field(ge=0, le=1)]


TEXT_OR_MAPPING = "text_or_mapping"


def _as_mapping(key: str) -> BeforeValidator:
    """A plain text stands for a mapping with just `key`: no union, so error places stay key paths."""

    def expand(value: object) -> object:
        return _expanded(value, key)

    return BeforeValidator(expand, json_schema_input_type=str)


def _expanded(value: object, key: str) -> object:
    if isinstance(value, str):
        return {key: value}
    if value is not None and not isinstance(value, dict | BaseModel):
        raise PydanticCustomError(TEXT_OR_MAPPING, "neither a text nor a mapping")
    return value


def _as_list() -> BeforeValidator:
    """A plain text stands for a list of one."""

    def expand(value: object) -> object:
        return [value] if isinstance(value, str) else value

    return BeforeValidator(expand, json_schema_input_type=str)


def _or_blank(key: str) -> BeforeValidator:
    """The same, and nothing at all is an empty text: a table has empty cells."""

    def expand(value: object) -> object:
        return {} if value is None else _expanded(value, key)

    return BeforeValidator(expand, json_schema_input_type=str | None)


Icon = Annotated[
    Text | None,
    Field(description="A small picture by its name, such as heart; `deckgen icons WORD` finds them."),
]


class Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, value: object) -> object:
        """A key with nothing after it is as good as absent; an unknown one must still be found."""
        if isinstance(value, dict) and None in value.values():
            known = cls.model_fields
            return {key: given for key, given in value.items() if given is not None or key not in known}
        return value


Operands = Annotated[tuple[Line, ...], Field(max_length=50)]
"""Ids of indicators, or figures as the source writes them."""


class Derived(Content):
    """How a figure follows from others; just one of these. `deckgen check` works it out again."""

    sum: Operands = Field(default=(), description="All of these together.")
    average: Operands = Field(default=(), description="Their mean.")
    difference: Operands = Field(default=(), description="The first less the second: [this year, last year]")
    growth: Operands = Field(
        default=(), description="By how much of the second the first is more: [this year, last year]"
    )
    share: Operands = Field(default=(), description="What part of the second the first is: [part, whole]")
    ratio: Operands = Field(default=(), description="The first divided by the second: [amount, households]")


class Change(Content):
    """How a figure moved: `+3.2 pp`, and against what."""

    value: Line = Field(description="The change as it is to be shown, with sign or direction word: +12.5%")
    direction: Literal["up", "down", "flat"] | None = Field(
        default=None, description="Only needed where the sign of the value does not say it."
    )
    against: Text | None = Field(default=None, description="What it is compared with: 2019, last year, plan")
    derived: Derived | None = Field(
        default=None, description="How the change follows from other figures: {growth: [loans, 182.9亿元]}"
    )


class Indicator(Content):
    """A named figure. `value` is shown exactly as written."""

    value: Line = Field(description="The figure as it is to be shown: 205.78亿元, 近12万名, 96.9%, $1,234.5M")
    label: Text | None = Field(default=None, description="What is counted, best in 4–14 characters.")
    period: Text | None = Field(
        default=None, description="The time it holds for, when it is not the report's own."
    )
    change: Annotated[Change, _as_mapping("value")] | None = Field(
        default=None, description="How it moved; a text or {value, direction, against}."
    )
    target: Text | None = Field(default=None, description="The value that was aimed at.")
    note: Text | None = Field(default=None, description="A short remark shown small beneath the figure.")
    quote: Text | None = Field(
        default=None, description="The clause of the source that the figure comes from, verbatim."
    )
    derived: Derived | None = Field(
        default=None,
        description="How it follows from others, by their ids or as the source writes them: {sum: [men, 12万人]}",
    )
    id: Text | None = Field(default=None, description="A name to refer to it by, e.g. from `highlights`.")
    kind: Literal["count", "share", "growth", "rank", "streak"] | None = Field(
        default=None, description="What sort of figure it is; left out, it is read from the value."
    )
    emphasis: bool = Field(
        default=False, description="The figure that matters most on its slide; it comes first."
    )
    icon: Icon = None


class Photo(Content):
    """A captioned photo. Without an `image` its slot stays open for a colleague to fill."""

    caption: Line = Field(description="The line shown with the photo, verbatim.")
    image: Text | None = Field(
        default=None, description="Path of the image file, relative to this content file."
    )
    alt: Text | None = Field(default=None, description="What the photo shows, for readers who cannot see it.")
    credit: Text | None = Field(default=None, description="Who took it.")
    focus: Annotated[tuple[Fraction, Fraction], Field(strict=False)] | None = Field(
        default=None, description="The point that must stay in view: [across, down], each from 0 to 1."
    )
    crop: Literal["contain", "cover"] | None = Field(
        default=None,
        description="`contain` shows all of it on a quiet ground, `cover` fills the frame; left out, deckgen chooses.",
    )


class Data(Content):
    """Cells of a CSV file or an Excel workbook, read as they are shown there."""

    file: Line = Field(description="Path of the .csv or .xlsx file, relative to this content file.")
    sheet: Text | None = Field(default=None, description="The worksheet; left out, the first visible one.")
    range: Text | None = Field(
        default=None, description="The cells, as in Excel: B2:E9; left out, all that are filled in."
    )


class Series(Content):
    """One row of a chart's numbers."""

    name: Line = Field(description="What the numbers are, as the legend says it.")
    values: tuple[Line, ...] = Field(
        description="One number for each category, exactly as written: 28.4, 近12万名"
    )
    type: Literal["line"] | None = Field(
        default=None, description="`line` for a line above the columns of the other series, as with `lines`."
    )
    axis: Literal["second"] | None = Field(
        default=None,
        description="`second` gives a line an axis of its own; one with another unit has it anyway.",
    )
    unit: Text | None = Field(
        default=None, description="What these numbers count, if not what the chart's do."
    )


class Multiple(Content):
    """One of several small charts of the same kind and scale."""

    name: Line = Field(description="What stands above it.")
    values: tuple[Line, ...] = Field(default=(), description="The numbers of a chart with one unnamed row.")
    series: tuple[Series, ...] = Field(default=(), description="Several rows of numbers, with their names.")


class Chart(Content):
    """A native chart. Its numbers stand in `series`, in `values`, in `multiples`, in the indicators of `of`, or
    in `value`."""

    type: ChartKind | None = Field(
        default=None, description="The kind of chart; left out, a column chart, or a ring for one `value`."
    )
    categories: tuple[Line, ...] = Field(default=(), description="What is compared: years, towns, topics.")
    series: tuple[Series, ...] = Field(default=(), description="Several rows of numbers, with their names.")
    values: tuple[Line, ...] = Field(default=(), description="The numbers of a chart with one unnamed row.")
    multiples: tuple[Multiple, ...] = Field(
        default=(), description="Several small charts with the same categories and one common scale."
    )
    of: tuple[Text, ...] = Field(
        default=(), description="Ids of indicators whose labels and values make the chart."
    )
    value: Text | None = Field(default=None, description="The percentage that a ring shows: 96.9%")
    data: Annotated[Data, _as_mapping("file")] | None = Field(
        default=None,
        description="A .csv or .xlsx file instead: categories in its first column, a series in each other.",
    )
    label: Text | None = Field(default=None, description="What the numbers count, in a few words.")
    unit: Text | None = Field(default=None, description="What every number counts: 亿元, million homes, %")
    highlight: Text | None = Field(default=None, description="The category that matters most.")
    lines: tuple[Line, ...] = Field(
        default=(), description="Names of the series that are lines above the columns of the others."
    )
    totals: bool = Field(default=False, description="Whether the sum of each stacked column stands above it.")
    takeaway: Text | None = Field(default=None, description="One sentence beside it: what the chart proves.")
    source: Text | None = Field(default=None, description="The line beneath it: where the numbers come from.")
    alt: Text | None = Field(
        default=None,
        description="What it shows, for readers who cannot see it; left out, made from the data.",
    )


class SubColumn(Content):
    """A column of a table."""

    name: Text = Field(default="", description="What stands at its head.")
    align: Literal["left", "center", "right"] | None = Field(
        default=None, description="Left out, numbers stand at the right and words at the left."
    )
    unit: Text | None = Field(default=None, description="What its numbers count; the head says it: 亿元")


class Column(SubColumn):
    """A column, or several under one head."""

    columns: tuple[Annotated[SubColumn, _or_blank("name")], ...] = Field(
        default=(), description="The columns under this one's name, which then spans them."
    )


class TableCell(Content):
    """A cell of a table; a merged one takes several columns or rows, whose cells are left out."""

    text: Text = ""
    across: Annotated[int, Field(ge=1)] = Field(default=1, description="How many columns it takes.")
    down: Annotated[int, Field(ge=1)] = Field(default=1, description="How many rows it takes.")


class Table(Content):
    """A native table. Its cells stand in `rows` or in the file of `data`, exactly as they are to be shown."""

    columns: tuple[Annotated[Column, _or_blank("name")], ...] = Field(
        default=(), description="The head: each a name, or `name`, `align`, `unit`, or `columns` under it."
    )
    rows: tuple[tuple[Annotated[TableCell, _or_blank("text")], ...], ...] = Field(
        default=(), description="Lists of cells; each a text, or `text` with `across` and `down`."
    )
    data: Annotated[Data, _as_mapping("file")] | None = Field(
        default=None, description="A .csv or .xlsx file instead of `rows`; its first row is the head."
    )
    header: Annotated[int, Field(ge=0, le=2)] = Field(
        default=1, description="How many of the first rows of `data` are the head: 0, 1 or 2."
    )
    total: bool = Field(default=False, description="Whether the last row is a totals row.")
    highlight: Text | None = Field(
        default=None, description="The row that matters most, by its first cell or another."
    )
    source: Text | None = Field(default=None, description="The line beneath it: where the figures come from.")
    alt: Text | None = Field(
        default=None,
        description="What it shows, for readers who cannot see it; left out, made from the head.",
    )


class SubAchievement(Content):
    """A detail below an achievement."""

    text: Line


class Achievement(Content):
    """One line of what was done, perhaps opened by a bold lead phrase and followed by details."""

    text: Line = Field(description="The achievement in one or two sentences.")
    lead: Text | None = Field(default=None, description="A short bold phrase that opens it.")
    items: tuple[Annotated[SubAchievement, _as_mapping("text")], ...] = Field(
        default=(), description="Details, one level below."
    )
    icon: Icon = None


Achievements = tuple[Annotated[Achievement, _as_mapping("text")], ...]


class Milestone(Content):
    """What happened when."""

    when: Line = Field(description="The time as it is to be shown: 2021年, 2021年3月, Spring 2021")
    text: Line = Field(description="What happened or is to happen, in one sentence.")
    lead: Text | None = Field(default=None, description="A short bold phrase that opens it.")


class Step(Content):
    """One step of a process; the steps are numbered by themselves."""

    text: Line = Field(description="What is done in this step, in one sentence.")
    lead: Text | None = Field(default=None, description="The step's name: a short bold phrase.")
    icon: Icon = None


class Side(Content):
    """One side of a comparison."""

    title: Line = Field(description="What stands at the head: 之前, 之后, Plan A")
    items: Annotated[Achievements, Field(min_length=1)] = Field(
        description="The lines below it; each a text, or `lead`, `text` and `items`."
    )


class Portrait(Photo):
    """A photo of the person quoted. Without an `image` its place stays open for a colleague to fill."""

    caption: Text = Field(default="", description="A line beneath the portrait; most need none.")


class Quote(Content):
    """What somebody said, verbatim, and who."""

    text: Line = Field(description="The words; the page adds a quotation mark of its own.")
    by: Line = Field(description="Who says so.")
    role: Text | None = Field(default=None, description="Who that is: an office, a place, a firm.")
    portrait: Annotated[Portrait, _as_mapping("image")] | None = Field(
        default=None,
        description="The path of an image, or a mapping as for `photos`; `{image: null}` keeps its place open.",
    )


class Axis(Content):
    """One axis of a matrix."""

    name: Line = Field(description="What grows along it: 影响, Feasibility")
    low: Text | None = Field(default=None, description="What stands at its lower end; left out, 低, low.")
    high: Text | None = Field(default=None, description="What stands at its upper end; left out, 高, high.")


class Cell(Content):
    """One quadrant of a matrix."""

    text: Line = Field(description="What belongs here, in one or two sentences.")
    lead: Text | None = Field(default=None, description="The quadrant's name: a short bold phrase.")
    emphasis: bool = Field(default=False, description="The quadrant that matters most; one at most.")


class Matrix(Content):
    """Four quadrants between two axes: `across` grows to the right, `up` to the top."""

    across: Annotated[Axis, _as_mapping("name")] = Field(
        description="The axis from left to right: its name, or `name`, `low` and `high`."
    )
    up: Annotated[Axis, _as_mapping("name")] = Field(
        description="The axis from bottom to top: its name, or `name`, `low` and `high`."
    )
    cells: Annotated[tuple[Annotated[Cell, _as_mapping("text")], ...], Field(min_length=4, max_length=4)] = (
        Field(description="The quadrants in reading order: top left, top right, bottom left, bottom right.")
    )


class Honour(Content):
    """An award that was received."""

    title: Line = Field(description="What the award is called, verbatim.")
    by: Text | None = Field(default=None, description="Who gave it.")
    year: Text | None = Field(default=None, description="When, as it is to be shown: 2022, 2021年")
    winner: Text | None = Field(default=None, description="Who got it, where that is not plain.")


class Logo(Content):
    """The logo of an organisation. Without an `image` its place stays open for a colleague to fill."""

    name: Text | None = Field(default=None, description="The organisation's name, shown beneath the logo.")
    image: Text | None = Field(
        default=None, description="Path of the image file, relative to this content file."
    )
    alt: Text | None = Field(
        default=None, description="What stands for the logo when read aloud; left out, the name."
    )


class Allowance(Content):
    """A finding of `deckgen check` that is all right here."""

    code: Line = Field(description="The finding's code, such as figure-not-in-source.")
    because: Line = Field(
        description="Why it is all right; whoever reads the report after you wants to know."
    )


class Body(Content):
    """What a slide can be made of; a section may hold it directly and leave the slides to deckgen."""

    achievements: Achievements = Field(default=(), description="What was done, one line each.")
    indicators: tuple[Indicator, ...] = Field(default=(), description="Figures shown as callouts.")
    photos: tuple[Photo, ...] = Field(default=(), description="Captioned photos, present or pending.")
    chart: Annotated[Chart, _as_mapping("value")] | None = Field(
        default=None, description="A native chart; a text such as 96.9% is short for a ring of that share."
    )
    table: Table | None = Field(
        default=None, description="A native table; more rows than fit go on on further slides."
    )
    notes: Text | None = Field(default=None, description="What the speaker says.")
    allow: tuple[Allowance, ...] = Field(
        default=(), description="Findings of `deckgen check` that are all right here: `code`, `because`."
    )


class Slide(Body):
    """One message. More content than a page can hold goes on on a further page."""

    title: Text | None = Field(
        default=None, description="The message in one line; left out, the section's headline."
    )
    layout: Text | None = Field(default=None, description="A deckgen layout; left out, deckgen chooses.")
    statement: Text | None = Field(default=None, description="One sentence that fills the slide.")
    attribution: Text | None = Field(default=None, description="Who says the statement, or where it stands.")
    milestones: tuple[Milestone, ...] = Field(default=(), description="What happened when, in order.")
    steps: tuple[Annotated[Step, _as_mapping("text")], ...] = Field(
        default=(), description="The steps of a process, in order; each a text, or `lead` and `text`."
    )
    comparison: Annotated[tuple[Side, ...], Field(min_length=2, max_length=3)] = Field(
        default=(), description="Two or three sides to compare, such as before and after."
    )
    quote: Quote | None = Field(default=None, description="What somebody said: `text`, `by`, and more.")
    matrix: Matrix | None = Field(default=None, description="Four quadrants between two axes.")
    honours: tuple[Annotated[Honour, _as_mapping("title")], ...] = Field(
        default=(), description="Awards; each a text, or `title`, `by`, `year` and `winner`."
    )
    logos: tuple[Annotated[Logo, _as_mapping("name")], ...] = Field(
        default=(), description="Logos of organisations; each a name, or `image`, `name` and `alt`."
    )
    hidden: bool = Field(
        default=False, description="Kept in the file, left out of the show and of exports to PDF and PNG."
    )
    transition: Transition | None = Field(
        default=None, description="How this slide comes on; left out, as the report says."
    )
    id: Text | None = Field(
        default=None, description="A lasting name; left out, it is derived from the content."
    )


class Section(Body):
    """One topic of the report: a short name and a headline that asserts something."""

    title: Line = Field(description="The section's name, as in the contents list.")
    headline: Text | None = Field(default=None, description="What the section proves, in one sentence.")
    id: Text | None = Field(
        default=None, description="A lasting name; left out, it is derived from the title."
    )
    hidden: bool = Field(
        default=False,
        description="Hides the section with its divider, and leaves it out of the contents list; hiding all its "
        "slides does the same.",
    )
    slides: tuple[Slide, ...] = Field(default=(), description="The section's slides, in order.")


class Show(Content):
    """Which of the framing slides the deck has, and what its pages carry besides their content."""

    cover: bool = True
    highlights: bool = True
    agenda: bool = True
    dividers: bool = True
    closing: bool = True
    appendix: bool = True
    progress: bool = Field(
        default=False, description="A dot for each section on its pages, the present one filled."
    )
    page_total: bool = Field(default=False, description="Page numbers as `7 / 26`.")
    sources: bool = Field(
        default=True, description="Below the notes, the `quote` of every figure that the slide shows."
    )


class Closing(Content):
    """The last slide."""

    title: Line = Field(description="谢谢, Thank you, or the sentence that should stay.")
    text: Text | None = Field(default=None, description="A line beneath it.")
    notes: Text | None = Field(default=None, description="What the speaker says.")


class Name(Content):
    """A name that must be spelt just so."""

    right: Line = Field(description="The right spelling.")
    wrong: tuple[Line, ...] = Field(default=(), description="Spellings that are surely wrong.")


class Report(Content):
    """One report: a deck is made from it."""

    title: Line = Field(description="The deck's title.")
    sections: Annotated[tuple[Section, ...], Field(min_length=1)] = Field(description="The topics, in order.")
    subtitle: Text | None = Field(default=None, description="The line beneath the title.")
    organisation: Text | None = Field(
        default=None, description="Who reports; shown on the cover and in the footer."
    )
    presenter: Text | None = Field(default=None, description="Who speaks; shown on the cover.")
    date: Text | None = Field(
        default=None, description="The date as it is to be shown: 2026年3月8日, 8 March 2026"
    )
    footer: Text | None = Field(default=None, description="The footer's text; left out, the organisation.")
    language: Language = Field(default="zh-CN", description="The language of the texts: zh-CN, en-GB, …")
    template: Text | None = Field(
        default=None, description="A shipped template's name, or the path of a .pptx, .potx, .pptm or .potm."
    )
    source: Annotated[tuple[Line, ...], _as_list()] = Field(
        default=(),
        description="Path of the text that the figures come from (.docx, .pdf, .txt, .md), or a list of paths; "
        "`deckgen check` holds them against it.",
    )
    glossary: tuple[Annotated[Name, _as_mapping("right")], ...] = Field(
        default=(),
        description="Names that must be spelt so: each a text, or `right` and `wrong` spellings; for `deckgen check`.",
    )
    highlights: tuple[Line, ...] = Field(
        default=(), description="Ids of the indicators for the at-a-glance slide."
    )
    highlights_title: Text | None = Field(default=None, description="The at-a-glance slide's title.")
    show: Show = Field(
        default_factory=Show,
        description="Which framing slides the deck has, and what its pages carry besides their content.",
    )
    transition: Transition = Field(
        default="none",
        description="How slides come on; `morph` needs PowerPoint 2019 or later and is a fade elsewhere.",
    )
    confidentiality: Text | None = Field(
        default=None,
        description="Who may see the deck, on every slide: 内部资料 注意保存, For internal use only",
    )
    draft: bool = Field(
        default=False, description="Sets 草稿 or DRAFT large and pale behind the content of every slide."
    )
    watermark: Text | None = Field(
        default=None, description="The same with words of your own: 征求意见稿, For comment"
    )
    closing: Annotated[Closing, _as_mapping("title")] | None = Field(
        default=None, description="The last slide."
    )
    appendix: tuple[Section, ...] = Field(
        default=(), description="Topics at hand for questions, lettered A, B, …; they follow the last slide."
    )
    notes: Text | None = Field(default=None, description="What the speaker says on the cover.")
