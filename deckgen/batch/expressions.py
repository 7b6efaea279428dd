"""`{{ row.city }}` in a text → the value. The one door to Jinja, of which only expressions are let through.

No statements, no calls, no attributes of objects, no filters but our own: nothing can loop, grow without bound or
reach anything but the values of rows.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, DecimalException
from functools import cache
from itertools import pairwise
from math import isfinite
from typing import Any, Protocol

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from deckgen.batch.values import FILTER_NAMES, FILTERS, LARGEST, Unfit, as_text, exact, listed, part_of
from deckgen.content.suggesting import did_you_mean

LONGEST = 2_000
"""Characters of a text with expressions: deeper nesting than that would hold no reader, and could break the parser."""


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


class _Expression:
    """An expression, read and compiled once, that is worked out for many scopes."""

    def __init__(self, source: str) -> None:
        if len(source) > LONGEST:
            raise Unfit(f"an expression has {len(source):,} characters; at most {LONGEST:,} are read")
        self._names = _names_of(source)
        try:
            self._compiled = _ENVIRONMENT().compile_expression(source, undefined_to_none=False)
        except (TemplateError, SyntaxError, RecursionError, MemoryError):
            raise Unfit("the expression is too deep") from None

    def value(self, scope: Scope) -> object:
        known = list(scope.names())
        for name in sorted(self._names - set(known)):
            hint = did_you_mean(name, known) or f"there are {listed(known)}"
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
    """The text cut into plain texts and expressions by turns. `}}` in quotation marks does not end an expression."""
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


def _names_of(source: str) -> set[str]:
    """The names in an expression. Raises Unfit where anything but what is allowed stands in it."""
    try:
        tree = _ENVIRONMENT().parse("{{ " + source + " }}")
    except TemplateSyntaxError as fault:
        raise Unfit(f"`{source}` cannot be read: {fault.message}", "write `{{ row.city }}`") from None
    except (RecursionError, MemoryError, ValueError, OverflowError):
        raise Unfit("the expression is too deep") from None
    output = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise Unfit(f"`{source}` is no expression", "write `{{ row.city }}`")
    return set(_names_in(output.nodes[0]))


def _names_in(node: nodes.Node) -> Iterator[str]:
    _require_allowed(node)
    if isinstance(node, nodes.Name):
        yield node.name
    for child in node.iter_child_nodes():
        yield from _names_in(child)


def _require_allowed(node: nodes.Node) -> None:
    match node:
        case nodes.Call():
            raise Unfit("nothing can be called here", f"filters are written `value | upper`: {FILTER_NAMES}")
        case nodes.Filter(name=name) if name not in FILTERS:
            hint = did_you_mean(name, FILTERS) or f"there are {FILTER_NAMES}"
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
        return part_of(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return part_of(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        return _ARITHMETIC[operator](exact(left), exact(right))

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:  # noqa: ARG002
        return -exact(arg) if operator == "-" else exact(arg)


@cache
def _ENVIRONMENT() -> _Environment:  # noqa: N802 (what it gives never changes)
    made = _Environment(undefined=StrictUndefined, optimized=False, autoescape=False)
    made.globals.clear()
    made.filters = dict(FILTERS)
    made.tests.clear()
    return made
