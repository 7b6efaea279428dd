"""Which typefaces a shape's text names, and which ones an office program took to draw it."""

from __future__ import annotations

from deckgen.check.placed import PlacedText
from deckgen.fit.fonts import TABLE_OF
from deckgen.patterns import regex

STYLE = regex(r"[-,].*$|(?:bold|italic|oblique|regular|light|medium|semibold|black|mt|ps)+$")


def find_replaced(text: PlacedText) -> tuple[str, str] | None:
    """Named and drawn typeface where they differ in width, and it is certain which was drawn for which.

    That is so where Latin letters only stand in one typeface.
    """
    body = text.shape.body
    if body is None or not body.text.isascii():
        return None
    named = {run.latin for run in body.runs if any(map(str.isalnum, run.text))}
    drawn = {font for line in text.laid.lines for font in line.fonts if font}
    if len(named) != 1 or len(drawn) != 1:
        return None
    one, other = named.pop(), drawn.pop()
    return (one, other) if one and family(other) not in as_good(one) else None


def as_good(typeface: str) -> set[str]:
    """The typeface and those made to its widths."""
    table = TABLE_OF.get(typeface.strip().casefold())
    return {family(typeface), *(family(name) for name, its in TABLE_OF.items() if its == table is not None)}


def family(name: str) -> str:
    """The family's name in small letters, without blanks and style: `LiberationSans-Bold` is liberationsans."""
    return STYLE.sub("", name.casefold().replace(" ", ""))
