from __future__ import annotations

import io

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.borrowing import NoFiles
from deckgen.content.loading import load_report
from deckgen.content.models import Table
from deckgen.content.tables import Size, flow
from deckgen.diagnostics import Sink

HEAD = "title: T\nsections:\n  - title: S\n"


class OneFile(NoFiles):
    def __init__(self, data: bytes) -> None:
        self.data = data

    def find_bytes(self, _: str) -> bytes:
        return self.data


def table(text: str, data: bytes = b"") -> Table:
    report = load_report((HEAD + f"    table: {text}\n").encode(), "r.yaml", Sink(), files=OneFile(data))
    found = report.sections[0].table
    assert found is not None
    return found


def test_cells_are_texts_as_written_and_may_be_blank():
    found = table("{columns: [a, ~, b], rows: [[1.50, ~, on], [12:30, '', 007]]}")
    assert [[cell.text for cell in row] for row in found.rows] == [["1.50", "", "on"], ["12:30", "", "007"]]
    assert [column.name for column in found.columns] == ["a", "", "b"]


def test_a_table_takes_its_head_and_rows_from_a_file():
    found = table("{data: f.csv, total: yes}", "地区,发放额\n南昌,1.50\n合计,1.50\n".encode())
    assert [column.name for column in found.columns] == ["地区", "发放额"]
    assert [[cell.text for cell in row] for row in found.rows] == [["南昌", "1.50"], ["合计", "1.50"]]


def test_columns_of_the_content_file_take_the_place_of_the_files_head():
    found = table("{columns: [x, {name: y, align: left}], data: f.csv}", b"a,b\nc,d\n")
    assert [column.name for column in found.columns] == ["x", "y"]
    assert [[cell.text for cell in row] for row in found.rows] == [["c", "d"]]


def test_a_file_without_a_head_is_all_rows():
    found = table("{data: f.csv, header: 0}", b"a,b\nc,d\n")
    assert (len(found.columns), len(found.rows)) == (0, 2)


def test_what_looks_like_markdown_in_a_file_is_not():
    found = table("{data: f.csv}", b"a*,b\n5*3*2,[1]\n")
    assert found.columns[0].name == r"a\*"
    assert [cell.text for cell in found.rows[0]] == [r"5\*3\*2", r"\[1]"]


def test_merged_cells_of_a_workbook_become_groups_and_spans():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["片区", "2024", "", "2025"],
        ["", "户数", "金额", "户数"],
        ["赣南", 1, 2, 3],
        ["", 4, 5, 6],
        ["合计", "", 7, 9],
    ):
        sheet.append(row)
    for area in ("A1:A2", "B1:C1", "A3:A4", "A5:B5"):
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    found = table("{data: f.xlsx, header: 2}", file.getvalue())
    assert [(c.name, [inner.name for inner in c.columns]) for c in found.columns] == [
        ("片区", []),
        ("2024", ["户数", "金额"]),
        ("2025", ["户数"]),
    ]
    assert [[(c.text, c.across, c.down) for c in row] for row in found.rows] == [
        [("赣南", 1, 2), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1)],
        [("4", 1, 1), ("5", 1, 1), ("6", 1, 1)],
        [("合计", 2, 1), ("7", 1, 1), ("9", 1, 1)],
    ]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=5), st.integers(1, 6))
def test_cells_without_spans_stand_one_after_the_other(widths: list[int], rows: int):
    flowed = flow([[Size(width) for width in widths]] * rows)
    assert all(row.width == sum(widths) for row in flowed)
    assert [cell.column for cell in flowed[-1].cells] == [sum(widths[:n]) for n in range(len(widths))]


def test_a_cell_over_several_rows_pushes_those_below_it_aside():
    first, second, third = flow([[Size(1, 3), Size()], [Size()], [Size(), Size()]])
    assert [row.width for row in (first, second, third)] == [2, 2, 3]
    assert [cell.column for cell in third.cells] == [1, 2]
