"""An icon's name and a theme colour → the SVG that follows the theme in PowerPoint, and its picture for others."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from deckgen.fit.drawings import draw
from deckgen.fit.pictures import EncodedPhoto
from deckgen.icons import SIDE, icons

PIXELS = 256
"""The side of the picture: twice what the largest place shows on a projector."""

MOST_KEPT = 256

_THEME = {"tx1": "Text1", "tx2": "Text2", "bg1": "Background1", "bg2": "Background2"}
"""Theme slots as PowerPoint names them in the classes of its own icons."""


@lru_cache(MOST_KEPT)
def draw_icon(name: str, slot: str, colour: str) -> EncodedPhoto:
    """The icon in the theme colour `slot`, which is `colour` (RRGGBB) in this template."""
    svg = icon_svg(icons()[name].outline, slot, colour)
    png = draw(svg, PIXELS, PIXELS)
    digest = hashlib.sha256(png).hexdigest()
    return EncodedPhoto(png, "png", (PIXELS, PIXELS), digest, see_through=True, svg=svg.encode())


def icon_svg(outline: str, slot: str, colour: str) -> str:
    """An SVG as PowerPoint writes it: by the name of the class it gives the shape a colour of the theme."""
    follows = f"MsftOfcThm_{_THEME.get(slot, slot.capitalize())}_Fill_v2"
    return (
        f'<svg width="96" height="96" viewBox="0 0 {SIDE} {SIDE}" xmlns="http://www.w3.org/2000/svg" '
        f'overflow="hidden"><style>.{follows} {{ fill:#{colour}; }}</style>'
        f'<g><path class="{follows}" d="{outline}" fill="#{colour}"/></g></svg>'
    )
