"""Decks whose row or report is gone are listed, and removed when asked for; edited ones never."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deckgen.cli import run
from tests.batch.material import CITIES, CITY, PLAIN, report_of, write

ALL = ["city.yaml", "--rows", "cities.csv", "-o", "out/{{ row.city }}.pptx", "--jobs", "1"]
JOBS = "jobs: [{reports: city.yaml, rows: cities.csv, output: 'out/{{ row.city }}', formats: [pptx, md]}]\n"
FEWER = CITIES.replace("九江,0\n", "")


@pytest.fixture
def folder(here: Path) -> Path:
    return write(here, {"city.yaml": CITY, "cities.csv": CITIES, "jobs.yaml": JOBS})


def there(folder: Path) -> set[str]:
    return {file.name for file in (folder / "out").iterdir() if file.is_file()}


def listed(folder: Path) -> list[tuple[str, bool]]:
    found = report_of(folder / "out" / "_report")["no_longer_asked_for"]
    assert isinstance(found, list)
    return [(each["deck"], each["removed"]) for each in found]


@pytest.mark.parametrize(("order", "endings"), [(ALL, ["pptx"]), (["jobs.yaml"], ["pptx", "md"])])
def test_a_deck_without_a_row_is_listed_and_removed_when_asked_for(
    order: list[str], endings: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["batch", *order]) == 0
    assert "no longer asked for" not in capsys.readouterr().out
    write(folder, {"cities.csv": FEWER})
    assert run(["batch", *order]) == 0
    assert "no longer asked for (`--prune` removes it): out/九江" in capsys.readouterr().out
    assert listed(folder) == [("out/九江", False)]
    assert "No longer asked for" in (folder / "out" / "_report" / "report.html").read_text("utf-8")

    assert run(["batch", *order, "--prune", "--dry-run"]) == 0
    assert {f"九江.{ending}" for ending in endings} < there(folder)
    assert run(["batch", *order, "--prune"]) == 0
    assert listed(folder) == [("out/九江", True)]
    assert there(folder) == {f"{city}.{ending}" for city in ("南昌", "赣州") for ending in endings}
    assert run(["batch", *order]) == 0
    assert listed(folder) == []


def test_an_edited_deck_and_a_file_of_somebody_else_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["batch", *ALL])
    write(folder, {"cities.csv": "city,loans\n赣州,88\n", "out/吉安.pptx": "mine"})
    (folder / "out" / "九江.pptx").write_bytes(b"edited")
    capsys.readouterr()
    assert run(["batch", *ALL, "--prune"]) == 0
    said = capsys.readouterr().out
    assert "no longer asked for, but edited, so it stays: out/九江" in said
    assert "no longer asked for: removed: out/南昌" in said
    assert there(folder) == {"赣州.pptx", "九江.pptx", "吉安.pptx"}
    assert (folder / "out" / "九江.pptx").read_bytes() == b"edited"


def test_select_and_limit_make_nothing_unasked(folder: Path) -> None:
    run(["batch", *ALL])
    run(["batch", *ALL, "--select", "city=南昌", "--limit", "1", "--prune"])
    assert there(folder) == {"南昌.pptx", "九江.pptx", "赣州.pptx"}


def test_the_decks_of_another_order_are_its_own(folder: Path) -> None:
    write(folder, {"plain.yaml": PLAIN.format("T")})
    run(["batch", *ALL])
    assert run(["batch", "plain.yaml", "-o", "out", "--prune"]) == 0
    assert there(folder) == {"南昌.pptx", "九江.pptx", "赣州.pptx", "plain.pptx"}
    # The jobs file asks for the same decks: from then on they are its own.
    jobs = JOBS.replace(", md", "")
    write(folder, {"jobs.yaml": jobs})
    run(["batch", "jobs.yaml", "--cache", "out"])
    write(folder, {"cities.csv": FEWER})
    assert run(["batch", *ALL, "--prune"]) == 0
    assert "九江.pptx" in there(folder)
    assert run(["batch", "jobs.yaml", "--cache", "out", "--prune"]) == 0
    assert "九江.pptx" not in there(folder)


def test_a_report_that_is_gone_and_names_that_follow_another_pattern(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"content/a.yaml": PLAIN.format("A"), "content/b.yaml": PLAIN.format("B")})
    run(["batch", "content", "-o", "out"])
    (folder / "content" / "b.yaml").unlink()
    capsys.readouterr()
    assert run(["batch", "content", "-o", "out/{{ report }}-2026.pptx", "--prune", "--json-lines"]) == 0
    end = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [each["deck"] for each in end["no_longer_asked_for"]] == ["out/a", "out/b"]
    assert there(folder) == {"a-2026.pptx"}
