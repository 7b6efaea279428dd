"""Whether files that a deck was made from have changed since: by a look at size and time, twice a second.

Looking, not the system's change events: it works on network drives and in containers, for files and folders that are
not there yet, and however an editor saves; a deck is made of a few hundred files at most.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deckgen.batch.model import Stamp
from deckgen.batch.stamps import ABSENT, NOTHING, Look

PAUSE = 0.5
"""Seconds between two looks."""
SETTLED = 0.2
"""Seconds without a further change after which a build starts."""
PATIENCE = 10.0
"""Seconds after which it starts although files go on changing."""

_FOLDER: Look = (0, -1)


@dataclass(frozen=True, slots=True)
class Sight:
    """Files as they were for the last build."""

    looks: dict[str, Look]

    def changes(self) -> list[str]:
        """The files that are not as they were."""
        return [path for path, before in self.looks.items() if look_at(path) != before]

    def wait(self) -> list[str]:
        """Wait until files have changed and, for a moment, no more do; which ones."""
        while not self.changes():
            time.sleep(PAUSE)
        ends = time.monotonic() + PATIENCE
        before: list[Look] = []
        while (now := [look_at(path) for path in self.looks]) != before and time.monotonic() < ends:
            before = now
            time.sleep(SETTLED)
        return self.changes()


def sight_of(stamps: Iterable[Stamp], started: int) -> Sight:
    """What to watch after a build that began at `started` (nanoseconds). A file that was written while it ran counts
    as changed: what was read of it is not certain."""
    now = time.time_ns()
    looks: dict[str, Look] = {}
    for stamp in stamps:
        look = look_at(stamp.path)
        if stamp.size != ABSENT:
            # A time in the future is a wrong clock, not a change.
            look = NOTHING if started < stamp.mtime_ns <= now else (stamp.size, stamp.mtime_ns)
        elif look != _FOLDER:
            look = NOTHING
        looks[stamp.path] = look
    return Sight(looks)


def look_at(path: str) -> Look:
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return NOTHING
    if stat.S_ISREG(found.st_mode):
        return found.st_size, found.st_mtime_ns
    return _FOLDER if stat.S_ISDIR(found.st_mode) else NOTHING


def named(changes: Sequence[str]) -> str:
    """The changed files for people: `photo.jpg changed`, `photo.jpg and 3 more changed`."""
    more = f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    return f"{os.path.basename(changes[0])}{more} changed" if changes else ""  # noqa: PTH119
