"""Texts → texts that can be compared: width, traditional characters, punctuation and line breaks do not count.

Folding takes one character to one character, so a place in the folded text is a place in the author's.
The characters are OpenCC's table TSCharacters (Apache License 2.0, see LICENSE).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from deckgen.content.widths import HALF_WIDTH
from deckgen.patterns import regex
from deckgen.records import dataclass
from deckgen.sources.model import BREAK

_ALIKE = {
    '"': "“”„‟「」『』〝〞«»",
    "'": "‘’‚‛′",
    "-": "‐‑‒–—―−─",
    ".": "。．",
    ",": "，、",
    "~": "～〜∼",
    "·": "•‧・･∙",
    "(": "〔【〖",
    ")": "〕】〗",
    "<": "〈《",
    ">": "〉》",
}
_TABLE_FILE = Path(__file__).with_name("traditional.txt")

_WIDE = "\u2018-\u201f\u2014\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_GAP = regex(f"[\\s{_INVISIBLE}{BREAK}]+")
_GROUPING = regex("(?<=\\d)[\u00a0\u2007\u2009\u202f](?=\\d{3}(?!\\d))")
_IS_WIDE = regex(f"[{_WIDE}]")
_NOT_COUNTED = regex(f"[ {BREAK}]|(?<=[A-Za-z])-(?=[ {BREAK}]*[A-Za-z])")
_ONLY_INVISIBLE = regex(f"[{_INVISIBLE}]+")


@cache
def _table() -> Mapping[int, int]:
    lines = _TABLE_FILE.read_text("utf-8").splitlines()
    pairs = zip("".join(lines[::2]), "".join(lines[1::2]), strict=True)
    table = {ord(old): ord(new) for old, new in pairs}
    table |= HALF_WIDTH
    table |= {ord(old): ord(new) for new, olds in _ALIKE.items() for old in olds}
    return table | {0x3000: 0x20, 0xA0: 0x20}


def fold(text: str) -> str:
    """The same text in half width, simplified characters and plain punctuation; as long as `text`."""
    return text.translate(_table())


@dataclass(frozen=True, slots=True)
class Joined:
    """A text without its line breaks. `offsets` has the place of each of its characters in the text it came from."""

    text: str
    offsets: tuple[int, ...]


def join_lines(raw: str, marks: str = "") -> Joined:
    """`raw` on one line: gaps next to Chinese vanish, others are one blank; a gap with a BREAK is one BREAK.
    `marks` are characters to leave out."""
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end, shown in _stretches(raw):
        if shown in (" ", BREAK):
            pieces.append(shown)
            offsets.append(next(place for place in range(start, end) if _makes(shown, raw[place])))
        elif shown:
            kept = [place for place in range(start, end) if raw[place] not in marks]
            pieces.append("".join(raw[place] for place in kept))
            offsets += kept
    return Joined("".join(pieces), tuple(offsets))


def _stretches(raw: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and what to show of each stretch: the characters themselves, a blank, a BREAK, or nothing."""
    last = 0
    for gap in _GAP.finditer(raw):
        if gap.start() > last:
            yield last, gap.start(), raw[last : gap.start()]
        yield gap.start(), gap.end(), _shown(raw, gap)
        last = gap.end()
    if last < len(raw):
        yield last, len(raw), raw[last:]


def squeeze(folded: str) -> Joined:
    """A folded text without blanks, breaks, and hyphens inside words, which a line's end may have made."""
    places = [False] * len(folded)
    for found in _NOT_COUNTED.finditer(folded):
        places[found.start()] = True
    kept = tuple(place for place, gone in enumerate(places) if not gone)
    return Joined("".join(folded[place] for place in kept), kept)


def _makes(shown: str, character: str) -> bool:
    """Whether this character of a gap is what the gap is shown for."""
    return character == shown or (shown == " " and character.isspace())


def _shown(raw: str, gap: re.Match[str]) -> str:
    if BREAK in gap[0]:
        return BREAK
    before, after = raw[max(0, gap.start() - 1) : gap.start()], raw[gap.end() : gap.end() + 1]
    if not before or not after or _IS_WIDE.match(before) or _IS_WIDE.match(after):
        return ""
    return "" if _ONLY_INVISIBLE.fullmatch(gap[0]) or _GROUPING.match(raw, gap.start()) else " "
