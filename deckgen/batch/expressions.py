"""`{{ row.city }}` in a text → the value. The one door to Jinja, of which only expressions are let through.

No statements, no calls, no attributes of objects, no filters but our own: nothing can loop, grow without bound or
reach anything but the values of rows. Values are texts; numbers are made of them by `number` alone, and exactly.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from functools import cache
from itertools import pairwise
from math import isfinite
from typing import Any, Protocol

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from deckgen.content.suggesting import did_you_mean

LONGEST = 2_000
"""Characters of a text with expressions: deeper nesting than that would hold no reader, and could break the parser."""
LARGEST = 100_000
"""Characters of a value."""
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,40})(?:\.\d{1,40})?")
_NO = frozenset(["", "0", "false", "no", "off", "否", "无"])


class Unfit(Exception):
    """An expression without a value, in the author's words. `missing` says that a column or a name is not there."""

    def __init__(self, message: str, hint: str | None = None, *, missing: bool = False) -> None:
        super().__init__(message)
        self.message, self.hint, self.missing = message, hint, missing


class Scope(Protocol):
    """The names that expressions may use. Some cost something to look up, so each is asked for when it is needed."""

    def names(self) -> Iterable[str]: ...

    def value(self, name: str) -> object:
        """The value of one of them."""


def holds_expressions(text: str) -> bool:
    return "{{" in text or "{%" in text


def fill_text(text: str, scope: Scope, shown: Callable[[str], str] = str) -> str:
    """`text` with its expressions worked out; `shown` says how each of their values is written. Raises Unfit."""
    if "{%" in text:
        hint = "give the item `for:` or `if:` instead, or write `{{ … if … else … }}`"
        raise Unfit("`{%` is not understood here", hint)
    return "".join(
        piece if isinstance(piece, str) else shown(as_text(piece.value(scope))) for piece in _pieces(text)
    )


def evaluate(expression: str, scope: Scope) -> object:
    """The value of what stands after `each:` or `if:`, with or without braces around it. Raises Unfit."""
    inner = expression.strip()
    if inner.startswith("{{") and inner.endswith("}}"):
        inner = inner[2:-2]
    return _expression(inner.strip()).value(scope)


def is_true(value: object) -> bool:
    """What `if:` makes of a value: blank, 0, false, no, off, 否 and 无 are not true."""
    return value.strip().casefold() not in _NO if isinstance(value, str) else bool(value)


def as_text(value: object) -> str:
    """A value as it goes into a text. Raises Unfit for what is none."""
    match value:
        case str():
            return value
        case bool() | Mapping() | list():
            hint = "name one of its columns" if isinstance(value, Mapping) else "write `a if … else b`"
            raise Unfit(f"this gives {_kind(value)}, not a text", hint)
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
    raise Unfit(f"this gives {_kind(value)}, not a text")


class _Expression:
    """One expression, read once."""

    def __init__(self, source: str) -> None:
        if len(source) > LONGEST:
            raise Unfit(f"an expression has {len(source):,} characters; at most {LONGEST:,} are read")
        self._names = {node.name for node in _checked(source)}
        try:
            self._compiled = _ENVIRONMENT().compile_expression(source, undefined_to_none=False)
        except (TemplateError, SyntaxError, RecursionError, MemoryError):
            raise Unfit("the expression is too deep") from None

    def value(self, scope: Scope) -> object:
        known = list(scope.names())
        for name in sorted(self._names - set(known)):
            hint = did_you_mean(name, known) or f"there are {_listed(known)}"
            if name == "row":
                hint = "give the job `rows:`, a table with one row for each deck"
            raise Unfit(f"there is no `{name}`", hint, missing=True)
        try:
            return self._compiled(**{name: scope.value(name) for name in self._names})
        except Unfit:
            raise
        except ZeroDivisionError:
            raise Unfit("this divides by zero") from None
        except (TemplateError, DecimalException, ArithmeticError, TypeError, ValueError) as fault:
            raise Unfit(f"this cannot be worked out: {fault}") from None


@cache
def _expression(source: str) -> _Expression:
    return _Expression(source)


@cache
def _pieces(text: str) -> tuple[str | _Expression, ...]:
    """Plain texts and expressions by turns. Quotes are heeded: `}}` may stand in a text of an expression."""
    if len(text) > LARGEST:
        raise Unfit(f"a text with expressions has {len(text):,} characters; at most {LARGEST:,} are read")
    found: list[str | _Expression] = []
    place = 0
    for match in re.finditer(r"""\{\{((?:[^'"{}]|'[^']*'|"[^"]*"|\}(?!\})|\{){0,2000}?)\}\}""", text):
        found += [text[place : match.start()], _expression(match[1].strip())]
        place = match.end()
    rest = text[place:]
    if "{{" in rest:
        raise Unfit("`{{` without its `}}`", "write `{{ row.city }}`")
    return (*found, rest)


def _checked(source: str) -> Iterator[nodes.Name]:
    """The names in an expression in which only what is allowed stands. Raises Unfit."""
    try:
        tree = _ENVIRONMENT().parse("{{ " + source + " }}")
    except TemplateSyntaxError as fault:
        raise Unfit(f"`{source}` cannot be read: {fault.message}", "write `{{ row.city }}`") from None
    except (RecursionError, MemoryError, ValueError, OverflowError):
        raise Unfit("the expression is too deep") from None
    output = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise Unfit(f"`{source}` is no expression", "write `{{ row.city }}`")
    return iter(list(_names_in(output.nodes[0])))


