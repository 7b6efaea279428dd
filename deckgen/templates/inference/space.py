"""Where content may stand: the place the template's author gave it, less whatever is drawn there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckgen.records import dataclass
from deckgen.templates.inference.furniture import PICTURE, Piece, furniture_of, overlap, share_inside
from deckgen.templates.inference.pictures import calm_part
from deckgen.templates.inference.sheets import STANDING, Sheet
from deckgen.templates.model import Placeholder
from deckgen.templates.page import Page
from deckgen.templates.placeholders import TITLE_TYPES
from deckgen.units import Box

TITLE_LEAST = 0.4
"""Share of a title's place that must be left beside a logo."""

EDGE = 0.025
"""Share of the slide's width that content keeps from its edges, even where the template's text does not."""

CALM = 0.4
"""Share of a place from which on the part where the page's picture is calm is worth keeping to."""

LINE = 0.001
"""Share of the slide's width that lines are taken for at the least."""

GAP = 0.012
"""Share of the slide's height that is kept to title, footers and furniture where the author set no place."""

ENOUGH = 0.6
"""A place that keeps so much of what its author meant is better than one that is only larger."""

THICK = 0.015
"""Share of the slide's width from which on a shape is more than a line."""

LOW = 0.42
"""Share of the slide's height below which a place for text is meant to grow with it."""

LEAST_WIDTH, LEAST_HEIGHT = 0.3, 0.25
"""Shares of the slide below which nothing can be set out."""

BACKDROP = 0.7
"""Share of the slide from which on a shape is what the page is made of, not something on it."""

MOST_OBSTACLES = 24


@dataclass(frozen=True, slots=True)
class Room:
    """Where content may stand. `covered` says that the page is furniture all over, so that content needs a ground
    of its own."""

    area: Box
    covered: bool = False


def free_area(sheet: Sheet, page: Page, meant: Box | None) -> Room | None:
    """Where content may stand on `sheet`; `meant` is where its siblings have their text. None for nowhere."""
    title = next((one for one in sheet.of_types(*TITLE_TYPES)), None)
    inner = _inner(page, title)
    low = meant is not None and meant.height < LOW * page.height
    offered = [
        _meant_area(sheet, page, meant) if meant and not low else None,
        largest(calm_part(sheet, page, inner, CALM), _obstacles(sheet, page, inner, GAP)),
    ]
    found = next((area for area in offered if area and _suffices(area, page)), None)
    if found is not None:
        return Room(found)
    ground = overlap(meant, page.box) if meant and not low else inner
    found = largest(ground, _placed(sheet)) if ground else None
    return Room(found, covered=True) if found and _suffices(found, page) else None


def _suffices(area: Box, page: Page) -> bool:
    return area.width >= LEAST_WIDTH * page.width and area.height >= LEAST_HEIGHT * page.height


def _meant_area(sheet: Sheet, page: Page, meant: Box) -> Box | None:
    edge = round(EDGE * page.width)
    area = overlap(meant, page.box.inset(edge, edge, edge, edge))
    calm = None if area is None else calm_part(sheet, page, area, CALM)
    found = None if calm is None else largest(calm, _obstacles(sheet, page, calm, 0))
    if area is None or calm is None or found is None:
        return None
    if found != calm:  # what its author has content keep off, it does not touch either
        found = largest(calm, _obstacles(sheet, page, calm, GAP)) or found
    return found if found.width * found.height >= ENOUGH * area.width * area.height else None


def _inner(page: Page, title: Placeholder | None) -> Box:
    """The page within margins, which are those of the title where it stands at the left."""
    side = round(page.width * 0.05)
    edge = round(page.height * 0.06)
    left = side
    if (
        title is not None
        and side / 2 <= title.text_box.left <= page.width * 0.2
        and title.box.width > page.width / 2
    ):
        left = title.text_box.left
    return page.box.inset(left, edge, min(left, 2 * side), edge)


def _placed(sheet: Sheet) -> list[Box]:
    return [one.box for one in sheet.placeholders.values() if _keeps(one)]


