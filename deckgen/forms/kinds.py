"""Kinds of values, and how each is read: scalars come as texts, just as they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from deckgen.forms.faults import Fault, FaultKind, Unfit

SWITCH_WORDS = {
    **dict.fromkeys(("true", "yes", "on", "1", "y", "t"), True),
    **dict.fromkeys(("false", "no", "off", "0", "n", "f"), False),
}
"""How a switch may be written, in small letters → whether it is on."""

_LISTS = (list, tuple)


class Kind:
    """One kind of value: a text, a number, a list … `expected` is the author's word for it in messages."""

    expected = "a text"
    for_editors: Mapping[str, object] = {}
    """Keywords of JSON Schema that only editors use."""

    def read(self, given: object) -> Any:
        """The value that `given`, which is plain data, stands for. Raises Unfit with everything wrong in it."""
        raise NotImplementedError

    def find_inside(self, _part: str | int) -> Kind | None:
        """The kind of the values that a value of this kind holds at a key or index; None where it holds none."""
        return None

    def misfit(self, given: object) -> Unfit:
        """The fault to raise where `given` is of another type, or nothing at all."""
        return Unfit(Fault("empty" if given is None else "type", given, self.expected))


class TextKind(Kind):
    """A text, without the blanks around it."""

    least, most = -inf, inf

    def read(self, given: object) -> str:
        if not isinstance(given, str):
            raise self.misfit(given)
        text = given.strip()
        if self.least <= len(text) <= self.most:
            return text
        raise Unfit(Fault("long" if text else "empty", given, self.most))


class ChoiceKind(Kind):
    """One of some texts."""

    def __init__(self, choices: tuple[str, ...]) -> None:
        self.choices = choices

    def read(self, given: object) -> str:
        if not isinstance(given, str):
            raise self.misfit(given)
        if given in self.choices:
            return given
        raise Unfit(Fault("choice", given, self.choices))


class SwitchKind(Kind):
    """True or false, in any of the usual words."""

    expected = "`true` or `false`"

    def read(self, given: object) -> bool:
        if isinstance(given, bool):
            return given
        if not isinstance(given, str):
            raise self.misfit(given)
        meant = SWITCH_WORDS.get(given.lower())
        if meant is None:
            raise Unfit(Fault("unreadable", given, self.expected))
        return meant


class NumberKind(Kind):
    """A number, perhaps a whole one, between two others."""

    least, most = -inf, inf

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.expected = "a whole number" if whole else "a number"

    def read(self, given: object) -> float:
        if not isinstance(given, str | int | float):
            raise self.misfit(given)
        try:
            number = _number(str(given), whole=self.whole)
        except ValueError:
            raise Unfit(Fault("unreadable", given, self.expected)) from None
        if number > self.most:
            raise Unfit(Fault("high", given, self.most))
        if number < self.least:
            raise Unfit(Fault("low", given, self.least))
        return number


def _number(text: str, *, whole: bool) -> float:
    """The number that `text` is. Raises ValueError."""
    if not text.isascii() or text.strip().lower().endswith("nan"):
        raise ValueError
    if not whole:
        return float(text)
    digits, _, rest = text.partition(".")
    return int(digits if rest and not rest.strip("0") else text)


class ListKind(Kind):
    """A list of values of one kind; with `fixed`, of exactly so many, as in `[across, down]`."""

    expected = "a list"
    least, most = -inf, inf

    def __init__(self, item: Kind, fixed: int | None = None) -> None:
        self.item, self.fixed = item, fixed
        if fixed:
            self.least = self.most = fixed

    def find_inside(self, _part: str | int) -> Kind | None:
        return self.item

    def read(self, given: object) -> tuple[Any, ...]:
        if not isinstance(given, _LISTS):
            raise self.misfit(given)
        if self.fixed and len(given) > self.fixed:
            raise Unfit(Fault("many", given, self.fixed))
        read, values, faults = self.item.read, list[Any](), list[Fault]()
        for place, each in enumerate(given):
            try:
                values.append(read(each))
            except Unfit as unfit:
                faults += unfit.at(place)
        if len(given) > self.most and not faults:
            faults.append(Fault("many", given, self.most))
        elif len(given) < self.least and (self.fixed or not faults):
            lacking: FaultKind = "incomplete" if self.fixed else "few" if given else "empty"
            faults.append(Fault(lacking, given, self.least))
        if faults:
            raise Unfit(*faults)
        return tuple(values)


class MappingKind(Kind):
    """A mapping whose keys are not known beforehand: all keys are of one kind, and all values of another."""

    expected = "a mapping"

    def __init__(self, key: Kind, value: Kind) -> None:
        self.key, self.value = key, value

    def find_inside(self, _part: str | int) -> Kind | None:
        return self.value

    def read(self, given: object) -> dict[Any, Any]:
        if not isinstance(given, dict):
            raise self.misfit(given)
        values, faults = dict[Any, Any](), list[Fault]()
        for key, value in given.items():
            try:
                name = self.key.read(key)
            except Unfit as unfit:
                faults.append(Fault("unknown", needed=unfit.faults[0].needed, path=(key,)))
                continue
            try:
                values[name] = self.value.read(value)
            except Unfit as unfit:
                faults += unfit.at(key)
        if faults:
            raise Unfit(*faults)
        return values


class Wrapped(Kind):
    """A kind whose values may also be written in a shorter way than those of the `inner` kind."""

    def __init__(self, inner: Kind) -> None:
        self.inner, self.expected = inner, inner.expected

    def find_inside(self, part: str | int) -> Kind | None:
        return self.inner.find_inside(part)


def innermost(kind: Kind | None) -> Kind | None:
    """The kind without its shorter ways of writing."""
    while isinstance(kind, Wrapped):
        kind = kind.inner
    return kind


class ShortKind(Wrapped):
    """A plain text is short for a mapping with only `key`; with `blank`, nothing at all is short for an empty one."""

    def __init__(self, inner: Kind, key: str, *, blank: bool) -> None:
        super().__init__(inner)
        self.key, self.blank, self.expected = key, blank, "a text or a mapping"

    def read(self, given: object) -> Any:
        if isinstance(given, str):
            given = {self.key: given}
        elif given is None and self.blank:
            given = {}
        elif isinstance(given, _LISTS):
            raise self.misfit(given)
        return self.inner.read(given)


class OneOrMoreKind(Wrapped):
    """A plain text is short for a list of one."""

    def read(self, given: object) -> Any:
        return self.inner.read([given] if isinstance(given, str) else given)


class TidiedKind(Wrapped):
    """A text goes through the function `tidy` before it is read; the words of a ValueError reach the author."""

    def __init__(self, inner: Kind, tidy: Callable[[str], str]) -> None:
        super().__init__(inner)
        self.tidy = tidy

    def read(self, given: object) -> Any:
        if not isinstance(given, str):
            return self.inner.read(given)
        try:
            return self.inner.read(self.tidy(given.strip()))
        except ValueError as fault:
            raise Unfit(Fault("told", given, str(fault))) from None
        except Unfit as unfit:  # tell the author about the text as written, not as tidied
            raise Unfit(*(Fault(each.kind, given, each.needed) for each in unfit.faults)) from None
