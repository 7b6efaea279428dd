"""Small files that commands write, each whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.render.saving import OutputUnwritable, write_whole


def write_text(path: Path, text: str) -> int:
    """Write `text` as UTF-8 and return the exit code; why a file cannot be written is printed."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> int:
    """`write_text` for what is no text."""
    try:
        write_whole(path, data)
    except OutputUnwritable as fault:
        click.echo(f"error: {fault}", err=True)
        return AUTHOR_MUST_ACT
    return 0