def _obstacles(sheet: Sheet, page: Page, area: Box, gap: float) -> list[Box]:
    """What content must not cover: titles, footers, and all that is drawn, unless it is drawn as a ground, or lies
    under one."""
    margin = round(gap * page.height)
    placed = _placed(sheet)
    drawn = [piece.box for piece in upon_ground(sheet, page, area)]
    line = round(LINE * page.width)
    return [_solid(box, line).inset(*(-margin,) * 4) for box in (*placed, *drawn)]


def upon_ground(sheet: Sheet, page: Page, area: Box) -> list[Piece]:
    """What is drawn above the topmost ground of `area`; of what is as large as the page, only what it fills counts."""
    pieces = furniture_of(sheet)
    grounds = [number for number, piece in enumerate(pieces) if is_ground(piece, page, area)]
    above = pieces[grounds[-1] + 1 if grounds else 0 :]
    return [piece for piece in above if share_inside(page.box, piece.box) < BACKDROP or piece.covers(area)]


def trimmed(sheet: Sheet, page: Page, box: Box) -> Box:
    """The part of a text's place that no bar, picture or footer of the template reaches into; all of it, if too
    little would be left."""
    least = THICK * page.width
    drawn = [piece.box for piece in upon_ground(sheet, page, box) if piece.fill]
    thick = [one for one in drawn if min(one.width, one.height) > least]
    calm = calm_part(sheet, page, box, CALM)
    for obstacles in ([*thick, *(one.box for one in sheet.of_types(*STANDING))], thick):
        found = largest(calm, obstacles)
        if found is not None and found.width * found.height >= box.width * box.height * 0.35:
            return found
    return box


def beside_logos(sheet: Sheet, page: Page, box: Box) -> Box:
    """The part of a title's place that no logo, stamp or line in its way reaches into; all of it, if too little would
    be left. What lies behind the middle of the title is what it stands on."""
    line = round(LINE * page.width)
    middle = box.inset(box.width // 4, box.height // 3, box.width // 4, box.height // 3)
    drawn = [
        _solid(piece.box, line)
        for piece in upon_ground(sheet, page, box)
        if share_inside(box, piece.box) < 0.5 and (piece.fill == PICTURE or not overlap(piece.box, middle))
    ]
    found = largest(calm_part(sheet, page, box, TITLE_LEAST, any_ink=True), drawn)
    if found is None or found.width * found.height < TITLE_LEAST * box.width * box.height:
        return box
    return found


def _solid(box: Box, least: int) -> Box:
    """The box with some thickness, where it is a line."""
    across, down = max(0, least - box.width) // 2, max(0, least - box.height) // 2
    return box.inset(-across, -down, -across, -down)


def _keeps(placeholder: Placeholder) -> bool:
    return placeholder.type in (*STANDING, *TITLE_TYPES) and placeholder.box.width > 0


def is_ground(piece: Piece, page: Page, area: Box) -> bool:
    """Whether content stands on the piece: it holds the whole place that is meant for content, or the page."""
    if piece.fill is None:
        return share_inside(page.box, piece.box) >= BACKDROP
    return piece.covers(page.box) >= BACKDROP or piece.covers(area) >= 0.9


def largest(area: Box, obstacles: Iterable[Box]) -> Box | None:
    """The largest part of `area` that no obstacle reaches into."""
    inside = [box for box in obstacles if box.width and box.height and overlap(area, box)]
    inside.sort(key=lambda box: -box.width * box.height)
    seen: set[Box] = set()
    best: Box | None = None

    def search(room: Box, left: Sequence[Box]) -> None:
        nonlocal best
        if room in seen or (best and room.width * room.height <= best.width * best.height):
            return
        seen.add(room)
        hit = next((box for box in left if overlap(room, box)), None)
        if hit is None:
            best = room
            return
        for part in sorted(_beside(room, hit), key=lambda part: -part.width * part.height):
            search(part, left)

    search(area, inside[:MOST_OBSTACLES])
    return best


def _beside(room: Box, hit: Box) -> list[Box]:
    """The four parts of `room` at the sides of `hit`."""
    parts = (
        room._replace(height=hit.top - room.top),
        room._replace(top=hit.bottom, height=room.bottom - hit.bottom),
        room._replace(width=hit.left - room.left),
        room._replace(left=hit.right, width=room.right - hit.right),
    )
    return [part for part in parts if part.width > 0 and part.height > 0]
