"""What a house allows its texts: lines, size and length, by slot."""

import re
from typing import Annotated

from deckgen.forms.form import Form, as_data, replaced
from deckgen.forms.marks import limits, tidied

_UNIT = re.compile(r"\s*(pt|points?)$", re.IGNORECASE)


def _without_unit(text: str) -> str:
    return _UNIT.sub("", text)


class Limit(Form):
    """The most lines and characters that a text may have, and the size in points below which it is never set."""

    lines: Annotated[int, limits(1, 1_000)] | None = None
    characters: Annotated[int, limits(1, 100_000)] | None = None
    smallest: Annotated[float, limits(6, 400), tidied(_without_unit)] | None = None

    def under(self, other: "Limit") -> "Limit":
        """What `other`, which is more particular, leaves of it, and what that says."""
        return replaced(self, **as_data(other))
