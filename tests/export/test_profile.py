"""LibreOffice's settings name a stand-in only where the typeface is missing and it is not; it starts once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from deckgen.check.stand_ins import StandIn
from deckgen.diagnostics import Span
from deckgen.export import installed, processes
from deckgen.export.office import find_office
from deckgen.export.profile import registry, write_profile
from tests.export.decks import Deck

OOR = "{http://openoffice.org/2001/registry}"


@pytest.fixture
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


@pytest.mark.usefixtures("fonts")
def test_the_first_that_is_installed_stands_in() -> None:
    assert pairs(("House", ("Lack", "思源宋体", "Carlito"))) == {("house", "思源宋体")}


@pytest.mark.usefixtures("fonts")
def test_what_is_installed_has_no_stand_in() -> None:
    assert pairs(("carlito", ("Noto Serif",)), ("House", ("Lack",))) == set()


@pytest.mark.usefixtures("fonts")
def test_a_typeface_is_known_by_both_its_names() -> None:
    wanted = {("microsoft yahei", "Carlito"), ("微软雅黑", "Carlito")}
    assert pairs(("微软雅黑", ("Carlito",))) == pairs(("Microsoft YaHei", ("Carlito",))) == wanted


@pytest.mark.usefixtures("fonts")
def test_names_of_any_kind_leave_the_file_sound() -> None:
    assert pairs(("A & \"B\" <'c'>", ("Carlito",))) == {("a & \"b\" <'c'>", "Carlito")}


def test_libreoffice_neither_tries_out_its_drawing_nor_starts_twice(tmp_path: Path) -> None:
    office = find_office()
    assert office
    processes.prepare(office, tmp_path, ())
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(Deck().box("a", 1, 1).saved())
    job = processes.conversion("pdf", tmp_path / "out", [deck])
    process = processes.start(processes.command(office, tmp_path, job), tmp_path, seconds=60, memory=4 << 30)
    try:
        assert processes.ends(process, 60)
    finally:
        processes.end(process, tmp_path)
    user = tmp_path / processes.PROFILE / "user"
    assert (tmp_path / "out" / "deck.pdf").is_file()
    assert not (user / "GraphicsRenderTests.log").exists()
    assert "OfficeRestartInProgress" not in (user / "registrymodifications.xcu").read_text("utf-8")


def test_a_libreoffice_that_does_not_tell_its_build_is_started_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "user").mkdir()
    write_profile(tmp_path / "soffice", tmp_path / "user", ())
    assert [path.name for path in (tmp_path / "user").iterdir()] == ["registrymodifications.xcu"]
