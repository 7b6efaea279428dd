"""YAML bytes in, plain data out; scalars stay text. The one place that knows PyYAML.

Scalars stay as written: 1.50 is not 1.5, 12:30 is not 750, and `on` is not true.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from deckgen.codes import EMPTY_FILE, INVALID_YAML, SEVERAL_DOCUMENTS, TAB_INDENT, TOO_LARGE
from deckgen.content.decoding import decode_text
from deckgen.content.places import Mark, Node, Places
from deckgen.content.tree import NULLS, DataBuilder
from deckgen.diagnostics import BuildStopped, Sink, SourceMap, Span
from deckgen.patterns import regex
from deckgen.records import dataclass

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml: slower, otherwise the same
    CParser = None  # type: ignore[assignment, misc]

MAX_DEPTH = 100
MAX_VALUES = 600_000
"""Keys and values; a report of 5,000 slides has some 120,000."""
MOST_TABS = 100
"""So many lines are named, the rest counted."""
_BLOCK_TEXT = regex(r"^( *)(?:.*[:\-] +)?[|>][+\-\d]*\s*(?:#.*)?$")
_TAB = regex(r" *\t")


class _TooLargeError(Exception):
    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.mark = mark


class _AsWritten:
    """Replaces PyYAML's resolver: no scalar has a type, so only tags the author wrote are left on nodes."""

    _depth = 0
    _values = 0

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, parent: Node | None, _: object) -> None:
        self._depth += 1
        self._values += 1
        # Checked while composing: the C parser recurses, and would run out of stack before the tree is there.
        if self._depth > MAX_DEPTH and parent is not None:
            message = f"the content is nested more than {MAX_DEPTH} levels deep"
            raise _TooLargeError(message, parent.start_mark)
        if self._values > MAX_VALUES and parent is not None:
            raise _TooLargeError(f"the content has more than {MAX_VALUES:,} values", parent.start_mark)

    def ascend_resolver(self) -> None:
        self._depth -= 1


class _PythonLoader(_AsWritten, Reader, Scanner, Parser, Composer):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


_Loader: Any = _PythonLoader
if CParser is not None:

    class _FastLoader(_AsWritten, CParser):
        pass

    _Loader = _FastLoader


@dataclass(frozen=True, slots=True)
class Document:
    """A content file as text, as a tree that knows all places in it, and as plain data."""

    text: str
    root: Node
    data: object


def read_yaml(data: bytes, file: str, sink: Sink) -> object:
    """Mappings, lists, texts and None. Sets `sink.source`.

    Reports every fault it can. Stops where there is nothing left to go on with; after lesser faults (a key
    that stands twice) the data comes back and the sink has errors.
    """
    return read_document(data, file, sink).data


def read_document(data: bytes, file: str, sink: Sink) -> Document:
    """The same, with the text and the tree that the data was made from."""
    text = decode_text(data, file, sink)
    lines = sink.source.lines if sink.source else ()
    root = _compose(text, lines, file, sink)
    built = DataBuilder(file, sink, has_aliases="&" in text and "*" in text).build(root)
    sink.source = SourceMap(file, lines, Places(root, file), Places(root, file, of_keys=True))
    return Document(text, root, built)


def _compose(text: str, lines: tuple[str, ...], file: str, sink: Sink) -> Node:
    loader = _Loader(text)
    try:
        root: Node | None = loader.get_node() if loader.check_node() else None
        if root is None or (root.id == "scalar" and not root.style and root.value in NULLS):
            start = Span(file, 1, 1)
            sink.report(EMPTY_FILE, "the file holds no content", start, hint="begin with `title: …`")
            raise BuildStopped
        if loader.check_node():
            _report_second(loader.peek_event().start_mark, lines, file, sink)
    except _TooLargeError as limit:
        sink.report(TOO_LARGE, str(limit), _span(limit.mark, file), hint="split it into several reports")
        raise BuildStopped from None
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, lines, file, sink)
        raise BuildStopped from None
    # The parser in Python lets some impossible `\U` codes through to `chr`.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        sink.report(INVALID_YAML, str(error).splitlines()[0].lower(), Span(file, 1, 1))
        raise BuildStopped from None
    finally:
        loader.dispose()
    return root


def _report_second(mark: Mark, lines: tuple[str, ...], file: str, sink: Sink) -> None:
    # The parser has read on to the first value; the author looks for the `---`.
    above = (number for number in range(mark.line, 0, -1) if lines[number].startswith("---"))
    span = Span(file, next(above, mark.line) + 1, 1, 3)
    sink.report(SEVERAL_DOCUMENTS, "a second document begins", span, hint="put it in a file of its own")


def _report_syntax(error: yaml.MarkedYAMLError, lines: tuple[str, ...], file: str, sink: Sink) -> None:
    tabs = _tab_indents(lines)
    for number, column in tabs[:MOST_TABS]:
        span = Span(file, number, column)
        sink.report(TAB_INDENT, "this line is indented with a tab", span, hint="use spaces")
    if len(tabs) > MOST_TABS:
        message = f"{len(tabs) - MOST_TABS:,} more lines are"
        sink.report(TAB_INDENT, message, Span(file, *tabs[MOST_TABS]), hint="use spaces")
    mark = error.problem_mark or error.context_mark
    if mark is None or mark.line + 1 in {number for number, _ in tabs}:
        return
    line = lines[mark.line] if mark.line < len(lines) else ""
    character = line[mark.column : mark.column + 1]
    from deckgen.content.syntax import (
        explain_complaint,
        find_slips,
    )  # only where there is something to explain

    slips = find_slips(lines, mark.line)
    for number, slip in slips:
        span = Span(file, number + 1, slip.column + 1, slip.length)
        sink.report(INVALID_YAML, slip.message, span, hint=slip.hint)
    if slips:
        return
    complaint = explain_complaint(error.problem or "", error.context or "", character)
    if complaint.at_start and error.context_mark is not None:
        mark = error.context_mark
    sink.report(INVALID_YAML, complaint.message, _span(mark, file), hint=complaint.hint)


def _tab_indents(lines: tuple[str, ...]) -> list[tuple[int, int]]:
    """Line and column of tabs that indent; inside a block of literal text a tab is text."""
    found = []
    block: int | None = None
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and line.strip() and indent <= block:
            block = None
        if block is None and _TAB.match(line) and line.strip():
            found.append((number, indent + 1))
        if block is None and (opening := _BLOCK_TEXT.match(line)):
            block = len(opening[1])
    return found


def _span(mark: Mark, file: str) -> Span:
    return Span(file, mark.line + 1, mark.column + 1)