def _names_in(node: nodes.Node) -> Iterator[nodes.Name]:
    _require_allowed(node)
    if isinstance(node, nodes.Name):
        yield node
    for child in node.iter_child_nodes():
        yield from _names_in(child)


def _require_allowed(node: nodes.Node) -> None:
    match node:
        case nodes.Call():
            raise Unfit("nothing can be called here", f"filters are written `value | upper`: {_FILTER_NAMES}")
        case nodes.Filter(name=name) if name not in FILTERS:
            hint = did_you_mean(name, FILTERS) or f"there are {_FILTER_NAMES}"
            raise Unfit(f"there is no filter `{name}`", hint)
        case nodes.Compare():
            _require_alike(node)
        case nodes.Const(value=float() as number) if not isfinite(number):
            raise Unfit("a number is too large")
        case _ if not isinstance(node, _ALLOWED):
            raise Unfit(f"`{type(node).__name__.lower()}` is not allowed in an expression")


def _require_alike(node: nodes.Compare) -> None:
    """No text is compared with a number, nor texts by size: "9" would be more than "10"."""
    sides = [node.expr, *(each.expr for each in node.ops)]
    for one, (before, after) in zip(node.ops, pairwise(sides), strict=True):
        numbers = _is_number(before), _is_number(after)
        if one.op in ("lt", "lteq", "gt", "gteq") and not all(numbers):
            raise Unfit(
                "texts cannot be compared by size", "make numbers of them: `row.loans | number > 100`"
            )
        if one.op in ("eq", "ne") and numbers[0] is not numbers[1]:
            hint = 'write `row.loans | number == 1`, or `row.loans == "1"`'
            raise Unfit("a text is compared with a number", hint)


def _is_number(node: nodes.Node) -> bool:
    match node:
        case nodes.Const():
            return not isinstance(node.value, str)
        case nodes.Filter():
            return node.name in ("number", "round", "length")
        case nodes.Neg() | nodes.Pos() | nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div():
            return True
    return False


_ALLOWED = (
    *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.List, nodes.Tuple),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg, nodes.Pos),
)
_ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(_ARITHMETIC)
    intercepted_unops = frozenset(["-", "+"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        return _part(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return _part(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        return _ARITHMETIC[operator](_exact(left), _exact(right))

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:  # noqa: ARG002
        return -_exact(arg) if operator == "-" else _exact(arg)


@cache
def _ENVIRONMENT() -> _Environment:  # noqa: N802 (what it gives never changes)
    made = _Environment(undefined=StrictUndefined, optimized=False, autoescape=False)
    made.globals.clear()
    made.filters = dict(FILTERS)
    made.tests.clear()
    return made


def _part(value: object, name: object) -> object:
    if isinstance(value, Mapping):
        if name in value:
            return "" if value[name] is None else value[name]
        known = [str(key) for key in value]
        hint = did_you_mean(str(name), known) or f"there are {_listed(known)}"
        raise Unfit(f"there is no column `{name}`", hint, missing=True)
    if isinstance(value, list) and isinstance(name, int):
        if -len(value) <= name < len(value):
            return value[name]
        raise Unfit(f"there is no item {name}; there are {len(value)}", missing=True)
    raise Unfit(f"{_kind(value)} has no `{name}`", missing=True)


def _exact(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    hint = "write `row.loans | number` for its number, and `~` to join texts"
    raise Unfit(f"one cannot reckon with {_kind(value)}", hint)


def _number(value: object) -> Decimal:
    if not isinstance(value, str):
        return _exact(value)
    if not _NUMBER.fullmatch(text := value.strip()):
        raise Unfit(f"`{text[:60]}` is no plain number" if text else "an empty cell is no number")
    return Decimal(text.replace(",", ""))


def _round(value: object, digits: object = 0) -> Decimal:
    if not isinstance(digits, int) or not 0 <= digits <= 20:
        raise Unfit("`round` takes a number of digits from 0 to 20")
    return _number(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _length(value: object) -> int:
    if isinstance(value, str | list):
        return len(value)
    raise Unfit(f"{_kind(value)} has no length")


def _join(value: object, between: object = ", ", column: object = None) -> str:
    if not isinstance(value, list):
        raise Unfit(f"`join` takes a list, not {_kind(value)}")
    texts = [as_text(item if column is None else _part(item, column)) for item in value]
    if sum(map(len, texts)) + len(texts) * len(as_text(between)) > LARGEST:
        raise Unfit("the joined text is too long")
    return as_text(between).join(texts)


def _replace(value: object, old: object, new: object) -> str:
    text, this, by = as_text(value), as_text(old), as_text(new)
    if not this or len(text) + text.count(this) * len(by) > LARGEST:
        raise Unfit("`replace` takes what to replace, and by what")
    return text.replace(this, by)


def _first(value: object) -> object:
    return _part(value, 0)


def _last(value: object) -> object:
    return _part(value, -1)


FILTERS: Mapping[str, Callable[..., object]] = {
    "number": _number,
    "round": _round,
    "length": _length,
    "join": _join,
    "replace": _replace,
    "first": _first,
    "last": _last,
    "upper": lambda value: as_text(value).upper(),
    "lower": lambda value: as_text(value).lower(),
    "trim": lambda value: as_text(value).strip(),
}
_FILTER_NAMES = ", ".join(f"`{name}`" for name in FILTERS)


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown


def _kind(value: object) -> str:
    match value:
        case str():
            return "a text"
        case bool():
            return "yes or no"
        case Mapping():
            return "a whole row"
        case list():
            return "a list"
        case Decimal() | int() | float():
            return "a number"
    return "nothing"
