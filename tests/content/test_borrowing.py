from __future__ import annotations

import pytest

from deckgen.content.borrowing import NoFiles
from deckgen.content.loading import load_report
from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, Sink

HEAD = "title: T\nsections:\n  - title: S\n"


class Folder(NoFiles):
    """Data files by name."""

    def __init__(self, **files: str) -> None:
        self.files = {name.replace("_", "."): text.encode() for name, text in files.items()}
        self.opened: list[str] = []

    def find_bytes(self, name: str) -> bytes | None:
        self.opened.append(name)
        return self.files.get(name)

    def strays(self, name: str) -> bool:
        return name.startswith("..")

    def suggest(self, name: str) -> str | None:
        return next((one for one in self.files if one[0] == name[0]), None)


def load(content: str, folder: Folder) -> Report:
    return load_report((HEAD + content).encode(), "r.yaml", Sink(), files=folder)


def findings(content: str, folder: Folder) -> list[tuple[str, int, str, str | None]]:
    sink = Sink()
    with pytest.raises(BuildStopped):
        load_report((HEAD + content).encode(), "r.yaml", sink, files=folder)
    return [(one.code.name, one.span.line if one.span else 0, one.message, one.hint) for one in sink]


def test_a_chart_takes_its_numbers_from_a_file():
    folder = Folder(f_csv="年份,贷款,担保\n2023,28.4,3\n2024,38.1,4\n")
    chart = load("    chart: {type: line, data: f.csv}\n", folder).sections[0].chart
    assert chart is not None
    assert chart.categories == ("2023", "2024")
    assert [(row.name, row.values) for row in chart.series] == [
        ("贷款", ("28.4", "38.1")),
        ("担保", ("3", "4")),
    ]


def test_a_single_row_without_a_name_is_the_charts_values():
    chart = load("    chart: {data: f.csv}\n", Folder(f_csv="Year,\n2023,28.4\n")).sections[0].chart
    assert chart is not None
    assert (chart.values, chart.series) == (("28.4",), ())


def test_a_title_above_the_names_of_the_columns_is_told_once():
    folder = Folder(f_csv="各市贷款,,\n年份,贷款,担保\n2023,28.4,3\n2024,38.1,4\n")
    ((code, line, message, hint),) = findings("    chart: {data: f.csv}\n", folder)
    assert (code, line) == ("data-unreadable", 4)
    assert message == "`f.csv` begins with a title, `各市贷款`, not with the names of its columns"
    assert hint == "leave the title out: `data: {file: f.csv, range: A2:C4}`"
    chart = load("    chart: {data: {file: f.csv, range: A2:C4}}\n", folder).sections[0].chart
    assert chart is not None
    assert chart.categories == ("2023", "2024")


def test_a_fault_in_a_file_names_the_cell_and_points_at_data():
    folder = Folder(f_csv="年份,贷款\n2023,28.4\n2024,many\n2025,\n")
    found = findings("    slides:\n      - chart:\n          type: line\n          data: f.csv\n", folder)
    assert [(code, line, message) for code, line, message, _ in found] == [
        ("not-a-number", 7, "f.csv, cell B3: `many` is not one exact number"),
        ("missing-field", 7, "f.csv, cell B4: item 3 of `values` is empty"),
    ]


def test_a_file_that_cannot_be_had_is_told_once_and_nothing_that_follows_from_it():
    charts = (
        "    slides:\n      - chart: {data: g.csv}\n      - chart: {data: ../f.csv}\n"
        "      - chart: {data: {file: f.csv, range: X}}\n      - chart: {data: {file: f.csv, range: J9}}\n"
    )
    found = findings(charts, Folder(f_csv="a,b\nc,1\n"))
    assert [(code, line) for code, line, _, _ in found] == [
        ("data-not-found", 5),
        ("data-outside", 6),
        ("invalid-value", 7),
        ("data-unreadable", 8),
    ]


def test_a_file_named_often_is_opened_once():
    folder = Folder(f_csv="a,b\nc,1\n")
    load("    slides:\n" + "      - chart: {data: f.csv}\n" * 3, folder)
    assert folder.opened == ["f.csv"]
