"""Names in a deck are spelt as the glossary says.

For decks that no report was checked with, or that were edited since: the names are those of the report's `glossary:`
and of `[glossary]` in the nearest deckgen.toml.

    slide 4, "caption-1": error: name-misspelt: `江西妇女联合会` is not spelt as the glossary says
"""

from __future__ import annotations

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import NAME_DOUBTFUL, NAME_MISSPELT
from deckgen.diagnostics import Sink


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report names that are spelt otherwise than the glossary says."""
    if not subject.names or subject.is_just_made:
        return
    from deckgen.check.deck_figures import lines_of  # most houses list no names
    from deckgen.check.spelling import misspellings

    for line in lines_of(subject.deck):
        for found in misspellings(line.text, subject.names):
            code = NAME_MISSPELT if found.sure else NAME_DOUBTFUL
            notes = " (notes)" if line.shape is None else ""
            message = f"`{found.found}` is not spelt as the glossary says{notes}"
            sink.report(code, message, subject.spot(line.slide, line.shape), hint=f"write `{found.right}`")


RULE = DeckRule((), check, __doc__)
