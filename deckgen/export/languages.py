"""The language that most of a deck is in."""

from __future__ import annotations

from collections import Counter

from deckgen.written.model import WrittenDeck


def main_language(deck: WrittenDeck) -> str:
    """`zh-CN`; empty where the deck does not say."""
    letters: Counter[str] = Counter()
    for slide in deck.slides:
        for shape in slide.shapes:
            for body in shape.bodies:
                for run in body.runs:
                    letters[run.language] += len(run.text)
    del letters[""]
    return letters.most_common(1)[0][0] if letters else ""
