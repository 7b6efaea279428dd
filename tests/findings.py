"""What findings are called, for tests that care for nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.diagnostics import Diagnostic


def codes_in(found: Iterable[Diagnostic]) -> list[str]:
    """The names of their codes; those of a sink in the order of place."""
    return [finding.code.name for finding in found]
