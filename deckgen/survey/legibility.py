"""Slide layouts in, findings out: text whose colour cannot be read on what is really behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.codes import TEMPLATE_CONTRAST
from deckgen.diagnostics import Sink
from deckgen.templates.contrast import LARGE, LEGIBLE, contrast
from deckgen.templates.inference.furniture import PICTURE, Piece, fill_of, furniture_of, share_inside
from deckgen.templates.inference.inks import MOSTLY, behind, first_lines, ink_of
from deckgen.templates.inference.sheets import Sheet
from deckgen.templates.model import Placeholder
from deckgen.templates.page import Page
from deckgen.templates.placeholders import P, idx_of, placeholder_shapes
from deckgen.templates.styles import A

WORDLESS = ("pic", "chart", "tbl", "media", "clipArt", "dgm")
LARGE_POINTS, LARGE_BOLD_POINTS = 24, 18.5


def check_contrast(sheets: Sequence[Sheet], page: Page, sink: Sink) -> None:
    """One finding for each pair of colours, however many slide layouts have it."""
    found: dict[tuple[str, str, float], list[str]] = {}
    for sheet in sheets:
        for one, ink, ground in _illegible(sheet, page):
            place = f"`{one.name or one.type}` on `{sheet.name}`"
            found.setdefault((ink, ground, _needed(one, page)), []).append(place)
    for (ink, ground, needed), places in found.items():
        others = f" and {len(places) - 1} more" if len(places) > 1 else ""
        message = (
            f"{places[0]}{others}: text of #{ink} on #{ground} has a contrast of {contrast(ink, ground):.1f}; "
            f"{needed:g} is needed to read it"
        )
        better = max(("000000", "FFFFFF"), key=lambda rgb: contrast(rgb, ground))
        hint = f"on the master or the slide layout, make the text {'darker' if better == '000000' else 'lighter'}"
        sink.report(TEMPLATE_CONTRAST, message, hint=hint)


def _illegible(sheet: Sheet, page: Page) -> Iterator[tuple[Placeholder, str, str]]:
    pieces = furniture_of(sheet)
    for idx, one in sheet.placeholders.items():
        if one.type in WORDLESS or idx in sheet.turned:
            continue
        ink, ground = ink_of(sheet, idx), _ground(sheet, one, pieces)
        # What stands on a picture, or is a gradient itself, has no one contrast.
        if ink and ground != PICTURE and contrast(ink, ground) < _needed(one, page):
            yield one, ink, ground


def _ground(sheet: Sheet, one: Placeholder, pieces: list[Piece]) -> str:
    """What the placeholder's text is seen against: its own fill, a photo's place below it, or what is drawn."""
    shape = next(each for each in placeholder_shapes(sheet.root) if idx_of(each) == one.idx)
    drawn = shape.find(f"{P}spPr")
    if drawn is not None and drawn.find(f"{A}gradFill") is not None:
        return PICTURE
    lines = first_lines(one)
    photos = (each for each in sheet.placeholders.values() if each.type == "pic")
    if any(share_inside(lines, photo.box) >= MOSTLY for photo in photos):
        return PICTURE
    return fill_of(drawn, sheet.scheme) or behind(sheet, pieces, lines)


def _needed(one: Placeholder, page: Page) -> float:
    level = one.levels[0]
    points = level.points / page.scale
    return LARGE if points >= (LARGE_BOLD_POINTS if level.bold else LARGE_POINTS) else LEGIBLE
