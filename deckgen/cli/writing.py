"""Small text files that commands write: whole, and never over what is already there unless asked."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.render.saving import OutputUnwritable, save_whole


def write_text(path: Path, text: str) -> int:
    """Write `text` as UTF-8 and return the exit code; a file that cannot be written is said so."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with save_whole(path) as file:
            file.write(text.encode())
    except (OSError, OutputUnwritable) as fault:
        click.echo(f"error: cannot write `{path}`: {fault}", err=True)
        return 1
    return 0
