"""What the author may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import islice

MOST_KNOWN = 200
"""More names are not compared: it takes longer than the hint is worth."""


def find_close(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` seems to be a slip of the pen for."""
    by_lower = {name.lower(): name for name in islice(known, MOST_KNOWN)}
    close = difflib.get_close_matches(word.lower(), by_lower, n=1)
    return by_lower[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    close = find_close(word, known)
    return f"did you mean `{close}`?" if close else None
