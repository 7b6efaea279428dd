"""`deckgen check --fix` and `--diff`: what is safe to put right in content files, written or only shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.telling import tell
from deckgen.diagnostics import BuildStopped, Diagnostic, Sink


def fix_reports(reports: Sequence[Path]) -> Mapping[Path, Sequence[Diagnostic]]:
    """Put the reports right, each whole or not at all; what was done in each. The check tells what stops a report."""
    from deckgen.editing import save_report
    from deckgen.gate.fixing import fix_report

    done: dict[Path, Sequence[Diagnostic]] = {}
    for report in reports:
        sink = Sink()
        try:
            fixed = fix_report(report, sink)
        except BuildStopped:
            continue
        if fixed.made and save_report(report, fixed.before, fixed.after, sink):
            done[report] = fixed.made
        elif fixed.made:
            tell(sink)
    return done


def show_fixes(reports: Sequence[Path]) -> int:
    """Print what would change as a unified diff → 1 if anything would, or a report cannot be read."""
    from deckgen.gate.fixing import fix_report

    code = 0
    for report in reports:
        sink = Sink()
        try:
            diff = fix_report(report, sink).diff(report.as_posix())
        except BuildStopped:
            tell(sink)
            code = AUTHOR_MUST_ACT
            continue
        if diff:
            # Not through `printable`: what is shown must apply as a patch.
            click.echo(diff, nl=False)
            code = AUTHOR_MUST_ACT
    return code
