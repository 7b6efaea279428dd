"""Figures that are said to follow from others → whether they do, worked out exactly.

Operands are what is written, which may be rounded itself: where their last places leave room for the stated
result, rounding may explain a difference. Vague operands (近, over) make a vague result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from deckgen.check.comparing import same_unit
from deckgen.check.figures import Figure, figures_in
from deckgen.check.measures import HARD
from deckgen.check.sums import Sum
from deckgen.content.indicators import indicators_of
from deckgen.content.models import Derived, Indicator, Report
from deckgen.diagnostics import KeyPath
from deckgen.records import dataclass

_WAYS: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda values: Fraction(sum(values)),
    "average": lambda values: Fraction(sum(values)) / len(values),
    "difference": lambda values: values[0] - values[1],
    "growth": lambda values: (values[0] - values[1]) / abs(values[1]),
    "share": lambda values: values[0] / values[1],
    "ratio": lambda values: values[0] / values[1],
}
_PARTS = {"%": 100, "‰": 1000}
_ONE_UNIT = ("sum", "average", "difference", "growth", "share")
_SIGNED = ("difference", "growth")
_MOST_CORNERS = 8
_UP, _DOWN = frozenset(["over", "at least"]), frozenset(["under", "at most"])


class Operand(NamedTuple):
    """A figure that another follows from; `literal` ones stand in the source, not in the report."""

    path: KeyPath
    text: str
    figure: Figure | None
    literal: bool


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derived figure. `verdict` is RIGHT, ROUNDED or WRONG; `why` says what is wrong."""

    path: KeyPath
    shown: str
    figure: Figure | None
    operands: tuple[Operand, ...]
    verdict: Sum = Sum.RIGHT
    why: str = ""
    hint: str = ""


def derive_figures(report: Report) -> Iterator[Derivation]:
    """All derived figures of the report, judged."""
    values = {indicator.id: indicator.value for _, indicator in indicators_of(report) if indicator.id}
    ways = {
        indicator.id: indicator.derived
        for _, indicator in indicators_of(report)
        if indicator.id and indicator.derived
    }
    for path, indicator in indicators_of(report):
        if indicator.derived:
            yield _judge((*path, "value"), indicator.value, None, indicator.derived, values, ways, indicator)
        change = indicator.change
        if change and change.derived:
            moved = change.direction if change.direction in ("up", "down") else None
            yield _judge((*path, "change", "value"), change.value, moved, change.derived, values, ways)


def _judge(
    path: KeyPath,
    text: str,
    moved: str | None,
    derived: Derived,
    values: Mapping[str, str],
    ways: Mapping[str, Derived],
    indicator: Indicator | None = None,
) -> Derivation:
    way, names = _way_of(derived)
    operands = tuple(
        _operand((*path[:-1], "derived", way, place), name, values) for place, name in enumerate(names)
    )
    found = figures_in(text)
    figure = found[0] if len(found) == 1 else None
    if figure and moved and not figure.direction:
        figure = replace(figure, direction="up" if moved == "up" else "down")
    judged = Derivation(path, text, figure, operands)
    if indicator and indicator.id and indicator.id in _roots(names, ways):
        return replace(
            judged, verdict=Sum.WRONG, why="follows from itself", hint="start from figures of the source"
        )
    vague = next((one.text for one in operands if one.figure is None), None)
    if figure is None or vague is not None:
        why = f"cannot be worked out: `{text if vague is None else vague}` is not one number"
        return replace(judged, verdict=Sum.WRONG, why=why)
    figures = [one.figure for one in operands if one.figure]
    return _judge_value(judged, way, figure, figures)


def _way_of(derived: Derived) -> tuple[str, tuple[str, ...]]:
    return next((way, names) for way in _WAYS if (names := getattr(derived, way)))


def _roots(names: Sequence[str], ways: Mapping[str, Derived]) -> set[str]:
    """All ids that figures of these names follow from, their own among them."""
    seen: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        if name not in seen:
            seen.add(name)
            queue += _way_of(ways[name])[1] if name in ways else ()
    return seen


def _operand(path: KeyPath, name: str, values: Mapping[str, str]) -> Operand:
    text = values.get(name, name)
    found = figures_in(text)
    return Operand(path, text, found[0] if len(found) == 1 else None, name not in values)


