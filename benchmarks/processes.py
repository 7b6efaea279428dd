"""Whole processes, measured by what the operating system saw of them."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """One process. `megabytes` is its peak of resident memory; its children's time counts, their memory does not."""

    wall: float
    cpu: float
    megabytes: float


class Failed(Exception):
    """The process ended with an error."""


def run(command: Sequence[str], log: str = os.devnull) -> Run:
    """Run `command` to its end, with everything it prints in the file `log`. Raises Failed."""
    start = time.perf_counter()
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    process = os.posix_spawnp(
        command[0],
        list(command),
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, log, writing, 0o600), (os.POSIX_SPAWN_DUP2, 1, 2)],
    )
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise Failed(" ".join(command))
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
