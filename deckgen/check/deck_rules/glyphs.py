"""Every character can be drawn on the audience's machine.

Found are characters of the private use area (unless an icon typeface draws them), characters that Unicode does not know
or that mark lost text (U+FFFD), ideographs outside the common planes, which few typefaces have, and flags, for which
Windows shows two letters.

    江西省𬭎明县      # warning: glyph-missing
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.placed import extract
from deckgen.codes import GLYPH_MISSING
from deckgen.diagnostics import Sink
from deckgen.written.model import WrittenRun, WrittenShape

SYMBOL_TYPEFACES = (
    "dings",
    "symbol",
    "icon",
    "awesome",
    "glyph",
    "mdl2",
    "fluent",
    "marlett",
    "extra",
    "math",
)
SYMBOL_AREA = range(0xF000, 0xF100)
"""Where programs put the characters of Wingdings and its like, whatever typeface the run names."""
FLAGS = range(0x1F1E6, 0x1F200)
RARE = range(0x20000, 0x40000)
LINE_ENDS = "\t\n\r\v"


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report each shape with characters that may not be drawn, once for each reason."""
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            found: dict[str, dict[str, None]] = {}
            for run in _runs(shape):
                for character, reason in _faults(run, subject.deck.fonts):
                    found.setdefault(reason, {})[character] = None
            for reason, characters in found.items():
                named = ", ".join(_named(one) for one in list(characters)[:3])
                message = f"{named} in `{extract(shape.text)}`: {reason}"
                sink.report(
                    GLYPH_MISSING,
                    message,
                    subject.spot(slide, shape),
                    hint="write it otherwise, or as a picture",
                )


def _runs(shape: WrittenShape) -> Iterator[WrittenRun]:
    for body in shape.bodies:
        yield from body.runs


def _faults(run: WrittenRun, embedded: frozenset[str]) -> Iterator[tuple[str, str]]:
    if run.text.isascii() and run.text.isprintable():
        return
    names = [name for name in (run.latin, run.east_asian) if name]
    for character in run.text:
        reason = fault_of(character)
        if reason and not (_is_private(character) and _draws_icons(character, names, embedded)):
            yield character, reason


@lru_cache(maxsize=8192)
def fault_of(character: str) -> str | None:
    """Why text typefaces lack the character; None where they have it."""
    code = ord(character)
    if character == "\ufffd":
        return "it stands for text that was lost on the way"
    if code in RARE:
        return "few typefaces have so rare a character"
    if code in FLAGS:
        return "Windows shows letters in place of flags"
    match unicodedata.category(character):
        case "Co":
            return "the private use area means something else in every typeface"
        case "Cn" | "Cs":
            return "Unicode has no such character, or only since a short while"
        case "Cc" if character not in LINE_ENDS:
            return "a control character cannot be drawn"
    return None


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def _draws_icons(character: str, typefaces: list[str], embedded: frozenset[str]) -> bool:
    if ord(character) in SYMBOL_AREA or not embedded.isdisjoint(typefaces):
        return True
    return any(word in name.casefold() for name in typefaces for word in SYMBOL_TYPEFACES)


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return code if unicodedata.category(character).startswith("C") else f"`{character}` ({code})"


RULE = DeckRule((GLYPH_MISSING,), check, __doc__)
