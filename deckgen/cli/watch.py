"""`deckgen watch`: a deck that follows its report, its photos and its template."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from deckgen.batch.tracking import Hashes, Watched
from deckgen.batch.watching import Sight, named, sight_of
from deckgen.cli.options import CHECK_TOO, OTHER_TEMPLATE, OVERWRITE_TOO
from deckgen.cli.targets import Job, find_jobs, template_from_here
from deckgen.cli.telling import tell
from deckgen.diagnostics import BuildStopped, Severity, Sink
from deckgen.fit.encodings import Encodings
from deckgen.messages import count_of, printable
from deckgen.pipeline import Built, Gate, Prepared, build_deck
from deckgen.records import dataclass
from deckgen.resources import Templates


@dataclass(frozen=True, slots=True)
class Wishes:
    """What every build is asked for."""

    template: str | None
    strict: bool
    overwrite: bool
    check: bool


@click.command("watch", short_help="Build a report anew whenever something that it is made of changes.")
@click.argument("report", metavar="REPORT", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="A .pptx file or a folder. Default: the current folder.",
)
@OTHER_TEMPLATE
@click.option("--strict", is_flag=True, help="Write no deck with warnings.")
@OVERWRITE_TOO
@CHECK_TOO
def command(
    report: Path, output: Path | None, template: str | None, strict: bool, overwrite: bool, check: bool
) -> int:
    """Build the deck of REPORT, and again after each change, until Ctrl-C.

    Watched is what the last build has read, and what it has looked for in vain: the content, data files, photos, the
    template with its binding and, with --check, sources and settings. After an error it waits for the next change.
    """
    (job,), _ = find_jobs([report], output)
    wishes = Wishes(template_from_here(template), strict, overwrite, check)
    resources = partial(Watched, hashes=Hashes(), known=Templates(), encodings=Encodings())
    try:
        changes: list[str] = []
        while True:
            sight = _build(job, resources(), wishes, named(changes))
            gc.collect()  # what the build left
            changes = sight.wait()
    except KeyboardInterrupt:
        click.echo("watched no longer", err=True)
        return 0


def _build(job: Job, resources: Watched, wishes: Wishes, reason: str) -> Sight:
    """Build once and print a line about it; what is to be watched from then on."""
    started, began = time.time_ns(), time.perf_counter()
    sink = Sink()
    resources.note(job.report)
    gate = _gate(resources) if wishes.check else None
    built: Built | None = None
    with suppress(BuildStopped):
        built = build_deck(
            job.report,
            job.deck,
            resources,
            sink,
            wishes.template,
            strict=wishes.strict,
            overwrite=wishes.overwrite,
            gate=gate,
        )
    sight = sight_of(resources.inputs(), started)
    tell(sink, apart=True)
    click.echo(_line(job, built, sink, time.perf_counter() - began, reason))
    return sight


def _gate(resources: Watched) -> Gate:
    from deckgen.gate.reports import check_drawn

    def gate(made: Prepared, drawn: bytes | BinaryIO, content: Path, sink: Sink) -> object:
        resources.note_checked(made.report, content)
        return check_drawn(made, drawn, content, sink)

    return gate


def _line(job: Job, built: Built | None, sink: Sink, seconds: float, reason: str) -> str:
    words = [f"{job.deck}: {built.slides} slides" if built else f"{job.report}: no deck written"]
    if built and built.pending:
        words.append(f"{count_of(len(built.pending), 'photo')} pending")
    for severity in (Severity.ERROR, Severity.WARNING):
        if count := sink.count(severity):
            words.append(count_of(count, severity.value))
    words.append(f"{seconds:.1f} s")
    why = f" ({reason})" if reason else ""
    return printable(f"{time.strftime('%H:%M:%S')}  {', '.join(words)}{why}")
