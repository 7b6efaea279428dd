"""New values for single keys in, the bytes of the content file with these values out; every other byte stays.

What cannot be edited without touching something else (an alias, a key that is no text, a list where a text was
expected) is reported as `edit-refused` and left alone; the other edits are made.
"""

from __future__ import annotations

import copy
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deckgen.codes import EDIT_REFUSED
from deckgen.content.decoding import ILLEGAL, LINE_END, encoding_of
from deckgen.content.places import Mark, Node, is_merge
from deckgen.content.reading import Document, read_document
from deckgen.content.rewriting import rewritten
from deckgen.content.scalars import scalar_text
from deckgen.diagnostics import BuildStopped, KeyPath, Sink

BLOCK_TEXT = ("|", ">")
_COLON = re.compile(r"[ \t]*:")


class _Refused(Exception):
    """Why a place cannot be edited, in the author's words."""


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """The characters from `start` to `end` give way to `text`. Of two at one place, the lower `rank` comes first."""

    start: int
    rank: int
    end: int
    text: str


def edit_yaml(
    data: bytes, file: str, edits: Mapping[KeyPath, str], sink: Sink, *, gently: bool = False
) -> bytes:
    """The file's bytes with each of `edits` (key path → new text) made: an old scalar gives way, a missing key is
    added to its mapping. The result reads as the old file with these values, or it is the old file.

    Done `gently`, an old scalar changes where its text does, and keeps its quotes, line breaks and indents. Raises
    BuildStopped, with the reasons in `sink`, when the file cannot be read.
    """
    document = read_document(data, file, sink)
    mark, codec = encoding_of(data)
    if mark + document.text.encode(codec, "replace") != data:
        sink.report(EDIT_REFUSED, "the file would change where nothing is to be changed", hint=_BY_HAND)
        return data
    editor = _Editor(document, codec, gently=gently)
    made = dict(editor.possible(edits, sink))
    written = mark + editor.text_with(made).encode(codec)
    if reads_as(written, file, changed(document.data, made)):
        return written
    if len(made) > 1:  # one of them is at fault
        for path, value in made.items():
            data = edit_yaml(data, file, {path: value}, sink, gently=gently)
        return data
    for path in made:
        sink.report(EDIT_REFUSED, "this place cannot be changed without changing others", path, hint=_BY_HAND)
    return data


_BY_HAND = "write it in by hand"


def reads_as(data: bytes, file: str, expected: object) -> bool:
    """Whether the bytes are read without a fault, and as this data."""
    sink = Sink()
    try:
        return read_document(data, file, sink).data == expected and not sink.has_errors
    except BuildStopped:
        return False


def changed(data: object, edits: Mapping[KeyPath, str]) -> object:
    """A copy of a file's data with the values at the key paths set."""
    root = [copy.deepcopy(data)]
    for path, value in edits.items():
        place, key = root, 0
        for part in path:
            place, key = place[key], part  # type: ignore[assignment]
        place[key] = value
    return root[0]


