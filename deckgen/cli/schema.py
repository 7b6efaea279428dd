"""`deckgen schema`: the JSON Schema with which editors complete and check content files and jobs files."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.writing import write_text


@click.command("schema", short_help="Print the JSON Schema of content files.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--template",
    metavar="NAME|FILE",
    help="Only the layouts that this template offers, with how much its places take.",
)
@click.option("--jobs", is_flag=True, help="That of the jobs files of `deckgen batch` instead.")
def command(output: Path | None, template: str | None, jobs: bool) -> int:
    """Print the JSON Schema of content files.

    An editor with a YAML language server uses it when the first line of a content file is
    `# yaml-language-server: $schema=report.schema.json`.
    """
    if jobs and template is not None:
        raise click.UsageError("--jobs and --template are two schemas: give one of them")
    text = _jobs_schema() if jobs else _schema(template)
    if text is None:
        return AUTHOR_MUST_ACT
    if output is None:
        click.echo(text, nl=False)
        return 0
    return write_text(output, text)


def _jobs_schema() -> str:
    from deckgen.batch.schema import jobs_schema_text

    return jobs_schema_text()


def _schema(template: str | None) -> str | None:
    if template is None:
        from deckgen.content.schema import schema_text

        return schema_text()
    from deckgen.cli.telling import tell
    from deckgen.cli.template_files import survey_file
    from deckgen.diagnostics import Sink
    from deckgen.survey.schema import template_schema

    sink = Sink()
    survey = survey_file(template, "text", sink)
    if survey is None:
        return None
    tell(sink)
    return template_schema(survey)
