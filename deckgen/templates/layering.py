"""A shape goes into a slide layout: above what is drawn there, behind whatever its slides hold."""

from __future__ import annotations

from collections.abc import Callable

from deckgen.templates.markup import parse_xml, xml_bytes
from deckgen.templates.placeholders import P, placeholder_shapes


def insert_behind(layout: bytes, draw: Callable[[int], str]) -> bytes:
    """`layout` with the shape that `draw` gives for a free shape id. The shape declares its own namespaces."""
    root = parse_xml(layout, "layout")
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is None:
        return layout
    ids = (int(number) for each in tree.iter(f"{P}cNvPr") if (number := each.get("id", "")).isdecimal())
    shape = parse_xml(draw(max(ids, default=1) + 1).encode(), "shape")
    first = next(placeholder_shapes(root), None)
    if first is None:
        tree.append(shape)
    else:
        first.addprevious(shape)
    return xml_bytes(root)
