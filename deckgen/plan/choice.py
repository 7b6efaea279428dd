"""Which layout serves a slide: the one asked for, else the best suited one that does not tire the eye."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from deckgen import codes
from deckgen.content.checking import unknown_layout
from deckgen.diagnostics import KeyPath, Sink
from deckgen.layouts.model import Layout, Material

MOST_IN_A_ROW = 3


def find_layout(
    name: str, material: Material, layouts: Mapping[str, Layout], origin: KeyPath, sink: Sink
) -> Layout | None:
    """The layout the author asked for, if it exists and has a place for all that the slide holds."""
    offered = offered_layouts(layouts)
    if name not in offered:
        fault = unknown_layout(name, offered, origin)
        sink.report(fault.code, fault.message, fault.path, hint=fault.hint)
        return None
    layout = layouts[name]
    if layout.score(material) > 0:
        return layout
    suited = [other.name for other in layouts.values() if other.score(material) > 0]
    hint = f"use {' or '.join(suited)}, or leave `layout` out" if suited else "leave `layout` out"
    sink.report(codes.LAYOUT_UNSUITABLE, f"`{name}` has no place for {contents(material)}", origin, hint=hint)
    return None


def offered_layouts(layouts: Mapping[str, Layout]) -> list[str]:
    """The names a slide may ask for: framing layouts are made from the report itself."""
    return [layout.name for layout in layouts.values() if not layout.framing]


def contents(material: Material) -> str:
    """What the slide holds, in the author's words."""
    counts = {
        "achievements": len(material.points),
        "indicators": len(material.callouts),
        "photos": len(material.photos),
    }
    held = [f"{count} {kind}" for kind, count in counts.items() if count]
    held += ["a chart"] * bool(material.chart) + ["a statement"] * bool(material.statement)
    return " and ".join(held) or "an empty slide"


def choose_layout(material: Material, layouts: Mapping[str, Layout], recent: Sequence[str]) -> Layout | None:
    """The best suited layout; the next best where the last three slides all had that one. None if none suits."""
    scored = [(layout.score(material), layout) for layout in layouts.values()]
    suited = [layout for score, layout in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
    tired = recent[-1] if len(recent) >= MOST_IN_A_ROW and len(set(recent[-MOST_IN_A_ROW:])) == 1 else None
    fresh = [layout for layout in suited if layout.name != tired]
    return next(iter(fresh or suited), None)


def parts_of(material: Material) -> Iterator[Material]:
    """Cut a mixture that no layout takes: statement first, figures with their text, the chart, then photos."""
    bare = replace(material, statement=None, points=(), callouts=(), photos=(), chart=None)
    if material.statement:
        yield replace(bare, statement=material.statement)
    bare = replace(bare, lines={})
    with_chart = None if material.callouts else material.chart
    if material.points or material.callouts:
        yield replace(bare, points=material.points, callouts=material.callouts, chart=with_chart)
    if material.chart and not (with_chart and material.points):
        yield replace(bare, chart=material.chart)
    if material.photos:
        yield replace(bare, photos=material.photos)
