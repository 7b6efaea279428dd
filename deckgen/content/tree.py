"""A composed YAML tree → plain data and the places of its keys and values.

Scalars stay text. Only an empty plain scalar, `null` and `~` become None. Merge keys (`<<`) are expanded;
what a mapping says itself wins over what it merges.
"""

from __future__ import annotations

from deckgen.codes import ALIAS_BOMB, CONTROL_CHARACTER, DUPLICATE_KEY, INVALID_YAML
from deckgen.content.decoding import ILLEGAL
from deckgen.content.places import PLAIN, Node, is_merge, span_of
from deckgen.diagnostics import BuildStopped, Code, Sink
from deckgen.patterns import regex

MAX_ALIASES = 1_000
MAX_ALIASED_NODES = 100_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NAME = regex(r"[A-Za-z_]+")
"""What may be a key, and stand without a value: `{image, caption: c}`."""
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(_CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))


class DataBuilder:
    """Builds data from nodes and reports what is wrong with keys, tags, characters and aliases."""

    def __init__(self, file: str, sink: Sink, *, has_aliases: bool) -> None:
        self._file = file
        self._sink = sink
        self._built: dict[int, tuple[object, int, int]] | None = {} if has_aliases else None
        self._open: set[int] = set()
        self._nodes = 0
        self._aliases = 0
        self._aliased_nodes = 0

    def build(self, node: Node) -> object:
        return self._value(node) if self._built is None else self._shared(node, self._built)

    def _value(self, node: Node) -> object:
        if node.tag and node.tag not in _CORE_TAGS:
            self._report_tag(node)
        match node.id:
            case "scalar":
                return self._scalar(node)
            case "sequence":
                build = self.build
                return [build(child) for child in node.value]
            case _:
                return self._mapping(node)

    def _scalar(self, node: Node) -> str | None:
        value: str = node.value
        if node.style in PLAIN:
            return None if value in NULLS else value
        if node.style == '"' and (illegal := ILLEGAL.search(value)):
            name = f"U+{ord(illegal[0]):04X}"
            hint = "delete its `\\` code"
            self._report(CONTROL_CHARACTER, f"the character {name} cannot be used", node, hint)
            return ILLEGAL.sub("\ufffd", value)
        return value

    def _mapping(self, node: Node) -> dict[str, object] | str:
        if len(node.value) == 1 and node.value[0][0].id == "mapping":
            self._report(INVALID_YAML, "a text cannot begin with `{`", node, "put the whole text in quotes")
            return "{{…}}"  # a text was meant, and a mapping here would be told a second time
        data: dict[str, object] = {}
        merged: dict[str, object] = {}
        lines: dict[str, int] = {}
        was_bare = False
        for key, value in node.value:
            if node.flow_style and _is_bare(key, value) and (was_bare or not _NAME.fullmatch(key.value)):
                if not was_bare:  # a text with several commas has one fault
                    message = f"`{key.value}` stands where a key belongs, and has no `: `"
                    self._report(INVALID_YAML, message, key, _hint_for(key.value))
                was_bare = True
                continue
            was_bare = False
            if key.id != "scalar":
                hint = "put a text that begins with `{` or `[` in quotes"
                self._report(INVALID_YAML, "a key must be a plain text", key, hint)
            elif is_merge(key):
                merged = self._merged(value) | merged
            elif key.value in data:
                lines = lines or _first_lines(node)
                hint = f"the first is on line {lines[key.value]}; delete or rename one"
                self._report(DUPLICATE_KEY, f"`{key.value}` stands twice in one mapping", key, hint)
                self.build(value)  # for its own findings
            else:
                data[key.value] = self.build(value)
        return merged | data if merged else data

    def _merged(self, value: Node) -> dict[str, object]:
        merged: dict[str, object] = {}
        for source in value.value if value.id == "sequence" else [value]:
            data = self.build(source)
            if isinstance(data, dict):
                merged = data | merged
            else:
                self._report(INVALID_YAML, "`<<` takes a mapping, or a list of mappings", source, None)
        return merged

    def _shared(self, node: Node, built: dict[int, tuple[object, int, int]]) -> object:
        """Build each node once; an alias shares it, and counts as often as it would have been expanded."""
        if id(node) in built:
            return self._reused(node, *built[id(node)])
        if id(node) in self._open:
            self._refuse(node, "an anchor holds an alias of itself")
        self._open.add(id(node))
        nodes, aliases = self._nodes, self._aliases
        data = self._value(node)
        self._nodes += 1
        self._open.discard(id(node))
        built[id(node)] = (data, self._nodes - nodes, self._aliases - aliases)
        return data

    def _reused(self, node: Node, data: object, nodes: int, aliases: int) -> object:
        self._nodes += nodes
        self._aliased_nodes += nodes
        self._aliases += aliases + 1
        if self._aliases > MAX_ALIASES:
            self._refuse(node, f"aliases expand more than {MAX_ALIASES:,} times")
        if self._aliased_nodes > MAX_ALIASED_NODES:
            self._refuse(node, f"aliases expand to more than {MAX_ALIASED_NODES:,} values")
        return data

    def _refuse(self, node: Node, message: str) -> None:
        self._report(ALIAS_BOMB, message, node, "write the content out, without anchors")
        raise BuildStopped

    def _report_tag(self, node: Node) -> None:
        tag = node.tag.removeprefix(_CORE)
        hint = "delete it; put a text that begins with `!` in quotes"
        self._report(INVALID_YAML, f"the tag `{tag}` has no meaning here", node, hint)

    def _report(self, code: Code, message: str, node: Node, hint: str | None) -> None:
        self._sink.report(code, message, span_of(node, self._file), hint=hint)


def _first_lines(node: Node) -> dict[str, int]:
    """The line on which each key of a mapping stands first."""
    return {key.value: key.start_mark.line + 1 for key, _ in reversed(node.value) if key.id == "scalar"}


def _is_bare(key: Node, value: Node) -> bool:
    """Whether the key has not even a colon: `{text: ferries, trams and buses}`."""
    if key.id != "scalar" or value.id != "scalar" or value.value or value.style not in PLAIN:
        return False
    end, start = key.end_mark, value.start_mark
    return (end.line, end.column) == (start.line, start.column)


def _hint_for(bare: str) -> str:
    from deckgen.content.syntax import find_slip  # only where there is something to explain

    slip = find_slip(bare)
    return slip.hint if slip else "a comma ends a value between `{` and `}`: put the whole text in quotes"