class _Editor:
    """Works out what to change where in the text of one file; `codec` is what the file is written in."""

    def __init__(self, document: Document, codec: str, *, gently: bool) -> None:
        self._gently = gently
        self._text = document.text
        self._root = document.root
        self._codec = codec
        self._starts = list(_line_starts(document.text))
        self._uses = Counter(id(node) for node in _children(document.root))
        """Nodes that stand in the tree more than once have an anchor, and aliases."""

    def possible(self, edits: Mapping[KeyPath, str], sink: Sink) -> Iterator[tuple[KeyPath, str]]:
        """The edits that can be made; the others are reported."""
        for path, value in edits.items():
            try:
                self._check(path, value)
            except _Refused as reason:
                sink.report(EDIT_REFUSED, str(reason), path, hint=_BY_HAND)
            else:
                yield path, value

    def text_with(self, edits: Mapping[KeyPath, str]) -> str:
        """The file's text with these edits, which `possible` has let through."""
        changes: list[_Change] = []
        added: defaultdict[KeyPath, dict[str, str]] = defaultdict(dict)
        for path, value in edits.items():
            parent, key, node = self._look_up(path)
            if node is not None:
                changes.append(self._replaced(parent, key, node, value))
            else:
                added[path[:-1]][str(path[-1])] = value
        changes += [self._added(self._node_at(path), values) for path, values in added.items()]
        text = self._text
        for change in sorted(changes, reverse=True):
            text = text[: change.start] + change.text + text[change.end :]
        return text

    def _check(self, path: KeyPath, value: str) -> None:
        if ILLEGAL.search(value):
            raise _Refused("the new value holds a character that no content file may hold")
        if not value.isascii() and value.encode(self._codec, "ignore").decode(self._codec) != value:
            raise _Refused(f"the new value cannot be written in the file's encoding, {self._codec}")
        _, _, node = self._look_up(path)
        if node is None:
            return
        if node.id != "scalar":
            raise _Refused("a list or a mapping stands here, where a text was expected")
        if self._uses[id(node)] > 1 or self._text[self._at(node.start_mark) :][:1] in ("&", "!"):
            raise _Refused("the value has an anchor, an alias or a tag, so other places may depend on it")
        if self._gently and self._is_broken(node) and self._rewritten(node, value) is None:
            raise _Refused("the value's lines would have to be written anew")

    def _look_up(self, path: KeyPath) -> tuple[Node, Node | None, Node | None]:
        """The list or mapping that holds the place, the key, and what stands there; None for a missing key."""
        if not path:
            raise _Refused("a whole file cannot be replaced")
        parent, last = self._node_at(path[:-1]), path[-1]
        if parent.id == "sequence" and isinstance(last, int) and last < len(parent.value):
            return parent, None, parent.value[last]
        if parent.id == "mapping" and isinstance(last, str):
            key, value = _entry(parent, last) or (None, None)
            return parent, key, value
        if parent.id == "scalar":
            raise _Refused("a text stands for the whole mapping here, which has no keys to add to")
        raise _Refused("the file has no such place")

    def _node_at(self, path: KeyPath) -> Node:
        """The node at `path`, if neither it nor anything above it is used in several places."""
        node = self._root
        for part in path:
            entry = _entry(node, part) if node.id == "mapping" and isinstance(part, str) else None
            if entry:
                node = entry[1]
            elif node.id == "sequence" and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
            else:
                raise _Refused("the file has no such place")
            if self._uses[id(node)] > 1:
                raise _Refused("an anchor is used here, so the value would change in several places")
        return node

    def _replaced(self, parent: Node, key: Node | None, node: Node, value: str) -> _Change:
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        if node.style in BLOCK_TEXT:
            end = start + len(self._text[start:end].rstrip())
        flow = bool(parent.flow_style)
        text = scalar_text(value, in_flow=flow)
        if self._gently and (kept := self._rewritten(node, value)) is not None:
            alone = f"[{kept}, x]" if flow else f"- {kept}\n- x"
            if self._is_broken(node) or reads_as(alone.encode("utf-8", "replace"), "", [value, "x"]):
                text = kept
        if end > start:
            return _Change(start, 0, end, text)
        if key is None:  # an empty item of a list: its place is after the hyphen
            return _Change(start, 0, start, f" {text}")
        # PyYAML gives nothing a place of its own, and in brackets not even the right line.
        after = self._at(key.end_mark)
        colon = _COLON.match(self._text, after)
        place = colon.end() if colon else after
        return _Change(place, 0, place, f" {text}" if colon else f": {text}")

    def _is_broken(self, node: Node) -> bool:
        """Whether it stands on several lines."""
        return node.style in BLOCK_TEXT or node.start_mark.line != node.end_mark.line

    def _rewritten(self, node: Node, value: str) -> str | None:
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        source = self._text[start:end]
        return rewritten(
            source.rstrip() if node.style in BLOCK_TEXT else source, node.value, value, node.style
        )

    def _added(self, mapping: Node, values: Mapping[str, str]) -> _Change:
        flow = bool(mapping.flow_style)
        entries = [
            f"{scalar_text(key, in_flow=flow)}: {scalar_text(value, in_flow=flow)}"
            for key, value in values.items()
        ]
        if flow and not mapping.value:
            start = self._text.index("{", self._at(mapping.start_mark)) + 1
            return _Change(start, 1, start, ", ".join(entries))
        last = self._last_line(mapping)
        if last is not None:
            return self._behind(mapping, last, entries)
        start = self._at(mapping.value[0][0].start_mark)
        between = ", " if flow else self._break(start) + " " * mapping.value[0][0].start_mark.column
        return _Change(start, 1, start, "".join(entry + between for entry in entries))

    def _behind(self, mapping: Node, node: Node, entries: list[str]) -> _Change:
        """New entries after the one that ends with `node`; in a block on lines of their own, after its comment."""
        end = self._at(node.end_mark)
        if mapping.flow_style:
            return _Change(end, 1, end, "".join(f", {entry}" for entry in entries))
        line_end = LINE_END.search(self._text, end)
        end = line_end.start() if line_end else len(self._text)
        before = self._break(end) + " " * mapping.value[0][0].start_mark.column
        return _Change(end, 1, end, "".join(before + entry for entry in entries))

    def _last_line(self, mapping: Node) -> Node | None:
        """The last value in a mapping whose end is certain, so that new entries can go behind it."""
        return next(
            (
                value
                for key, value in reversed(mapping.value)
                if not is_merge(key) and self._uses[id(value)] == 1 and self._has_certain_end(value)
            ),
            None,
        )

    def _has_certain_end(self, value: Node) -> bool:
        if value.id != "scalar":
            return bool(value.flow_style)
        return value.style not in BLOCK_TEXT and self._at(value.start_mark) < self._at(value.end_mark)

    def _at(self, mark: Mark) -> int:
        return self._starts[mark.line] + mark.column

    def _break(self, near: int) -> str:
        """The line end that the file uses next after this place."""
        found = LINE_END.search(self._text, near) or LINE_END.search(self._text)
        return found[0] if found else "\n"


def _entry(mapping: Node, name: str) -> tuple[Node, Node] | None:
    """The mapping's own entry; what it merges belongs to others."""
    return next(
        ((key, value) for key, value in mapping.value if key.id == "scalar" and key.value == name), None
    )


def _children(root: Node) -> Iterator[Node]:
    """Every node as often as the tree names it; what an alias repeats is looked into once."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if id(node) in seen or node.id == "scalar":
            continue
        seen.add(id(node))
        stack += node.value if node.id == "sequence" else [part for entry in node.value for part in entry]


def _line_starts(text: str) -> Iterator[int]:
    yield 0
    yield from (found.end() for found in LINE_END.finditer(text))
