"""Slides of an account → pictures with the findings drawn over them, and the findings beside."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from html import escape

from deckgen.fit.pictures import as_jpeg
from deckgen.messages import printable, shortened
from deckgen.proof.account import Account, Marked
from deckgen.proof.words import Words
from deckgen.units import EMU_PER_POINT, Box
from deckgen.written.model import WrittenDeck, WrittenSlide

DISC = 17.0
"""Radius of a number, points on the slide."""
DISC_PITCH = 2 * DISC + 3
DISCS_ABREAST = 18
MOST_MARKS = 60
"""A slide with more findings than this is not made clearer by marking each."""
WORDS_WIDTH = 46
_WRITTEN = re.compile("`([^`]+)`")


def slide_card(account: Account, slide: WrittenSlide, marked: Sequence[Marked], words: Words) -> str:
    """A slide with its findings."""
    return (
        f'<section class="slide" aria-label="{said(words.slide.format(slide.number))}">\n'
        f"<h3>{_heading(slide, words)}</h3>\n{_sheet(account, slide, marked, words)}\n"
        f"{findings(marked, words)}</section>"
    )


def slide_item(account: Account, slide: WrittenSlide, words: Words) -> str:
    """A slide without any, small."""
    caption = (
        f"{words.slide.format(slide.number)} · {slide.title}"
        if slide.title
        else words.slide.format(slide.number)
    )
    return f"<li>{_sheet(account, slide, (), words)}<p>{said(caption)}</p></li>"


def findings(marked: Sequence[Marked], words: Words) -> str:
    return f'<ol class="findings">\n{"".join(_finding(one, words) for one in marked)}</ol>\n'


def said(text: str) -> str:
    """Text for the page: nothing in it can be markup, or turn the lines round."""
    return escape(printable(text))


def spoken(text: str) -> str:
    """A message or a hint, in which backquotes mark what somebody has written."""
    return _WRITTEN.sub(r"<code>\1</code>", said(text))


def _heading(slide: WrittenSlide, words: Words) -> str:
    hidden = f'<span class="tag">{said(words.hidden)}</span>' if slide.hidden else ""
    return f'<span class="of">{said(words.slide.format(slide.number))}</span>{said(slide.title)}{hidden}'


def _finding(one: Marked, words: Words) -> str:
    found, code = one.finding, one.finding.code
    kind, name = code.severity.value, words.names.get(code.name) or code.name.replace("-", " ")
    place = " · ".join(part for part in (code.name, found.place) if part)
    label = f"{words.kinds[code.severity]}{words.colon}{name}"
    number = f'<span class="n {kind}">{one.number}</span>'
    if one.again:
        as_before = f'<a href="#f{one.number}">{said(words.again.format(one.number))}</a>'
        return f'<li class="{kind}">{number}<p class="kind">{said(label)}</p><p>{as_before}</p></li>\n'
    lines = [
        f'<p class="kind">{said(label)}</p>',
        f"<p>{spoken(words.message(found.message))}</p>",
        f'<p class="hint">{said(words.hint + words.colon)}{spoken(words.advice(found.hint))}</p>'
        if found.hint
        else "",
        f'<p class="fix">{said(words.fixable)}</p>' if found.edit else "",
        f'<p class="where">{said(place)}</p>' if place else "",
    ]
    return f'<li class="{kind}" id="f{one.number}">{number}{"".join(lines)}</li>\n'


def _sheet(account: Account, slide: WrittenSlide, marked: Sequence[Marked], words: Words) -> str:
    """The picture, or an outline, with boxes and numbers over it."""
    deck = account.deck
    assert deck is not None  # noqa: S101
    laid = account.laid_out.by_number.get(slide.number) if account.laid_out else None
    picture = laid.picture if laid else b""
    width, height = deck.width / EMU_PER_POINT, deck.height / EMU_PER_POINT
    pattern = words.picture if picture else words.outline
    label = said(pattern.format(slide.number, slide.title))
    below = "" if picture else "".join(_outline(slide, deck))
    marks = "".join(_marks(marked[:MOST_MARKS], deck))
    role = "" if picture else f' role="img" aria-label="{label}"'
    drawing = f'<svg viewBox="0 0 {width:g} {height:g}"{role}>{below}{marks}</svg>' if below or marks else ""
    image = f'<img alt="{label}" src="{data_uri(as_jpeg(picture))}">' if picture else ""
    if not image and not drawing:
        drawing = f'<svg viewBox="0 0 {width:g} {height:g}"{role}></svg>'
    hidden = " hidden" if slide.hidden else ""
    return f'<div class="sheet{hidden}">{image}{drawing}</div>'


def data_uri(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}"


def _outline(slide: WrittenSlide, deck: WrittenDeck) -> Iterator[str]:
    """Where the shapes are and how their texts begin."""
    for shape in slide.shapes:
        box = _on_slide(shape.bounds, deck)
        if box is None or shape.kind == "group" or shape.hidden:
            continue
        yield f'<rect class="shape" {_rect(box)}/>'
        text = shortened(" ".join(shape.text.split()), max(4, min(WORDS_WIDTH, int(box[2] / 10))))
        if text and box[3] >= 18:
            yield f'<text class="words" x="{box[0] + 6:.0f}" y="{box[1] + 19:.0f}">{said(text)}</text>'


def _marks(marked: Sequence[Marked], deck: WrittenDeck) -> Iterator[str]:
    boxes = {(one.finding.code.severity.value, box) for one in marked if (box := _on_slide(one.box, deck))}
    for kind, box in sorted(boxes):
        yield f'<rect class="halo" rx="3" {_rect(box)}/><rect class="box {kind}" rx="3" {_rect(box)}/>'
    for (x, y), here in _discs(marked, deck).items():
        for place, one in enumerate(reversed(here)):
            row, step = divmod(place, DISCS_ABREAST)
            yield _disc(one, x - step * DISC_PITCH, y + row * DISC_PITCH)


def _discs(marked: Sequence[Marked], deck: WrittenDeck) -> dict[tuple[float, float], list[Marked]]:
    """Where the last of the numbers of each place stands: texts begin at the left and seldom reach the upper right
    corner of their box. What has no box is numbered there on the slide."""
    width, height = deck.width / EMU_PER_POINT, deck.height / EMU_PER_POINT
    places: dict[tuple[float, float], list[Marked]] = {}
    for one in marked:
        box = _on_slide(one.box, deck) or (0.0, 0.0, width, height)
        x = min(max(box[0] + box[2], DISC + 2), width - DISC - 2)
        y = min(max(box[1], DISC + 2), height - DISC - 2)
        near = (at for at in places if abs(at[0] - x) < 2 * DISC and abs(at[1] - y) < 2 * DISC)
        places.setdefault(next(near, (x, y)), []).append(one)
    return places


def _disc(one: Marked, x: float, y: float) -> str:
    x = max(x, DISC + 2)
    return (
        f'<a href="#f{one.number}"><title>{said(one.finding.message)}</title>'
        f'<circle class="disc {one.finding.code.severity.value}" cx="{x:.0f}" cy="{y:.0f}" r="{DISC:g}"/>'
        f'<text class="n" x="{x:.0f}" y="{y + 6.5:.1f}">{one.number}</text></a>'
    )


def _on_slide(box: Box | None, deck: WrittenDeck) -> tuple[float, float, float, float] | None:
    """Left, top, width and height in points, cut to what can be seen; a place outside shows at the edge."""
    if box is None:
        return None
    margin = 3 * EMU_PER_POINT
    left, top = (
        min(max(at, margin), most - 2 * margin)
        for at, most in ((box.left, deck.width), (box.top, deck.height))
    )
    right = max(left + margin, min(box.left + box.width, deck.width - margin))
    bottom = max(top + margin, min(box.top + box.height, deck.height - margin))
    scale = EMU_PER_POINT
    return left / scale, top / scale, (right - left) / scale, (bottom - top) / scale


def _rect(box: tuple[float, float, float, float]) -> str:
    names = ("x", "y", "width", "height")
    return " ".join(f'{name}="{value:.1f}"' for name, value in zip(names, box, strict=True))
