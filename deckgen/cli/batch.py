"""`deckgen batch`: reports × rows × templates × languages × formats, and only what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from deckgen.batch.addresses import is_url
from deckgen.batch.expanding import expand, select
from deckgen.batch.model import Batch, ClusterLost, Job, Runner, Status
from deckgen.batch.running import Run, limited, open_cache, start
from deckgen.batch.workers import LocalRunner, usable_cores
from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.batch_cluster import cache_folder, clear_marks, dask_runner, take_in_marks
from deckgen.cli.batch_order import Order, from_arguments, from_file, is_jobs_file
from deckgen.cli.batch_places import Place, place_output, place_tables, url_teller, with_urls
from deckgen.cli.batch_progress import Watcher
from deckgen.cli.batch_result import print_plan, print_result, report_folder, write_reports
from deckgen.cli.options import CHECK_TOO, OVERWRITE_TOO
from deckgen.cli.telling import tell
from deckgen.codes import CLUSTER_LOST
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.messages import as_text

MOST_WORKERS = 256


def _workers(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    if value == "auto":
        return usable_cores()
    if not value.isdecimal() or not 1 <= int(value) <= MOST_WORKERS:
        raise click.BadParameter(f"'{value}': give `auto` or a number from 1 to {MOST_WORKERS}")
    return int(value)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks of the run, not of the decks."""

    select: tuple[str, ...]
    limit: int | None
    dry_run: bool
    force: bool
    overwrite: bool
    prune: bool
    fail_fast: bool
    workers: int
    dask: str | None
    reports: Path | None
    cache: Path | None
    quiet: bool
    json_lines: bool


@click.command("batch", short_help="Make many decks: reports × rows × templates × formats.")
@click.argument(
    "order",
    metavar="JOBS.yaml|REPORT...",
    nargs=-1,
    required=True,
    type=Place(exists=True, path_type=Path),
)
@click.option("--rows", metavar="FILE", type=Place(path_type=Path), help="A table: one deck for each row.")
@click.option(
    "--table",
    "tables",
    metavar="NAME=FILE",
    multiple=True,
    callback=place_tables,
    help="A further table, for loops.",
)
@click.option(
    "--template", "templates", metavar="NAME|FILE", multiple=True, help="May be given several times."
)
@click.option("--language", "languages", metavar="TAG", multiple=True, help="May be given several times.")
@click.option("--to", "formats", metavar="pptx,pdf,png", default=None, help="What to write. Default: pptx.")
@click.option(
    "-o",
    "--output",
    metavar="PATTERN|DIR",
    callback=place_output,
    help="Output names, such as 'out/{{ report }}-{{ row.city }}.pptx', or the folder for them.",
)
@click.option("--strict", is_flag=True, help="A deck with warnings fails, too, and is not written.")
@CHECK_TOO
@click.option(
    "--photo-dpi", type=click.IntRange(50, 1200), help="How finely photos are stored. Default: 200."
)
@click.option("--dpi", type=click.FloatRange(10, 600), help="Resolution of PNG pictures. Default: 96.")
@click.option("--select", metavar="PATTERN", multiple=True, help="Only decks like '*nan*' or 'city=Nan*'.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Build so many decks at most.")
@click.option("--dry-run", is_flag=True, help="List what would be built and why; write nothing.")
@click.option("--force", is_flag=True, help="Build everything, changed or not.")
@OVERWRITE_TOO
@click.option(
    "--prune",
    is_flag=True,
    help="Remove decks of earlier runs that are no longer asked for; never edited ones.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first deck that fails.")
