"""`allow:` of slides and sections → findings that are left out, and allowances that nothing needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from deckgen.check.settings import Settings
from deckgen.codes import ALLOWANCE_IDLE
from deckgen.content.sections import bodies_of
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import Code, Edit, KeyPath, Sink, Span, Spot

if TYPE_CHECKING:
    from deckgen.content.models import Allowance, Report


class AllowingSink(Sink):
    """Takes the findings of rules, but for those that the slide or its section allows, or the settings switch off."""

    def __init__(self, report: Report | None, sink: Sink, settings: Settings) -> None:
        super().__init__(sink.source)
        self._settings = settings
        self._sink = sink
        self._allowed = {
            (path, allowance.code): (*path, "allow", place)
            for path, body in (bodies_of(report) if report else ())
            for place, allowance in enumerate(body.allow)
        }
        self._needed: set[KeyPath] = set()

    def report(
        self,
        code: Code,
        message: str,
        where: KeyPath | Span | Spot | None = None,
        *,
        hint: str | None = None,
        key: bool = False,
        spot: Spot | None = None,
        edit: Edit | None = None,
    ) -> None:
        """Add a finding, unless it is allowed where it stands."""
        path = where if isinstance(where, tuple) else ()
        allowed = [
            place
            for length in range(len(path) + 1)
            if (place := self._allowed.get((path[:length], code.name))) is not None
        ]
        self._needed |= set(allowed)
        severity = self._settings.severities.get(code.name, code.severity)
        if not allowed and severity is not None:
            code = replace(code, severity=severity)
            self._sink.report(code, message, where, hint=hint, key=key, spot=spot, edit=edit)

    def report_idle(self, known: Collection[str], report: Report, unasked: Collection[str] = ()) -> None:
        """Tell of allowances that were not needed, or that name no finding of a rule; not of `unasked` findings,
        whose rules have not run."""
        for path, body in bodies_of(report):
            for place, allowance in enumerate(body.allow):
                where = (*path, "allow", place)
                if where not in self._needed and allowance.code not in unasked:
                    self._sink.report(ALLOWANCE_IDLE, *_idle(allowance, where, known))


def _idle(allowance: Allowance, path: KeyPath, known: Collection[str]) -> tuple[str, KeyPath]:
    if allowance.code in known:
        return f"there is no `{allowance.code}` to allow here", path
    meant = did_you_mean(allowance.code, known)
    return f"`{allowance.code}` is no finding of a rule" + (f"; {meant}" if meant else ""), path
