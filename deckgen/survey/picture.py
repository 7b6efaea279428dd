"""An account of a template → one drawing of all its slide layouts: placeholders, their idx, types and uses."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from deckgen.fit.drawings import draw_lettered
from deckgen.messages import columns_of, printable, shortened
from deckgen.survey.account import Account, LayoutAccount
from deckgen.templates.inference.furniture import PICTURE, background_of, furniture_of
from deckgen.templates.model import Placeholder
from deckgen.units import Box

WIDE, GAP, HEAD = 420, 28, 40
"""Pixels: a slide layout's width, what stands between two, and the line above each."""
FINENESS = 2
"""Pixels of the PNG to one of the drawing."""
MOST = 120
"""How many slide layouts are drawn; the picture of more could not be looked at."""

FONT = "Noto Sans, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, Segoe UI, Arial, sans-serif"
USED, UNUSED, QUIET = "#0B6E4F", "#8A8A8A", "#5A5A5A"
LABEL = 11


def picture_of(account: Account) -> str:
    """The drawing as SVG. Slide layouts in use come first; of other masters, those in use only."""
    layouts = _chosen(account)[:MOST]
    columns = min(4, max(1, math.ceil(math.sqrt(len(layouts)))))
    scale = WIDE / account.page.width
    high = round(account.page.height * scale)
    row = HEAD + high + GAP
    width = GAP + columns * (WIDE + GAP)
    height = GAP + math.ceil(len(layouts) / columns) * row
    drawn = (
        _layout(layout, scale, high, GAP + at % columns * (WIDE + GAP), GAP + at // columns * row, at)
        for at, layout in enumerate(layouts)
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family={quoteattr(FONT)}>'
    )
    return "\n".join(
        [
            head,
            f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
            *chain.from_iterable(drawn),
            "</svg>",
        ]
    )


def png_of(svg: str) -> bytes:
    """The drawing in pixels; its words are set in the fonts that this machine has."""
    found = re.search(r'width="(\d+)" height="(\d+)"', svg)
    width, height = (int(side) for side in found.groups()) if found else (WIDE, WIDE)
    return draw_lettered(svg, width * FINENESS, height * FINENESS)


def _chosen(account: Account) -> list[LayoutAccount]:
    chosen = [layout for master in account.masters if master.chosen for layout in master.layouts]
    others = [layout for layout in account.layouts if layout.uses and layout not in chosen]
    return sorted([*chosen, *others], key=lambda layout: not layout.uses)


def _layout(layout: LayoutAccount, scale: float, high: int, left: int, top: int, at: int) -> Iterator[str]:
    uses = list(dict.fromkeys(use.variant for use in layout.uses))
    yield f'<g transform="translate({left},{top})">'
    yield _text(0, 12, shortened(printable(layout.name), 48), 14, "#111111", bold=True)
    told = f"→ {', '.join(uses)}" if uses else "not used"
    yield _text(0, 30, shortened(told, 66), 12, USED if uses else UNUSED)
    yield f'<clipPath id="c{at}"><rect width="{WIDE}" height="{high}"/></clipPath>'
    yield f'<g transform="translate(0,{HEAD})" clip-path="url(#c{at})">'
    ground = _fill(background_of(layout.sheet))
    yield f'<rect width="{WIDE}" height="{high}" fill="{ground}"/>'
    for piece in furniture_of(layout.sheet):
        fill = _fill(piece.fill) if piece.fill and piece.plain else "none"
        yield _rectangle(piece.box, scale, fill=fill, stroke="#B5B5B5" if fill == "none" else "none")
    for one in layout.placeholders:
        yield from _placeholder(layout, one, scale)
    yield "</g>"
    yield f'<rect y="{HEAD}" width="{WIDE}" height="{high}" fill="none" stroke="#999999"/>'
    yield "</g>"


def _placeholder(layout: LayoutAccount, one: Placeholder, scale: float) -> Iterator[str]:
    slots = list(dict.fromkeys(slot.partition(".")[2] for slot in layout.slots_at(one.idx)))
    colour = USED if slots else UNUSED
    dash = "" if slots else ' stroke-dasharray="5 4"'
    yield _rectangle(one.box, scale, fill="#FFFFFF", opacity=0.85, stroke=colour, more=dash)
    left, top, width, height = (side * scale for side in one.box)
    if width < 12 or height < 8:
        return
    lines = [f"{one.idx} {one.type}", *([", ".join(slots)] if slots else [])]
    size = LABEL if height >= LABEL * 1.3 else max(7, int(height * 0.7))
    room = max(3, int(width / size / 0.56))
    if height < 2.6 * size:
        lines = [" · ".join(lines)]
    for number, line in enumerate(lines):
        down = top + size * (1.15 + 1.25 * number)
        shown = line if columns_of(line) <= room else shortened(line, room)
        yield _text(
            left + 4, down, shown, size, colour if number or len(lines) == 1 else QUIET, bold=number == 0
        )


def _rectangle(
    box: Box, scale: float, *, fill: str, stroke: str, opacity: float = 1.0, more: str = ""
) -> str:
    left, top, width, height = (round(side * scale, 1) for side in box)
    return (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{fill}" '
        f'fill-opacity="{opacity}" stroke="{stroke}"{more}/>'
    )


def _text(left: float, base: float, text: str, size: float, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{left:.1f}" y="{base:.1f}" font-size="{size}" fill="{colour}"{weight}>{escape(text)}</text>'


def _fill(colour: str) -> str:
    return "#D9D9D9" if colour == PICTURE else f"#{colour}"
