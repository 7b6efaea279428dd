"""Slide titles: every one different, so that a reader who hears them read aloud knows where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from deckgen.content.inline import Run
from deckgen.fit.drafts import Draft
from deckgen.layouts.model import Text
from deckgen.plan.words import Words


def number_titles(drafts: Iterable[Draft], words: Words) -> None:
    """A title that was there before gets （续）, （续2） … after it."""
    seen: Counter[str] = Counter()
    for draft in drafts:
        title = draft.title
        if title is None or not isinstance(title.fill, Text):
            continue
        before = seen[title.fill.text]
        seen[title.fill.text] += 1
        if before:
            mark = words.continued if before == 1 else words.continued_again.format(before)
            title.fill = with_suffix(title.fill, mark)


def with_suffix(text: Text, suffix: str) -> Text:
    *before, last = text.paragraphs
    return replace(text, paragraphs=(*before, replace(last, runs=(*last.runs, Run(suffix)))))
