"""What the source said when the quotes were last looked at: kept beside the content file, compared at every check.

A source is often a draft that somebody goes on writing. A quote that vanishes from it is found anyway; but a
sentence may change around a quote that stays: `预计` before it, a correction behind it. So `deckgen check --pin` writes
down each quote's whole sentence, in a file that is readable, can be compared by eye and goes along with the
report: `report.source.lock` beside `report.yaml`. It is a file of its own, so that nothing is ever written into what
people edit, and it holds sentences, not mere sums, so that a finding can say what stood there before. Saving
the source anew, in another format even, changes nothing as long as the words are the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from deckgen.check.folding import fold, join_lines, squeeze
from deckgen.check.source import Source
from deckgen.records import dataclass

ABOUT = "Written by `deckgen check --pin`: what the source said when the quotes were last looked at."
MAX_PINS = 20_000_000


class PinsUnreadable(Exception):
    """The file is not what `--pin` writes."""


@dataclass(frozen=True, slots=True)
class Pins:
    """The state of a source: a sum over its words, and the sentences around each quote."""

    words: str
    sentences: Mapping[str, tuple[str, ...]]


def pins_beside(content: Path) -> Path:
    """The file that holds the pins of a report."""
    return content.with_suffix(".source.lock")


def pin(source: Source, quotes: Iterable[str]) -> Pins:
    """The present state. Quotes that the source does not have are left out."""
    found = {key_of(quote): sentences_around(source, quote) for quote in quotes}
    return Pins(words_of(source), {key: sentences for key, sentences in found.items() if sentences})


def words_of(source: Source) -> str:
    return hashlib.sha256(squeeze(source.folded).text.encode("utf-8", "replace")).hexdigest()


def key_of(quote: str) -> str:
    """The same for every spelling of a quote that is found at the same places."""
    return squeeze(fold(join_lines(quote.strip()).text)).text


def sentences_around(source: Source, quote: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.whole_sentence(*place) for place in source.find_all(quote)))


def written(pins: Pins) -> str:
    data = {"about": ABOUT, "words": pins.words, "sentences": pins.sentences}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_pins(data: bytes) -> Pins:
    """Raises PinsUnreadable."""
    try:
        found = json.loads(data.decode())
        sentences = {
            str(quote): tuple(map(str, sentences)) for quote, sentences in found["sentences"].items()
        }
        return Pins(str(found["words"]), sentences)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise PinsUnreadable from None
