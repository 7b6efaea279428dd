"""Rows from CSV, Excel and YAML; the first row names the columns, and every value is a text."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from deckgen.batch.tables import Row, TableFile, read_table
from deckgen.diagnostics import BuildStopped, Sink


def read(path: Path, sheet: str = "", area: str = "") -> tuple[Row, ...]:
    return read_table(TableFile(str(path), sheet, area), Sink())


def fault(path: Path) -> tuple[str, str]:
    sink = Sink()
    with pytest.raises(BuildStopped):
        read_table(TableFile(str(path)), sink)
    (found,) = sink
    return found.code.name, found.message


def test_rows_of_a_csv_file_are_texts_by_column(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("city;loans;\n南昌;1,50;x\n\n九江;007;\n", "utf-8")
    first, second = read(path)
    assert first.values == {"city": "南昌", "loans": "1,50"}
    assert (second.values, second.place) == ({"city": "九江", "loans": "007"}, "row 4 of c.csv")


def test_rows_of_a_workbook_are_as_excel_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("城市")
    sheet = book["城市"]
    for row in (["备注", None], ["city", "share"], ["南昌", 0.125]):
        sheet.append(row)
    sheet["B3"].number_format = "0.0%"
    book.save(tmp_path / "c.xlsx")
    (row,) = read(tmp_path / "c.xlsx", "城市", "A2:B9")
    assert (row.values, row.place) == ({"city": "南昌", "share": "12.5%"}, "row 3 of c.xlsx")


def test_rows_from_yaml_may_hold_lists_and_keep_scalars_as_written(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(
        "- {city: 南昌, loans: 1.50, districts: [{name: 东湖}]}\n- {city: 九江, open: on}\n", "utf-8"
    )
    first, second = read(path)
    assert first.values == {"city": "南昌", "loans": "1.50", "districts": [{"name": "东湖"}], "open": ""}
    assert second.values == {"city": "九江", "loans": "", "districts": "", "open": "on"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "city,city\nx,y\n", "two columns `city`"),
        ("a.csv", "city,loans\n", "holds no rows"),
        ("a.csv", "Loans 2025,,\ncity,loans,share\nx,y,z\n", "begins with a title, `Loans 2025`"),
        ("a.csv", "", "is empty"),
        ("a.yaml", "city: x\n", "list of mappings"),
        ("a.yaml", "- x\n", "list of mappings"),
        ("a.yaml", "- {a: [}\n", ""),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert message in fault(path)[1]


def test_a_missing_table_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("a\n1\n", "utf-8")
    sink = Sink()
    with pytest.raises(BuildStopped):
        read_table(TableFile(str(tmp_path / "citys.csv")), sink)
    assert [found.hint for found in sink] == ["did you mean `cities.csv`?"]
