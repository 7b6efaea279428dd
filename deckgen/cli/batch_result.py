"""What `deckgen batch` says at the end: findings to stderr, a table to stdout, reports to files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from deckgen.batch.accounts import counts_of, deck_name, json_of, junit_of, leftover_record, name_of
from deckgen.batch.addresses import is_url
from deckgen.batch.cache import Cache, CacheUnusable
from deckgen.batch.deciding import Decision
from deckgen.batch.leftovers import Leftover
from deckgen.batch.model import Job, Outcome, Status
from deckgen.batch.pages import html_of
from deckgen.batch.running import Run
from deckgen.batch.scopes import about
from deckgen.cli.writing import write_text
from deckgen.codes import OUTPUT_KEPT
from deckgen.diagnostics import Diagnostic, Severity, Sink
from deckgen.messages import as_text, columns_of, count_of, padded, printable, shortened

MOST_ROWS = 60
"""Rows of the table; the report has all of them."""
MOST_FINDINGS = 100
MOST_DECKS_NAMED = 5
NAME_WIDTH = 60
ACTIONS = {Status.UNCHANGED: "stays", Status.FAILED: "refused", Status.NOT_DONE: "later"}
"""What a plan says of decks that need no building."""


def print_plan(run: Run, *, json_lines: bool) -> None:
    """What would be done, and why."""
    if json_lines:
        for decision in run.decisions:
            click.echo(json.dumps(_plan_record(decision), ensure_ascii=False))
        return
    for decision in run.decisions:
        for line in _plan_lines(decision):
            click.echo(printable(line))
    built = sum(decision.outcome is None for decision in run.decisions)
    click.echo(f"{count_of(len(run.decisions), 'deck')}: {built} to build")
    for line in _unasked(run.leftovers):
        click.echo(printable(line))


def _plan_record(decision: Decision) -> dict[str, object]:
    name, reason = deck_name(decision.job.stem), decision.reason or None
    return {"event": "plan", "deck": name, "action": _action(decision), "reason": reason}


def _plan_lines(decision: Decision) -> Iterator[str]:
    words = "; ".join(filter(None, [decision.reason, about(decision.job)]))
    yield f"{_action(decision):7} {deck_name(decision.job.stem)}" + (f" ({words})" if words else "")
    if decision.outcome and decision.outcome.status is Status.FAILED:
        yield from (f"        {finding.message}" for finding in decision.outcome.findings)


def _action(decision: Decision) -> str:
    return ACTIONS[decision.outcome.status] if decision.outcome else "build"


def print_result(
    outcomes: Sequence[Outcome],
    leftovers: Sequence[Leftover],
    folder: Path | None,
    *,
    quiet: bool,
    json_lines: bool,
) -> None:
    if json_lines:
        end = {
            "event": "end",
            "summary": counts_of(outcomes),
            "no_longer_asked_for": [leftover_record(each) for each in leftovers],
            "report": str(folder) if folder else None,
        }
        click.echo(json.dumps(end, ensure_ascii=False))
        return
    _print_findings([outcome for outcome in outcomes if outcome.status is Status.FAILED])
    if quiet:
        return
    for line in _table(outcomes):
        click.echo(line)
    counts = ", ".join(f"{count:,} {word}" for word, count in counts_of(outcomes).items() if count)
    click.echo(f"{count_of(len(outcomes), 'deck')}: {counts}")
    for line in (*_edited(outcomes), *_unasked(leftovers)):
        click.echo(printable(line))
    if folder is not None:
        click.echo(f"report: {folder / 'report.html'}")


def _edited(outcomes: Sequence[Outcome]) -> Iterator[str]:
    names = [name_of(one) for one in outcomes if any(found.code is OUTPUT_KEPT for found in one.findings)]
    if names:
        yield f"edited since they were built, so they stay: {_first(names)}"


def _first(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_DECKS_NAMED:,} more" if len(names) > MOST_DECKS_NAMED else ""
    return ", ".join(names[:MOST_DECKS_NAMED]) + more


def _unasked(leftovers: Sequence[Leftover]) -> Iterator[str]:
    """What is no longer asked for, by what became of it."""
    kinds: dict[str, list[str]] = {}
    for each in leftovers:
        kind = "no longer asked for, but edited, so it stays" if each.edited else "no longer asked for"
        if not each.edited:
            kind += ": removed" if each.removed else " (`--prune` removes it)"
        kinds.setdefault(kind, []).append(deck_name(each.stem))
    for kind, names in kinds.items():
        yield f"{kind}: {_first(names)}"


def write_reports(
    outcomes: Sequence[Outcome],
    leftovers: Sequence[Leftover],
    cache: Cache | None,
    place: Path,
    skipped: Sequence[str],
) -> Path | None:
    """report.html, report.json and junit.xml in `place`; None where it cannot be written, which is said."""
    try:
        thumbnails = cache.thumbnails() if cache else {}
    except CacheUnusable:
        thumbnails = {}
    page = place / "report.html"
    codes = [
        write_text(page, html_of(outcomes, thumbnails, page, skipped, leftovers)),
        write_text(place / "report.json", json_of(outcomes, skipped, leftovers)),
        write_text(place / "junit.xml", junit_of(outcomes)),
    ]
    return None if any(codes) else place


def report_folder(jobs: Sequence[Job]) -> Path:
    """A folder beside all decks of the batch; here where they go elsewhere."""
    if any(is_url(job.stem) for job in jobs):
        return Path("_report")
    folders = {os.path.dirname(os.path.abspath(job.stem)) for job in jobs}  # noqa: PTH100, PTH120
    try:
        common = Path(os.path.commonpath(folders))
    except ValueError:  # on several drives
        return Path("_report")
    here = Path.cwd()
    return (common.relative_to(here) if common.is_relative_to(here) else common) / "_report"


def _print_findings(failed: Sequence[Outcome]) -> None:
    """Each finding once, with the decks that it stops: a fault of a pattern stops them all."""
    decks: dict[Diagnostic, list[str]] = {}
    for outcome in failed:
        for finding in outcome.findings:
            if finding.code.severity is not Severity.NOTE:
                decks.setdefault(finding, []).append(name_of(outcome))
    for finding, names in list(decks.items())[:MOST_FINDINGS]:
        sink = Sink()
        sink.add(finding)
        click.echo(as_text(sink).rstrip("\n") + "\n" + printable(f"deck: {_first(names)}") + "\n", err=True)
    if len(decks) > MOST_FINDINGS:
        click.echo(f"{len(decks) - MOST_FINDINGS:,} more findings stand in the report\n", err=True)


def _table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What was done, what failed first. Decks that stay as they are stand in the report."""
    done = [one for one in outcomes if one.status in (Status.FAILED, Status.BUILT)]
    if not done:
        return
    done.sort(key=lambda one: one.status is not Status.FAILED)
    head = ("deck", "", "slides", "pending", "warnings", "seconds")
    rows = [head, *map(_row, done[:MOST_ROWS])]
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        cells = (
            padded(cell, width, right=column > 1)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
    if len(done) > MOST_ROWS:
        yield f"… and {len(done) - MOST_ROWS:,} more"


def _row(outcome: Outcome) -> tuple[str, ...]:
    warnings = outcome.count(Severity.WARNING)
    return (
        shortened(printable(name_of(outcome)), NAME_WIDTH),
        outcome.status.value,
        str(outcome.facts.slides or ""),
        str(len(outcome.facts.pending) or ""),
        str(warnings or ""),
        f"{outcome.seconds:.1f}" if outcome.seconds else "",
    )
