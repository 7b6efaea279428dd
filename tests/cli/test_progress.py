"""Progress is for people who watch: silent on a pipe, wiped at the end on a terminal."""

from __future__ import annotations

import io
import time

import pytest

from deckgen.cli import progress
from deckgen.cli.progress import Progress


def wait_for(words: str, stream: io.StringIO, tries: int) -> None:
    while words not in stream.getvalue() and tries:
        time.sleep(0.01)
        tries -= 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stderr", "shows"), [(Terminal(), True), (io.StringIO(), False)])
def test_the_report_at_work_is_shown_on_a_terminal_only(
    stderr: io.StringIO, shows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", stderr)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with Progress(2) as shown:
        shown.start("a.yaml")
        wait_for("1/2", stderr, 500 if shows else 5)
        shown.start("b.yaml")
    assert ("2/2 b.yaml" in stderr.getvalue()) is shows
    assert stderr.getvalue().endswith("\033[K") is shows
