"""What somebody said, set large, and who said it; with or without a portrait.

Takes: a `quote` only: `text`, `by`, and perhaps `role` and `portrait`.
Holds: one quote of one to three sentences.
Beyond: longer words stand as running text, beside the portrait if there is one, and go on on a further page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.layouts.bullets import text_page
from deckgen.layouts.model import Fill, Layout, Material, Page, Pages, PhotoFill, Quotation, Text
from deckgen.layouts.photo_text import TALL
from deckgen.layouts.slots import FRAME, PHOTO, numbered

SAID = ("quote", "attribution")


def score(material: Material) -> float:
    return 1.0 if material.holds("quote") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    if quote := material.quote:
        yield (page(material, quote),)
        if quote.portrait:
            yield (beside_portrait(material, quote, quote.portrait, named=True),)
            yield (beside_portrait(material, quote, quote.portrait, named=False),)
        else:
            yield (text_page(material, spoken(quote)),)


def page(material: Material, quote: Quotation) -> Page:
    said: dict[str, Fill] = {**material.frame, "quote": quote.text, "attribution": quote.by}
    if not quote.portrait:
        return Page("quote", said)
    caption: dict[str, Fill] = {"caption-1": quote.caption} if quote.caption else {}
    return Page("quote-portrait", {**material.frame, "photo-1": quote.portrait, **caption, **said})


def beside_portrait(material: Material, quote: Quotation, portrait: PhotoFill, *, named: bool) -> Page:
    """The words as text that can go on; who said them stands under the portrait if `named`, else after the words."""
    lines = quote.caption.paragraphs if quote.caption else ()
    if named:
        lines = (*(replace(line, level=0) for line in quote.by.paragraphs), *lines)
    caption: dict[str, Fill] = {"caption-1": Text(lines, lines[0].origin)} if lines else {}
    body = quote.text if named else spoken(quote)
    fills: dict[str, Fill] = {**material.frame, "photo-1": portrait, **caption, "body": body}
    return Page("photo-text", fills, others=TALL)


def spoken(quote: Quotation) -> Text:
    """The words, and one level below who said them."""
    by = (replace(line, level=1) for line in quote.by.paragraphs)
    return Text((*quote.text.paragraphs, *by), quote.text.origin)


QUOTE = Layout(
    "quote",
    __doc__,
    {"quote": (*FRAME, *SAID), "quote-portrait": (*FRAME, *numbered(PHOTO, 1), *SAID)},
    pages,
    score,
)
