"""`deckgen template bind`: a binding file that says how deckgen uses a template, to be corrected."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.telling import tell
from deckgen.cli.template_files import TEMPLATE, find_files, survey_files
from deckgen.cli.writing import write_text
from deckgen.diagnostics import BuildStopped, Sink


@click.command("bind", short_help="Write how deckgen uses a template, to be corrected.")
@TEMPLATE
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--force", is_flag=True, help="Overwrite the file of -o.")
def command(template: str, output: Path | None, force: bool) -> int:
    """Write the binding of FILE: which of its slide layouts and placeholders deckgen uses for what.

    What was inferred stands there with its confidence and its reason as comments. Beside the template and under its
    name (brand.pptx, brand.yaml) the file counts for all reports that use the template.
    """
    from deckgen.survey.account import account_of
    from deckgen.survey.binding_text import binding_text

    if output is not None and output.exists() and not force:
        raise click.UsageError(f"`{output}` exists already; --force overwrites it")
    sink = Sink()
    try:
        files = find_files(template, sink)
        survey = survey_files(files, sink)
    except BuildStopped:
        tell(sink)
        return AUTHOR_MUST_ACT
    tell(sink)
    binding = files.pptx.with_suffix(".yaml")
    text = binding_text(survey, account_of(survey), files.pptx.name, binding.name)
    if output is None:
        click.echo(text, nl=False)
        return 0
    if code := write_text(output, text):
        return code
    counts = output.absolute() == binding.absolute()
    click.echo(f"wrote {output}" if counts else f"wrote {output}; deckgen reads it as {binding}")
    return 0
