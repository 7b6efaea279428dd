"""What is seen of a batch while it runs: a line that renews itself on a terminal, lines elsewhere, or JSON."""

from __future__ import annotations

import json
import sys
import time
from types import TracebackType

import click

from deckgen.batch.accounts import name_of, record_of
from deckgen.batch.model import Outcome, Status
from deckgen.messages import printable, shortened

RENEWED = 0.1
"""Seconds between two states of the line."""
WIDTH = 100


class Watcher:
    """Shows every outcome that it is told of in the way that was asked for."""

    def __init__(self, total: int, *, quiet: bool, json_lines: bool) -> None:
        self._total = total
        self._json = json_lines
        self._quiet = quiet
        self._live = not quiet and not json_lines and sys.stderr is not None and sys.stderr.isatty()
        self._counts = dict.fromkeys(Status, 0)
        self._began = time.monotonic()
        self._shown = 0.0

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live and self._shown:
            click.echo("\r\033[K", err=True, nl=False)

    def done(self, outcome: Outcome) -> None:
        if outcome.status is not Status.NOT_DONE:
            self._counts[outcome.status] += 1
        if self._json:
            click.echo(json.dumps({"event": "deck"} | record_of(outcome), ensure_ascii=False))
        elif self._live:
            self._renew(outcome)
        elif not self._quiet and outcome.status in (Status.BUILT, Status.FAILED):
            click.echo(printable(f"{self._so_far()} {outcome.status.value} {name_of(outcome)}"), err=True)

    def _so_far(self) -> str:
        return f"{sum(self._counts.values())}/{self._total}"

    def _renew(self, outcome: Outcome) -> None:
        now = time.monotonic()
        if now - self._shown < RENEWED and sum(self._counts.values()) < self._total:
            return
        self._shown = now
        words = [
            self._so_far(),
            f"{self._counts[Status.BUILT]} built",
            f"{self._counts[Status.UNCHANGED]} unchanged",
            f"{self._counts[Status.FAILED]} failed",
            *self._pace(now - self._began),
            name_of(outcome),
        ]
        click.echo("\r\033[K" + shortened(printable(" · ".join(words)), WIDTH), err=True, nl=False)

    def _pace(self, seconds: float) -> list[str]:
        """Rate and time left, once there is enough to tell them from."""
        built = self._counts[Status.BUILT] + self._counts[Status.FAILED]
        if built < 3 or seconds < 1:
            return []
        left = (self._total - sum(self._counts.values())) * seconds / built
        return [f"{built / seconds:.1f}/s", f"{int(left) // 60}:{int(left) % 60:02} left"]
