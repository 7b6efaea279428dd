"""Every figure that a report shows → where it comes from, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from deckgen.check.comparing import Verdict, choose_likest
from deckgen.check.deriving import Derivation
from deckgen.check.exemptions import find_exemption
from deckgen.check.figures import Figure, figures_in
from deckgen.check.folding import fold, join_lines
from deckgen.check.measures import UNIT
from deckgen.check.sequences import find_counterparts
from deckgen.check.source import Source
from deckgen.check.sums import Sum
from deckgen.check.texts import Said, lines_of
from deckgen.check.units_near import with_unit
from deckgen.content import grammar
from deckgen.content.indicators import indicators_of
from deckgen.content.models import Indicator, Report
from deckgen.content.quantities import parse_quantity
from deckgen.diagnostics import KeyPath
from deckgen.patterns import regex
from deckgen.records import dataclass

_WORD = regex("[\u3400-\u9fff]+|[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure on a slide, and the one in the source that is likest to it."""

    path: KeyPath
    shown: str
    verdict: Verdict
    said: Figure | None = None
    pinned: bool = False
    """Whether only the quoted sentence may hold it."""
    reason: str = ""
    """Why it needs no source, or the word that the quote lacks."""
    unit: str = ""


def trace_figures(
    report: Report,
    texts: Sequence[Said],
    source: Source | None,
    derivations: Sequence[Derivation],
    is_lent: Callable[[KeyPath], bool],
) -> Iterator[Trace]:
    """Pinned figures are compared with their quotes, with or without a source; all others need one. Derived ones
    need none, nor do the same figures wherever else they are shown."""
    pinned: set[KeyPath] = set()
    derived = {one.path: one for one in derivations}
    for path, indicator in indicators_of(report):
        if indicator.quote:
            pinned |= {(*path, "value"), (*path, "change", "value")}
            quoted = pinned_figures(indicator.quote, source)
            yield from (
                trace
                for trace in _trace_indicator(path, indicator, quoted, source)
                if trace.path[-2] != "change" or trace.path not in derived
            )
    for one in derivations:
        if one.path not in pinned or one.path[-2] == "change":
            yield Trace(
                one.path, one.shown, Verdict.MISDERIVED if one.verdict is Sum.WRONG else Verdict.DERIVED
            )
    if source is not None:
        yield from _trace_operands(derivations, source)
        free = [said for said in texts if said.path not in pinned and said.path not in derived]
        yield from _trace_free(report, free, source, derivations, is_lent)


def _trace_free(
    report: Report,
    texts: Sequence[Said],
    source: Source,
    derivations: Sequence[Derivation],
    is_lent: Callable[[KeyPath], bool],
) -> Iterator[Trace]:
    """Figures that name no quote: those of charts and tables are compared with the same rows of the source, too."""
    known = [one.figure for one in derivations if one.figure and one.verdict is not Sum.WRONG]
    data: list[tuple[KeyPath, Figure]] = []
    free: list[Trace] = []
    for said in texts:
        found = _trace_line(report, said, source, is_lent, data)
        free += (_unless_derived(trace, known) for trace in found)
    counterparts = find_counterparts(data, source.amounts)
    for trace in free:
        there, same = counterparts.get(trace.path, (None, True))
        if there is None or not trace.verdict.holds:
            yield trace
        elif not same:
            yield replace(trace, verdict=Verdict.ELSEWHERE, said=there)
        else:
            yield trace if trace.verdict is Verdict.EXEMPT else replace(trace, said=there)


def _trace_operands(derivations: Sequence[Derivation], source: Source) -> Iterator[Trace]:
    for one in derivations:
        for operand in one.operands:
            if operand.literal and operand.figure:
                yield trace_free(operand.path, operand.figure, source, worded=True)


def _unless_derived(trace: Trace, known: Sequence[Figure]) -> Trace:
    """A figure that the source lacks may have been derived elsewhere in the report."""
    if trace.verdict.holds or not known:
        return trace
    shown = figures_in(trace.shown)
    held = all(choose_likest(figure, known)[0].holds for figure in shown) if shown else False
    return replace(trace, verdict=Verdict.DERIVED, said=None) if held else trace


