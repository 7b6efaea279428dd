"""Workbooks as other programs write them, and as nobody should."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.utils.datetime import MAC_EPOCH

from deckgen.content.areas import Area
from deckgen.content.grids import GridUnreadable, read_grid
from deckgen.content.packages import MAX_TAGS
from tests.content.grids import refusal, saved, texts
from tests.zips import members_of, zipped

SHEET, STYLES, STRINGS, TYPES = (
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "[Content_Types].xml",
)


def book(*rows: list[object]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    return made


def sharing(*values: object) -> bytes:
    """A workbook that keeps its texts apart, as Excel does."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    made.add_worksheet().write_row("A1", values)
    made.close()
    return file.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """With the first match of `old` in the part replaced."""
    members = members_of(data)
    text, count = re.subn(old, lambda _: new, members[part].decode(), count=1, flags=re.DOTALL)
    assert count, members[part].decode()
    return zipped(members | {part: text.encode()})


def test_what_a_formula_gave_last_is_shown_as_the_cell_is_formatted():
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    sheet = made.add_worksheet()
    sheet.write_formula("A1", "=B1/C1", made.add_format({"num_format": "0.0%"}), 0.9687)
    sheet.write_formula("B1", '="a"&"b"', None, "ab")
    sheet.write_formula("C1", "=1>2", None, False)
    sheet.write_formula("D1", "=1/0", None, "#DIV/0!")
    sheet.write_array_formula("E1:E1", "{=SUM(A1:A2)}", None, 3)
    made.close()
    grid = read_grid(file.getvalue())
    assert texts(grid) == [["96.9%", "ab", "FALSE", "", "3"]]
    assert [fault.message for fault in grid.faults] == ["it shows the error `#DIV/0!`"]


def test_text_in_several_types_is_one_text_and_readings_are_no_part_of_it():
    rich = CellRichText("发放", TextBlock(InlineFont(b=True), "20578"), "万元")
    assert texts(read_grid(saved(book([rich, "b"])))) == [["发放20578万元", "b"]]
    reading = "<si><r><t>東</t></r><r><t>京</t></r><rPh sb='0' eb='1'><t>トウ</t></rPh></si>"
    data = changed(sharing("x", "y_x000D_"), STRINGS, "<si>.*?</si>", reading)
    assert texts(read_grid(data)) == [["東京", "y"]]


def test_the_text_of_a_formula_is_found_where_libreoffice_once_put_it():
    cell = '<c r="A1" t="inlineStr"><f>B1</f><v>b</v></c>'
    data = changed(saved(book(["a", "b"])), SHEET, "<c .*?</c>", cell)
    assert texts(read_grid(data)) == [["b", "b"]]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (14, "2024/3/8"),
        (27, "2024年3月"),
        (31, "2024年3月8日"),
        (57, "2024年3月"),
        (58, "3月8日"),
        (44, "¥45,359.00"),
    ],
)
def test_formats_that_have_only_a_number_are_those_of_chinese_excel(number: int, shown: str):
    data = changed(
        saved(book([45359])), STYLES, "<cellXfs.*?</cellXfs>", f'<cellXfs><xf numFmtId="{number}"/></cellXfs>'
    )
    assert texts(read_grid(data)) == [[shown]]


@pytest.mark.parametrize("iso_dates", [False, True])
@pytest.mark.parametrize("since_1904", [False, True])
def test_days_are_shown_by_their_format_whatever_they_are_counted_from(since_1904: bool, iso_dates: bool):
    made = book([datetime(2024, 3, 8, 18, 30), datetime(1960, 1, 31)])
    made.iso_dates = iso_dates
    if since_1904:
        made.epoch = MAC_EPOCH
    first, second = made.worksheets[0][1]
    first.number_format, second.number_format = 'yyyy"年"m"月"d"日" h:mm', "d/m/yyyy"
    assert texts(read_grid(saved(made))) == [["2024年3月8日 18:30", "31/1/1960"]]


def test_what_is_no_day_stays_a_number_in_a_format_for_days():
    made = book([-1, 3_000_000])
    for cell in made.worksheets[0][1]:
        cell.number_format = "yyyy-mm-dd"
    assert texts(read_grid(saved(made))) == [["-1", "3000000"]]


def test_digits_beyond_what_excel_knows_are_noise():
    data = changed(saved(book([1, 2])), SHEET, "<v>1</v>", "<v>0.30000000000000004</v>")
    assert texts(read_grid(data)) == [["0.3", "2"]]


