"""`deckgen check`: each report is held against its source and the rules; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.progress import Progress
from deckgen.cli.targets import REPORTS, find_reports, template_from_here
from deckgen.cli.verdicts import FORMS, Verdict
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.gate import check_deck
from deckgen.resources import Resources


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks of every check."""

    template: str | None = None
    unused: bool = False


@click.command("check", short_help="Prove that reports say what their sources say.")
@REPORTS
@click.option("--strict", is_flag=True, help="A report with warnings fails, too.")
@click.option("--unused", is_flag=True, help="List the figures of the source that no slide shows.")
@click.option("--template", metavar="NAME|FILE", help="A template instead of the report's own.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    show_default=True,
    help="Text to read, or JSON, SARIF or JUnit for programs.",
)
def command(reports: tuple[Path, ...], strict: bool, unused: bool, template: str | None, form: str) -> int:
    """Check each REPORT: a content file, or a folder with content files at any depth.

    Every figure with a `quote` must say what the quote says; where the report names its `source:`, the quotes must
    stand in it, and so must every other figure. Further rules look for figures that disagree, totals that do not
    add up and prompts that were left in. All that a build would report is reported, too, but no deck is written.

    Findings and the summary go to stdout. `deckgen explain CODE` says more about a finding.
    """
    found, skipped = find_reports(reports)
    wishes = Wishes(template_from_here(template), unused)
    verdicts: list[Verdict] = []
    with Progress(len(found)) as progress:
        for report in found:
            progress.start(report.name)
            verdicts.append(check_one(report, Resources(), wishes))
    click.echo(FORMS[form](verdicts, skipped))
    return 0 if all(verdict.passes(strict=strict) for verdict in verdicts) else AUTHOR_MUST_ACT


def check_one(report: Path, resources: Resources, wishes: Wishes) -> Verdict:
    """Check one report; whatever stops it is in the verdict."""
    sink = Sink()
    try:
        checked = check_deck(report, resources, sink, wishes.template, unused=wishes.unused)
    except BuildStopped:
        checked = None
    return Verdict(report, sink, checked)
