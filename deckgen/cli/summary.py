"""What `deckgen build` says at the end: findings to stderr and a summary to stdout, or all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from deckgen.cli.targets import Job, is_there
from deckgen.cli.telling import skipped_line, tell
from deckgen.diagnostics import Severity, Sink
from deckgen.messages import as_json, count_of
from deckgen.pipeline import Built
from deckgen.plan.record import Record
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one report; `built` is None when no deck was written."""

    job: Job
    sink: Sink
    built: Built | None
    record: Record | None = None
    """Why its slides are as they are, where that was asked for."""

    @property
    def good(self) -> bool:
        return self.built is not None and not self.sink.has_errors


def print_text(results: Sequence[Result], skipped: Sequence[Path]) -> None:
    for path in skipped:
        click.echo(skipped_line(path), err=True)
    for result in results:
        tell(result.sink, apart=True)
    for result in results:
        click.echo("\n".join(_summary(result)))
        if result.record is not None and result.record.taken:
            from deckgen.cli.reasons import reasons  # seldom asked for

            click.echo(f"\n{reasons(result.record)}\n")
    if len(results) > 1:
        written = sum(result.built is not None for result in results)
        click.echo(
            f"{len(results)} reports: {count_of(written, 'deck')} written, {len(results) - written} failed"
        )


def print_json(results: Sequence[Result], skipped: Sequence[Path]) -> None:
    document = {
        "reports": [_record(result) for result in results],
        "skipped": [str(path) for path in skipped],
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _summary(result: Result) -> Iterator[str]:
    built, problems = result.built, _problems(result.sink)
    if built is None:
        kept = f"; `{result.job.deck}` stays as it was" if is_there(result.job.deck) else ""
        yield f"{result.job.report}: no deck written, {problems}{kept}"
        return
    hidden = f" ({built.hidden} hidden)" if built.hidden else ""
    pending = f", {len(built.pending)} pending" if built.pending else ""
    yield (
        f"{result.job.deck}: {count_of(built.slides, 'slide')}{hidden}, {count_of(built.callouts, 'callout')}, "
        f"{count_of(built.photos_placed, 'photo')} placed{pending}, {problems}"
    )
    if built.layouts_built:
        used = (
            f"{built.layouts_used} of its slide layouts used"
            if built.layouts_used
            else "none of its slide layouts used"
        )
        yield f"  {built.template}: {used}, {built.layouts_built} built in its style"
    for photo in built.pending:
        yield f"  photo pending on slide {photo.slide}: {photo.caption}"


def _problems(sink: Sink) -> str:
    errors, warnings = sink.count(Severity.ERROR), sink.count(Severity.WARNING)
    counted = [count_of(errors, "error")] if errors else []
    return ", ".join([*counted, count_of(warnings, "warning")])


def _record(result: Result) -> dict[str, object]:
    built = result.built
    return {
        "report": str(result.job.report),
        "deck": str(result.job.deck) if built else None,
        "slides": built.slides if built else 0,
        "hidden": built.hidden if built else 0,
        "callouts": built.callouts if built else 0,
        "photos_placed": built.photos_placed if built else 0,
        "layouts_used": built.layouts_used if built else 0,
        "layouts_built": built.layouts_built if built else 0,
        "pending": [asdict(photo) for photo in built.pending] if built else [],
        "findings": json.loads(as_json(result.sink)),
        **_plan(result),
    }


def _plan(result: Result) -> dict[str, object]:
    if result.record is None:
        return {}
    from deckgen.cli.reasons import reason_records

    return {"plan": reason_records(result.record)}
