"""One job, one outcome: what it is made of, and what keeps it from being made."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from pptx import Presentation

from deckgen.batch.building import Builder
from deckgen.batch.model import Job, Options, Outcome, Status
from deckgen.batch.tables import Row
from tests.batch.material import CITY, PLAIN, write
from tests.findings import codes_in

SOURCED = (
    PLAIN.format("T")
    + "        indicators: [{value: 12万名, label: 人数, quote: 惠及15万名群众}]\nsource: s.txt\n"
)


def build(folder: Path, text: str, **more: object) -> Outcome:
    write(folder, {"r.yaml": text})
    return Builder().build(Job(str(folder / "r.yaml"), "r", str(folder / "out" / "r"), **more))  # type: ignore[arg-type]


def test_a_deck_and_all_that_it_was_made_from(tmp_path: Path) -> None:
    done = build(tmp_path, CITY, row=Row({"city": "南昌"}, "row 2"))
    assert (done.status, codes_in(done.findings)) == (Status.BUILT, [])
    assert [Path(stamp.path).name for stamp in done.outputs] == ["r.pptx"]
    assert {"r.yaml", "plum.pptx", "plum.yaml"} <= {Path(stamp.path).name for stamp in done.inputs}


def test_the_job_may_give_the_language(tmp_path: Path) -> None:
    build(tmp_path, PLAIN.format("in {{ language }}"), language="en-GB")
    deck = Presentation(str(tmp_path / "out" / "r.pptx"))
    assert deck.slides[0].shapes.title.text == "in en-GB"
    assert deck.core_properties.language == "en-GB"


def test_strict_writes_no_deck_with_warnings(tmp_path: Path) -> None:
    text = PLAIN.format("T") + "        photos: [{caption: c, image: none.jpg}]\n"
    done = build(tmp_path, text, options=Options(strict=True))
    assert (done.status, codes_in(done.findings)) == (Status.FAILED, ["photo-not-found"])
    assert not (tmp_path / "out").exists()
    assert build(tmp_path, text).status is Status.BUILT


def test_check_writes_no_deck_that_says_something_else_than_its_source(tmp_path: Path) -> None:
    write(tmp_path, {"s.txt": "全年惠及15万名群众。\n"})
    done = build(tmp_path, SOURCED, options=Options(check=True))
    assert done.status is Status.FAILED
    assert "figure-not-in-source" in codes_in(done.findings)
    assert not (tmp_path / "out").exists()
    assert "s.txt" in {Path(stamp.path).name for stamp in done.inputs}


def test_a_fault_of_our_own_is_the_decks_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> NoReturn:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("deckgen.batch.building.deck_bytes", broken)
    done = build(tmp_path, PLAIN.format("T"))
    assert (done.status, codes_in(done.findings)) == (Status.FAILED, ["deck-bug"])
    assert "no such luck" in done.findings[0].message


def test_a_deck_never_takes_the_place_of_what_it_is_made_from(tmp_path: Path) -> None:
    write(tmp_path, {"r.yaml": PLAIN.format("T")})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "r.pptx").symlink_to(tmp_path / "r.yaml")
    done = build(tmp_path, PLAIN.format("T"), overwrite=True)
    assert codes_in(done.findings) == ["output-is-input"]
