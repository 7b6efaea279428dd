"""A cheap look says whether the thorough one would find anything."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.metadata import entry_points
from pathlib import Path
from zipfile import ZipFile

import pytest

from deckgen.layouts.registered import may_register

GROUP = "deckgen.tests.nobody-has-this"
SAID = f"[{GROUP}]\nthing = somewhere:THING\n"


def test_without_a_package_that_names_the_group_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    # Other tests may have loaded libraries with finders of their own.
    plain = [one for one in sys.meta_path if one is PathFinder or not hasattr(one, "find_distributions")]
    monkeypatch.setattr(sys, "meta_path", plain)
    assert not may_register(GROUP)
    assert not entry_points(group=GROUP)


@pytest.mark.parametrize("folder", ["x-1.0.dist-info", "x.egg-info", "EGG-INFO"])
def test_a_package_that_names_the_group_is_seen(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "x.egg" if folder == "EGG-INFO" else tmp_path
    described = root / folder
    described.mkdir(parents=True)
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: x\nVersion: 1.0\n")
    (described / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: x\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text(SAID)
    monkeypatch.syspath_prepend(root)
    assert may_register(GROUP)
    assert entry_points(group=GROUP)


def test_what_is_packed_in_a_zip_file_is_left_to_the_thorough_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("x-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: x\nVersion: 1.0\n")
        packed.writestr("x-1.0.dist-info/entry_points.txt", SAID)
    monkeypatch.syspath_prepend(tmp_path / "x.zip")
    assert may_register(GROUP)
    assert entry_points(group=GROUP)


def test_a_finder_of_another_kind_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        @staticmethod
        def find_distributions(*_: object) -> list[object]:
            return []

        @staticmethod
        def find_spec(*_: object) -> None:
            return None

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Other])
    assert may_register(GROUP)
