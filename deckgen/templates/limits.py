"""What a house allows its texts: lines, size and length, by slot."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_UNIT = re.compile(r"\s*(pt|points?)$", re.IGNORECASE)


def _without_unit(value: object) -> object:
    return _UNIT.sub("", value) if isinstance(value, str) else value


class Limit(BaseModel):
    """The most lines and characters that a text may have, and the size in points below which it is never set."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    lines: Annotated[int, Field(ge=1, le=1_000)] | None = None
    characters: Annotated[int, Field(ge=1, le=100_000)] | None = None
    smallest: (
        Annotated[float, BeforeValidator(_without_unit), Field(ge=6, le=400, allow_inf_nan=False)] | None
    ) = None

    def under(self, other: Limit) -> Limit:
        """What `other`, which is more particular, leaves of it, and what that says."""
        return self.model_copy(update=other.model_dump(exclude_none=True))
