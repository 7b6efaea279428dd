"""Content with expressions, `for:` and `if:` → the content of one deck, in which every value knows its old place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from deckgen.batch.expressions import Scope, evaluate, fill_text, holds_expressions
from deckgen.batch.values import Unfit, is_true
from deckgen.codes import (
    EXPRESSION_FAULTY,
    INVALID_VALUE,
    MISSING_FIELD,
    TOO_LARGE,
    UNKNOWN_KEY,
    WRONG_TYPE,
)
from deckgen.content.suggesting import did_you_mean
from deckgen.content.unfilled import KEYS
from deckgen.diagnostics import BuildStopped, Code, KeyPath, Sink, Span

MOST_ITEMS = 20_000
"""Items that all loops of one report make together."""
LOOP_KEYS = ("each", "as")
HOW_TO_LOOP = "write `for: {each: tables.districts, as: district}`"


@dataclass(frozen=True, slots=True)
class Inner:
    """A scope inside a loop: the outer one and the loop's variable."""

    outer: Scope
    name: str
    item: object

    def names(self) -> Iterable[str]:
        return (*self.outer.names(), self.name)

    def value(self, name: str) -> object:
        return self.item if name == self.name else self.outer.value(name)


class Moved(Mapping[KeyPath, Span]):
    """The places of values that loops and conditions have moved: `origins` are the old paths of list items."""

    def __init__(self, places: Mapping[KeyPath, Span], origins: Mapping[KeyPath, KeyPath]) -> None:
        self._places, self._origins = places, origins

    def __getitem__(self, path: KeyPath) -> Span:
        for length in range(len(path), 0, -1):
            if (origin := self._origins.get(path[:length])) is not None:
                return self._places[(*origin, *path[length:])]
        return self._places[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def fill_content(content: object, scope: Scope, sink: Sink) -> object:
    """`content` with the values of `scope` in place.

    Every fault is reported where it stands; with any, BuildStopped is raised: what else is wrong with such content
    would be an echo. Afterwards `sink.source` finds values by their new paths.
    """
    filler = _Filler(sink)
    filled = filler.filled(content, (), (), scope)
    if filler.faulty:
        raise BuildStopped
    if filler.origins and sink.source:
        values, keys = (Moved(each, filler.origins) for each in (sink.source.values, sink.source.keys))
        sink.source = replace(sink.source, values=values, keys=keys)
    return filled


class _Filler:
    """Walks through content: `old` is the path of a value in the file, `new` its path in what comes out."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._made = 0
        self.faulty = False
        self.origins: dict[KeyPath, KeyPath] = {}

    def filled(self, data: object, old: KeyPath, new: KeyPath, scope: Scope) -> object:
        match data:
            case str():
                return self._text(data, old, scope) if holds_expressions(data) else data
            case dict():
                return {
                    key: self.filled(value, (*old, key), (*new, key), scope) for key, value in data.items()
                }
            case list():
                return self._list(data, old, new, scope)
        return data

    def _list(self, items: list[object], old: KeyPath, new: KeyPath, scope: Scope) -> list[object]:
        if not any(isinstance(item, dict) and not item.keys().isdisjoint(KEYS) for item in items):
            return [self.filled(item, (*old, n), (*new, n), scope) for n, item in enumerate(items)]
        made: list[object] = []
        for number, item in enumerate(items):
            place = (*old, number)
            for inner in self._scopes(item, place, scope):
                target = (*new, len(made))
                self.origins[target] = place
                made.append(self.filled(_plain(item), place, target, inner))
        return made

    def _scopes(self, item: object, place: KeyPath, scope: Scope) -> Iterator[Scope]:
        """A scope for each time that the item is to stand in the list: none, one, or one for each turn of its loop."""
        if not isinstance(item, dict):
            yield scope
            return
        for inner in self._looped(item["for"], (*place, "for"), scope) if "for" in item else [scope]:
            if "if" not in item or self._holds(item["if"], (*place, "if"), inner):
                yield inner

    def _holds(self, condition: object, place: KeyPath, scope: Scope) -> bool:
        if not isinstance(condition, str):
            hint = "write `if: row.loans`"
            self._report(WRONG_TYPE, "`if` takes an expression", place, hint)
            return False
        try:
            return is_true(evaluate(condition, scope))
        except Unfit as fault:
            self._report_unfit(fault, place)
            return False

    def _looped(self, loop: object, place: KeyPath, scope: Scope) -> Iterator[Scope]:
        if not isinstance(loop, dict):
            self._report(WRONG_TYPE, "`for` takes a mapping with `each` and `as`", place, HOW_TO_LOOP)
            return
        if not self._is_sound(loop, place, scope):
            return
        try:
            items = evaluate(loop["each"], scope)
        except Unfit as fault:
            self._report_unfit(fault, (*place, "each"))
            return
        if not isinstance(items, list):
            hint = "name a table, such as `rows` or `tables.districts`"
            self._report(EXPRESSION_FAULTY, f"`{loop['each']}` is no list", (*place, "each"), hint)
            return
        self._made += len(items)
        if self._made > MOST_ITEMS:
            message = f"the loops of the report make more than {MOST_ITEMS:,} items"
            self._report(TOO_LARGE, message, place, "loop over a smaller table")
            return
        yield from (Inner(scope, loop["as"], item) for item in items)

    def _is_sound(self, loop: dict[str, object], place: KeyPath, scope: Scope) -> bool:
        before = len(self._sink)
        for key in loop:
            if key not in LOOP_KEYS:
                hint = did_you_mean(key, LOOP_KEYS) or HOW_TO_LOOP
                self._report(UNKNOWN_KEY, f"there is no key `{key}` here", (*place, key), hint)
        for key in LOOP_KEYS:
            if not loop.get(key):
                self._report(MISSING_FIELD, f"`{key}` is missing", place, HOW_TO_LOOP)
            elif not isinstance(loop[key], str):
                self._report(WRONG_TYPE, f"`{key}` takes a text", (*place, key), HOW_TO_LOOP)
        name = loop.get("as")
        if isinstance(name, str) and name and not name.isidentifier():
            self._report(INVALID_VALUE, f"`{name}` cannot be a name", (*place, "as"), "use letters only")
        elif isinstance(name, str) and name in scope.names():
            self._report(INVALID_VALUE, f"`{name}` has a meaning already", (*place, "as"), "use another name")
        return len(self._sink) == before

    def _text(self, text: str, place: KeyPath, scope: Scope) -> str:
        try:
            return fill_text(text, scope)
        except Unfit as fault:
            self._report_unfit(fault, place)
            return text

    def _report_unfit(self, fault: Unfit, place: KeyPath) -> None:
        self._report(fault.code, fault.message, place, fault.hint)

    def _report(self, code: Code, message: str, place: KeyPath, hint: str | None) -> None:
        self.faulty = True
        self._sink.report(code, message, place, hint=hint, key=code is UNKNOWN_KEY)


def _plain(item: object) -> object:
    return {key: value for key, value in item.items() if key not in KEYS} if isinstance(item, dict) else item
