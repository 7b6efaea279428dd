"""What `derived:` can have wrong by itself: no way to compute, two ways, too few operands, names of nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from deckgen.codes import INVALID_VALUE, MISSING_FIELD, UNKNOWN_REFERENCE
from deckgen.content.models import Derived
from deckgen.content.quantities import parse_quantity
from deckgen.content.raw import Fault, Item, text_of, texts_in
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import KeyPath
from deckgen.forms.form import fields_of

WAYS = tuple(fields_of(Derived))
PAIRED = ("difference", "growth", "share", "ratio")
"""Ways with exactly two operands; the others take any number from two on."""


def check_derived(indicators: Iterable[Item]) -> Iterator[Fault]:
    items = list(indicators)
    known = {name for _, item in items if (name := text_of(item, "id"))}
    for path, item in items:
        yield from _check_one(item, path, known)
        change = item.get("change")
        if isinstance(change, dict):
            yield from _check_one(change, (*path, "change"), known)


def _check_one(item: dict[str, object], path: KeyPath, known: Collection[str]) -> Iterator[Fault]:
    derived, path = item.get("derived"), (*path, "derived")
    if not isinstance(derived, dict):
        return
    ways = [way for way in WAYS if derived.get(way)]
    if not ways:
        yield Fault(MISSING_FIELD, "`derived` does not say how", path, f"write one of {', '.join(WAYS)}")
    for way in ways[1:]:
        message = f"a figure is derived in one way, not by `{ways[0]}` and `{way}`"
        yield Fault(INVALID_VALUE, message, (*path, way), "keep one of them", at_key=True)
    for way in ways[:1]:
        yield from _check_operands(texts_in(derived, way), way, (*path, way), known)


def _check_operands(
    operands: list[str | None], way: str, path: KeyPath, known: Collection[str]
) -> Iterator[Fault]:
    if way in PAIRED and len(operands) != 2:
        yield Fault(
            INVALID_VALUE, f"`{way}` takes two figures, not {len(operands)}", path, "write [one, other]"
        )
    elif len(operands) < 2:
        yield Fault(INVALID_VALUE, f"`{way}` takes at least two figures", path, "name the others")
    for place, operand in enumerate(operands):
        if operand and operand not in known and parse_quantity(operand) is None:
            hint = did_you_mean(operand, sorted(known)) or "name an indicator's id, or a figure of the source"
            message = f"no indicator has the id `{operand}`, and it is no figure"
            yield Fault(UNKNOWN_REFERENCE, message, (*path, place), hint)
