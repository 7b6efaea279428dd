"""Which layout a slide gets: the one its author asks for, else the best suited one, but not time after time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from deckgen import codes
from deckgen.content.checking import find_meant, unknown_layout
from deckgen.diagnostics import KeyPath, Sink
from deckgen.layouts import offered_layouts
from deckgen.layouts.model import KINDS, Layout, Material
from deckgen.plan.record import ASKED, BEST, VARIETY, Choice

MOST_IN_A_ROW = 3
NO_NAMES: Mapping[str, str] = {}
ALONE = (
    "charts",
    "table",
    "milestones",
    "steps",
    "comparison",
    "matrix",
    "honours",
    "photos",
    "logos",
    "quote",
)
"""Kinds of material that get a page of their own when a mixture is cut, in the order of these pages."""


def find_layout(
    name: str,
    material: Material,
    layouts: Mapping[str, Layout],
    origin: KeyPath,
    sink: Sink,
    aliases: Mapping[str, str] = NO_NAMES,
) -> Layout | None:
    """The layout that the author asks for by its name or an alias, if it has a place for all that the slide holds;
    else None, with a finding."""
    offered = offered_layouts(layouts)
    meant = name if name in offered else find_meant(name, aliases)
    if meant not in offered:
        unknown_layout(name, [*aliases, *offered], origin).report(sink)
        return None
    layout = layouts[meant]
    if layout.score(material) > 0:
        return layout
    suited = [other.name for other in layouts.values() if other.score(material) > 0]
    hint = f"use {' or '.join(suited)}, or leave `layout` out" if suited else "leave `layout` out"
    sink.report(codes.LAYOUT_UNSUITABLE, f"`{name}` has no place for {contents(material)}", origin, hint=hint)
    return None


def contents(material: Material) -> str:
    """What the slide holds, in the author's words."""
    counts = {
        "achievements": len(material.points),
        "indicators": len(material.callouts),
        "photos": len(material.photos),
        "milestones": len(material.milestones),
        "steps": len(material.steps),
        "honours": len(material.honours),
        "logos": len(material.logos),
    }
    single = {
        "a chart": material.chart,
        "small charts": material.charts,
        "a table": material.table,
        "a statement": material.statement,
        "a comparison": material.comparison,
        "a quote": material.quote,
        "a matrix": material.matrix,
    }
    held = [
        f"{count} {kind if count > 1 else kind.removesuffix('s')}" for kind, count in counts.items() if count
    ]
    return " and ".join([*held, *(kind for kind, there in single.items() if there)]) or "an empty slide"


def choose_layout(material: Material, layouts: Mapping[str, Layout], recent: Sequence[str]) -> Layout | None:
    """The best suited layout, or the next best if the last three slides all had the best; None if none suits.

    `recent` are the layouts of the slides so far.
    """
    suited = [layout for _, layout in suited_layouts(material, layouts)]
    tired = recent[-1] if len(recent) >= MOST_IN_A_ROW and len(set(recent[-MOST_IN_A_ROW:])) == 1 else None
    fresh = [layout for layout in suited if layout.name != tired]
    return next(iter(fresh or suited), None)


def suited_layouts(material: Material, layouts: Mapping[str, Layout]) -> list[tuple[float, Layout]]:
    """The layouts that have a place for all of the material, best first, with their scores."""
    scored = [(layout.score(material), layout) for layout in layouts.values()]
    return [pair for pair in sorted(scored, key=lambda pair: -pair[0]) if pair[0] > 0]


def reason_for(
    layout: Layout, material: Material, layouts: Mapping[str, Layout], *, asked: bool, part: bool
) -> Choice:
    """Why `choose_layout` took this layout, or that the author `asked` for it."""
    scores = tuple((other.name, score) for score, other in suited_layouts(material, layouts))
    reason = ASKED if asked else BEST if scores[:1] and scores[0][0] == layout.name else VARIETY
    return Choice(reason, contents(material), scores, part)


def parts_of(material: Material) -> Iterator[Material]:
    """A mixture that no layout takes, cut into parts for a page each: first the statement, then the figures with their
    text, then every other kind by itself."""
    nothing = Material(material.title)
    bare = replace(material, **{kind: getattr(nothing, kind) for kind in KINDS})
    if material.statement:
        yield replace(bare, statement=material.statement)
    bare = replace(bare, lines={})
    with_chart = None if material.callouts else material.chart
    if material.points or material.callouts:
        yield replace(bare, points=material.points, callouts=material.callouts, chart=with_chart)
    if material.chart and not (with_chart and material.points):
        yield replace(bare, chart=material.chart)
    for kind in ALONE:
        if held := getattr(material, kind):
            yield replace(bare, **{kind: held})
