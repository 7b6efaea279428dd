"""How long each stage of a build takes."""

from __future__ import annotations

import time
from collections.abc import Mapping


class Stopwatch:
    """Runs from when it is made; every stage says when it is done."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    @property
    def seconds(self) -> Mapping[str, float]:
        """Stage → seconds, in the order in which they were first done."""
        return self._seconds

    def done(self, stage: str) -> None:
        """All that has passed since the stage before was done went into this one."""
        now = time.perf_counter()
        self._seconds[stage] = self._seconds.get(stage, 0.0) + now - self._since
        self._since = now
