"""`deckgen export`: decks become PDF, pictures, handouts, words or ODP; one bad deck does not stop the others."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.progress import Progress
from deckgen.cli.telling import tell
from deckgen.diagnostics import Sink
from deckgen.export.files import FORMATS, Job, Wanted, export_decks
from deckgen.export.grids import HANDOUTS
from deckgen.gate.settings import find_stand_ins


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """The value of --to, formats with commas between them, as a tuple."""
    words = (word.strip().lower() for word in value.split(",") if word.strip())
    formats = tuple(dict.fromkeys("jpeg" if word == "jpg" else word for word in words))
    if unknown := [word for word in formats if word not in FORMATS]:
        raise click.BadParameter(f"'{unknown[0]}': there are {', '.join(FORMATS)}")
    if not formats:
        raise click.BadParameter(f"name at least one of {', '.join(FORMATS)}")
    return formats


@click.command("export", short_help="Turn decks into PDF, pictures, handouts, text or ODP.")
@click.argument(
    "decks",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--to",
    "formats",
    metavar="pdf,png,...",
    default="pdf",
    callback=_formats,
    show_default=True,
    help=f"What to make: {', '.join(FORMATS)}.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to. Default: beside each deck.",
)
@click.option(
    "--dpi",
    type=click.FloatRange(10, 600),
    default=96.0,
    show_default=True,
    help="Resolution of pictures: 96 makes 1280 x 720 of a 16:9 slide.",
)
@click.option(
    "--quality",
    type=click.IntRange(1, 100),
    help="Quality of JPEG and WebP; given, pictures in a PDF get it, too, and are reduced to 150 dpi.",
)
@click.option("--pdf-a", "archival", is_flag=True, help="PDF for archives (PDF/A-2b).")
@click.option(
    "--per-page",
    type=click.Choice([str(number) for number in HANDOUTS]),
    default="6",
    show_default=True,
    help="Slides on a page of a handout.",
)
def command(
    decks: tuple[Path, ...],
    formats: tuple[str, ...],
    output: Path | None,
    dpi: float,
    quality: int | None,
    archival: bool,
    per_page: str,
) -> int:
    """Export each deck FILE. All but md and txt need LibreOffice, svg needs poppler as well.

    \b
    pdf             NAME.pdf, tagged, with a bookmark for each section and slide
    png jpeg webp   NAME-01.png ..., one picture a slide; svg the same as drawings
    sheet           NAME-sheet.png, all slides at a glance
    handout         NAME-handout.pdf, 2, 4 or 6 slides a page (--per-page)
    notes           NAME-notes.pdf, each slide with its notes
    md txt          NAME.md, NAME.txt: all words, tables and notes
    odp             NAME.odp

    Empty photo placeholders are left out of the export; their frames and captions stay. For a typeface that is not
    installed, the one that [fonts] of the nearest deckgen.toml names is drawn.
    """
    _refuse_collisions(decks, output)
    wanted = Wanted(formats, dpi, quality, archival, int(per_page))
    jobs = [_job(deck, output or deck.parent) for deck in decks]
    failed = False
    with Progress(len(decks)) as progress:
        progress.start(decks[0].name)
        for number, job in enumerate(export_decks(jobs, wanted), start=1):
            for path in job.files:
                click.echo(path)
            tell(job.sink)
            failed |= job.sink.has_errors
            if number < len(decks):
                progress.start(decks[number].name)
    return AUTHOR_MUST_ACT if failed else 0


def _job(deck: Path, folder: Path) -> Job:
    sink = Sink()
    return Job(deck, folder, sink, find_stand_ins(deck, sink))


def _refuse_collisions(decks: tuple[Path, ...], output: Path | None) -> None:
    taken: dict[Path, Path] = {}
    for deck in decks:
        place = (output or deck.parent).resolve() / deck.stem
        first = taken.setdefault(place, deck)
        if first != deck:
            raise click.UsageError(f"`{first}` and `{deck}` would both be exported as `{place.name}`")
