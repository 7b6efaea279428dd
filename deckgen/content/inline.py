"""Inline marks in text → runs. The subset: **bold**, *emphasis*, [link](https://…), and \\ to escape."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `tone` names a colour role of the slide (`muted`, `accent`) or None."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    tone: str | None = None
