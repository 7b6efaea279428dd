"""Findings → SARIF 2.1.0, which code hosts show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from deckgen import __version__
from deckgen.diagnostics import Code, Diagnostic, Severity, Sink, Span, Spot
from deckgen.messages import encodable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif_of(sinks: Sequence[Sink]) -> str:
    """One run with all findings; each kind of finding is a rule."""
    found = [finding for sink in sinks for finding in sink]
    codes = {finding.code.name: finding.code for finding in found}
    driver = {
        "name": "deckgen",
        "version": __version__,
        "rules": [_rule(codes[name]) for name in sorted(codes)],
    }
    results = [_result(finding, sorted(codes)) for finding in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.explain},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(found: Diagnostic, names: Sequence[str]) -> dict[str, object]:
    text = found.message + (f" ({found.hint})" if found.hint else "")
    return {
        "ruleId": found.code.name,
        "ruleIndex": names.index(found.code.name),
        "level": _LEVELS[found.code.severity],
        "message": {"text": encodable(text)},
        "locations": [_location(found.span, found.spot)] if found.span or found.spot else [],
    }


def _location(span: Span | None, spot: Spot | None) -> dict[str, object]:
    file = span.file if span else spot.file if spot else ""
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(file)}}
    if span:
        end = span.column + span.length
        physical["region"] = {"startLine": span.line, "startColumn": span.column, "endColumn": end}
    location: dict[str, object] = {"physicalLocation": physical}
    if spot and spot.label:
        location["logicalLocations"] = [_logical(spot)]
    return location


def _logical(spot: Spot) -> dict[str, object]:
    """A shape of a slide, or the slide itself."""
    slide = f"slide {spot.slide}" if spot.slide else ""
    names = [encodable(name) for name in (slide, spot.shape) if name]
    return {
        "name": names[-1],
        "fullyQualifiedName": "/".join(names),
        "kind": "element" if spot.shape is not None else "object",
    }


def _uri(file: str) -> str:
    return quote(PurePath(file).as_posix().encode("utf-8", "replace"))
