"""Marks on annotations: what holds for a value beside its type.

Line = Annotated[str, Limits(1, 10_000)]
change: Annotated[Change, ShortFor("value")] | None
"""

from __future__ import annotations

from collections.abc import Callable

from deckgen.forms.kinds import (
    Kind,
    ListKind,
    NumberKind,
    OneOrMoreKind,
    ShortKind,
    TextKind,
    TidiedKind,
    innermost,
)
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most: characters of a text, values of a list, or a number itself."""

    least: float | None = None
    most: float | None = None

    def applied_to(self, kind: Kind) -> Kind:
        limited = innermost(kind)
        assert isinstance(limited, TextKind | NumberKind | ListKind)  # noqa: S101
        limited.least = limited.least if self.least is None else self.least
        limited.most = limited.most if self.most is None else self.most
        return kind


@dataclass(frozen=True, slots=True)
class ShortFor:
    """A plain text stands for a mapping with just this key; with `blank`, nothing at all for an empty mapping."""

    key: str
    blank: bool = False

    def applied_to(self, kind: Kind) -> Kind:
        return ShortKind(kind, self.key, blank=self.blank)


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A plain text stands for a list of one."""

    def applied_to(self, kind: Kind) -> Kind:
        return OneOrMoreKind(kind)


@dataclass(frozen=True, slots=True)
class Tidied:
    """A text goes through `tidy` before it is read; the words of a ValueError are told to the author."""

    tidy: Callable[[str], str]

    def applied_to(self, kind: Kind) -> Kind:
        return TidiedKind(kind, self.tidy)


@dataclass(frozen=True, slots=True)
class ForEditors:
    """A fact of JSON Schema that only editors go by."""

    name: str
    value: object

    def applied_to(self, kind: Kind) -> Kind:
        kind.for_editors = {self.name: self.value}
        return kind