def _judge_value(judged: Derivation, way: str, figure: Figure, operands: Sequence[Figure]) -> Derivation:
    if fault := _unit_fault(way, figure, operands):
        return replace(judged, verdict=Sum.WRONG, why=fault)
    try:
        exact, low, high = _worked_out(way, figure, operands)
    except ZeroDivisionError:
        return replace(judged, verdict=Sum.WRONG, why="cannot be worked out: it divides by nought")
    shown = _value_of(figure, signed=way in _SIGNED)
    formula = f"{way} of {', '.join(f'`{one.text}`' for one in judged.operands)}"
    right = f"it is {_written(exact, figure)} as the {formula}"
    if fault := _vagueness_fault(way, figure, operands):
        return replace(judged, verdict=Sum.WRONG, why=fault, hint=right)
    below, above = _room(figure)
    if shown == exact and _leaning(figure.bounds) and not any(one.bounds for one in operands):
        return replace(
            judged,
            verdict=Sum.ROUNDED,
            why=f"says more or less than {_written(exact, figure)}, the {formula}",
        )
    if shown - below <= exact <= shown + above:
        return judged
    verdict = Sum.ROUNDED if low - above <= shown <= high + below else Sum.WRONG
    why = f"is {_written(exact, figure)} when worked out as the {formula}"
    return replace(judged, verdict=verdict, why=why)


def _worked_out(way: str, figure: Figure, operands: Sequence[Figure]) -> tuple[Fraction, Fraction, Fraction]:
    """The result, and the least and greatest that operands rounded to their last places could have made."""
    parts = _PARTS.get(figure.unit, 1) if way in ("growth", "share", "ratio") else 1
    values = [_value_of(one, signed=True) for one in operands]
    halves = [_step(one) / 2 for one in operands]
    edges = [(value - half, value + half) for value, half in zip(values, halves, strict=True)]
    # Sums and averages of many grow with each of them.
    corners = product(*edges) if len(operands) <= _MOST_CORNERS else zip(*edges, strict=True)
    results = [_WAYS[way](corner) * parts for corner in corners]
    return _WAYS[way](values) * parts, min(results), max(results)


def _value_of(figure: Figure, *, signed: bool) -> Fraction:
    falls = figure.text.startswith(("-", "−", "–")) or (signed and figure.direction == "down")
    return -Fraction(figure.value) if falls else Fraction(figure.value)


def _step(figure: Figure, *, coarse: bool = False) -> Fraction:
    """What one more in the last place is worth; with `coarse`, in the last place that is no nought."""
    if isinstance(figure.number, Fraction):
        return Fraction(0)
    number = figure.number.normalize() if coarse else figure.number
    exponent = int(number.as_tuple().exponent)
    counted = not coarse and exponent >= 0 and figure.scale == 1 and figure.unit != "%"
    return Fraction(0) if counted else Fraction(Decimal(1).scaleb(exponent)) * figure.scale


def _room(figure: Figure) -> tuple[Fraction, Fraction]:
    """How far below and above what is written the result may lie: half a last place, or as 近 and 余 say."""
    last = _step(figure) or Fraction(figure.scale if not isinstance(figure.number, Fraction) else 0)
    coarse = _step(figure, coarse=True)
    if figure.bounds & _UP:
        return Fraction(0), coarse
    if figure.bounds & _DOWN:
        return coarse, Fraction(0)
    return (coarse / 2, coarse / 2) if figure.bounds else (last / 2, last / 2)


def _unit_fault(way: str, figure: Figure, operands: Sequence[Figure]) -> str:
    if way not in _ONE_UNIT:
        return ""
    other = next((one for one in operands[1:] if not same_unit(one.unit, operands[0].unit)), None)
    if other:
        return f"cannot be worked out: `{operands[0].text}` and `{other.text}` count different things"
    unit = operands[0].unit
    if way in ("growth", "share"):
        return (
            ""
            if figure.unit not in HARD - {"%", "‰", "times"}
            else f"is no {way}, which has no `{figure.unit}`"
        )
    if way == "difference" and unit == "%":
        return "" if figure.unit == "pp" else "is a difference of percentages: write percentage points"
    return "" if same_unit(figure.unit, unit) else f"counts something else than `{operands[0].text}`"


def _vagueness_fault(way: str, figure: Figure, operands: Sequence[Figure]) -> str:
    vague = next((one for one in operands if one.bounds - {"rank", "streak"}), None)
    if vague is None:
        return ""
    if not figure.bounds:
        return f"is exact, but `{vague.text}`, from which it follows, is not"
    kinds = set()
    for place, one in enumerate(operands):
        turned = place > 0 and way not in ("sum", "average")
        kinds |= {_turned(_leaning(one.bounds), turned=turned)} if one.bounds else set()
    leans = _leaning(figure.bounds)
    if leans and kinds != {leans}:
        return f"says more than `{vague.text}`, from which it follows, allows"
    return ""


def _leaning(bounds: frozenset[str]) -> str:
    return "up" if bounds & _UP else "down" if bounds & _DOWN else ""


def _turned(lean: str, *, turned: bool) -> str:
    return {"up": "down", "down": "up"}.get(lean, lean) if turned else lean


def _written(exact: Fraction, figure: Figure) -> str:
    """The result in the scale that the figure is written in, with up to two places more."""
    value = exact / figure.scale
    places = max(0, -int(figure.number.as_tuple().exponent)) if isinstance(figure.number, Decimal) else 0
    text = f"{float(value):,.{places + 2}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
