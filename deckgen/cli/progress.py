"""A line on the terminal for what takes long; silent where nobody watches."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType

import click

PATIENCE = 1.0
"""Seconds before anything is said."""


class Progress:
    """Shows `3/40 name` on stderr once a second has passed, and wipes it at the end."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._number = 0
        self._name = ""
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._shown = False
        self._timer = Timer(PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        if self._watched:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._shown:
            click.echo("\r\033[K", err=True, nl=False)

    def start(self, name: str) -> None:
        """The next of the things to do has begun."""
        self._number += 1
        self._name = name
        if self._shown:
            self._show()

    def _show(self) -> None:
        self._shown = True
        click.echo(f"\r\033[K{self._number}/{self._total} {self._name} …", err=True, nl=False)
