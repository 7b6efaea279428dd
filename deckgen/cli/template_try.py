"""`deckgen template try`: a trial deck with every layout, and pictures of it where LibreOffice is there."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.progress import Progress
from deckgen.cli.telling import tell
from deckgen.cli.template_files import TEMPLATE, find_files, survey_files
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.survey.trial import LANGUAGES, language_of, trial_report


@click.command("try", short_help="Make a trial deck with every layout, and pictures of it.")
@TEMPLATE
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Of the sample content. Default: that of the slide layouts' names.",
)
@click.option("--pictures/--no-pictures", default=True, help="Draw each slide with LibreOffice, too.")
@click.option(
    "--dpi",
    type=click.FloatRange(10, 600),
    default=96.0,
    show_default=True,
    help="Resolution of the pictures.",
)
def command(template: str, output: Path, language: str | None, pictures: bool, dpi: float) -> int:
    """Make a trial deck of FILE in DIR: a slide for every layout that deckgen has, with sample content.

    The deck is called NAME-trial.pptx, its pictures NAME-trial-01.png and so on; these need LibreOffice, and are
    left out where it is missing.
    """
    from deckgen.export.files import Wanted, export_deck
    from deckgen.export.office import HOW_TO_INSTALL, find_office
    from deckgen.gate.settings import find_stand_ins
    from deckgen.pipeline import build_deck
    from deckgen.resources import Resources

    sink = Sink()
    try:
        files = find_files(template, sink)
        names = [layout.name for layout in survey_files(files, sink).preferred.layouts]
        report = trial_report(language or language_of(names))
        deck = output / f"{files.name}-trial.pptx"
        with Progress(1 + pictures) as progress:
            progress.start(deck.name)
            built = build_deck(report, deck, Resources(), sink, str(files.pptx.absolute()), overwrite=True)
            click.echo(
                f"{deck}: {built.slides} slides, {built.layouts_used} of the template's slide layouts used, "
                f"{built.layouts_built} built in its style"
            )
            if pictures and find_office():
                progress.start("pictures")
                drawn = export_deck(deck, output, Wanted(("png",), dpi), sink, find_stand_ins(deck, sink))
                click.echo(f"{output}: {len(drawn)} pictures")
    except BuildStopped:
        tell(sink)
        return AUTHOR_MUST_ACT
    tell(sink)
    if pictures and not find_office():
        click.echo(f"no pictures, because LibreOffice was not found; {HOW_TO_INSTALL}", err=True)
    return AUTHOR_MUST_ACT if sink.has_errors else 0
