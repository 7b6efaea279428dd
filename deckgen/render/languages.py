"""A text in a deck of another script → its stretches with the East Asian language that each is in."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.fit.scripts import script_stretches
from deckgen.patterns import regex

_KANA = regex("[\u3040-\u30ff]")
_HANGUL = regex("[\u1100-\u11ff\uac00-\ud7af]")
_IDEOGRAPH = regex("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def tagged_stretches(text: str) -> Iterator[tuple[str, str | None]]:
    """The pieces of `text`, one after the other, and the language tag of those that are Chinese, Japanese or Korean.

    Ideographs beside kana are Japanese. Marks of full width alone are of no language.
    """
    ideographs = "ja-JP" if _KANA.search(text) else "zh-CN"
    piece = ""
    for start, end, east_asian in script_stretches(text):
        stretch = text[start:end]
        tag = _tag_of(stretch, ideographs) if east_asian else None
        if tag is None:
            piece += stretch
            continue
        if piece:
            yield piece, None
        kept = stretch.rstrip()
        yield kept, tag
        piece = stretch[len(kept) :]
    if piece:
        yield piece, None


def _tag_of(stretch: str, ideographs: str) -> str | None:
    if _HANGUL.search(stretch):
        return "ko-KR"
    return ideographs if _KANA.search(stretch) or _IDEOGRAPH.search(stretch) else None
