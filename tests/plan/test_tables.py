"""How a table of the report becomes cells in columns."""

from __future__ import annotations

from typing import Any

import pytest

from deckgen.content.models import Table
from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form
from deckgen.layouts.model import TableFill
from deckgen.plan.material import Reader
from deckgen.plan.tables import TableReader
from deckgen.plan.words import words_of

GROUPED = ["地区", {"name": "2024年", "columns": ["户数", {"name": "金额", "unit": "亿元"}]}]


def read(language: str = "zh-CN", **table: Any) -> TableFill:
    return TableReader(Reader(words_of(language), Sink())).fill(read_form(Table, table), ("table",))


def test_numbers_stand_at_the_right_and_words_at_the_left():
    rows = [["1", "1,204.5", "近3万名", "按期", "+3%"], ["2", "–", "4万名", "", "持平"]]
    assert read(rows=rows).aligns == ("left", "right", "right", "left", "right")


def test_the_authors_alignment_wins():
    columns = ["a", {"name": "b", "align": "center"}]
    assert read(columns=columns, rows=[["x", "1"]]).aligns == ("left", "center")


def test_columns_under_one_head_make_a_head_of_two_rows():
    top, below = read(columns=GROUPED, rows=[["南昌", "1", "2"]]).head
    assert [(cell.text.text, cell.column, cell.across, cell.down) for cell in top] == [
        ("地区", 0, 1, 2),
        ("2024年", 1, 2, 1),
    ]
    assert [(cell.text.text, cell.column) for cell in below] == [("户数", 1), ("金额（亿元）", 2)]


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-CN", "表格，1行3列：地区，户数，金额"), ("en", "Table, 1 rows by 3 columns: 地区, 户数, 金额")],
)
def test_the_description_is_made_from_the_head(language: str, said: str):
    assert read(language, columns=GROUPED, rows=[["南昌", "1", "2"]]).alt == said


def test_the_authors_description_wins():
    assert read(rows=[["a"]], alt="说明").alt == "说明"


def test_the_highlighted_row_is_found_by_its_first_cell():
    assert read(rows=[["b", "a"], ["a", "2"]], highlight="a").highlight == 1


def test_a_row_below_a_merged_cell_is_found_by_any_of_its_cells():
    rows = [[{"text": "赣南", "down": 2}, "赣州", "1"], ["吉安", "2"], ["省会", "南昌", "3"]]
    assert read(rows=rows, highlight="南昌").highlight == 2


def test_cells_know_where_they_stand_in_the_content():
    (row,) = read(rows=[["a", "b"]]).rows
    assert row[1].text.origin == ("table", "rows", 0, 1)
