"""`--rows` and `--row`: one row of a table tries a report that is a pattern for many decks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.cli import run
from tests.batch.material import CITIES, CITY, write

LOOP = """      - title: "{{ row.city }}"
        indicators:
          - for: {each: tables.districts, as: district}
            if: district.city == row.city
            label: "{{ district.name }}"
            value: "{{ district.loans }}万元"
"""
DISTRICTS = "city,name,loans\n南昌,东湖区,50\n南昌,西湖区,70\n赣州,章贡区,9\n"


@pytest.fixture
def folder(here: Path) -> Path:
    return write(here, {"city.yaml": CITY, "cities.csv": CITIES, "districts.csv": DISTRICTS})


def words(deck: str) -> str:
    slides = Presentation(deck).slides
    return "\n".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )


@pytest.mark.parametrize(
    ("wish", "city"), [([], "南昌"), (["--row", "4"], "赣州"), (["--row", "city=九江"], "九江")]
)
@pytest.mark.usefixtures("folder")
def test_a_report_is_built_for_one_row(wish: list[str], city: str) -> None:
    assert run(["build", "city.yaml", "--rows", "cities.csv", *wish, "-o", "deck.pptx"]) == 0
    assert f"{city}妇女工作报告" in words("deck.pptx")


def test_further_tables_are_looped_over(folder: Path) -> None:
    write(folder, {"city.yaml": CITY + LOOP})
    tables = ["--rows", "cities.csv", "--table", "districts=districts.csv"]
    assert run(["build", "city.yaml", *tables, "--row", "city=赣州", "-o", "deck.pptx"]) == 0
    assert "章贡区" in words("deck.pptx")
    assert "东湖区" not in words("deck.pptx")
    assert run(["check", "city.yaml", *tables]) == 0


def test_faults_are_told_where_they_stand_in_the_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"city.yaml": CITY.replace("row.city", "row.citty")})
    assert run(["build", "city.yaml", "--rows", "cities.csv", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    assert (finding["code"], finding["line"], finding["hint"]) == (
        "column-missing",
        1,
        "did you mean `city`?",
    )
    assert run(["check", "city.yaml", "--rows", "cities.csv"]) == 1
    assert "city.yaml:1:8" in capsys.readouterr().out


def test_a_table_that_cannot_be_read_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"cities.csv": "city,city\n南昌,九江\n"})
    assert run(["build", "city.yaml", "--rows", "cities.csv"]) == 1
    assert "rows-unreadable" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--rows cities.csv --row 9", "there are row 2 to row 4 of cities.csv"),
        ("--rows cities.csv --row city=九工", "`city` says `南昌`, `九江`, `赣州`"),
        ("--rows cities.csv --row citty=九江", "did you mean `city`?"),
        ("--rows twice.csv --row city=九江", "2 rows say so (row 2 of twice.csv, row 3 of twice.csv)"),
        ("--rows cities.csv --table districts", "write NAME=FILE"),
        ("--rows cities.csv --table d=nothing.csv", "does not exist"),
        ("--row 3", "--row goes with --rows FILE"),
        ("--table d=districts.csv", "--table goes with --rows FILE"),
    ],
)
def test_a_row_that_is_not_there_is_wrong_usage(
    arguments: str, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"twice.csv": "city\n九江\n九江\n"})
    assert run(["build", "city.yaml", *arguments.split()]) == 2
    assert message in capsys.readouterr().err
    assert not list(folder.glob("*.pptx"))


@pytest.mark.parametrize("option", ["--pin", "--fix", "--diff"])
def test_nothing_is_written_beside_a_report_for_one_row(option: str, folder: Path) -> None:
    before = (folder / "city.yaml").read_bytes()
    assert run(["check", "city.yaml", "--rows", "cities.csv", option]) == 2
    assert (folder / "city.yaml").read_bytes() == before
