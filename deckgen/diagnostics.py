"""Findings: what a stage has to tell the author, and where in the content it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from enum import Enum

from deckgen.records import dataclass
from deckgen.units import Box

KeyPath = tuple[str | int, ...]
"""The way from the top of a content file to a value: `("sections", 0, "title")`."""


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `explain` is what `deckgen explain NAME` prints."""

    name: str
    severity: Severity
    explain: str


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a deck; slides count from 1. Without a slide it is the file as a whole, without a shape the slide.

    `box` is where the fault shows, in EMU: the shape's own rectangle, or a part of it.
    """

    file: str
    slide: int | None = None
    shape: str | None = None
    shape_id: int | None = None
    box: Box | None = None

    @property
    def label(self) -> str:
        """`slide 7, "Title 1"`; empty for the file as a whole."""
        shape = f'"{self.shape}"' if self.shape is not None else ""
        return ", ".join(filter(None, [f"slide {self.slide}" if self.slide else "", shape]))


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction that is certain: the text to put at a key path of the content file."""

    path: KeyPath
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, ready to print.

    `span` is its place in the content file, `spot` its place in a deck. Where both are known, what stands at `span`
    has made the fault seen at `spot`.
    """

    code: Code
    message: str
    span: Span | None = None
    hint: str | None = None
    source_line: str | None = None
    spot: Spot | None = None
    edit: Edit | None = None
    path: KeyPath | None = field(default=None, compare=False)
    """The key path that it was reported at."""

    @property
    def place(self) -> str:
        """Where it lies, for people: `report.yaml:3:5`, `deck.pptx: slide 7, "Title 1"`, or both; may be empty."""
        span, spot = self.span, self.spot
        file = f"{span.file}:{span.line}:{span.column}" if span else spot.file if spot else ""
        return ": ".join(filter(None, [file, spot.label if spot else ""]))


@dataclass(frozen=True, slots=True)
class Loan:
    """Values that come from a data file, which the content file names at the key path `origin`.

    `places` has the same mappings and lists as the values, but each leaf says where that value stands in the data
    file: `figures.xlsx, cell C7`.
    """

    origin: KeyPath
    places: object

    def find_place(self, path: KeyPath) -> str | None:
        """Where the value at `path` stands in the data file; for a list or mapping, where its first value does.

        `path` counts from the value that was filled in. None for what did not come from the data file.
        """
        found = self.places
        for part in path:
            if isinstance(found, str):
                return found
            inner = dict(_parts(found))
            if part not in inner:
                return None
            found = inner[part]
        while not isinstance(found, str):
            found = next((inner for _, inner in _parts(found)), "")
        return found or None


def _parts(data: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(data, dict):
        yield from data.items()
    elif isinstance(data, list):
        yield from enumerate(data)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where every key and value of one content file stands."""

    file: str
    lines: tuple[str, ...] = ()
    values: Mapping[KeyPath, Span] = field(default_factory=dict)
    keys: Mapping[KeyPath, Span] = field(default_factory=dict)
    loans: Mapping[KeyPath, Loan] = field(default_factory=dict)

    def find_loan(self, path: KeyPath) -> tuple[KeyPath, str] | None:
        """For a value from another file: the key path that names the file, and its place there."""
        for length in range(1, len(path) if self.loans else 0):
            loan = self.loans.get(path[:length])
            if loan and (place := loan.find_place(path[length:])):
                return loan.origin, place
        return None

    def find_span(self, path: KeyPath, *, key: bool = False) -> Span:
        """Where `path` stands, or its nearest ancestor that is in the file. `key` asks for the key itself."""
        if key and path in self.keys:
            return self.keys[path]
        for length in range(len(path), -1, -1):
            if path[:length] in self.values:
                return self.values[path[:length]]
        return Span(self.file, 1, 1)


class BuildStopped(Exception):
    """The content is too broken for the next stage; the sink says why."""


class Sink:
    """Collects findings. A stage names the key path; the sink knows the file, line and column."""

    def __init__(self, source: SourceMap | None = None) -> None:
        self.source = source
        self._found: dict[Diagnostic, None] = {}

    def report(
        self,
        code: Code,
        message: str,
        where: KeyPath | Span | Spot | None = None,
        *,
        hint: str | None = None,
        key: bool = False,
        spot: Spot | None = None,
        edit: Edit | None = None,
    ) -> None:
        """Add a finding. The same finding at the same place is kept once.

        `where` is a place in the content or in a deck; where both are known, `spot` names the one in the deck.
        `edit` would put it right; what stands in data files is not edited.
        """
        if isinstance(where, Spot):
            where, spot = None, where
        path = where if isinstance(where, tuple) else None
        if self.source and isinstance(where, tuple) and (found := self.source.find_loan(where)):
            where, key, edit = found[0], False, None
            message = f"{found[1]}: {message}"
        span = self._span(where, key)
        self._found[Diagnostic(code, message, span, hint, self._line(span), spot, edit, path)] = None

    def add(self, found: Diagnostic) -> None:
        """Add a finding of another sink."""
        self._found[found] = None

    def add_all(self, found: Iterable[Diagnostic]) -> None:
        """Add the findings of another sink."""
        for finding in found:
            self.add(finding)

    @contextmanager
    def unplaced(self) -> Iterator[None]:
        """Key paths reported inside this block get no line and column: the content file has no such place."""
        before, self.source = self.source, None
        try:
            yield
        finally:
            self.source = before

    @contextmanager
    def stopping_on_errors(self) -> Iterator[None]:
        """Raises BuildStopped at the end of the block if errors were reported inside it."""
        before = self.count(Severity.ERROR)
        yield
        if self.count(Severity.ERROR) > before:
            raise BuildStopped

    def __iter__(self) -> Iterator[Diagnostic]:
        """In order of place: in the content, then in decks; findings without a place come last."""
        return iter(sorted(self._found, key=_place))

    def __len__(self) -> int:
        return len(self._found)

    def count(self, severity: Severity) -> int:
        return sum(found.code.severity is severity for found in self._found)

    @property
    def has_errors(self) -> bool:
        return self.count(Severity.ERROR) > 0

    def _span(self, where: KeyPath | Span | None, key: bool) -> Span | None:
        if where is None or isinstance(where, Span):
            return where
        return self.source.find_span(where, key=key) if self.source else None

    def _line(self, span: Span | None) -> str | None:
        if span is None or self.source is None or span.file != self.source.file:
            return None
        return self.source.lines[span.line - 1] if span.line <= len(self.source.lines) else None


def _place(found: Diagnostic) -> tuple[int, str, int, int]:
    if span := found.span:
        return 0, span.file, span.line, span.column
    if spot := found.spot:
        return 1, spot.file, spot.slide or 0, spot.shape_id or 0
    return 2, "", 0, 0
