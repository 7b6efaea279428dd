"""`deckgen photos`: the list of a report's photo slots, and photos from a folder back into the report."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.collect import Wishes, collect
from deckgen.cli.options import OTHER_TEMPLATE
from deckgen.cli.targets import find_jobs, template_from_here
from deckgen.cli.telling import tell
from deckgen.cli.writing import write_text
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.photos.sheet import as_html
from deckgen.photos.slots import State, photo_slots
from deckgen.photos.table import as_csv, as_json, as_table
from deckgen.photos.words import list_words
from deckgen.pipeline import Prepared, prepare_deck
from deckgen.resources import Resources

SUFFIXES = {".csv": "csv", ".html": "html", ".htm": "html", ".json": "json"}
Folder = click.Path(file_okay=False, path_type=Path)


@click.command("photos", short_help="List the photos a report needs, or put a folder of photos into it.")
@click.argument("report", metavar="REPORT", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "html", "json"]),
    help="A table, CSV for Excel, a page to print, or JSON. Default: what -o ends in, else a table.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--missing", is_flag=True, help="Only the photos that are not in place.")
@click.option("--strict", is_flag=True, help="Exit with 1 unless every photo is in place.")
@OTHER_TEMPLATE
@click.option(
    "--collect",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Match the photos in this folder to the captions, and write them into the report.",
)
@click.option("--into", type=Folder, help="With --collect: where photos from outside the report's folder go.")
@click.option(
    "--dry-run", is_flag=True, help="With --collect: show what would be written, and write nothing."
)
def command(
    report: Path,
    form: str | None,
    output: Path | None,
    missing: bool,
    strict: bool,
    template: str | None,
    folder: Path | None,
    into: Path | None,
    dry_run: bool,
) -> int:
    """List every photo of REPORT in the order of its slides: state, size of its place, pixels wanted, file.

    A photo is placed, pending (no file yet), too small (below 96 dots to the inch in its place) or faulty (its
    file is missing or damaged). Pixels are wanted at 200 dots to the inch. The exit code is 0 when the list could
    be made; with --strict it is 1 unless all photos are in place.

    With --collect, files are matched to captions by their names (numbers as in the list count, too), and sure
    matches are written into the report as `image:`, which changes nothing else in it. Doubtful ones are only shown;
    an image that is named already is never replaced. Photos from outside the report's folder are copied into
    `photos` beside the report, or into --into.
    """
    if folder is None and (into or dry_run):
        raise click.UsageError("--into and --dry-run go with --collect")
    if folder is not None and (form or output or missing):
        raise click.UsageError(
            "--format, -o and --missing belong to the list; --collect writes into the report"
        )
    path = _one_report(report)
    if output is not None and output.exists() and output.samefile(path):
        raise click.UsageError(f"-o `{output}` is the report itself")
    sink = Sink()
    try:
        made = prepare_deck(path, Resources(), sink, template_from_here(template))
        if folder is not None:
            done = collect(path, made, Wishes(folder, into, dry_run), sink)
            made = prepare_deck(path, Resources(), Sink(), template_from_here(template)) if strict else made
        else:
            done = _write(_list(path, made, form or _form_of(output), missing), output)
    except BuildStopped:
        done, strict = False, False
    _print_findings(sink, about_photos=done)
    unfinished = strict and any(slot.state is not State.PLACED for slot in photo_slots(made))
    return AUTHOR_MUST_ACT if unfinished or not done else 0


def _one_report(asked: Path) -> Path:
    jobs, _ = find_jobs([asked], None)
    if len(jobs) > 1:
        raise click.UsageError(f"`{asked}` holds {len(jobs)} reports; name one of them")
    return jobs[0].report


def _form_of(output: Path | None) -> str:
    return SUFFIXES.get(output.suffix.lower(), "table") if output else "table"


def _list(path: Path, made: Prepared, form: str, missing: bool) -> str:
    slots = photo_slots(made)
    if missing:
        slots = [slot for slot in slots if slot.state is not State.PLACED]
    words = list_words(made.report.language)
    match form:
        case "csv":
            return as_csv(slots, words)
        case "html":
            heading = made.deck.properties.title or path.stem
            return as_html(slots, heading, made.report.language, words, made.photos)
        case "json":
            return as_json(slots) + "\n"
    return as_table(slots) + "\n"


def _write(text: str, output: Path | None) -> bool:
    if output is None:
        click.echo(text, nl=False)
        return True
    return write_text(output, text) == 0


def _print_findings(sink: Sink, *, about_photos: bool) -> None:
    """Print findings about photos only, as `build` would; all findings where nothing could be done."""
    shown = Sink()
    shown.add_all(found for found in sink if not about_photos or found.code.name.startswith("photo-"))
    tell(shown)
