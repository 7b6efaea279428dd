"""The colour of a placeholder's text, and another where that cannot be read on what is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from deckgen.templates.contrast import LARGE, contrast
from deckgen.templates.drawing import Tint
from deckgen.templates.inference.furniture import PICTURE, Piece, background_of, fill_of, furniture_of
from deckgen.templates.inference.look import Look
from deckgen.templates.inference.pictures import picture_of
from deckgen.templates.inference.sheets import STANDING, Sheet
from deckgen.templates.model import Placeholder
from deckgen.templates.page import Page
from deckgen.templates.placeholders import MASTER_TYPES, STYLES, P, idx_of, placeholder_shapes, reference_of
from deckgen.templates.styles import FILLS, A
from deckgen.units import Box, emu

MOSTLY = 0.55
"""Share of a place that lies on a shape for its text to be read against it."""


LARGE_FROM = 18
"""Points from which on text counts as large."""

UNSEEN = 1.8
"""Contrast below which no author can have meant a text to stand where it does."""


def corrected(
    sheet: Sheet, page: Page, used: Iterable[int], look: Look, moved: Mapping[int, Box]
) -> dict[int, Tint]:
    """Placeholder → the colour its text needs, for those whose own cannot be read.

    `moved` are the boxes of those that stand elsewhere now. On the ground that its author saw behind it, a colour
    counts as read unless it cannot be seen at all: there may be more behind it than is understood here. A picture
    is seen as it is.
    """
    found, pieces = {}, furniture_of(sheet)
    for idx in used:
        placeholder = sheet.placeholders[idx]
        if placeholder.type in (*STANDING, "pic", "chart", "tbl"):
            continue
        meant, ink = seen_behind(sheet, page, pieces, first_lines(placeholder)), ink_of(sheet, idx)
        here = replace(placeholder, box=moved.get(idx, placeholder.box))
        ground = seen_behind(sheet, page, pieces, first_lines(here))
        if (own := own_fill(sheet, idx)) is not None:
            ground = meant = own
        known = own is not None or behind(sheet, pieces, first_lines(here)) != PICTURE
        least = UNSEEN if ground == meant and known else LARGE
        large = placeholder.levels[0].points >= LARGE_FROM
        # LibreOffice draws text whose colour is a gradient in black, whatever the gradient.
        if ink is None or (ground != PICTURE and contrast(ink, ground) < least):
            found[idx] = look.text if ground == PICTURE else look.words(ground, large=large)
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


def seen_behind(sheet: Sheet, page: Page, pieces: list[Piece], box: Box) -> str:
    """The same, with a look at the picture that the page is made of."""
    found = behind(sheet, pieces, box)
    picture = picture_of(sheet, page) if found == PICTURE else None
    return picture.colour_in(box) if picture else found


def own_fill(sheet: Sheet, idx: int) -> str | None:
    """The ground that the placeholder brings along, RRGGBB or `PICTURE`: its own, or its master's."""
    shape = _shape(sheet, idx)
    for one in (shape, *_masters_of(sheet, shape)):
        drawn = one.find(f"{P}spPr")
        if drawn is not None and any(drawn.find(f"{A}{name}") is not None for name in FILLS):
            return fill_of(drawn, sheet.scheme)
    return None


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
    kind = _kind(shape)
    own = [one.find(f"{P}txBody/{A}lstStyle") for one in (shape, *_masters_of(sheet, shape))]
    styles = sheet.master.root.find(f"{P}txStyles/{P}{STYLES.get(kind, 'otherStyle')}")
    for levels in (*own, styles):
        style = None if levels is None else levels.find(f"{A}lvl1pPr/{A}defRPr")
        if style is not None:
            yield from (fill for fill in style if fill.tag in (f"{A}solidFill", f"{A}gradFill"))


def _masters_of(sheet: Sheet, shape: etree._Element) -> list[etree._Element]:
    """The master's placeholders of the same kind."""
    kind = _kind(shape)
    return [one for one in placeholder_shapes(sheet.master.root) if _kind(one) == kind]


def _kind(shape: etree._Element) -> str:
    return MASTER_TYPES.get(reference_of(shape).get("type", "obj"), "body")
