"""Small files that commands write: whole, and never over what is already there unless asked."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.render.saving import OutputUnwritable, write_whole


def write_text(path: Path, text: str) -> int:
    """Write `text` as UTF-8 and return the exit code; a file that cannot be written is said so."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> int:
    try:
        write_whole(path, data)
    except OutputUnwritable as fault:
        click.echo(f"error: {fault}", err=True)
        return 1
    return 0
