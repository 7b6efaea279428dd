"""How much a file's name, or the caption in it, sounds like a photo's caption: from 0 to 1."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from deckgen.records import dataclass

WORD_WEIGHT = 0.35
"""What three letters of a word say, measured against two Chinese characters."""
ENOUGH = 2.0
"""So much in common (three Chinese characters, a word of six letters) is worth its full share."""
SAME_NUMBER, OTHER_NUMBER = 0.12, 0.85
_RUN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af々〇]+)|(\d+)|([^\W\d_]+)")
_SMALL_WORDS = frozenset(
    "a an and at by for from in of on or the to with jpg jpeg png img dsc image".split()  # noqa: SIM905
)
_NUMBERING = re.compile(r"(?:no|nr|photo|pic|picture|图片?|照片|第)?[\s._#-]*(\d{1,3})\s*(?:张|号|图|photo)?")
_LEADING = re.compile(r"(\d{1,3})\s*[-_.、．)）\s]\s*(?=\D)")
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十]{1,3})|[(（]([一二三四五六七八九十]{1,3})[)）]|([一二三四五六七八九十])$"
)
_DATE = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
_DIGITS = "零一二三四五六七八九"

Grams = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A text taken apart: pieces with what each says, its numbers, and the number it begins with or is."""

    plain: str
    grams: Grams
    numbers: frozenset[str]
    leading: int | None = None
    numbering: int | None = None
    """Set where the name is nothing but a number: 03, 照片3."""


@lru_cache(maxsize=20_000)
def name_of(text: str) -> Name:
    """Width, case, punctuation and the way numbers are written make no difference."""
    even = _ORDINAL.sub(_arabic, unicodedata.normalize("NFKC", text).casefold().strip())
    even = _DATE.sub(lambda found: f" {found[1]} {int(found[2])} {int(found[3])} ", even)
    only = _NUMBERING.fullmatch(even)
    leading = _LEADING.match(even)
    rest = even[leading.end() :] if leading else even
    grams: Counter[str] = Counter()
    numbers = set()
    for chinese, digits, word in _RUN.findall(rest):
        if digits:
            numbers.add(digits.lstrip("0") or "0")
        else:
            grams.update(_pieces(chinese) if chinese else _word_pieces(word))
    plain = "".join(character for character in rest if character.isalnum())
    return Name(
        plain,
        dict(grams),
        frozenset(numbers),
        int(leading[1]) if leading else None,
        int(only[1]) if only else None,
    )


def likeness(caption: Name, name: Name, common: Mapping[str, int]) -> float:
    """`common` says in how many captions a piece stands: what stands in all of them tells nothing apart."""
    if caption.plain and caption.plain == name.plain:
        return 1.0
    said, named = _weighed(caption.grams, common), _weighed(name.grams, common)
    shared = sum(min(said[piece], named[piece]) for piece in said.keys() & named.keys())
    if not shared:
        return 0.0
    # Counted plainly: a word that all captions share is still a word, it only tells less.
    together = sum(min(caption.grams[piece], name.grams[piece]) for piece in said.keys() & named.keys())
    covered = sorted((shared / sum(said.values()), shared / sum(named.values())))
    score = 0.75 * covered[1] * min(1.0, together / ENOUGH) + 0.25 * covered[0]
    if caption.numbers and name.numbers:
        score = score + SAME_NUMBER if caption.numbers & name.numbers else score * OTHER_NUMBER
    return min(score, 0.99)


def commonness(captions: Iterable[Name]) -> Counter[str]:
    """In how many captions each piece stands."""
    return Counter(piece for caption in captions for piece in caption.grams)


def _weighed(grams: Grams, common: Mapping[str, int]) -> dict[str, float]:
    return {piece: weight / math.sqrt(common.get(piece, 1) or 1) for piece, weight in grams.items()}


def _pieces(run: str) -> dict[str, float]:
    if len(run) == 1:
        return {run: 0.5}
    return {run[n : n + 2]: 1.0 for n in range(len(run) - 1)}


def _word_pieces(word: str) -> dict[str, float]:
    if word in _SMALL_WORDS or len(word) < 2:
        return {}
    whole = f"^{word}$"
    return {whole[n : n + 3]: WORD_WEIGHT for n in range(len(whole) - 2)}


def _arabic(found: re.Match[str]) -> str:
    """第十二 → 第12: numbers up to 99 in Chinese, where they surely are numbers."""
    chinese = next(group for group in found.groups() if group)
    tens, ten, ones = chinese.rpartition("十")
    number = (
        (_DIGITS.find(tens or "一") * 10 if ten else 0) + max(_DIGITS.find(ones), 0) if ones or ten else 0
    )
    return f" {number} "
