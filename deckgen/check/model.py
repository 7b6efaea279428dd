"""What is checked, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from deckgen.check.deriving import Derivation, derive_figures
from deckgen.check.limits import Limit
from deckgen.check.pins import Pins
from deckgen.check.source import Source
from deckgen.check.texts import Said, texts_of
from deckgen.check.tracing import Trace, trace_figures
from deckgen.content.models import Name, Report
from deckgen.diagnostics import Code, KeyPath, Sink
from deckgen.records import dataclass


@dataclass(frozen=True)
class Subject:
    """A report and its source. `is_lent` tells values that stand in data files, which are sources themselves."""

    report: Report
    source: Source | None = None
    is_lent: Callable[[KeyPath], bool] = lambda _: False
    pins: Pins | None = None
    """What the source said when the quotes were last looked at, where that is known."""
    house_names: tuple[Name, ...] = ()
    """Names from the settings, besides those of the report's own glossary."""

    @property
    def names(self) -> tuple[Name, ...]:
        """All names that must be spelt just so."""
        return self.report.glossary + self.house_names

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        return tuple(texts_of(self.report))

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        return tuple(trace_figures(self.report, self.texts, self.source, self.derivations, self.is_lent))

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        return tuple(derive_figures(self.report))


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked. `doc` says what it finds and why, with an example; it reports `codes`.

    A rule on request finds what most authors need not hear.
    """

    codes: tuple[Code, ...]
    check: Callable[[Subject, Sink], None]
    doc: str
    on_request: bool = False
    limits: tuple[Limit, ...] = ()
    """Numbers that a house may set."""
