"""A report's data before it is a model: items with their key paths, and faults found in them."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import Code, KeyPath
from deckgen.records import dataclass

Item = tuple[KeyPath, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Fault:
    code: Code
    message: str
    path: KeyPath
    hint: str
    at_key: bool = False
    """Point at the key, not at what stands after it."""


def items_in(parent: Item, key: str) -> Iterator[Item]:
    """The mappings in the list under `key`."""
    path, data = parent
    items = data.get(key)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (*path, key, number), item


def texts_in(item: dict[str, object], key: str) -> list[str | None]:
    """The texts in the list under `key`, None for whatever else stands there."""
    items = item.get(key)
    return [
        one.strip() if isinstance(one, str) else None for one in (items if isinstance(items, list) else ())
    ]


def is_true(item: dict[str, object], key: str) -> bool:
    return text_of(item, key).lower() in ("true", "yes", "on", "1", "y", "t")


def text_of(item: dict[str, object], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""
