"""Workers that would draw other pages than this machine: other LibreOffices are refused, other fonts told of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deckgen.batch import roster
from deckgen.batch.fingerprints import fingerprint
from deckgen.batch.roster import Roster
from deckgen.diagnostics import Sink
from deckgen.export import machine
from deckgen.export.machine import office_version

OURS = {"LibreOffice": "7.4 40", "fonts": "a"}


class FakeClient:
    """Workers that say these things of their LibreOffice and fonts."""

    def __init__(self, drawings: dict[str, object]) -> None:
        self._drawings = drawings

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self._drawings, 1)

    def run(self, _carry: object, _module: str, name: str, **_: Any) -> dict[str, object]:
        return self._drawings if name == "drawing" else dict.fromkeys(self._drawings, fingerprint())


def looked(
    drawings: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
    office: str = OURS["LibreOffice"],
    *,
    draws: bool = True,
) -> tuple[set[str], dict[str, str]]:
    """Who is used, and what is told of whom, on a machine with this version of LibreOffice."""

    def drawing() -> dict[str, str]:
        return OURS | {"LibreOffice": office}

    monkeypatch.setattr(roster, "drawing", drawing)
    sink = Sink()
    used = set(Roster(FakeClient(drawings), "tcp://x", sink, draws).look())
    return used, {found.message.split()[2]: f"{found.code.name}: {found.message}" for found in sink}


def test_workers_with_another_libreoffice_or_none_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs: dict[str, object] = {
        "same": OURS,
        "none": OURS | {"LibreOffice": ""},
        "other": OURS | {"LibreOffice": "24.2 1"},
    }
    used, told = looked(theirs, monkeypatch)
    assert used == {"same"}
    assert told == {
        "none": "worker-refused: the worker none is not used: it has no LibreOffice",
        "other": "worker-refused: the worker other is not used: LibreOffice 24.2 1 instead of 7.4 40",
    }


def test_workers_with_other_fonts_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    used, told = looked({"same": OURS, "other": OURS | {"fonts": "b"}}, monkeypatch)
    assert used == {"same", "other"}
    assert told == {"other": "worker-differs: the worker other has other fonts than this machine"}


def test_without_a_libreoffice_of_ones_own_all_workers_must_have_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs: dict[str, object] = {"one": OURS, "two": OURS, "three": OURS | {"LibreOffice": "24.2 1"}}
    used, told = looked(theirs, monkeypatch, office="")
    assert used == {"one", "two"}
    assert set(told) == {"three"}


def test_for_pptx_alone_nobody_needs_a_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked({"none": OURS | {"LibreOffice": ""}}, monkeypatch, draws=False) == ({"none"}, {})


def test_the_version_is_read_from_the_files_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "program" / "soffice"
    office.parent.mkdir()
    office.write_text("#!/bin/sh\n")
    office.chmod(0o755)
    monkeypatch.setenv("DECKGEN_SOFFICE", str(office))
    assert office_version() == "of 10 bytes"
    (office.parent / "bootstraprc").write_text("[Bootstrap]\nProductKey=LibreOffice 24.2\n")
    (office.parent / "versionrc").write_text("[Version]\nbuildid=3215f89\nVendor=x\n")
    assert office_version() == "24.2 3215f89"
    monkeypatch.setenv("DECKGEN_SOFFICE", str(tmp_path / "nothing"))
    assert office_version() == ""


def test_another_font_is_another_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_font_folders", lambda: iter([tmp_path]))
    (tmp_path / "a.ttf").write_bytes(b"1")
    before = machine.fonts_mark()
    (tmp_path / "readme.txt").write_bytes(b"1")
    assert machine.fonts_mark() == before
    (tmp_path / "b.otf").write_bytes(b"1")
    assert machine.fonts_mark() != before
