"""The trial report in Chinese and in English, and the drawings it shows; `trial_report` chooses the language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

LANGUAGES = ("zh", "en")
CHINESE_FROM = 0.3
"""Share of the slide layouts' names from which on a template is a Chinese one."""


def trial_report(language: str) -> Path:
    return Path(__file__).parent / f"{language}.yaml"


def language_of(names: Iterable[str]) -> str:
    """The language for a template whose slide layouts have these names."""
    found = [_is_chinese(name) for name in names]
    return "zh" if found and sum(found) >= CHINESE_FROM * len(found) else "en"


def _is_chinese(name: str) -> bool:
    """Ideographs without the kana or hangul that would make them Japanese or Korean."""
    kinds = {unicodedata.name(character, "").partition(" ")[0] for character in name}
    return "CJK" in kinds and not kinds & {"HIRAGANA", "KATAKANA", "HANGUL"}
