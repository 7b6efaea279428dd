"""How long each stage of a build takes, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

Item = TypeVar("Item")


class Stopwatch:
    """Runs from when it is made; every stage says when it is done.

    Somebody in another thread may look at it: `doing` says what is done just now, `number` to which slide of `total`,
    which is 0 where slides are not gone through one by one.
    """

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._since = time.perf_counter()
        self.doing = ""
        self.number = self.total = 0

    @property
    def seconds(self) -> Mapping[str, float]:
        """Stage → seconds, in the order in which they were first done."""
        return self._seconds

    def done(self, stage: str) -> None:
        """All that has passed since the stage before was done went into this one."""
        now = time.perf_counter()
        self._seconds[stage] = self._seconds.get(stage, 0.0) + now - self._since
        self._since = now
        self.doing = ""

    def begin(self, doing: str, total: int = 0) -> None:
        """What begins, such as `reading` or `fitting`, and how many slides it goes through one by one."""
        self.number, self.total, self.doing = 0, total, doing

    def counted(self, slides: Iterable[Item]) -> Iterator[Item]:
        """The same, and each is counted."""
        for slide in slides:
            self.number += 1
            yield slide
