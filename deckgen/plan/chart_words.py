"""A chart in words: what its numbers count, and a description for readers who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.content.charts import exact_number
from deckgen.layouts.model import ChartFill, ChartRow
from deckgen.plan.words import ChartWords

MOST_SPOKEN = 8
"""Values that a description names one by one; of more, only the extremes are told."""


def caption_of(name: str, unit: str, words: ChartWords) -> str:
    """The name of what is counted with its unit, as `贷款（亿元）`; per cents say their unit themselves."""
    if not unit or unit == "%":
        return name
    return words.caption.format(name, unit) if name else words.unit.format(unit)


def describe(fill: ChartFill, words: ChartWords) -> str:
    """The chart in a few sentences, for readers who cannot see it."""
    combined = any(row.line for row in fill.rows)
    kind, first = words.combined if combined else words.kinds[fill.kind], fill.rows[0]
    if fill.kind == "share":
        told = first.values[0].display
        return words.opening.format(kind, words.value.format(fill.name or fill.categories[0], told)).strip()
    opening = words.opening.format(kind, fill.caption) if fill.caption else kind
    rows = (
        words.row.format(row.captions[0] or row.name, said) if row.name and len(fill.rows) > 1 else said
        for row in fill.rows
        for said in [sentence(row, fill.categories, words)]
    )
    return "".join(f"{said}{words.stop}" for said in (opening, *rows)).strip()


def sentence(row: ChartRow, names: Sequence[str], words: ChartWords) -> str:
    """One series in words; `names` are the categories."""
    return words.comma.join(clauses(row, names, words))


def clauses(row: ChartRow, names: Sequence[str], words: ChartWords) -> Iterator[str]:
    pairs = list(zip(names, row.values, strict=True))
    if len(pairs) <= MOST_SPOKEN:
        yield from (words.value.format(name, value.display) for name, value in pairs)
    else:
        yield words.span.format(len(pairs), names[0], names[-1])
    ordered = sorted(pairs, key=lambda pair: exact_number(pair[1]))
    (low, least), (high, most) = ordered[0], ordered[-1]
    if exact_number(least) != exact_number(most) and len(pairs) > 1:
        yield words.extremes.format(high, most.display, low, least.display)
