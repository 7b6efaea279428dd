"""jobs.yaml: what is to be built from what. Its models, and how the file is read."""

from typing import Annotated, Literal, get_args

from deckgen.codes import DUPLICATE_ID, INVALID_VALUE
from deckgen.content.faults import report_faults
from deckgen.content.languages import find_language_hint
from deckgen.content.models import Line, Text
from deckgen.content.reading import read_yaml
from deckgen.diagnostics import BuildStopped, KeyPath, Severity, Sink
from deckgen.forms.faults import Unfit
from deckgen.forms.form import Form, field
from deckgen.forms.marks import limits, one_or_more, short_for
from deckgen.forms.reading import read_form

Format = Literal["pptx", "pdf", "png", "jpeg", "webp", "svg", "sheet", "handout", "notes", "odp", "md", "txt"]
FORMATS: tuple[str, ...] = get_args(Format)


Texts = Annotated[tuple[Line, ...], one_or_more()]


class Source(Form):
    """A table: a CSV file, a sheet of a workbook, or a YAML list of mappings. The first row names the columns."""

    file: Line = field(description="Path of the .csv, .xlsx or .yaml file, relative to this file.")
    sheet: Text | None = field(default=None, description="The worksheet; left out, the first visible one.")
    range: Text | None = field(default=None, description="The cells, as in Excel: A1:F40.")


class NamedSource(Source):
    """A further table, for loops: `tables.NAME`."""

    name: Line = field(description="How expressions call it.")


class JobSpec(Form):
    """Reports × rows × templates × languages, each in all formats."""

    reports: Annotated[Texts, limits(1)] = field(
        description="Content files, patterns such as content/*.yaml, or folders."
    )
    rows: Annotated[Source, short_for("file")] | None = field(
        default=None, description="A table; each of its rows makes a deck of each report."
    )
    tables: tuple[NamedSource, ...] = field(
        default=(), description="Further tables for loops: `name`, `file`."
    )
    templates: Texts = field(
        default=(), description="Shipped templates or .pptx/.potx files; left out, the report's own."
    )
    languages: Texts = field(default=(), description="Language tags; left out, the report's own.")
    formats: Annotated[tuple[Format, ...], limits(1), one_or_more()] = field(
        default=("pptx",),
        description="What is written: pptx, pdf, png and the other formats of `deckgen export`.",
    )
    output: Text | None = field(
        default=None, description="The decks' names: out/{{ row.city }}-{{ template }}.pptx"
    )
    strict: bool = field(default=False, description="A deck with warnings fails, too.")
    check: bool = field(default=False, description="No deck in which `deckgen check` finds errors.")
    photo_dpi: Annotated[int, limits(50, 1200)] = field(
        default=200, description="How finely photos are stored."
    )
    dpi: Annotated[float, limits(10, 600)] = field(default=96, description="Resolution of PNG pictures.")


class JobsFile(Form):
    """The whole file."""

    jobs: Annotated[tuple[JobSpec, ...], limits(1)] = field(description="What is to be built.")


def read_jobs(data: bytes, file: str, sink: Sink) -> tuple[JobSpec, ...]:
    """The jobs in `data`. All its faults go to `sink` at once; with any of them it stops. Sets `sink.source`."""
    before = sink.count(Severity.ERROR)
    content = read_yaml(data, file, sink)
    try:
        specs = read_form(JobsFile, content).jobs
    except Unfit as unfit:
        report_faults(unfit.faults, sink, JobsFile, "the jobs file")
        raise BuildStopped from None
    for number, spec in enumerate(specs):
        check_spec(spec, sink, number)
    if sink.count(Severity.ERROR) > before:
        raise BuildStopped
    return specs


def check_spec(spec: JobSpec, sink: Sink, number: int = 0) -> None:
    """Report faults that the form cannot know of: wrong language tags, names of tables that cannot be used."""
    for place, tag in enumerate(spec.languages):
        if hint := find_language_hint(tag):
            where: KeyPath = ("jobs", number, "languages", place)
            sink.report(INVALID_VALUE, f"`{tag}` is not a language tag", where, hint=hint)
    names = [table.name for table in spec.tables]
    for place, name in enumerate(names):
        where = ("jobs", number, "tables", place, "name")
        if not name.isidentifier() or name == "rows":
            hint = "letters, digits and _; `rows` is the job's own table"
            sink.report(INVALID_VALUE, f"a table cannot be called `{name}`", where, hint=hint)
        if name in names[:place]:
            sink.report(DUPLICATE_ID, f"another table is called `{name}`", where, hint="rename one")
