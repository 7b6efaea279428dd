"""Progress is for people who watch: silent on a pipe, wiped at the end on a terminal."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from deckgen.cli import progress
from deckgen.cli.progress import Progress
from deckgen.diagnostics import Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.stopwatch import Stopwatch
from tests.batch.material import PLAIN, write


def wait_for(words: str, stream: io.StringIO, tries: int) -> None:
    while words not in stream.getvalue() and tries:
        time.sleep(0.01)
        tries -= 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "RENEWED", 0.001)


@pytest.mark.parametrize(("stderr", "shows"), [(Terminal(), True), (io.StringIO(), False)])
def test_the_report_at_work_is_shown_on_a_terminal_only(
    stderr: io.StringIO, shows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", stderr)
    with Progress(2) as shown:
        shown.start("a.yaml")
        wait_for("1/2 a.yaml", stderr, 500 if shows else 5)
        shown.start("b.yaml")
        wait_for("2/2 b.yaml", stderr, 500 if shows else 5)
    assert ("2/2 b.yaml" in stderr.getvalue()) is shows
    assert stderr.getvalue().endswith("\033[K") is shows


def test_the_stage_and_the_slide_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", stderr := Terminal())
    watch = Stopwatch()
    with Progress(1, watch) as shown:
        shown.start("a.yaml")
        watch.begin("reading")
        wait_for("1/1 a.yaml · reading …", stderr, 500)
        watch.begin("fitting", 5000)
        slides = watch.counted(range(5000))
        for _ in range(1200):
            next(slides)
        wait_for("1/1 a.yaml · fitting slide 1,200 of 5,000 …", stderr, 500)
    assert "1/1 a.yaml · reading …" in stderr.getvalue()
    assert "1/1 a.yaml · fitting slide 1,200 of 5,000 …" in stderr.getvalue()


class Remembering(Stopwatch):
    """Keeps what was counted when something else began, or the stage was done."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, int, int]] = []

    def begin(self, doing: str, total: int = 0) -> None:
        self._keep()
        super().begin(doing, total)

    def done(self, stage: str) -> None:
        self._keep()
        super().done(stage)

    def _keep(self) -> None:
        if self.doing:
            self.seen.append((self.doing, self.number, self.total))


def test_a_build_counts_every_slide_in_every_stage(tmp_path: Path) -> None:
    slide = "      - title: {}\n        achievements: [完成了任务]\n"
    write(tmp_path, {"a.yaml": PLAIN.format("T") + "".join(slide.format(number) for number in range(7))})
    watch = Remembering()
    built = build_deck(tmp_path / "a.yaml", tmp_path / "a.pptx", Resources(), Sink(), watch=watch)
    slides = built.slides
    assert watch.seen == [
        ("reading", 0, 0),
        ("planning", 0, 0),
        ("fitting", slides, slides),
        ("setting", slides, slides),
        ("drawing", slides, slides),
        ("writing", 0, 0),
    ]


def test_no_thread_is_left_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", stderr := Terminal())
    shown = Progress(1)

    def fail() -> None:
        with shown:
            shown.start("a.yaml")
            wait_for("1/1 a.yaml", stderr, 500)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert stderr.getvalue().endswith("\033[K")
