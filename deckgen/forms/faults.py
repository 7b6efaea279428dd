"""What is wrong with data that was to have a form: every fault with its key path and what it takes to tell it."""

from __future__ import annotations

from typing import Any, Literal

from deckgen.diagnostics import KeyPath
from deckgen.records import dataclass

FaultKind = Literal[
    "unknown",  # a key that does not belong there; of a mapping that is no form, those `needed` do
    "missing",  # a key that it needs
    "empty",  # nothing, where something is needed
    "type",  # a text where `needed`, such as "a list", belongs
    "unreadable",  # a text that is not `needed`, such as "a number"
    "choice",  # none of the texts `needed`
    "low",  # a number below `needed`
    "high",  # a number above `needed`
    "few",  # fewer values than `needed`
    "many",  # more values than `needed`
    "incomplete",  # fewer values than a fixed number, `needed`
    "long",  # a text of more characters than `needed`
    "told",  # something else, as `needed` says
]


@dataclass(frozen=True, slots=True)
class Fault:
    kind: FaultKind
    given: object = None
    needed: Any = None
    path: KeyPath = ()
    """The way to it; the last part of an unknown or missing key is the key itself."""


class Unfit(Exception):
    """Data does not have the form that was asked for; `faults` are all that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def at(self, part: str | int) -> list[Fault]:
        """The faults as seen from the mapping or list that holds the data at `part`."""
        return [Fault(each.kind, each.given, each.needed, (part, *each.path)) for each in self.faults]
