"""What became of a batch, for programs: JSON and JUnit."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from deckgen.batch.leftovers import Leftover
from deckgen.batch.model import Outcome, Status
from deckgen.diagnostics import Diagnostic, Severity, Sink
from deckgen.messages import as_json, encodable, printable_in_xml


def counts_of(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return {status.value: sum(one.status is status for one in outcomes) for status in Status}


def json_of(
    outcomes: Sequence[Outcome], skipped: Sequence[str] = (), leftovers: Sequence[Leftover] = ()
) -> str:
    """One JSON object, with a line for each deck."""
    decks = ",\n".join(_dumped(record_of(outcome)) for outcome in outcomes)
    summary, others = _dumped(counts_of(outcomes)), _dumped(list(skipped))
    unasked = _dumped([leftover_record(each) for each in leftovers])
    return (
        f'{{"summary": {summary},\n"skipped": {others},\n"no_longer_asked_for": {unasked},\n'
        f'"decks": [\n{decks}\n]}}\n'
    )


def _dumped(data: object) -> str:
    return encodable(json.dumps(data, ensure_ascii=False))


def record_of(outcome: Outcome) -> dict[str, Any]:
    """One deck; the keys are always the same, absent things are null."""
    job, facts = outcome.job, outcome.facts
    return {
        "deck": name_of(outcome),
        "status": outcome.status.value,
        "reason": outcome.reason or None,
        "report": job.report,
        "row": job.row.place if job.row else None,
        "template": job.template,
        "language": job.language,
        "formats": list(job.formats),
        "outputs": [stamp.path for stamp in outcome.outputs],
        "slides": facts.slides,
        "hidden": facts.hidden,
        "photos_placed": facts.photos,
        "pending": [{"slide": slide, "caption": caption} for slide, caption in facts.pending],
        "seconds": round(outcome.seconds, 3),
        "megabytes": round(outcome.megabytes, 1),
        "findings": json.loads(as_json(sink_of(outcome))) if outcome.findings else [],
    }


def leftover_record(leftover: Leftover) -> dict[str, Any]:
    """A deck that is no longer asked for: which of its files are as they were built, and which are not."""
    files = [stamp.path for stamp in leftover.files if stamp.path not in leftover.edited]
    return {
        "deck": deck_name(leftover.stem),
        "files": files,
        "edited": list(leftover.edited),
        "removed": leftover.removed,
    }


def name_of(outcome: Outcome) -> str:
    return deck_name(outcome.job.stem)


def deck_name(stem: str) -> str:
    """What people call a deck: its path without ending, from the current folder where it lies there."""
    name = stem.replace(os.sep, "/")
    return name.removeprefix(os.getcwd().replace(os.sep, "/").rstrip("/") + "/")  # noqa: PTH109 (thousands of names)


def sink_of(outcome: Outcome) -> Sink:
    sink = Sink()
    sink.add_all(outcome.findings)
    return sink


def junit_of(outcomes: Sequence[Outcome]) -> str:
    """A case for each deck; one that failed is a failure, one that was not done is skipped."""
    counts = counts_of(outcomes)
    cases = "".join(map(_case, outcomes))
    head = f'tests="{len(outcomes)}" failures="{counts["failed"]}" skipped="{counts["not done"]}"'
    seconds = sum(outcome.seconds for outcome in outcomes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuite name="deckgen batch" {head} time="{seconds:.3f}">\n{cases}</testsuite>\n'
    )


def _case(outcome: Outcome) -> str:
    inner = "".join(_failures(outcome))
    if outcome.status is Status.NOT_DONE:
        inner = "    <skipped/>\n"
    name = quoteattr(printable_in_xml(name_of(outcome)))
    return f'  <testcase classname="deckgen.batch" name={name} time="{outcome.seconds:.3f}">\n{inner}  </testcase>\n'


def _failures(outcome: Outcome) -> Iterator[str]:
    if outcome.status is not Status.FAILED:
        return
    for found in sink_of(outcome):
        if found.code.severity is not Severity.NOTE:
            kind, message = quoteattr(found.code.name), quoteattr(printable_in_xml(found.message))
            yield f"    <failure type={kind} message={message}>{escape(printable_in_xml(line_of(found)))}</failure>\n"


def line_of(found: Diagnostic) -> str:
    """The finding as one line of text."""
    place = f"{found.place}: " if found.place else ""
    hint = f" ({found.hint})" if found.hint else ""
    return f"{place}{found.code.severity.value}: {found.code.name}: {found.message}{hint}"
