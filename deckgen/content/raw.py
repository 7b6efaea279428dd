"""A report's data before it becomes a model: mappings with their key paths, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import Code, KeyPath, Sink
from deckgen.forms.kinds import SWITCH_WORDS
from deckgen.records import dataclass

Item = tuple[KeyPath, dict[str, object]]
"""A mapping of the content, with the key path it stands at."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong in the sense of the content, not in its form."""

    code: Code
    message: str
    path: KeyPath
    hint: str
    at_key: bool = False
    """Whether to point at the key instead of its value."""

    def report(self, sink: Sink) -> None:
        sink.report(self.code, self.message, self.path, hint=self.hint, key=self.at_key)


def items_in(parent: Item, key: str) -> Iterator[Item]:
    """The mappings in the list under `key`."""
    path, data = parent
    items = data.get(key)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (*path, key, number), item


def texts_in(item: dict[str, object], key: str) -> list[str | None]:
    """The texts in the list under `key`, with None in the place of everything that is no text."""
    items = item.get(key)
    return (
        [each.strip() if isinstance(each, str) else None for each in items] if isinstance(items, list) else []
    )


def is_true(item: dict[str, object], key: str) -> bool:
    """Whether the switch under `key` is on, in any of the words that forms take."""
    return SWITCH_WORDS.get(text_of(item, key).lower(), False)


def text_of(item: dict[str, object], key: str) -> str:
    """The text under `key`; empty where there is none."""
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""
