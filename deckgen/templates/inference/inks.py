"""The colour of a placeholder's text, and another where that cannot be read on what is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from deckgen.templates.contrast import LARGE, contrast
from deckgen.templates.drawing import Tint
from deckgen.templates.inference.furniture import PICTURE, Piece, background_of, fill_of
from deckgen.templates.inference.look import Look
from deckgen.templates.inference.sheets import STANDING, Sheet
from deckgen.templates.model import Placeholder
from deckgen.templates.placeholders import MASTER_TYPES, STYLES, P, idx_of, placeholder_shapes, reference_of
from deckgen.templates.styles import A
from deckgen.units import Box, emu

MOSTLY = 0.55
"""Share of a place that lies on a shape for its text to be read against it."""


UNSEEN = 1.25
"""Contrast below which no author can have meant a text to stand where it does."""


def corrected(
    sheet: Sheet, pieces: list[Piece], used: Iterable[int], look: Look, moved: Mapping[int, Box]
) -> dict[int, Tint]:
    """Placeholder → the colour its text needs, for those whose own cannot be read.

    `moved` are the boxes of those that stand elsewhere now. On the ground that its author saw behind it, a colour
    counts as read unless it cannot be seen at all: there may be more behind it than is understood here.
    """
    found = {}
    for idx in used:
        placeholder = sheet.placeholders[idx]
        if placeholder.type in (*STANDING, "pic", "chart", "tbl"):
            continue
        meant, ink = behind(sheet, pieces, first_lines(placeholder)), ink_of(sheet, idx)
        here = replace(placeholder, box=moved.get(idx, placeholder.box))
        ground = PICTURE if is_filled(sheet, idx) else behind(sheet, pieces, first_lines(here))
        least = UNSEEN if ground == meant else LARGE
        # LibreOffice draws text whose colour is a gradient in black, whatever the gradient.
        if ink is None or (ground != PICTURE and contrast(ink, ground) < least):
            found[idx] = look.text if ground == PICTURE else look.words(ground)
    return found


def first_lines(placeholder: Placeholder) -> Box:
    """Where a line or two of the placeholder's text stand."""
    box = placeholder.box
    height = min(box.height, emu(placeholder.levels[0].points * 1.6))
    down = {"t": 0, "b": box.height - height}.get(placeholder.anchor, (box.height - height) // 2)
    return Box(box.left, box.top + down, box.width, height)


def behind(sheet: Sheet, pieces: list[Piece], box: Box) -> str:
    """What most of `box` is seen against: RRGGBB, or `PICTURE` for what cannot be told."""
    for piece in reversed(pieces):
        if piece.fill and piece.covers(box) >= MOSTLY:
            return piece.fill if piece.plain else PICTURE
    return background_of(sheet)


def is_filled(sheet: Sheet, idx: int) -> bool:
    """Whether the placeholder brings its own ground along."""
    drawn = _shape(sheet, idx).find(f"{P}spPr")
    return fill_of(drawn, sheet.scheme) is not None


def ink_of(sheet: Sheet, idx: int) -> str | None:
    """The colour of the placeholder's first level, RRGGBB; None for a gradient."""
    fill = next(_fills(sheet, _shape(sheet, idx)), None)
    if fill is None:
        return sheet.scheme.rgb("tx1")
    return sheet.scheme.of_element(fill[0]) if fill.tag == f"{A}solidFill" and len(fill) else None


def _shape(sheet: Sheet, idx: int) -> etree._Element:
    return next(one for one in placeholder_shapes(sheet.root) if idx_of(one) == idx)


def _fills(sheet: Sheet, shape: etree._Element) -> Iterator[etree._Element]:
    """The colours said for it, the nearest first."""
    kind = MASTER_TYPES.get(reference_of(shape).get("type", "obj"), "body")
    masters = (
        one
        for one in placeholder_shapes(sheet.master.root)
        if MASTER_TYPES.get(reference_of(one).get("type", "obj"), "body") == kind
    )
    own = [one.find(f"{P}txBody/{A}lstStyle") for one in (shape, *masters)]
    styles = sheet.master.root.find(f"{P}txStyles/{P}{STYLES.get(kind, 'otherStyle')}")
    for levels in (*own, styles):
        style = None if levels is None else levels.find(f"{A}lvl1pPr/{A}defRPr")
        if style is not None:
            yield from (fill for fill in style if fill.tag in (f"{A}solidFill", f"{A}gradFill"))
