"""A written deck → the copy that LibreOffice gets to see: without empty placeholders, leading nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from deckgen.check.stand_ins import StandIns
from deckgen.templates.foreign import AGAIN, Unreadable
from deckgen.templates.placeholders import P, find_reference
from deckgen.templates.styles import A
from deckgen.templates.unpacking import MAX_PACKED
from deckgen.written.model import WrittenDeck

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SMALLER = "split it, or compress its pictures"
Change = Callable[["Element"], None]
"""Changes the part that has this root."""


class DeckCopy(NamedTuple):
    data: bytes
    pages: int
    """How many LibreOffice makes of it: hidden slides are left out."""
    stand_ins: StandIns = ()
    """What it draws for typefaces that are not installed, before all else."""


def render_copy(
    deck: WrittenDeck, changes: Mapping[str, Change] | None = None, stand_ins: StandIns = ()
) -> DeckCopy:
    """Without empty placeholders, which LibreOffice draws with icon and prompt, and without links out; then `changes`
    are made to the parts that they name. Raises Unreadable where a slide or another part is damaged."""
    if deck.lost:
        numbers = ", ".join(map(str, deck.lost[:5]))
        raise Unreadable(f"slides are missing or damaged: {numbers}", AGAIN)
    if not deck.slides:
        raise Unreadable("it has no slides")
    archive = deck.package.archive
    if archive.is_on_disk:
        raise Unreadable(f"it has more than {MAX_PACKED:,} bytes, too many to be laid out", _SMALLER)
    wanted: dict[str, list[Change]] = {slide.part: [_strip_empty] for slide in deck.slides}
    wanted |= {name: [_drop_external] for name, _ in archive.sizes() if name.lower().endswith(".rels")}
    for name, change in (changes or {}).items():
        wanted.setdefault(name, []).append(change)
    data = archive.saved({name: _changed(archive.parse(name), each) for name, each in wanted.items()})
    return DeckCopy(data, sum(not slide.hidden for slide in deck.slides), stand_ins)


def _changed(root: Element, changes: list[Change]) -> Element:
    for change in changes:
        change(root)
    return root


def _drop_external(root: Element) -> None:
    for entry in list(root):
        # A hyperlink is not followed on conversion; a linked picture or sound is fetched.
        if entry.get("TargetMode") == "External" and not str(entry.get("Type")).endswith("/hyperlink"):
            root.remove(entry)


def _strip_empty(root: Element) -> None:
    for shape in list(root.iter(f"{P}sp")):
        parent = shape.getparent()
        if parent is not None and _is_empty_placeholder(shape):
            parent.remove(shape)


def _is_empty_placeholder(shape: Element) -> bool:
    placeholder = find_reference(shape)
    if placeholder is None:
        return False
    # A filled one is a p:pic; text in this one would be drawn with the icon.
    if placeholder.get("type") == "pic":
        return True
    text = "".join(node.text or "" for node in shape.iter(f"{A}t"))
    return not text.strip()
