from __future__ import annotations

import codecs
import io
from contextlib import suppress
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from deckgen.content.areas import WHOLE_SHEET, Area, find_area
from deckgen.content.cell_formats import exact, format_number
from deckgen.content.grids import MAX_CELLS, GridUnreadable, find_title, read_grid
from tests.content.grids import refusal, saved, texts
from tests.zips import members_of, zipped


def workbook(
    *rows: list[object], formats: dict[str, str] | None = None, **sheets: list[list[object]]
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    for name, code in (formats or {}).items():
        sheet[name].number_format = code
    for name, others in sheets.items():
        other = book.create_sheet(name)
        for row in others:
            other.append(row)
    return saved(book)


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("0.969", "0.0%", "96.9%"),
        ("205.78", '0.00"亿元"', "205.78亿元"),
        ("20578000000", '0!.00,,"亿元"', "205.78亿元"),
        ("123456", '0!.0,"万"', "12.3万"),
        ("120000", '[>=10000]0!.0,"万";0', "12.0万"),
        ("9999", '[>=10000]0!.0,"万";0', "9999"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("1234567", "#,##0,", "1,235"),
        ("-1234.5", "#,##0.0;(#,##0.0)", "(1,234.5)"),
        ("-1234.5", "#,##0.0;[Red]-#,##0.0", "-1,234.5"),
        ("-0.04", "0.0", "0.0"),
        ("0", '#,##0;-#,##0;"–"', "–"),
        ("7", "000", "007"),
        ("0.5", "#.##", ".5"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("0.3333333333333333", "General", "0.3333333333"),
        ("31415926535897", "General", "31415926535897"),
        ("1E3", "General", "1000"),
        ("123456", "0.00E+00", "1.23E+05"),
        ("99999.995", "0.00E+00", "1.00E+05"),
        ("-0.000123", "0.0E+0", "-1.2E-4"),
        ("1234.5", '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥1,234.50"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("1234.5", "[$€-407] #,##0", "€ 1,235"),
        ("13812345678", "000-0000-0000", "138-1234-5678"),
        ("45359", "yyyy/m/d", "2024/3/8"),
        ("45359", 'yyyy"年"m"月"d"日"', "2024年3月8日"),
        ("45359", "mmm d, yyyy", "Mar 8, 2024"),
        ("45359", "[$-804]aaaa", "星期五"),
        ("45359.75", "yyyy-mm-dd hh:mm", "2024-03-08 18:00"),
        ("45359.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "d/m/yyyy", "1/1/1900"),
        ("-1", "yyyy", "-1"),
        ("3", "第0名", "第3名"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(number: str, code: str, shown: str):
    assert format_number(exact(number), code) == shown


@given(st.decimals(-(10**9), 10**9, places=2), st.integers(0, 4))
def test_thousands_and_decimals_are_those_of_python(number: Decimal, places: int):
    code = "#,##0" + ("." + "0" * places if places else "")
    shown = format_number(number, code)
    assert abs(Decimal(shown.replace(",", "")) - number) <= Decimal(1).scaleb(-places) / 2
    assert shown == f"{Decimal(shown.replace(',', '')):,.{places}f}"


@given(st.text(max_size=30), st.decimals(-(10**30), 10**30, allow_nan=False, allow_infinity=False))
def test_any_format_shows_something_and_never_fails(code: str, number: Decimal):
    assert isinstance(format_number(number, code), str)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("B2:E9", Area(2, 2, 9, 5)),
        ("$b$2：e9", Area(2, 2, 9, 5)),
        ("E9:B2", Area(2, 2, 9, 5)),
        ("C7", Area(7, 3, 7, 3)),
        ("B:D", WHOLE_SHEET._replace(left=2, right=4)),
        ("2:9", WHOLE_SHEET._replace(top=2, bottom=9)),
        ("AA10", Area(10, 27, 10, 27)),
        ("", None),
        ("B2:", None),
        ("XFE1", None),
        ("A0", None),
        ("A1048577", None),
        ("B2-E9", None),
        ("5:C", None),
        ("X", None),
        ("7", None),
    ],
)
def test_a_range_is_written_as_in_excel(text: str, area: Area | None):
    assert find_area(text) == area


def test_cells_of_a_workbook_are_texts_as_shown():
    data = workbook(
        ["地区", "占比", "日期", "对", "备注"],
        ["南昌", 0.969, date(2024, 3, 8), True, " 两行\n文字 "],
        formats={"B2": "0.0%", "C2": 'yyyy"年"m"月"'},
    )
    assert texts(read_grid(data)) == [
        ["地区", "占比", "日期", "对", "备注"],
        ["南昌", "96.9%", "2024年3月", "TRUE", "两行\n文字"],
    ]


def test_sheet_and_range_choose_the_cells_and_cells_know_their_names():
    data = workbook(["x"], 图表=[["a", "b", "c"], ["d", 1, 2], ["e", 3, 4]])
    grid = read_grid(data, "图表", Area(2, 2, 9, 9))
    assert texts(grid) == [["1", "2"], ["3", "4"]]
    assert (grid.sheet, grid.rows[1][0].place) == ("图表", "B3")


def test_the_first_sheet_that_is_not_hidden_is_read():
    book = openpyxl.load_workbook(io.BytesIO(workbook(["hidden"], two=[["seen"]])))
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    assert read_grid(saved(book)).sheet == "two"


def test_merged_cells_keep_their_text_and_cover_the_others():
    book = openpyxl.load_workbook(io.BytesIO(workbook(["地区", "2023", ""], ["", "户数", "金额"])))
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    ((corner, group, covered), (below, *_)) = read_grid(saved(book)).rows
    assert (corner.text, corner.down, below.covered) == ("地区", 2, True)
    assert (group.text, group.across, covered.covered) == ("2023", 2, True)


@pytest.mark.parametrize(
    ("rows", "merged", "title"),
    [
        ([["Loans", None, None], ["city", "loans", "share"], ["x", 1, 2]], "", ("Loans", "A2:C3")),
        ([["Loans", None], ["city", "loans"], ["x", 1]], "A1:B1", ("Loans", "A2:B3")),
        ([["Year", None], ["2023", 5]], "", None),
        ([[None, "Loans"], ["2023", 5]], "", None),
        ([["city", None, None], ["x", "new", None], ["y", None, "old"]], "", None),
        ([["city", "loans"], ["x", 1]], "", None),
        ([["Loans", None]], "A1:B1", None),
    ],
)
def test_a_title_is_told_from_names_of_columns(
    rows: list[list[object]], merged: str, title: tuple[str, str] | None
):
    book = openpyxl.load_workbook(io.BytesIO(workbook(*rows)))
    if merged:
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.merge_cells(merged)
    assert find_title(read_grid(saved(book))) == title


def test_hidden_rows_and_columns_are_left_out_and_counted():
    book = openpyxl.load_workbook(io.BytesIO(workbook(["a", "b", "c"], [1, 2, 3], [4, 5, 6])))
    book.worksheets[0].column_dimensions["B"].hidden = True
    book.worksheets[0].row_dimensions[2].hidden = True
    grid = read_grid(saved(book))
    assert texts(grid) == [["a", "c"], ["4", "6"]]
    assert (grid.hidden_rows, grid.hidden_columns) == (1, 1)


def test_a_formula_that_was_never_calculated_and_an_error_are_faults_of_their_cells():
    grid = read_grid(workbook(["a", "=1+1"], ["#DIV/0!", "b"]))
    assert [(fault.place, fault.message) for fault in grid.faults] == [
        ("B1", "its formula has never been calculated"),
        ("A2", "it shows the error `#DIV/0!`"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_is_read_in_every_usual_encoding_and_separator(encoding: str, separator: str):
    rows = [["地区", "发放额"], ["南昌", '"1,234;5"'], ["九江", "96.9%"]]
    data = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    assert texts(read_grid(data)) == [["地区", "发放额"], ["南昌", "1,234;5"], ["九江", "96.9%"]]


def test_quoted_line_ends_stay_in_their_cell():
    grid = read_grid(b'a,"b\r\nc"\r\nd,e\r\n\r\n')
    assert texts(grid) == [["a", "b\nc"], ["d", "e"]]


def test_short_rows_of_a_csv_file_are_filled_up():
    assert texts(read_grid(b"a,b,c\nd\n")) == [["a", "b", "c"], ["d", "", ""]]


def test_the_separator_that_excel_declares_is_no_row():
    assert texts(read_grid(b"sep=;\r\na,1;b\r\n")) == [["a,1", "b"]]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])), min_size=2, max_size=4
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_csv_writes_is_read_again(rows: list[list[str]]):
    import csv

    width = max(map(len, rows))
    head = [f"h{n}" for n in range(width)]
    whole = [head, *([*row, *[""] * (width - len(row))] for row in rows)]
    file = io.StringIO()
    csv.writer(file).writerows([*whole, ["z"] * width])
    assert texts(read_grid(file.getvalue().encode())) == [*whole, ["z"] * width]


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes):
    for head in (b"", b"PK\x03\x04", codecs.BOM_UTF16_LE):
        with suppress(GridUnreadable):
            assert read_grid(head + data).rows


def test_hostile_and_wrong_files_are_refused_with_what_to_do():
    assert refusal(b"")[0] == "it is empty"
    assert refusal(b"\xd0\xcf\x11\xe0" + b"x" * 50) == (
        "it is password-protected, or an old Excel file (.xls)",
        "save it in Excel as .xlsx without password",
    )
    assert refusal(b"PK\x03\x04xxx")[0] == "it is damaged, or no Excel file"
    assert refusal(workbook(["a"])[:-300])[0] == "it is damaged, or no Excel file"
    assert refusal(zipped({"word/document.xml": b"<x/>"}))[0] == "it is a zip file, but no Excel file"
    assert refusal(b"a,b", "Sheet1")[0] == "it is a CSV file, which has no sheets"
    assert refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0")[0] == (
        "it is neither an Excel file nor text"
    )


def test_a_missing_sheet_or_an_empty_range_says_what_there_is():
    data = workbook(["a"], Figures=[["b"]])
    assert refusal(data, "Figure") == ("it has no sheet `Figure`", "did you mean `Figures`?")
    assert refusal(data, "2031") == ("it has no sheet `2031`", "it has `Sheet`, `Figures`")
    assert refusal(data, None, Area(5, 5, 6, 6))[0] == "the range holds nothing"
    assert refusal(b" \n,,\n")[0] == "the file holds nothing"


def test_a_document_type_and_a_part_that_unpacks_to_very_much_are_refused():
    sound = members_of(workbook(["a"]))
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    assert "document type" in refusal(zipped(sound | {"xl/worksheets/sheet1.xml": attack}))[0]
    bomb = sound["xl/worksheets/sheet1.xml"] + b" " * 60_000_000
    assert "unpacks to" in refusal(zipped(sound | {"xl/worksheets/sheet1.xml": bomb}))[0]


def test_far_too_much_is_refused_with_the_way_out():
    message, hint = refusal(b"a,b\n" * 20_000)
    assert message.startswith("it has 10,001 rows")
    assert hint == "name the part that is meant: `range: A1:F20`"
    assert "columns" in refusal((b"x," * 300 + b"x\n") * 2)[0]
    assert MAX_CELLS < 10_000 * 200


def test_cells_far_away_cost_nothing_when_a_range_leaves_them_out():
    book = openpyxl.load_workbook(io.BytesIO(workbook(["a", 1], ["b", 2])))
    book.worksheets[0]["XFD1048576"] = "far"
    assert texts(read_grid(saved(book), None, Area(1, 1, 2, 2))) == [["a", "1"], ["b", "2"]]
    assert "at most" in refusal(saved(book))[0]
