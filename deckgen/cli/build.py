"""`deckgen build`: each report becomes a deck; one bad report does not stop the others."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.one_row import RowWish, one_row, row_wish
from deckgen.cli.options import CHECK_TOO, OVERWRITE_TOO, REPORTS
from deckgen.cli.progress import Progress
from deckgen.cli.summary import Result, print_json, print_text
from deckgen.cli.targets import Job, find_jobs, template_from_here
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.pipeline import Gate, build_deck
from deckgen.plan.record import Record
from deckgen.records import dataclass
from deckgen.resources import Resources
from deckgen.stopwatch import Stopwatch


@click.command("build", short_help="Make a deck from each report.")
@REPORTS
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="A .pptx file for one report, or a folder. Default: the current folder.",
)
@click.option(
    "--template",
    metavar="NAME|FILE",
    help="A shipped template or a .pptx, .potx, .pptm or .potm, instead of the report's own.",
)
@click.option(
    "--photo-dpi",
    type=click.IntRange(50, 1200),
    default=200,
    show_default=True,
    help="How finely photos are stored: dots to the inch of the slide.",
)
@one_row
@click.option("--strict", is_flag=True, help="A report with warnings fails, too, and writes no deck.")
@OVERWRITE_TOO
@CHECK_TOO
@click.option(
    "--render", is_flag=True, help="With --check: also look at what LibreOffice makes of the slides."
)
@click.option(
    "--explain-plan",
    "explain",
    is_flag=True,
    help="Say for each slide why its layout was chosen, and what did not fit.",
)
@click.option("--timings", is_flag=True, help="Say how many milliseconds each stage took, on stderr.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings and the summary are printed.",
)
def command(
    reports: tuple[Path, ...],
    output: Path | None,
    template: str | None,
    photo_dpi: int,
    rows: Path | None,
    row: str | None,
    tables: tuple[str, ...],
    strict: bool,
    overwrite: bool,
    check: bool,
    render: bool,
    explain: bool,
    timings: bool,
    form: str,
) -> int:
    """Make a deck from each REPORT: a content file, or a folder with content files at any depth.

    A deck is named after its content file; for `report.yaml`, after the folder that holds it. Findings go to
    stderr, the summary to stdout. With --strict, a report with warnings counts as failed: its deck is not
    written, and an earlier file stays as it was. A deck that was edited in PowerPoint is not overwritten unasked.

    A report with `{{ row.city }}` in it is built for one row of a table: --rows cities.csv --row city=Oslo.
    `deckgen batch` builds a deck of every row.
    """
    if render and not check:
        raise click.UsageError("--render is a part of the check: give --check, too")
    wish = row_wish(rows, row, tables)
    jobs, skipped = find_jobs(reports, output)
    start_up = time.process_time()
    watch = Stopwatch()
    resources = Resources()
    results: list[Result] = []
    with Progress(len(jobs), watch) as progress:
        for job in jobs:
            progress.start(job.report.name)
            if results:
                gc.collect()  # what the build before this one left
            wishes = Wishes(
                template_from_here(template), photo_dpi, strict, overwrite, check, render, explain, wish
            )
            results.append(build_one(job, resources, wishes, watch))
    watch.done("other")
    if timings:
        print_timings({"start-up": start_up, **watch.seconds})
    (print_json if form == "json" else print_text)(results, skipped)
    return 0 if all(result.good for result in results) else AUTHOR_MUST_ACT


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks of every build."""

    template: str | None = None
    photo_dpi: int = 200
    strict: bool = False
    overwrite: bool = False
    check: bool = False
    render: bool = False
    explain: bool = False
    row: RowWish | None = None


def build_one(job: Job, resources: Resources, wishes: Wishes, watch: Stopwatch | None = None) -> Result:
    """Build one deck; whatever stops it is in the result."""
    sink = Sink()
    record = Record() if wishes.explain else None
    try:
        built = build_deck(
            job.report,
            job.deck,
            resources,
            sink,
            wishes.template,
            wishes.photo_dpi,
            strict=wishes.strict,
            overwrite=wishes.overwrite,
            gate=_gate(render=wishes.render) if wishes.check else None,
            record=record,
            watch=watch,
            fill=wishes.row.fill_for(job.report, wishes.template) if wishes.row else None,
        )
    except BuildStopped:
        built = None
    return Result(job, sink, built, record)


def print_timings(seconds: Mapping[str, float]) -> None:
    """A line for each stage: milliseconds, and its share of them all."""
    total = sum(seconds.values())
    for stage, spent in (*seconds.items(), ("all", total)):
        click.echo(f"{stage:<9}{spent * 1000:>9,.1f} ms{spent / total:>7.1%}", err=True)


def _gate(*, render: bool) -> Gate:
    from deckgen.gate.model import Rendering  # most builds do without it
    from deckgen.gate.reports import check_drawn

    return partial(check_drawn, rendering=Rendering()) if render else check_drawn