@click.option(
    "--jobs",
    "workers",
    metavar="auto|N",
    default="auto",
    callback=_workers,
    help="How many worker processes.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Build on a Dask cluster, such as tcp://scheduler:8786. Files may be URLs then.",
)
@click.option(
    "--report",
    "reports",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where report.html, report.json and junit.xml go. Default: `_report` beside the decks.",
)
@click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it is kept what is up to date. Default: beside the decks.",
)
@click.option("--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option("--json-lines", is_flag=True, help="A JSON object for each deck on stdout, as it gets done.")
def command(order: tuple[Path, ...], **options: Any) -> int:
    """Build every deck of JOBS.yaml, or of REPORTs (content files and folders) with the options below.

    \b
    deckgen batch jobs.yaml
    deckgen batch content/ --template plum --template brand.pptx --to pptx,pdf
    deckgen batch city.yaml --rows cities.csv -o 'out/{{ row.city }}.pptx'

    A deck is built only when something that it is made of has changed. One bad deck does not stop the others. A run
    that was interrupted goes on where it was when it is started again. Decks of earlier runs whose row or report is
    gone are listed at the end.
    """
    wishes = Wishes(**{each.name: options.pop(each.name) for each in fields(Wishes)})
    sink = Sink()
    said = url_teller(click.get_current_context())
    try:
        found, batch = _ordered(order, options, sink)
    except BuildStopped:
        click.echo(said(as_text(sink).rstrip("\n")), err=True)
        return AUTHOR_MUST_ACT
    return _carry_out(found, batch, wishes, sink)


def _ordered(paths: tuple[Path, ...], spec: Mapping[str, Any], sink: Sink) -> tuple[Order, Batch]:
    """The decks that are asked for; `spec` are the options that say what is to be built."""
    order = from_file(paths[0], spec, sink) if is_jobs_file(paths) else from_arguments(paths, spec)
    batch = expand(order.specs, order.base, order.outputs, sink, order.unnamed)
    return with_urls(order, batch, click.get_current_context())


def _carry_out(order: Order, batch: Batch, wishes: Wishes, sink: Sink) -> int:
    jobs = select(batch.jobs, wishes.select)
    if wishes.dask is None and any(is_url(name) for job in jobs for name in (job.report, job.stem)):
        raise click.UsageError("what is read from or written to URLs is built on a cluster: give --dask")
    if not jobs:
        raise click.UsageError(f"none of {len(batch.jobs)} decks fits {' and '.join(wishes.select)}")
    run = _started(order, batch.jobs, jobs, wishes, sink)
    if wishes.limit:
        limited(run, wishes.limit)
    if wishes.dry_run:
        print_plan(run, json_lines=wishes.json_lines)
        return 0
    try:
        runner = _runner(order, wishes, run, sink, len(jobs))
        with Watcher(run.to_settle, quiet=wishes.quiet, json_lines=wishes.json_lines) as watcher:
            run.go(runner, watcher.done, fail_fast=wishes.fail_fast)
        if wishes.prune:
            run.prune()
    except ClusterLost as fault:
        sink.report(CLUSTER_LOST, fault.message, hint=fault.hint)
        return AUTHOR_MUST_ACT
    finally:
        _tell(run, order, batch, wishes, sink)  # also of a run that was interrupted
    return AUTHOR_MUST_ACT if any(one.status is Status.FAILED for one in run.all()) else 0


def _tell(run: Run, order: Order, batch: Batch, wishes: Wishes, sink: Sink) -> None:
    """Print and write what became of every deck."""
    tell(sink, apart=True)
    outcomes = run.all()
    place = wishes.reports or report_folder(batch.jobs)
    folder = write_reports(outcomes, run.leftovers, run.cache, place, batch.skipped)
    print_result(outcomes, run.leftovers, folder, quiet=wishes.quiet, json_lines=wishes.json_lines)
    if wishes.dask is not None and run.cache is not None:
        clear_marks(order, outcomes)


def _runner(order: Order, wishes: Wishes, run: Run, sink: Sink, jobs: int) -> Runner:
    if wishes.dask is not None:
        return dask_runner(wishes.dask, order, sink)
    return LocalRunner(min(wishes.workers, jobs), run.cache.path if run.cache else None)


def _started(order: Order, asked: Sequence[Job], jobs: list[Job], wishes: Wishes, sink: Sink) -> Run:
    cache = open_cache(wishes.cache or cache_folder(order), sink, make=not wishes.dry_run)
    if wishes.dask is not None and cache is not None and not wishes.dry_run:
        take_in_marks(order, cache)
    force, overwrite = wishes.force, wishes.overwrite
    return start(jobs, cache, sink, force=force, overwrite=overwrite, order=order.name, asked=asked)
