"""`deckgen check`: reports are held against their sources and the rules, decks against the rules on decks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.progress import Progress
from deckgen.cli.targets import find_reports, is_deck, split_decks, template_from_here
from deckgen.cli.verdicts import FORMS, Verdict
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.gate import check_deck, check_file
from deckgen.resources import Resources


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks of every check."""

    template: str | None = None
    unused: bool = False


@click.command("check", short_help="Prove that reports and decks are right.")
@click.argument(
    "reports",
    metavar="REPORT|DECK...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
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
    """Check each REPORT, a content file or a folder with content files at any depth, and each DECK, any .pptx.

    Every figure with a `quote` must say what the quote says; where the report names its `source:`, the quotes must
    stand in it, and so must every other figure. Further rules look for figures that disagree, totals that do not
    add up and prompts that were left in. All that a build would report is reported, too, but no deck is written.

    The deck that a report makes, and every DECK, is held against the rules on decks: whether PowerPoint opens it
    without repair, what it carries along unseen, and whether everybody can read it. docs/rules.md lists them.

    Findings and the summary go to stdout. `deckgen explain CODE` says more about a finding.
    """
    decks, others = split_decks(reports)
    found, skipped = find_reports(others) if others else ([], [])
    wishes = Wishes(template_from_here(template), unused)
    verdicts: list[Verdict] = []
    with Progress(len(found) + len(decks)) as progress:
        for path in (*found, *decks):
            progress.start(path.name)
            verdicts.append(check_one(path, Resources(), wishes))
    click.echo(FORMS[form](verdicts, skipped))
    return 0 if all(verdict.passes(strict=strict) for verdict in verdicts) else AUTHOR_MUST_ACT


def check_one(report: Path, resources: Resources, wishes: Wishes) -> Verdict:
    """Check one report or deck; whatever stops it is in the verdict."""
    sink = Sink()
    try:
        if is_deck(report):
            return Verdict(report, sink, check_file(report, sink))
        checked = check_deck(report, resources, sink, wishes.template, unused=wishes.unused)
    except BuildStopped:
        checked = None
    return Verdict(report, sink, checked)
