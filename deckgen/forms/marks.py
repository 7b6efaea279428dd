"""Marks on annotations: what holds for a value beside its type. A mark makes one kind of value into another.

Line = Annotated[str, limits(1, 10_000)]
change: Annotated[Change, short_for("value")] | None
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

Mark = Callable[[Kind], Kind]


def limits(least: float | None = None, most: float | None = None) -> Mark:
    """The least and the most: characters of a text, values of a list, or a number itself."""

    def mark(kind: Kind) -> Kind:
        limited = innermost(kind)
        assert isinstance(limited, TextKind | NumberKind | ListKind)  # noqa: S101
        limited.least = limited.least if least is None else least
        limited.most = limited.most if most is None else most
        return kind

    return mark


def short_for(key: str, *, blank: bool = False) -> Mark:
    """A plain text stands for a mapping with just `key`; with `blank`, nothing at all for an empty mapping."""
    return lambda kind: ShortKind(kind, key, blank=blank)


def one_or_more() -> Mark:
    """A plain text stands for a list of one."""
    return OneOrMoreKind


def tidied(tidy: Callable[[str], str]) -> Mark:
    """A text goes through `tidy` before it is read; the words of a ValueError are told to the author."""
    return lambda kind: TidiedKind(kind, tidy)


def for_editors(name: str, value: object) -> Mark:
    """A fact of JSON Schema that only editors go by."""

    def mark(kind: Kind) -> Kind:
        kind.for_editors = {name: value}
        return kind

    return mark
