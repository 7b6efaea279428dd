"""`deckgen schema`: the JSON Schema with which editors complete and check content files."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli.writing import write_text
from deckgen.content.schema import schema_text


@click.command("schema", short_help="Print the JSON Schema of content files.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(output: Path | None) -> int:
    """Print the JSON Schema of content files.

    An editor with a YAML language server uses it when the first line of a content file is
    `# yaml-language-server: $schema=report.schema.json`.
    """
    text = schema_text()
    if output is None:
        click.echo(text, nl=False)
        return 0
    return write_text(output, text)
