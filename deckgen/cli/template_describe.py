"""`deckgen template describe`: a template's slide layouts and what deckgen uses them for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.telling import tell
from deckgen.cli.template_files import FORM, TEMPLATE, findings, print_record, survey_file
from deckgen.cli.writing import write_bytes, write_text
from deckgen.diagnostics import Sink

if TYPE_CHECKING:
    from deckgen.survey.account import Account


@click.command("describe", short_help="Show a template's slide layouts, and what deckgen uses them for.")
@TEMPLATE
@FORM
@click.option(
    "--picture",
    metavar="PNG|SVG",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw every slide layout with its placeholders and their uses, too.",
)
def command(template: str, form: str, picture: Path | None) -> int:
    """Show the slide layouts of FILE with their placeholders, and what deckgen uses them for.

    Places are centimetres from the top left: left, top, then width × height. An arrow names the arrangement that
    a slide layout serves, which placeholder takes which of its slots, and why.
    """
    if picture is not None and picture.suffix.lower() not in (".png", ".svg"):
        raise click.UsageError(f"--picture `{picture}`: give a .png or .svg file")
    from deckgen.survey.account import account_of
    from deckgen.survey.describing import as_lines, as_record

    sink = Sink()
    survey = survey_file(template, form, sink)
    if survey is None:
        return AUTHOR_MUST_ACT
    account = account_of(survey)
    if picture is not None and (code := _draw(account, picture)):
        return code
    if form == "json":
        print_record(as_record(account) | {"findings": findings(sink)})
    else:
        tell(sink)
        click.echo("\n".join(as_lines(account)))
    return 0


def _draw(account: Account, path: Path) -> int:
    from deckgen.survey.picture import picture_of, png_of

    svg = picture_of(account)
    if path.suffix.lower() == ".svg":
        return write_text(path, svg + "\n")
    return write_bytes(path, png_of(svg))
