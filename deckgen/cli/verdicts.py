"""What `deckgen check` found → text for people, and JSON, SARIF or JUnit for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from deckgen.cli.telling import skipped_line
from deckgen.diagnostics import Diagnostic, Severity, Sink
from deckgen.gate.model import Checked
from deckgen.messages import as_json, as_text, count_of, printable
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one report; `checked` is None when there was no report to check."""

    report: Path
    sink: Sink
    checked: Checked | None
    fixed: Sequence[Diagnostic] = ()
    """What `--fix` put right before; it is in `sink` no more."""

    def passes(self, *, strict: bool) -> bool:
        return not self.sink.has_errors and not (strict and self.sink.count(Severity.WARNING))


def text_of(verdicts: Sequence[Verdict], skipped: Sequence[Path]) -> str:
    lines = [skipped_line(path) for path in skipped]
    lines += [_fixed_line(found) for verdict in verdicts for found in verdict.fixed]
    lines += [as_text(verdict.sink) for verdict in verdicts if len(verdict.sink)]
    lines += [f"{verdict.report}: {', '.join(_summary(verdict))}" for verdict in verdicts]
    return "\n".join(map(_unbroken, lines))


def _fixed_line(found: Diagnostic) -> str:
    return f"{found.place}: fixed: {found.code.name}: {found.message}"


def _unbroken(lines: str) -> str:
    return "\n".join(printable(line) for line in lines.split("\n"))


def _summary(verdict: Verdict) -> Iterator[str]:
    checked = verdict.checked
    if checked is not None and checked.figures is None:
        yield count_of(checked.slides or 0, "slide")
    elif checked is not None and (figures := checked.figures) is not None:
        held = figures.pinned + figures.free
        if held:
            derived = f", {figures.derived} worked out" if figures.derived else ""
            yield f"{held - figures.faulty} of {held} figures borne out ({figures.pinned} by their quotes{derived})"
        else:
            yield "no figure names its source"
    if checked is not None and checked.pinned is not None:
        yield f"{count_of(checked.pinned, 'quote')} pinned to the source"
    for severity in Severity:
        if severity is not Severity.NOTE or verdict.sink.count(severity):
            yield count_of(verdict.sink.count(severity), severity.value)
    if verdict.fixed:
        yield f"{len(verdict.fixed)} fixed"
    if fixable := sum(found.edit is not None for found in verdict.sink):
        yield f"{fixable} for --fix"


def json_of(verdicts: Sequence[Verdict], skipped: Sequence[Path]) -> str:
    document = {
        "reports": [_record(verdict) for verdict in verdicts],
        "skipped": [str(path) for path in skipped],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _record(verdict: Verdict) -> dict[str, object]:
    checked = verdict.checked
    return {
        "report": str(verdict.report),
        "slides": checked.slides if checked else None,
        "figures": asdict(checked.figures) if checked and checked.figures else None,
        "fixed": [{"code": found.code.name, "message": found.message} for found in verdict.fixed],
        "findings": json.loads(as_json(verdict.sink)),
    }


# Forms for programs bring much along that people never need.
def _as_sarif(verdicts: Sequence[Verdict], _skipped: Sequence[Path]) -> str:
    from deckgen.cli.sarif import sarif_of

    return sarif_of([verdict.sink for verdict in verdicts])


def _as_junit(verdicts: Sequence[Verdict], _skipped: Sequence[Path]) -> str:
    from deckgen.cli.junit import junit_of

    return junit_of([(str(verdict.report), verdict.sink) for verdict in verdicts])


FORMS: Mapping[str, Callable[[Sequence[Verdict], Sequence[Path]], str]] = {
    "text": text_of,
    "json": json_of,
    "sarif": _as_sarif,
    "junit": _as_junit,
}
