"""The content model: what a report says. It makes no layout decisions.

Every form refuses keys that it does not have. Texts are kept as written; what they mean (figures, inline
marks) is read from them later and never written back.
"""

from typing import Annotated, Literal

from deckgen.content.charts import ChartKind
from deckgen.forms.form import Form, field
from deckgen.forms.marks import for_editors, limits, one_or_more, short_for

Line = Annotated[str, limits(1, 10_000)]
"""One piece of text that must not be empty. May carry **bold**, *emphasis* and [links](https://…) or (#slide-id)."""

Text = Annotated[str, limits(most=10_000)]
"""A text that may be empty."""

Language = Annotated[Text, for_editors("pattern", "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""Checked by its own rule, which knows which tag was meant; the pattern is for editors."""
Transition = Literal["none", "fade", "push", "morph"]
Fraction = Annotated[float, limits(0, 1)]

ICON = "A small picture by its name, such as heart; `deckgen icons WORD` finds them."


Operands = Annotated[tuple[Line, ...], limits(most=50)]
"""Ids of indicators, or figures as the source writes them."""


class Derived(Form):
    """How a figure follows from others; just one of these. `deckgen check` works it out again."""

    sum: Operands = field(default=(), description="All of these together.")
    average: Operands = field(default=(), description="Their mean.")
    difference: Operands = field(default=(), description="The first less the second: [this year, last year]")
    growth: Operands = field(
        default=(), description="By how much of the second the first is more: [this year, last year]"
    )
    share: Operands = field(default=(), description="What part of the second the first is: [part, whole]")
    ratio: Operands = field(default=(), description="The first divided by the second: [amount, households]")


class Change(Form):
    """How a figure moved: `+3.2 pp`, and against what."""

    value: Line = field(description="The change as it is to be shown, with sign or direction word: +12.5%")
    direction: Literal["up", "down", "flat"] | None = field(
        default=None, description="Only needed where the sign of the value does not say it."
    )
    against: Text | None = field(default=None, description="What it is compared with: 2019, last year, plan")
    derived: Derived | None = field(
        default=None, description="How the change follows from other figures: {growth: [loans, 182.9亿元]}"
    )


class Indicator(Form):
    """A named figure. `value` is shown exactly as written."""

    value: Line = field(description="The figure as it is to be shown: 205.78亿元, 近12万名, 96.9%, $1,234.5M")
    label: Text | None = field(default=None, description="What is counted, best in 4–14 characters.")
    period: Text | None = field(
        default=None, description="The time it holds for, when it is not the report's own."
    )
    change: Annotated[Change, short_for("value")] | None = field(
        default=None, description="How it moved; a text or {value, direction, against}."
    )
    target: Text | None = field(default=None, description="The value that was aimed at.")
    note: Text | None = field(default=None, description="A short remark shown small beneath the figure.")
    quote: Text | None = field(
        default=None, description="The clause of the source that the figure comes from, verbatim."
    )
    derived: Derived | None = field(
        default=None,
        description="How it follows from others, by their ids or as the source writes them: {sum: [men, 12万人]}",
    )
    id: Text | None = field(default=None, description="A name to refer to it by, e.g. from `highlights`.")
    kind: Literal["count", "share", "growth", "rank", "streak"] | None = field(
        default=None, description="What sort of figure it is; left out, it is read from the value."
    )
    emphasis: bool = field(
        default=False, description="The figure that matters most on its slide; it comes first."
    )
    icon: Text | None = field(default=None, description=ICON)


class Photo(Form):
    """A captioned photo. Without an `image` its slot stays open for a colleague to fill."""

    caption: Line = field(description="The line shown with the photo, verbatim.")
    image: Text | None = field(
        default=None, description="Path of the image file, relative to this content file."
    )
    alt: Text | None = field(default=None, description="What the photo shows, for readers who cannot see it.")
    credit: Text | None = field(default=None, description="Who took it.")
    focus: tuple[Fraction, Fraction] | None = field(
        default=None, description="The point that must stay in view: [across, down], each from 0 to 1."
    )
    crop: Literal["contain", "cover"] | None = field(
        default=None,
        description="`contain` shows all of it on a quiet ground, `cover` fills the frame; left out, deckgen chooses.",
    )


class Data(Form):
    """Cells of a CSV file or an Excel workbook, read as they are shown there."""

    file: Line = field(description="Path of the .csv or .xlsx file, relative to this content file.")
    sheet: Text | None = field(default=None, description="The worksheet; left out, the first visible one.")
    range: Text | None = field(
        default=None, description="The cells, as in Excel: B2:E9; left out, all that are filled in."
    )


class Series(Form):
    """One row of a chart's numbers."""

    name: Line = field(description="What the numbers are, as the legend says it.")
    values: tuple[Line, ...] = field(
        description="One number for each category, exactly as written: 28.4, 近12万名"
    )
    type: Literal["line"] | None = field(
        default=None, description="`line` for a line above the columns of the other series, as with `lines`."
    )
    axis: Literal["second"] | None = field(
        default=None,
        description="`second` gives a line an axis of its own; one with another unit has it anyway.",
    )
    unit: Text | None = field(
        default=None, description="What these numbers count, if not what the chart's do."
    )


class Multiple(Form):
    """One of several small charts of the same kind and scale."""

    name: Line = field(description="What stands above it.")
    values: tuple[Line, ...] = field(default=(), description="The numbers of a chart with one unnamed row.")
    series: tuple[Series, ...] = field(default=(), description="Several rows of numbers, with their names.")


class Chart(Form):
    """A native chart. Its numbers stand in `series`, in `values`, in `multiples`, in the indicators of `of`, or
    in `value`."""

    type: ChartKind | None = field(
        default=None, description="The kind of chart; left out, a column chart, or a ring for one `value`."
    )
    categories: tuple[Line, ...] = field(default=(), description="What is compared: years, towns, topics.")
    series: tuple[Series, ...] = field(default=(), description="Several rows of numbers, with their names.")
    values: tuple[Line, ...] = field(default=(), description="The numbers of a chart with one unnamed row.")
    multiples: tuple[Multiple, ...] = field(
        default=(), description="Several small charts with the same categories and one common scale."
    )
    of: tuple[Text, ...] = field(
        default=(), description="Ids of indicators whose labels and values make the chart."
    )
    value: Text | None = field(default=None, description="The percentage that a ring shows: 96.9%")
    data: Annotated[Data, short_for("file")] | None = field(
        default=None,
        description="A .csv or .xlsx file instead: categories in its first column, a series in each other.",
    )
    label: Text | None = field(default=None, description="What the numbers count, in a few words.")
    unit: Text | None = field(default=None, description="What every number counts: 亿元, million homes, %")
    highlight: Text | None = field(default=None, description="The category that matters most.")
    lines: tuple[Line, ...] = field(
        default=(), description="Names of the series that are lines above the columns of the others."
    )
    totals: bool = field(default=False, description="Whether the sum of each stacked column stands above it.")
    takeaway: Text | None = field(default=None, description="One sentence beside it: what the chart proves.")
    source: Text | None = field(default=None, description="The line beneath it: where the numbers come from.")
    alt: Text | None = field(
        default=None,
        description="What it shows, for readers who cannot see it; left out, made from the data.",
    )


class SubColumn(Form):
    """A column of a table."""

    name: Text = field(default="", description="What stands at its head.")
    align: Literal["left", "center", "right"] | None = field(
        default=None, description="Left out, numbers stand at the right and words at the left."
    )
    unit: Text | None = field(default=None, description="What its numbers count; the head says it: 亿元")


class Column(SubColumn):
    """A column, or several under one head."""

    columns: tuple[Annotated[SubColumn, short_for("name", blank=True)], ...] = field(
        default=(), description="The columns under this one's name, which then spans them."
    )


class TableCell(Form):
    """A cell of a table; a merged one takes several columns or rows, whose cells are left out."""

    text: Text = ""
    across: Annotated[int, limits(1)] = field(default=1, description="How many columns it takes.")
    down: Annotated[int, limits(1)] = field(default=1, description="How many rows it takes.")


class Table(Form):
    """A native table. Its cells stand in `rows` or in the file of `data`, exactly as they are to be shown."""

    columns: tuple[Annotated[Column, short_for("name", blank=True)], ...] = field(
        default=(), description="The head: each a name, or `name`, `align`, `unit`, or `columns` under it."
    )
    rows: tuple[tuple[Annotated[TableCell, short_for("text", blank=True)], ...], ...] = field(
        default=(), description="Lists of cells; each a text, or `text` with `across` and `down`."
    )
    data: Annotated[Data, short_for("file")] | None = field(
        default=None, description="A .csv or .xlsx file instead of `rows`; its first row is the head."
    )
    header: Annotated[int, limits(0, 2)] = field(
        default=1, description="How many of the first rows of `data` are the head: 0, 1 or 2."
    )
    total: bool = field(default=False, description="Whether the last row is a totals row.")
    highlight: Text | None = field(
        default=None, description="The row that matters most, by its first cell or another."
    )
    source: Text | None = field(default=None, description="The line beneath it: where the figures come from.")
    alt: Text | None = field(
        default=None,
        description="What it shows, for readers who cannot see it; left out, made from the head.",
    )


class SubAchievement(Form):
    """A detail below an achievement."""

    text: Line


class Achievement(Form):
    """One line of what was done, perhaps opened by a bold lead phrase and followed by details."""

    text: Line = field(description="The achievement in one or two sentences.")
    lead: Text | None = field(default=None, description="A short bold phrase that opens it.")
    items: tuple[Annotated[SubAchievement, short_for("text")], ...] = field(
        default=(), description="Details, one level below."
    )
    icon: Text | None = field(default=None, description=ICON)


Achievements = tuple[Annotated[Achievement, short_for("text")], ...]


class Milestone(Form):
    """What happened when."""

    when: Line = field(description="The time as it is to be shown: 2021年, 2021年3月, Spring 2021")
    text: Line = field(description="What happened or is to happen, in one sentence.")
    lead: Text | None = field(default=None, description="A short bold phrase that opens it.")


class Step(Form):
    """One step of a process; the steps are numbered by themselves."""

    text: Line = field(description="What is done in this step, in one sentence.")
    lead: Text | None = field(default=None, description="The step's name: a short bold phrase.")
    icon: Text | None = field(default=None, description=ICON)


class Side(Form):
    """One side of a comparison."""

    title: Line = field(description="What stands at the head: 之前, 之后, Plan A")
    items: Annotated[Achievements, limits(1)] = field(
        description="The lines below it; each a text, or `lead`, `text` and `items`."
    )


class Portrait(Photo):
    """A photo of the person quoted. Without an `image` its place stays open for a colleague to fill."""

    caption: Text = field(default="", description="A line beneath the portrait; most need none.")


class Quote(Form):
    """What somebody said, verbatim, and who."""

    text: Line = field(description="The words; the page adds a quotation mark of its own.")
    by: Line = field(description="Who says so.")
    role: Text | None = field(default=None, description="Who that is: an office, a place, a firm.")
    portrait: Annotated[Portrait, short_for("image")] | None = field(
        default=None,
        description="The path of an image, or a mapping as for `photos`; `{image: null}` keeps its place open.",
    )


class Axis(Form):
    """One axis of a matrix."""

    name: Line = field(description="What grows along it: 影响, Feasibility")
    low: Text | None = field(default=None, description="What stands at its lower end; left out, 低, low.")
    high: Text | None = field(default=None, description="What stands at its upper end; left out, 高, high.")


class Cell(Form):
    """One quadrant of a matrix."""

    text: Line = field(description="What belongs here, in one or two sentences.")
    lead: Text | None = field(default=None, description="The quadrant's name: a short bold phrase.")
    emphasis: bool = field(default=False, description="The quadrant that matters most; one at most.")


class Matrix(Form):
    """Four quadrants between two axes: `across` grows to the right, `up` to the top."""

    across: Annotated[Axis, short_for("name")] = field(
        description="The axis from left to right: its name, or `name`, `low` and `high`."
    )
    up: Annotated[Axis, short_for("name")] = field(
        description="The axis from bottom to top: its name, or `name`, `low` and `high`."
    )
    cells: Annotated[tuple[Annotated[Cell, short_for("text")], ...], limits(4, 4)] = field(
        description="The quadrants in reading order: top left, top right, bottom left, bottom right."
    )


class Honour(Form):
    """An award that was received."""

    title: Line = field(description="What the award is called, verbatim.")
    by: Text | None = field(default=None, description="Who gave it.")
    year: Text | None = field(default=None, description="When, as it is to be shown: 2022, 2021年")
    winner: Text | None = field(default=None, description="Who got it, where that is not plain.")


class Logo(Form):
    """The logo of an organisation. Without an `image` its place stays open for a colleague to fill."""

    name: Text | None = field(default=None, description="The organisation's name, shown beneath the logo.")
    image: Text | None = field(
        default=None, description="Path of the image file, relative to this content file."
    )
    alt: Text | None = field(
        default=None, description="What stands for the logo when read aloud; left out, the name."
    )


class Allowance(Form):
    """A finding of `deckgen check` that is all right here."""

    code: Line = field(description="The finding's code, such as figure-not-in-source.")
    because: Line = field(
        description="Why it is all right; whoever reads the report after you wants to know."
    )


class Body(Form):
    """What a slide can be made of; a section may hold it directly and leave the slides to deckgen."""

    achievements: Achievements = field(default=(), description="What was done, one line each.")
    indicators: tuple[Indicator, ...] = field(default=(), description="Figures shown as callouts.")
    photos: tuple[Photo, ...] = field(default=(), description="Captioned photos, present or pending.")
    chart: Annotated[Chart, short_for("value")] | None = field(
        default=None, description="A native chart; a text such as 96.9% is short for a ring of that share."
    )
    table: Table | None = field(
        default=None, description="A native table; more rows than fit go on on further slides."
    )
    notes: Text | None = field(default=None, description="What the speaker says.")
    allow: tuple[Allowance, ...] = field(
        default=(), description="Findings of `deckgen check` that are all right here: `code`, `because`."
    )


class Slide(Body):
    """One message. More content than a page can hold goes on on a further page."""

    title: Text | None = field(
        default=None, description="The message in one line; left out, the section's headline."
    )
    layout: Text | None = field(default=None, description="A deckgen layout; left out, deckgen chooses.")
    statement: Text | None = field(default=None, description="One sentence that fills the slide.")
    attribution: Text | None = field(default=None, description="Who says the statement, or where it stands.")
    milestones: tuple[Milestone, ...] = field(default=(), description="What happened when, in order.")
    steps: tuple[Annotated[Step, short_for("text")], ...] = field(
        default=(), description="The steps of a process, in order; each a text, or `lead` and `text`."
    )
    comparison: Annotated[tuple[Side, ...], limits(2, 3)] = field(
        default=(), description="Two or three sides to compare, such as before and after."
    )
    quote: Quote | None = field(default=None, description="What somebody said: `text`, `by`, and more.")
    matrix: Matrix | None = field(default=None, description="Four quadrants between two axes.")
    honours: tuple[Annotated[Honour, short_for("title")], ...] = field(
        default=(), description="Awards; each a text, or `title`, `by`, `year` and `winner`."
    )
    logos: tuple[Annotated[Logo, short_for("name")], ...] = field(
        default=(), description="Logos of organisations; each a name, or `image`, `name` and `alt`."
    )
    hidden: bool = field(
        default=False, description="Kept in the file, left out of the show and of exports to PDF and PNG."
    )
    transition: Transition | None = field(
        default=None, description="How this slide comes on; left out, as the report says."
    )
    id: Text | None = field(
        default=None, description="A lasting name; left out, it is derived from the content."
    )


class Section(Body):
    """One topic of the report: a short name and a headline that asserts something."""

    title: Line = field(description="The section's name, as in the contents list.")
    headline: Text | None = field(default=None, description="What the section proves, in one sentence.")
    id: Text | None = field(
        default=None, description="A lasting name; left out, it is derived from the title."
    )
    hidden: bool = field(
        default=False,
        description="Hides the section with its divider, and leaves it out of the contents list; hiding all its "
        "slides does the same.",
    )
    slides: tuple[Slide, ...] = field(default=(), description="The section's slides, in order.")


class Show(Form):
    """Which of the framing slides the deck has, and what its pages carry besides their content."""

    cover: bool = True
    highlights: bool = True
    agenda: bool | None = field(
        default=None, description="The contents list; left out, where it has two lines at least."
    )
    dividers: bool = True
    closing: bool = True
    appendix: bool = True
    progress: bool = field(
        default=False, description="A dot for each section on its pages, the present one filled."
    )
    page_total: bool = field(default=False, description="Page numbers as `7 / 26`.")
    sources: bool = field(
        default=True, description="Below the notes, the `quote` of every figure that the slide shows."
    )


class Closing(Form):
    """The last slide."""

    title: Line = field(description="谢谢, Thank you, or the sentence that should stay.")
    text: Text | None = field(default=None, description="A line beneath it.")
    notes: Text | None = field(default=None, description="What the speaker says.")


class Name(Form):
    """A name that must be spelt just so."""

    right: Line = field(description="The right spelling.")
    wrong: tuple[Line, ...] = field(default=(), description="Spellings that are surely wrong.")


class Report(Form):
    """One report: a deck is made from it."""

    title: Line = field(description="The deck's title.")
    sections: Annotated[tuple[Section, ...], limits(1)] = field(description="The topics, in order.")
    subtitle: Text | None = field(default=None, description="The line beneath the title.")
    organisation: Text | None = field(
        default=None, description="Who reports; shown on the cover and in the footer."
    )
    presenter: Text | None = field(default=None, description="Who speaks; shown on the cover.")
    date: Text | None = field(
        default=None, description="The date as it is to be shown: 2026年3月8日, 8 March 2026"
    )
    footer: Text | None = field(default=None, description="The footer's text; left out, the organisation.")
    language: Language = field(default="zh-CN", description="The language of the texts: zh-CN, en-GB, …")
    template: Text | None = field(
        default=None, description="A shipped template's name, or the path of a .pptx, .potx, .pptm or .potm."
    )
    source: Annotated[tuple[Line, ...], one_or_more()] = field(
        default=(),
        description="Path of the text that the figures come from (.docx, .pdf, .txt, .md), or a list of paths; "
        "`deckgen check` holds them against it.",
    )
    glossary: tuple[Annotated[Name, short_for("right")], ...] = field(
        default=(),
        description="Names that must be spelt so: each a text, or `right` and `wrong` spellings; for `deckgen check`.",
    )
    highlights: tuple[Line, ...] = field(
        default=(), description="Ids of the indicators for the at-a-glance slide."
    )
    highlights_title: Text | None = field(default=None, description="The at-a-glance slide's title.")
    show: Show = field(
        default=Show(),
        description="Which framing slides the deck has, and what its pages carry besides their content.",
    )
    transition: Transition = field(
        default="none",
        description="How slides come on; `morph` needs PowerPoint 2019 or later and is a fade elsewhere.",
    )
    confidentiality: Text | None = field(
        default=None,
        description="Who may see the deck, on every slide: 内部资料 注意保存, For internal use only",
    )
    draft: bool = field(
        default=False, description="Sets 草稿 or DRAFT large and pale behind the content of every slide."
    )
    watermark: Text | None = field(
        default=None, description="The same with words of your own: 征求意见稿, For comment"
    )
    closing: Annotated[Closing, short_for("title")] | None = field(
        default=None, description="The last slide."
    )
    appendix: tuple[Section, ...] = field(
        default=(), description="Topics at hand for questions, lettered A, B, …; they follow the last slide."
    )
    notes: Text | None = field(default=None, description="What the speaker says on the cover.")