def pinned_figures(quote: str, source: Source | None) -> tuple[Figure, ...]:
    """The figures of the quoted sentence: as the source has them, for a quote may cut a qualifier off."""
    places = list(source.find_all(quote)) if source else []
    if source is None or not places:
        return figures_in(join_lines(quote).text, words=True)
    return tuple(figure for start, end in places for figure in source.figures_between(start, end))


def _trace_indicator(
    path: KeyPath, indicator: Indicator, quoted: Sequence[Figure], source: Source | None
) -> Iterator[Trace]:
    quote = join_lines(indicator.quote or "").text
    for line in lines_of(indicator.value):
        yield from _trace_value((*path, "value"), line, quote, quoted, source)
    change = indicator.change
    for line in lines_of(change.value) if change else ():
        for figure in figures_in(line):
            moved = change.direction if change and change.direction in ("up", "down") else None
            trace = _trace_pinned(
                (*path, "change", "value"), replace(figure, direction=figure.direction or moved), quoted
            )
            if trace.verdict is Verdict.ABSENT:
                # Against what it moved may stand in another sentence than the figure itself.
                if source is None:
                    continue
                trace = trace_free((*path, "change", "value"), figure, source)
            yield trace


def _trace_value(
    path: KeyPath, line: str, quote: str, quoted: Sequence[Figure], source: Source | None
) -> Iterator[Trace]:
    figures = figures_in(line)
    if not figures:
        if parse_quantity(line) is not None:
            found = fold(join_lines(line).text) in fold(quote)
            yield Trace(path, line, Verdict.EXACT if found else Verdict.ABSENT, pinned=True)
        return
    for figure in figures:
        trace = _trace_pinned(path, figure, quoted)
        if trace.verdict is Verdict.ABSENT and source and trace_free(path, figure, source).verdict.holds:
            said = trace_free(path, figure, source).said
            trace = replace(trace, verdict=Verdict.ELSEWHERE, said=said)
        elif trace.verdict.holds and (word := _missing_word(line, figures, quote)):
            trace = replace(trace, verdict=Verdict.UNIT, reason=word)
        yield trace


def _trace_pinned(path: KeyPath, figure: Figure, quoted: Sequence[Figure]) -> Trace:
    verdict, said = choose_likest(figure, quoted)
    return Trace(path, figure.text, verdict, said, pinned=True, unit=figure.unit)


def trace_free(
    path: KeyPath, figure: Figure, source: Source, *, bare: bool = False, worded: bool = False
) -> Trace:
    amounts = source.worded_by_key if worded else source.by_key
    verdict, said = choose_likest(figure, amounts.get(figure.key, ()), bare=bare)
    if verdict is Verdict.SCALE and said and said.unit != figure.unit:
        verdict, said = Verdict.ABSENT, None  # 3个 has nothing to do with 3万场
    return Trace(path, figure.text, verdict, said, unit=figure.unit)


def _trace_line(
    report: Report,
    said: Said,
    source: Source,
    is_lent: Callable[[KeyPath], bool],
    numbers: list[tuple[KeyPath, Figure]],
) -> Iterator[Trace]:
    """Adds what stands alone in a chart or a cell to `numbers`, too."""
    data = said.kind in ("number", "cell")
    line = with_unit(report, said.path, said.text) if data else said.text
    figures = figures_in(line)
    if data and len(figures) == 1 and not is_lent(said.path):
        numbers.append((said.path, figures[0]))
    for figure in figures:
        lent = "data file" if data and is_lent(said.path) else None
        reason = lent or (None if said.kind == "figure" else find_exemption(line, figure))
        if reason:
            yield Trace(said.path, figure.text, Verdict.EXEMPT, reason=reason)
        else:
            worded = said.kind in ("prose", "caption")
            yield trace_free(said.path, figure, source, bare=data, worded=worded)


def _missing_word(line: str, figures: Sequence[Figure], quote: str) -> str | None:
    """A word of a value (homes in 11,400 homes) that its quote does not have."""
    rest = line
    for figure in figures:
        rest = rest.replace(figure.text, " ")
    rest = grammar.QUALIFIER.sub(" ", grammar.GROWTH.sub(" ", rest))
    words = [word for word in _WORD.findall(rest) if not UNIT.fullmatch(word)]
    folded = fold(quote).lower()
    return next((word for word in words if fold(word).lower() not in folded), None)
