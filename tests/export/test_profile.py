"""LibreOffice's settings name a stand-in only where the typeface is missing and the stand-in is there."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from deckgen.check.stand_ins import StandIn
from deckgen.diagnostics import Span
from deckgen.export import installed
from deckgen.export.profile import registry

OOR = "{http://openoffice.org/2001/registry}"


@pytest.fixture(autouse=True)
def fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    installed.typefaces_here.cache_clear()
    monkeypatch.setattr(installed, "_listed", lambda: "Carlito\tCarlito\nNoto Serif,思源宋体\tNotoSerif\n")
    yield
    installed.typefaces_here.cache_clear()


def pairs(*declared: tuple[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    text = registry(tuple(StandIn(name, instead, Span("deckgen.toml", 1, 1)) for name, instead in declared))
    found = set()
    for node in ET.fromstring(text).iter("node"):
        said = {one.get(f"{OOR}name"): one.findtext("value") for one in node}
        found.add((str(said["ReplaceFont"]), str(said["SubstituteFont"])))
    return found


def test_the_first_that_is_installed_stands_in() -> None:
    assert pairs(("House", ("Lack", "思源宋体", "Carlito"))) == {("house", "思源宋体")}


def test_what_is_installed_has_no_stand_in() -> None:
    assert pairs(("carlito", ("Noto Serif",)), ("House", ("Lack",))) == set()


def test_a_typeface_is_known_by_both_its_names() -> None:
    wanted = {("microsoft yahei", "Carlito"), ("微软雅黑", "Carlito")}
    assert pairs(("微软雅黑", ("Carlito",))) == pairs(("Microsoft YaHei", ("Carlito",))) == wanted


def test_names_of_any_kind_leave_the_file_sound() -> None:
    assert pairs(("A & \"B\" <'c'>", ("Carlito",))) == {("a & \"b\" <'c'>", "Carlito")}
