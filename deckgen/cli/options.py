"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

REPORTS = click.argument(
    "reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
"""Content files, and folders with content files."""
OTHER_TEMPLATE = click.option(
    "--template", metavar="NAME|FILE", help="A template instead of the report's own."
)
OVERWRITE_TOO = click.option(
    "--overwrite-edited", "overwrite", is_flag=True, help="Replace decks that were edited since."
)
CHECK_TOO = click.option(
    "--check", is_flag=True, help="Run `deckgen check`, too, and write no deck where it finds errors."
)
