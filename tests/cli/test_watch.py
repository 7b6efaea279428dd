"""`deckgen watch` as a process: what makes it build, what it says, and how it ends."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from tests.batch.material import PLAIN, write

REPORT = """title: 工作报告
sections:
  - title: 概况
    slides:
      - title: 总结
        achievements: [完成了任务]
      - title: 现场
        photos: [{caption: 现场照片, image: site.jpg}]
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Watching:
    """A `deckgen watch` that runs; `line` waits for its next line."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        code = "from deckgen.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "watch", *arguments],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def line(self) -> str:
        return self._lines.get(timeout=60)

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        assert self.process.stderr
        return self.process.returncode, self.process.stderr.read()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"report.yaml": REPORT})


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    found = Watching(folder, "report.yaml", "-o", "deck.pptx", "--check")
    yield found
    found.process.kill()
    found.process.communicate()


@posix
def test_it_builds_on_every_change_and_survives_errors(folder: Path, watching: Watching) -> None:
    first = watching.line()
    assert "deck.pptx: 5 slides, 1 photo pending" in first
    before = (folder / "deck.pptx").read_bytes()

    Image.new("RGB", (1600, 900), "navy").save(folder / "site.jpg")  # it was looked for in vain
    line = watching.line()
    assert "pending" not in line
    assert "(site.jpg changed)" in line
    with_photo = (folder / "deck.pptx").read_bytes()
    assert with_photo != before

    (folder / "report.yaml").write_text(REPORT.replace("title: 总结", "titel: 总结"), "utf-8")
    line = watching.line()
    assert "report.yaml: no deck written, " in line
    assert "error" in line
    assert (folder / "deck.pptx").read_bytes() == with_photo

    (folder / "report.yaml").write_text(REPORT.replace("总结", "小结"), "utf-8")
    assert "deck.pptx: 5 slides" in watching.line()
    assert (folder / "deck.pptx").read_bytes() != with_photo

    write(folder, {"deckgen.toml": '[check]\n"photo-coarse" = "off"\n'})  # settings, read by --check
    assert "(deckgen.toml changed)" in watching.line()

    code, told = watching.end()
    assert code == 0
    assert "unknown-key" in told
    assert "Traceback" not in told


@posix
def test_a_template_of_ones_own_is_watched(folder: Path) -> None:
    templates = Path(__file__).parents[2] / "templates"
    write(folder, {"report.yaml": PLAIN.format("报告") + "template: own.pptx\n"})
    (folder / "own.pptx").write_bytes((templates / "plum.pptx").read_bytes())
    watching = Watching(folder, "report.yaml")
    try:
        assert "slides" in watching.line()
        (folder / "own.pptx").write_bytes((templates / "quiet.pptx").read_bytes())
        assert "(own.pptx changed)" in watching.line()
        assert watching.end()[0] == 0
    finally:
        watching.process.kill()
        watching.process.communicate()


def test_a_report_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "nothing.yaml")
    _, told = watching.process.communicate(timeout=60)
    assert watching.process.returncode == 2
    assert "nothing.yaml" in told


@posix
def test_what_somebody_writes_into_the_deck_meanwhile_stays(folder: Path, watching: Watching) -> None:
    assert "slides" in watching.line()
    presentation = Presentation(str(folder / "deck.pptx"))
    presentation.save(str(folder / "deck.pptx"))
    theirs = (folder / "deck.pptx").read_bytes()
    (folder / "report.yaml").write_text(REPORT.replace("总结", "小结"), "utf-8")
    assert "no deck written, 1 error" in watching.line()
    assert (folder / "deck.pptx").read_bytes() == theirs
    assert "output-edited" in watching.end()[1]
