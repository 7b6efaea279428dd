"""A line on the terminal for what takes long; silent where nobody watches."""

from __future__ import annotations

import sys
from threading import Event, Thread
from types import TracebackType

import click

from deckgen.messages import printable, shortened
from deckgen.stopwatch import Stopwatch

PATIENCE = 1.0
"""Seconds before anything is said."""
RENEWED = 0.2
"""Seconds between two states of the line."""
WIDTH = 100


class Progress:
    """Shows `3/40 name · fitting slide 120 of 5,000` on stderr once a second has passed, and wipes it at the end."""

    def __init__(self, total: int, watch: Stopwatch | None = None) -> None:
        self._total = total
        self._number = 0
        self._name = ""
        self._watch = watch or Stopwatch()
        self._over = Event()
        watched = sys.stderr is not None and sys.stderr.isatty()
        self._thread = Thread(target=self._show, daemon=True) if watched else None

    def __enter__(self) -> Progress:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()

    def start(self, name: str) -> None:
        """Tell that the next thing to do has begun, and what it is called."""
        self._number += 1
        self._name = name

    def _show(self) -> None:
        if self._over.wait(PATIENCE):
            return
        while True:
            line = shortened(printable(self._line()), WIDTH)
            click.echo(f"\r\033[K{line} …", err=True, nl=False)
            if self._over.wait(RENEWED):
                break
        click.echo("\r\033[K", err=True, nl=False)

    def _line(self) -> str:
        watch = self._watch
        doing = f" · {watch.doing}" if watch.doing else ""
        slide = f" slide {watch.number:,} of {watch.total:,}" if doing and watch.total else ""
        return f"{self._number}/{self._total} {self._name}{doing}{slide}"
