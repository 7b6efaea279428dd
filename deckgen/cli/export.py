"""`deckgen export`: decks become PDF or PNG; one bad deck does not stop the others."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.progress import Progress
from deckgen.diagnostics import Sink
from deckgen.export.files import FORMATS, Wanted, export_deck
from deckgen.messages import as_text


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """`pdf`, `png`, or both with a comma between them."""
    formats = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",") if word.strip()))
    if not formats or not set(formats) <= set(FORMATS):
        raise click.BadParameter(f"'{value}': give {' or '.join(FORMATS)}, or {','.join(FORMATS)}")
    return formats


@click.command("export", short_help="Turn decks into PDF or PNG with LibreOffice.")
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
    metavar="pdf,png",
    default="pdf",
    callback=_formats,
    show_default=True,
    help="What to make.",
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
    help="Resolution of PNG pictures: 96 makes 1280 x 720 of a 16:9 slide.",
)
def command(decks: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, dpi: float) -> int:
    """Export each deck FILE as NAME.pdf, or one picture a slide: NAME-01.png, NAME-02.png …

    Empty photo placeholders are left out of the export; their frames and captions stay.
    """
    _refuse_collisions(decks, output)
    failed = False
    with Progress(len(decks)) as progress:
        for deck in decks:
            progress.start(deck.name)
            failed |= not _export_one(deck, output or deck.parent, Wanted(formats, dpi))
    return AUTHOR_MUST_ACT if failed else 0


def _export_one(deck: Path, folder: Path, wanted: Wanted) -> bool:
    sink = Sink()
    for path in export_deck(deck, folder, wanted, sink):
        click.echo(path)
    if len(sink):
        click.echo(as_text(sink).rstrip("\n"), err=True)
    return not sink.has_errors


def _refuse_collisions(decks: tuple[Path, ...], output: Path | None) -> None:
    taken: dict[Path, Path] = {}
    for deck in decks:
        place = (output or deck.parent).resolve() / deck.stem
        first = taken.setdefault(place, deck)
        if first != deck:
            raise click.UsageError(f"`{first}` and `{deck}` would both be exported as `{place.name}`")
