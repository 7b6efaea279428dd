"""Where every key and value of a composed YAML tree stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from deckgen.diagnostics import KeyPath, Span

PLAIN = (None, "")
"""How the two parsers of PyYAML name the style of an unquoted scalar."""


class Mark(Protocol):
    """A place as PyYAML counts it: from 0."""

    line: int
    column: int


class Node(Protocol):
    """PyYAML's node. `id` is scalar, sequence or mapping; `value` a text, nodes, or pairs of nodes.

    Only lists and mappings have a `flow_style`: whether they are written in brackets.
    """

    id: str
    tag: str
    value: Any
    style: str | None
    flow_style: bool | None
    start_mark: Mark
    end_mark: Mark


Entry = tuple[Node, Node]
"""The key and the value of a mapping."""


def span_of(node: Node, file: str) -> Span:
    """Where the node stands: a scalar with its length, anything longer than a line by its first character."""
    start, end = node.start_mark, node.end_mark
    same_line = node.id == "scalar" and start.line == end.line
    return Span(file, start.line + 1, start.column + 1, max(1, end.column - start.column) if same_line else 1)


class Places(Mapping[KeyPath, Span]):
    """Key path → place, looked up in the tree only when a finding asks for it."""

    def __init__(self, root: Node, file: str, *, of_keys: bool = False) -> None:
        self._root = root
        self._file = file
        self._of_keys = of_keys
        self._entries: dict[int, dict[str, Entry]] = {}

    def __getitem__(self, path: KeyPath) -> Span:
        node = self._root
        key: Node | None = None
        for part in path:
            key, node = self._child(node, part, path)
        found = key if self._of_keys else node
        if found is None:
            raise KeyError(path)
        return span_of(found, self._file)

    def __iter__(self) -> Iterator[KeyPath]:
        return (path for path, key in _walk(self._root, (), None) if key is not None or not self._of_keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _child(self, node: Node, part: str | int, path: KeyPath) -> tuple[Node | None, Node]:
        """The key (None in a list) and the value under `part`."""
        if node.id == "sequence" and isinstance(part, int) and part < len(node.value):
            return None, node.value[part]
        if node.id == "mapping" and isinstance(part, str):
            # Kept: a file that is all wrong asks for each of its keys.
            if id(node) not in self._entries:
                self._entries[id(node)] = _entries(node)
            if part in self._entries[id(node)]:
                return self._entries[id(node)][part]
        raise KeyError(path)


def is_merge(key: Node) -> bool:
    return key.value == "<<" and key.style in PLAIN


def _entries(node: Node) -> dict[str, Entry]:
    """Key → its first entry in the mapping, or else in what it merges."""
    entries: dict[str, Entry] = {}
    for key, value in reversed(node.value):
        if is_merge(key):
            for source in value.value if value.id == "sequence" else [value]:
                entries = (_entries(source) if source.id == "mapping" else {}) | entries
    own = {key.value: (key, value) for key, value in reversed(node.value) if key.id == "scalar"}
    return entries | own


def _walk(node: Node, path: KeyPath, key: Node | None) -> Iterator[tuple[KeyPath, Node | None]]:
    yield path, key
    if node.id == "sequence":
        for index, child in enumerate(node.value):
            yield from _walk(child, (*path, index), None)
    elif node.id == "mapping":
        for name, child in node.value:
            if name.id == "scalar":
                yield from _walk(child, (*path, name.value), name)