def test_hidden_columns_may_be_told_as_a_group_and_sheets_be_very_hidden():
    made = book([1, 2, 3, 4, 5])
    made.worksheets[0].column_dimensions.group("B", "D", hidden=True)
    made.create_sheet("secret", 0).sheet_state = "veryHidden"
    made.active = 1
    grid = read_grid(saved(made))
    assert (grid.sheet, texts(grid), grid.hidden_columns) == ("Sheet", [["1", "5"]], 3)


def test_faults_in_what_is_not_wanted_do_no_harm():
    made = book(["a", 1], ["b", 2])
    made.worksheets[0].auto_filter.ref = "A1:B2"
    made.worksheets[0].conditional_formatting.add("A1:B2", CellIsRule("equal", ["1"]))
    data = saved(made)
    data = changed(data, STYLES, "<fills.*?</fills>", "<fills><fill/><fill><color rgb='red'/></fill></fills>")
    data = changed(data, STYLES, "<cellStyles.*?</cellStyles>", "<cellStyles><cellStyle/></cellStyles>")
    data = changed(data, SHEET, "<cfRule .*?</cfRule>", "<cfRule type='unheard of'/>")
    data = changed(data, SHEET, "<autoFilter.*?/>", "<autoFilter ref='?'/>")
    data = changed(data, SHEET, "</worksheet>", "<extLst><ext uri='?'/></extLst></worksheet>")
    data = changed(data, "docProps/core.xml", "<dcterms:created.*?</dcterms:created>", "<x:y xmlns:x='z'>")
    assert texts(read_grid(data)) == [["a", "1"], ["b", "2"]]


def test_ranges_that_are_merged_or_linked_over_a_whole_sheet_cost_nothing():
    far = "A3:XFD1048576"
    rest = (
        f'<mergeCells><mergeCell ref="{far}"/></mergeCells><hyperlinks><hyperlink ref="{far}"/></hyperlinks>'
    )
    data = changed(saved(book(["a"], ["b"])), SHEET, "</sheetData>", f"</sheetData>{rest}")
    assert texts(read_grid(data)) == [["a"], ["b"]]


def test_parts_are_found_whatever_the_case_and_slashes_of_their_names():
    members = members_of(sharing("a"))
    odd = {
        name.replace("sharedStrings", "SharedStrings").replace("worksheets/", "Worksheets\\"): data
        for name, data in members.items()
    }
    assert texts(read_grid(zipped(odd))) == [["a"]]


def test_strict_open_xml_is_read_too():
    strict = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    members = members_of(sharing("a", "b"))
    for usual, name in strict.items():
        members = {part: data.replace(usual, name) for part, data in members.items()}
    assert texts(read_grid(zipped(members))) == [["a", "b"]]


def test_files_without_a_sheet_to_read_say_what_they_are():
    members = members_of(saved(book(["a"])))
    save = "save it in Excel as .xlsx"
    assert refusal(zipped(members | {"xl/workbook.bin": b""})) == ("it is a binary Excel file (.xlsb)", save)
    document = members[TYPES].replace(b"spreadsheetml.sheet.main", b"wordprocessingml.document.main")
    assert refusal(zipped(members | {TYPES: document})) == ("it is a zip file, but no Excel file", save)
    chart = members["xl/_rels/workbook.xml.rels"].replace(b'/worksheet"', b'/chartsheet"')
    assert refusal(zipped(members | {"xl/_rels/workbook.xml.rels": chart})) == (
        "it is an Office file without any worksheet",
        save,
    )
    del members[SHEET]
    assert refusal(zipped(members)) == (f"its part `{SHEET}` is missing", "save it again in Excel as .xlsx")


def test_a_password_is_told_by_the_entries_of_the_zip_file():
    data = bytearray(saved(book(["a"])))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == ("it is password-protected", "save it without password")


def test_a_document_type_is_seen_in_other_encodings_and_in_every_part():
    members = members_of(sharing("a"))
    attack = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><sst/>'
    for part in (STRINGS, STYLES, "xl/workbook.xml", TYPES):
        assert "document type" in refusal(zipped(members | {part: attack.encode("utf-16")}))[0]


def test_very_many_tags_are_refused():
    members = members_of(sharing("a"))
    many = b"<sst>" + b"".join(b"<si a%d=''/>" % (number % 9973) for number in range(1000)) * (
        MAX_TAGS // 1000
    )
    assert "tags" in refusal(zipped(members | {STRINGS: many + b"</sst>"}))[0]


SOUND = members_of(sharing("a", 1.5, True, "=A1", "b"))


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_a_workbook_damaged_anywhere_is_read_or_refused(part: str, data: st.DataObject):
    raw = bytearray(SOUND[part])
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.sampled_from(b'0<>/"a9 &=-\xff'))
    with suppress(GridUnreadable):
        assert read_grid(zipped(SOUND | {part: bytes(raw)}), None, Area(1, 1, 9, 9)).rows
