"""`deckgen check --html FILE`: what a check found as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from deckgen.check.laid_out import LaidOut
from deckgen.cli.verdicts import Verdict

PICTURE_WIDTH = 960
"""Pixels: sharp at the size of the page, and about 50 kB a slide."""


def refuse_page(page: Path, checked: Sequence[Path]) -> None:
    """Raises a usage error for a page about several reports, or in place of the one that is checked."""
    if len(checked) > 1:
        raise click.UsageError(f"--html tells of one report or deck; {len(checked)} are asked for")
    if page.exists() and any(page.samefile(path) for path in checked):
        raise click.UsageError(f"--html `{page}` is the file that is to be checked")


def write_page(page: Path, verdict: Verdict) -> int:
    """Write the page and return the exit code; also where the check was stopped half-way."""
    from deckgen.cli.writing import write_text
    from deckgen.proof.account import Account
    from deckgen.proof.page import page_of

    checked, subject = verdict.checked, verdict.checked.subject if verdict.checked else None
    laid_out = subject.laid_out if subject and isinstance(subject.laid_out, LaidOut) else None
    account = Account(
        str(verdict.report),
        verdict.sink,
        report=subject.report if subject else None,
        source=subject.source if subject else None,
        deck=subject.deck if subject else None,
        origins=subject.origins if subject else None,
        laid_out=laid_out,
        pending=[(photo.slide, photo.caption) for photo in checked.pending] if checked else (),
    )
    return write_text(page, page_of(account))
