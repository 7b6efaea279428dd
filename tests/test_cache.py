"""What one build leaves for the next: the same deck with less work, and nothing that a build depends on."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deckgen import cache
from deckgen.cache import VARIABLE, Entry, find_folder
from deckgen.diagnostics import Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.templates.inference.serving import Inferred
from tests.templates.packages import default_template

REPORT = """\
title: Report
language: en
template: brand.pptx
sections:
  - title: One
    slides:
      - {title: Two, indicators: [{label: a, value: '1'}, {label: b, value: '2'}]}
      - {title: Text, achievements: [One thing that was done]}
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("brand.pptx").write_bytes(default_template())
    Path("r.yaml").write_text(REPORT, "utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def built() -> bytes:
    build_deck(Path("r.yaml"), Path("r.pptx"), Resources(), Sink())
    return Path("r.pptx").read_bytes()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The variants that inference is asked for."""
    found: list[str] = []
    infer = Inferred.__getitem__
    monkeypatch.setattr(Inferred, "__getitem__", lambda one, name: (found.append(name), infer(one, name))[1])
    return found


def test_the_second_deck_is_the_same_and_infers_nothing(asked: list[str]) -> None:
    first = built()
    assert asked
    asked.clear()
    assert built() == first
    assert asked == []


def test_a_deck_is_the_same_whatever_deck_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    other = REPORT.replace("achievements: [One thing that was done]", "statement: Said")
    Path("r.yaml").write_text(other, "utf-8")
    built()
    Path("r.yaml").write_text(REPORT, "utf-8")
    after_another = built()
    monkeypatch.setenv(VARIABLE, "off")
    assert built() == after_another


def test_another_binding_is_inferred_anew(asked: list[str]) -> None:
    built()
    asked.clear()
    Path("brand.yaml").write_text("tones: {accent: accent3, muted: tx2, frame: bg2}", "utf-8")
    built()
    assert asked


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_entry_is_inferred_anew_and_mended(
    damage: bytes | None, folder: Path, asked: list[str]
) -> None:
    first = built()
    (entry,) = folder.iterdir()
    entry.write_bytes(entry.read_bytes()[:-9] if damage is None else damage)
    asked.clear()
    assert built() == first
    assert asked
    asked.clear()
    built()
    assert asked == []


def test_an_entry_of_another_form_is_inferred_anew(folder: Path, asked: list[str]) -> None:
    built()
    (entry,) = folder.iterdir()
    Entry(lambda: entry.stem).keep(b'{"layouts": {"bullets": 3}}')
    asked.clear()
    built()
    assert asked


def test_a_template_that_is_bound_completely_leaves_nothing(folder: Path) -> None:
    Path("r.yaml").write_text(REPORT.replace("brand.pptx", "plum"), "utf-8")
    built()
    assert not folder.exists()


def test_what_is_kept_is_loaded() -> None:
    assert Entry(lambda: "one").load() is None
    Entry(lambda: "one").keep(b"data")
    assert Entry(lambda: "one").load() == b"data"


@pytest.mark.parametrize("word", ["", "off", "OFF"])
def test_it_can_be_switched_off(word: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv(VARIABLE, word)
    Entry(lambda: "one").keep(b"data")
    assert Entry(lambda: "one").load() is None
    assert not folder.exists()


def test_it_lies_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_folder() == tmp_path / "deckgen"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_folder() == tmp_path / ".cache" / "deckgen"


def test_a_place_where_nothing_can_be_written_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    Entry(lambda: "one").keep(b"data")
    assert Entry(lambda: "one").load() is None
    assert built()


def test_a_full_disk_leaves_no_half_entry(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    Entry(lambda: "one").keep(b"data")
    assert list(folder.iterdir()) == []


@posix
@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_a_folder_or_an_entry_that_others_can_write_is_not_trusted(mode: int, folder: Path) -> None:
    Entry(lambda: "one").keep(b"data")
    folder.chmod(mode)
    assert Entry(lambda: "one").load() is None
    Entry(lambda: "two").keep(b"data")
    folder.chmod(0o700)
    assert Entry(lambda: "two").load() is None
    next(folder.iterdir()).chmod(mode)
    assert Entry(lambda: "one").load() is None


@posix
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    Entry(lambda: "one").keep(b"data")
    (entry,) = folder.iterdir()
    entry.rename(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").chmod(0o666)
    entry.symlink_to(tmp_path / "elsewhere")
    assert Entry(lambda: "one").load() is None


def test_many_at_once_write_whole_entries(folder: Path) -> None:
    data = os.urandom(200_000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: Entry(lambda: "one").keep(data), range(40)))
    assert Entry(lambda: "one").load() == data
    assert len(list(folder.iterdir())) == 1


def test_the_oldest_make_way(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(cache, "MOST_ENTRIES", 3)
    for number in range(5):
        Entry(lambda name=f"{number}": name).keep(b"data")  # type: ignore[misc]
        os.utime(folder / f"{number}{cache.SUFFIX}", (number, number))
    Entry(lambda: "last").keep(b"data")
    assert {one.stem for one in folder.iterdir()} == {"3", "4", "last"}


def test_an_entry_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Entry(lambda: "one").keep(b"0" * 10_000)
    monkeypatch.setattr(cache, "MAX_BYTES", 9_999)
    assert Entry(lambda: "one").load() is None
