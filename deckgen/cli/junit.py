"""Findings → JUnit XML, which build servers show as tests: a case per report, a failure per error or warning."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from deckgen.diagnostics import Diagnostic, Severity, Sink
from deckgen.messages import printable_in_xml


def junit_of(reports: Sequence[tuple[str, Sink]]) -> str:
    """One suite; notes do not fail a case."""
    failed = sum(any(map(_fails, sink)) for _, sink in reports)
    cases = "".join(_case(name, [found for found in sink if _fails(found)]) for name, sink in reports)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuite name="deckgen check" tests="{len(reports)}" failures="{failed}">\n{cases}</testsuite>'
    )


def _fails(found: Diagnostic) -> bool:
    return found.code.severity is not Severity.NOTE


def _case(name: str, found: Sequence[Diagnostic]) -> str:
    failures = "".join(map(_failure, found))
    return f'  <testcase classname="deckgen" name={quoteattr(printable_in_xml(name))}>\n{failures}  </testcase>\n'


def _failure(found: Diagnostic) -> str:
    place = f"{found.place}: " if found.place else ""
    text = printable_in_xml(f"{place}{found.message}" + (f" ({found.hint})" if found.hint else ""))
    kind, message = quoteattr(found.code.name), quoteattr(printable_in_xml(found.message))
    return f"    <failure type={kind} message={message}>{escape(text)}</failure>\n"
