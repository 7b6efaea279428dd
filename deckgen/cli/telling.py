"""What commands say of findings and reports, in the same words everywhere."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.diagnostics import Sink
from deckgen.messages import as_text


def tell(sink: Sink, *, apart: bool = False) -> None:
    """Print findings on stderr, if there are any; `apart` leaves a line free below them."""
    if len(sink):
        click.echo(as_text(sink).rstrip("\n") + "\n" * apart, err=True)


def skipped_line(path: Path) -> str:
    """What is said of a YAML file that is no report, in a folder that was asked for."""
    return f"skipped `{path}`: neither `title` nor `sections` in it, so it is no report"
