"""A deck that was built ↔ the text that the cache keeps of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deckgen.batch.model import Facts, Job, Outcome, Stamp
from deckgen.codes import CODES
from deckgen.diagnostics import Code, Diagnostic, Severity, Span, Spot


@dataclass(frozen=True, slots=True)
class Record:
    """What one deck was made from, and what came of it. `traits` are the causes that are no files."""

    traits: Mapping[str, str]
    inputs: tuple[Stamp, ...]
    outputs: tuple[Stamp, ...]
    facts: Facts
    findings: tuple[Diagnostic, ...]


def traits_of(job: Job, surroundings: Mapping[str, str]) -> dict[str, str]:
    """What a deck depends on besides files: its row, its options, and what all decks of a run share."""
    row = json.dumps(job.row.values, ensure_ascii=False, sort_keys=True) if job.row else ""
    return {
        "template": job.template or "",
        "language": job.language or "",
        "row": hashlib.sha256(row.encode("utf-8", "replace")).hexdigest() if row else "",
        "formats": ",".join(job.formats),
        "options": repr(job.options),
        "typefaces": repr(job.stand_ins) if job.stand_ins else "",
        "report": job.report,
        **surroundings,
    }


def record_of(outcome: Outcome, traits: Mapping[str, str]) -> Record:
    return Record(traits, outcome.inputs, outcome.outputs, outcome.facts, outcome.findings)


def as_text(record: Record) -> str:
    facts = record.facts
    return json.dumps(
        {
            "traits": dict(record.traits),
            "inputs": [_stamp(each) for each in record.inputs],
            "outputs": [_stamp(each) for each in record.outputs],
            "facts": [facts.slides, facts.hidden, facts.photos, list(facts.pending)],
            "findings": [_finding(each) for each in record.findings],
        },
        ensure_ascii=True,
    )


def from_text(text: str) -> Record | None:
    """None for what this version did not write."""
    try:
        data = json.loads(text)
        slides, hidden, photos, pending = data["facts"]
        return Record(
            data["traits"],
            tuple(Stamp(*each) for each in data["inputs"]),
            tuple(Stamp(*each) for each in data["outputs"]),
            Facts(slides, hidden, photos, tuple((number, caption) for number, caption in pending)),
            tuple(_diagnostic(each) for each in data["findings"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _stamp(stamp: Stamp) -> list[object]:
    return [stamp.path, stamp.size, stamp.mtime_ns, stamp.sha256]


def _finding(found: Diagnostic) -> dict[str, Any]:
    span = found.span
    spot = found.spot
    return {
        "code": found.code.name,
        "severity": found.code.severity.value,
        "message": found.message,
        "span": [span.file, span.line, span.column, span.length] if span else None,
        "spot": [spot.file, spot.slide, spot.shape, spot.shape_id] if spot else None,
        "hint": found.hint,
        "line": found.source_line,
    }


def _diagnostic(data: Mapping[str, Any]) -> Diagnostic:
    severity = Severity(data["severity"])
    code = CODES.get(data["code"])
    if code is None or code.severity is not severity:  # settings may have made it another
        code = Code(data["code"], severity, code.explain if code else "")
    span = Span(*data["span"]) if data["span"] else None
    spot = Spot(*data["spot"]) if data["spot"] else None
    return Diagnostic(code, data["message"], span, data["hint"], data["line"], spot)
