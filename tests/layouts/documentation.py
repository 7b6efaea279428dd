"""A layout's docstring → its parts: what it is, what it takes, how much it holds, and what happens beyond that."""

from __future__ import annotations

import re

from deckgen.records import dataclass

LABELS = ("Takes", "Holds", "Beyond")
_LABELLED = re.compile(rf"^({'|'.join(LABELS)}):\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Documentation:
    """What a layout says of itself. A part that its docstring leaves out is empty."""

    summary: str
    takes: str
    holds: str
    beyond: str
    more: str = ""
    """What else the docstring says, in its own lines."""


def read_documentation(doc: str) -> Documentation:
    """The first line sums up; `Takes:`, `Holds:` and `Beyond:` open the other parts, each up to the next one or the
    end of its paragraph."""
    summary, _, rest = doc.strip().partition("\n")
    before, *pieces = _LABELLED.split(rest)
    said, more = {}, [before]
    for label, text in zip(pieces[::2], pieces[1::2], strict=True):
        paragraph, _, after = text.partition("\n\n")
        said[label] = " ".join(paragraph.split())
        more.append(after)
    takes, holds, beyond = (said.get(label, "") for label in LABELS)
    told = "\n\n".join(filter(None, (part.strip() for part in more)))
    return Documentation(summary.strip(), takes, holds, beyond, told)
